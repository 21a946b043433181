"""What a phone sends: each tick with its token and its own time, at once, twice, or late."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.signups.changes import cancel
from portal.domain.signups.check_in import end_link
from portal.vault import new_ref
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.checkin.steps import link_to, marks, open_list, today
from tests.conftest import NOW

DAY = timedelta(days=1)


@pytest.fixture
def session(app):
    return today()


class Phone:
    """A phone that has opened the list."""

    def __init__(self, client, session, link=None):
        page = open_list(client, session, link)
        self.client, self.session = client, session
        self.address = page.one("#check-in").get("data-ticks")
        self.key = page.form("#check-in")["csrf_token"]

    def tick(self, sign_up, mark, at=NOW, token="", half="morning", day=None):
        day = day or self.session.dates[0]
        return f"{token or new_ref(24)} {sign_up.ref} {day.id} {half} {mark} {int(at.timestamp() * 1000)}"

    def send(self, *ticks):
        return self.client.post(self.address, data={"csrf_token": self.key, "tick": list(ticks)})


def test_a_tick_is_saved_and_the_answer_says_how_far_the_list_is(client, session):
    nour, _ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    phone = Phone(client, session)

    told = phone.send(phone.tick(nour, "present", token="a" * 24)).json

    assert told == {"done": ["a" * 24], "said": "", "progress": "1 of 2 names marked"}
    assert marks(session) == {"Nour": "present"}


def test_sent_again_it_is_taken_once(client, session):
    nour = make.sign_up(session)
    phone = Phone(client, session)
    tick = phone.tick(nour, "present", token="a" * 24)
    phone.send(tick)
    phone.send(phone.tick(nour, "absent", NOW))

    assert phone.send(tick, tick).json["done"] == ["a" * 24, "a" * 24]

    assert marks(session) == {"Nour": "absent"}


def test_many_that_waited_arrive_in_the_order_in_which_they_were_ticked(client, session):
    nour = make.sign_up(session)
    phone = Phone(client, session)
    with time_machine.travel(NOW + DAY, tick=False):
        phone.send(
            phone.tick(nour, "absent", NOW + timedelta(minutes=20)),
            phone.tick(nour, "present", NOW + timedelta(minutes=10)),
        )
    assert marks(session) == {"Nour": "absent"}


def test_what_was_marked_later_by_somebody_else_holds_and_is_said(client, other, session):
    nour = make.sign_up(session)
    mine, theirs = Phone(client, session), Phone(other, session)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        theirs.send(theirs.tick(nour, "present", NOW + timedelta(hours=1)))
        told = mine.send(mine.tick(nour, "absent", NOW)).json
    assert told["said"] == "Nour was marked later by somebody else. That one holds."
    assert marks(session) == {"Nour": "present"}


def test_a_tick_for_somebody_who_gave_the_seat_back_is_said_and_kept(client):
    session = make.course_session(DAY)
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    phone = Phone(client, session)
    with time_machine.travel(NOW + DAY, tick=False):
        for one in (nour, ali):
            cancel(one, NOW + DAY)
        make.db.session.commit()
        told = phone.send(phone.tick(nour, "absent", NOW + DAY), phone.tick(ali, "present", NOW + DAY)).json
    assert told["said"] == (
        "Nour has no seat here any more. The tick is kept. Ali gave the seat back, and came. This is saved."
    )
    assert len(told["done"]) == 2
    assert marks(session) == {"Ali": "present"}


def test_ticks_of_before_the_end_of_a_link_arrive_after_it_and_later_ones_wait_for_a_new_link(client, session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    link = link_to(session)
    phone = Phone(client, session, link)
    in_time = phone.tick(nour, "present", NOW)
    too_late = phone.tick(ali, "present", link.until + timedelta(minutes=5))
    with time_machine.travel(link.until + timedelta(hours=1), tick=False):
        told = phone.send(in_time, too_late).json
        assert told["done"] == [in_time.split(" ")[0]]
        assert "Your ticks are saved." in told["said"]
        assert "Ask the team for a new one." in told["said"]
        assert marks(session) == {"Nour": "present"}

        again = Phone(client, session)
        again.send(too_late)
        assert marks(session) == {"Nour": "present", "Ali": "present"}


def test_a_link_the_team_has_ended_lets_nothing_arrive(client, session):
    nour = make.sign_up(session)
    link = link_to(session)
    phone = Phone(client, session, link)
    end_link(link, NOW)
    make.db.session.commit()
    assert phone.send(phone.tick(nour, "present")).status_code == 404
    assert marks(session) == {}


def test_with_the_key_of_another_visit_the_phone_gets_the_new_one_and_sends_again(client, session, app):
    app.config["WTF_CSRF_ENABLED"] = True
    nour = make.sign_up(session)
    phone = Phone(client, session)
    tick = phone.tick(nour, "present")
    phone.key, right = "another", phone.key
    told = phone.send(tick).json
    assert (set(told), marks(session)) == ({"key"}, {})
    phone.key = told["key"]
    phone.send(tick)
    assert marks(session) == {"Nour": "present"}
    assert right


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "short {ref} {day} morning present 1",
        "{token} {ref} {day} morning here 1",
        "{token} {ref} {day} noon present 1",
        "{token} {ref} 999999999999999999999999 morning present 1",
        "{token} nobodynobody {day} morning present 1",
        "{token} {ref} {day} morning present 1 more",
    ],
)
def test_what_no_page_of_ours_sends_is_not_sent_again_and_changes_nothing(client, session, broken):
    nour = make.sign_up(session)
    phone = Phone(client, session)
    line = broken.format(token="a" * 24, ref=nour.ref, day=session.dates[0].id)
    assert phone.send(line).json["done"] == [line.split(" ")[0]]
    assert marks(session) == {}


@pytest.mark.parametrize("at", ["abc", "-5", "9" * 30])
def test_a_clock_that_says_nonsense_is_believed_within_the_day(client, session, at):
    nour = make.sign_up(session)
    phone = Phone(client, session)
    line = " ".join([*phone.tick(nour, "present").split(" ")[:-1], at])
    phone.send(line)
    assert marks(session) == {"Nour": "present"}


def test_nobody_of_another_list_is_ticked(client, session):
    stranger = make.sign_up(today())
    make.sign_up(session)
    phone = Phone(client, session)
    phone.send(phone.tick(stranger, "present"))
    assert marks(stranger.course_session) == {}


def test_without_a_link_nothing_is_taken(client, other, session):
    nour = make.sign_up(session)
    phone = Phone(client, session)
    phone.client = other
    assert phone.send(phone.tick(nour, "present")).status_code == 404
    signed_in(other, "staff", (make.place(),))
    assert phone.send(phone.tick(nour, "present")).status_code == 404
    assert marks(session) == {}
