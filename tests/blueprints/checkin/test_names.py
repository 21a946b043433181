"""A trainer opens the link of the team and ticks the names, by plain forms."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.changes import cancel
from portal.domain.signups.check_in import end_link, link_token
from portal.domain.signups.codes import show_code
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.checkin.steps import link_to, marks, names, open_list, save, today
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted

DAY = timedelta(days=1)


@pytest.fixture
def session(app):
    session = today()
    for name in ("Nour", "Ali", "Mina"):
        make.sign_up(session, first_name=name)
    return session


def test_the_link_leads_to_the_names_and_leaves_the_address_bar(client, session):
    page = client.get_page(f"/c/{link_token(link_to(session))}")
    assert path(page) == f"/fr/check-in/{session.ref}"
    assert names(page) == ["Ali", "Mina", "Nour"]
    assert page.response.headers["Cache-Control"] == "no-store"


def test_the_list_shows_first_names_and_nothing_else_of_anybody(client):
    session = today()
    nour = make.sign_up(session, reach=read_phone("0612345678", "FR"))
    page = open_list(client, session)
    source = page.response.get_data(as_text=True)
    for secret in ("61234", "06 12", "56 78", nour.code, show_code(nour.code), "/seats/"):
        assert secret not in source
    assert page.text("#progress") == "0 of 1 name marked"


def test_marks_are_saved_by_one_press(client, session):
    page = save(open_list(client, session), Nour="present", Ali="excused")
    assert marks(session) == {"Nour": "present", "Ali": "excused"}
    assert page.texts(".done") == ["Saved."]
    assert page.text("#progress") == "2 of 3 names marked"


def test_a_mark_is_taken_back(client, session):
    page = save(open_list(client, session), Nour="present")
    save(page, Nour="")
    assert marks(session) == {}


def test_saving_leaves_alone_what_somebody_else_marked_meanwhile(client, other, session):
    mine = open_list(client, session)
    save(open_list(other, session), Ali="present")
    save(mine, Nour="absent")
    assert marks(session) == {"Ali": "present", "Nour": "absent"}


def test_the_same_form_sent_again_later_changes_nothing(client, other, session):
    page = open_list(client, session)
    save(page, Nour="absent")
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        save(open_list(other, session), Nour="present")
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        save(page, Nour="absent")
    assert marks(session) == {"Nour": "present"}


def test_the_rest_is_absent_at_one_press_and_back_at_another(client, session):
    page = save(open_list(client, session), Nour="present")
    page = page.form("form[action*='/rest']").send()
    assert marks(session) == {"Nour": "present", "Ali": "absent", "Mina": "absent"}
    assert "2 people are marked absent." in page.text(".done")
    page = page.form("form[action*='/undo']").send()
    assert marks(session) == {"Nour": "present"}
    assert page.texts(".note") == ["Undone. These names are open again."]


def test_a_day_with_a_morning_and_an_afternoon_has_a_list_for_each(client):
    session = today(minutes=420)
    make.sign_up(session)
    page = save(open_list(client, session), Nour="present")
    assert page.texts(".chips a") == ["Morning", "Afternoon"]
    afternoon = client.get_page(page.link("Afternoon"))
    assert afternoon.text("#progress") == "0 of 1 name marked"
    save(afternoon, Nour="absent")
    assert client.get_page(page.link("Morning")).one("input[checked][value=present]") is not None


def test_a_course_of_many_dates_opens_at_that_of_today(client):
    session = make.course_session(timedelta(minutes=10) - 7 * DAY, dates=3)
    page = open_list(client, session)
    assert "Tuesday 24 November" in page.texts("main > p")[0]
    assert len(page.all("main details li a")) == 3
    before = client.get_page(page.all("main details li a")[0].get("href"))
    assert "Tuesday 17 November" in before.texts("main > p")[0]


def test_before_the_day_only_an_excuse_can_be_chosen(client):
    session = make.course_session(2 * DAY)
    make.sign_up(session)
    page = open_list(client, session)
    assert len(page.all(".check-in input[disabled]")) == 2
    assert "Only an excuse can be saved." in page.text(".note")
    save(page, Nour="excused")
    assert marks(session) == {"Nour": "excused"}


def test_whoever_gave_the_seat_back_meanwhile_is_said_and_not_lost(client):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    page = open_list(client, session)
    with time_machine.travel(NOW + DAY, tick=False):
        cancel(nour, NOW + DAY)
        make.db.session.commit()
        assert "their ticks are kept" in save(page, Nour="absent").texts(".note")[0]
        page = open_list(client, session)
        assert names(page) == []


def test_two_people_of_one_name_are_told_apart_by_their_cards(client):
    session = today()
    make.sign_up(session)
    make.sign_up(session)
    assert "Scan their cards" in open_list(client, session).words


def test_a_link_opens_no_other_list(client, session):
    other_session = today()
    open_list(client, session)
    assert client.get(f"/en/check-in/{other_session.ref}").status_code == 404


def test_a_link_that_was_ended_opens_nothing_more(client, session):
    link = link_to(session)
    open_list(client, session, link)
    end_link(link, NOW)
    make.db.session.commit()
    assert client.get(f"/en/check-in/{session.ref}").status_code == 404
    assert client.get(f"/c/{link_token(link)}").status_code == 404


def test_a_link_that_has_ended_says_so_and_saves_nothing_more_by_the_form(client, session):
    link = link_to(session)
    page = open_list(client, session, link)
    with time_machine.travel(link.until, tick=False):
        assert client.get_page(f"/c/{link_token(link)}").h1 == "Ce lien n’est plus valable"
        assert save(page, Nour="present").status == 404
    assert marks(session) == {}


@pytest.mark.parametrize("typed", ["{}.", "{})", "{}".upper()])
def test_a_link_with_the_end_of_its_sentence_still_leads_on(client, session, typed):
    token = link_token(link_to(session))
    typed = typed.format(token) if typed != "{}" else token.upper()
    assert path(client.get_page(f"/c/{typed}")) == f"/fr/check-in/{session.ref}"


def test_no_made_up_link_opens_anything(client):
    assert client.get("/c/" + "a" * 12).status_code == 404
    assert client.get("/c/nothing").status_code == 404


def test_the_team_of_the_place_ticks_without_a_link_and_others_do_not(client, other, session):
    signed_in(client, "staff", (session.place,))
    page = client.get_page(f"/en/check-in/{session.ref}")
    assert page.link("Back to the office") == f"/en/office/sessions/{session.ref}/check-in"
    save(page, Nour="present")
    assert marks(session) == {"Nour": "present"}
    signed_in(other, "staff", (make.place(),))
    assert other.get(f"/en/check-in/{session.ref}").status_code == 404


def test_the_trainer_of_the_course_session_ticks_with_their_own_account(client, session):
    who = signed_in(client, "trainer", two_factors=False)
    assert client.get(f"/en/check-in/{session.ref}").status_code == 404
    make.begin_write()
    session.trainer_id = who.id
    make.db.session.commit()
    save(client.get_page(f"/en/check-in/{session.ref}"), Nour="present")
    assert marks(session) == {"Nour": "present"}


def test_whoever_is_no_trainer_any_more_sees_no_name(client, session):
    who = signed_in(client, "trainer", two_factors=False)
    make.begin_write()
    session.trainer_id = who.id
    make.db.session.commit()
    assert client.get(f"/en/check-in/{session.ref}").status_code == 200

    make.end_grants(who)

    assert client.get(f"/en/check-in/{session.ref}").status_code == 404


def test_without_a_seat_taken_the_list_says_whom_to_add(client):
    page = open_list(client, today())
    assert "Nobody has a seat yet." in page.text(".note")


def test_whoever_walks_in_is_on_the_list_and_present(client, session):
    page = open_list(client, session)
    page = page.form("form[action*='walk-in']").fill(first_name="Samira").send()
    assert page.texts(".done") == ["Added to the list."]
    assert names(page)[0] == "Samira"
    assert marks(session) == {"Samira": "present"}


def test_where_all_seats_are_taken_a_second_press_adds_all_the_same(client):
    session = today(capacity=1)
    make.sign_up(session)
    page = open_list(client, session).form("form[action*='walk-in']").fill(first_name="Samira").send()
    assert (page.status, page.problems) == (409, ["All seats are taken. Is there room? Then press again."])
    page = page.form("form[action*='walk-in']").send()
    assert marks(session) == {"Samira": "present"}


def test_a_walk_in_needs_a_first_name(client, session):
    page = open_list(client, session).form("form[action*='walk-in']").send()
    assert (page.status, page.problems) == (422, ["Write your first name."])


def test_a_class_of_thirty_costs_as_many_queries_as_one_of_three(client):
    sizes = []
    for people in (3, 30):
        session = today(capacity=people)
        for number in range(people):
            make.sign_up(session, first_name=f"Name {number}")
        address = path(open_list(client, session))
        with queries_counted() as sent:
            client.get(address)
        sizes.append(len(sent))
    assert sizes[0] == sizes[1] < 12
