"""Everything that waits for an answer, as the team sees it: the list, and one of them brought to its end."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import Place
from portal.domain.messages.models import Message
from portal.domain.promises.lists import by_ref, open_promises
from portal.domain.promises.made import redate
from portal.domain.promises.models import Promise
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import Asker, ask_call
from portal.web.letters.kinds import worded
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

PHONE = read_phone("0612345678", "FR")


def call(name="Nour", session=None, note=None):
    session = session or make.course_session(timedelta(days=9))
    owed = ask_call(Asker(name, PHONE, "en", note), session, session.place.zone, NOW)
    db.session.commit()
    return owed


def shown(client, owed):
    return client.get_page(f"/en/office/promises/{owed.ref}")


def act(client, owed, button, **values):
    page = shown(client, owed)
    form = next(
        page.form(f"form[action='{one.get('action')}']") for one in forms(page) if button in one.text_content()
    )
    return form.fill(**values).send()


def forms(page):
    return page.all("main form")


def table(page):
    heads = page.texts("main thead th")
    return [
        dict(zip(heads, [" ".join(cell.text_content().split()) for cell in row.cssselect("th, td")], strict=True))
        for row in page.all("main tbody tr")
    ]


def test_with_nothing_owed_the_page_says_so(client):
    signed_in(client)

    assert "Nobody waits for an answer." in client.get_page("/en/office/promises").words


def test_the_list_says_what_until_when_for_whom_and_by_whom(client):
    call()
    signed_in(client)

    (row,) = table(client.get_page("/en/office/promises"))

    assert row["What"] == "Call somebody back"
    assert row["Until"] == "Thursday 26 November at 18:00"
    assert row["For"] == "Nour"
    assert row["About"].startswith("A day at work")
    assert row["Owed by"] == "the team of The blue house"
    assert row["How it stands"] == "Waits"


def test_what_is_late_is_marked_and_can_be_looked_for_alone(client):
    late, _later = call(), call("Sami")
    redate(late, NOW - timedelta(hours=1), None, NOW)
    db.session.commit()
    signed_in(client)

    found = table(client.get_page("/en/office/promises?overdue=1"))

    assert [row["For"] for row in found] == ["Nour"]
    assert "Late" in found[0]["Until"]


def test_the_list_is_filtered_by_what_and_by_whom(client):
    owed = call()
    signed_in(client)

    def names(query):
        return [row["For"] for row in table(client.get_page(f"/en/office/promises?{query}"))]

    assert names(f"what=call_back&owner={owed.owner}") == ["Nour"]
    assert names("what=date_wish") == []
    assert names("owner=team") == []


def test_staff_of_a_place_see_what_is_about_it_and_nothing_of_others(client):
    here, there = make.course_session(timedelta(days=9)), make.course_session(timedelta(days=9))
    call("Nour", here)
    elsewhere = call("Sami", there)
    signed_in(client, "staff", (here.place,))

    assert [row["For"] for row in table(client.get_page("/en/office/promises"))] == ["Nour"]
    assert client.get(f"/en/office/promises/{elsewhere.ref}").status_code == 404


def test_the_number_is_masked_until_it_is_asked_for_and_that_is_written_down(client):
    owed = call()
    signed_in(client)
    page = shown(client, owed)
    assert "+33612345678" not in page.words
    assert "•••• 56 78" in page.words

    page = act(client, owed, "Show the numbers")

    assert "+33612345678" in page.words
    line = db.session.scalars(db.select(AuditLine)).one()
    assert (line.action, line.person_id, line.about) == ("person.contact_read", owed.person_id, f"promise:{owed.id}")


def test_a_call_that_was_made_ends_it(client):
    owed = call(note="After five")
    signed_in(client)
    assert "After five" in shown(client, owed).words

    page = act(client, owed, "I called them")

    assert page.text(".note.done strong") == "Answered"
    assert open_promises() == []


def test_nobody_answered_so_the_date_is_later_and_they_are_told(client):
    owed = call()
    signed_in(client)

    page = act(client, owed, "Call again by this day", day="2026-12-01")

    (again,) = open_promises()
    assert page.response.request.path.endswith(again.ref)
    assert f"{again.reply_by:%d %H}" == "01 17"
    late = db.session.scalars(db.select(Message).where(Message.kind == "call_late")).one()
    assert worded(late).sentences == [
        "We called you. Nobody answered.",
        "We call you by Tuesday 1 December at 18:00.",
    ]


def test_a_day_that_lies_behind_is_refused(client):
    owed = call()
    signed_in(client)

    page = act(client, owed, "Call again by this day", day="2026-11-20")

    assert page.status == 422
    assert page.problems == ["Choose a day that lies ahead, before it is too late."]
    assert open_promises() == [by_ref(owed.ref)]


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("not_reached", "We called you. Nobody answered."),
        ("not_ours", "We cannot help with this. We are sorry."),
        ("not_needed", None),
    ],
)
def test_ended_without_an_answer_they_are_told_why_unless_they_said_it_themselves(client, why, told):
    owed = call()
    signed_in(client)

    act(client, owed, "End it", why=why)

    assert open_promises() == []
    news = db.session.scalars(db.select(Message).where(Message.kind == "call_not_made")).all()
    assert [worded(one).sentences[0] for one in news] == ([told] if told else [])


def test_a_reason_must_be_chosen(client):
    owed = call()
    signed_in(client)

    page = act(client, owed, "End it")

    assert page.status == 422
    assert page.problems == ["Choose one of the answers shown."]


def test_handed_over_in_time_the_date_stays(client):
    owed = call()
    signed_in(client)
    colleague = make.account("staff", name="Lou")
    db.session.commit()

    page = act(client, owed, "Hand it over", owner=f"account:{colleague.ref}")

    (goes_on,) = open_promises()
    assert (goes_on.owner, goes_on.reply_by) == (f"account:{colleague.ref}", owed.reply_by)
    assert "Lou" in page.words


def test_who_is_second_is_told_that_it_was_answered_meanwhile(client, other):
    owed = call()
    signed_in(client)
    signed_in(other)
    late = shown(other, owed).form(f"form[action$='{owed.ref}/done']")
    act(client, owed, "I called them")

    page = late.send()

    assert page.status == 409
    assert "Somebody else was faster." in page.words


def test_the_waiting_list_is_phoned_from_here_and_the_seat_given(client):
    session = make.course_session(timedelta(hours=20), capacity=1)
    first = make.sign_up(session, first_name="Amina")
    waits = join_line(session, make.seat_request("Nour", PHONE), NOW)
    db.session.commit()
    cancel(first, NOW + timedelta(hours=10))
    db.session.commit()
    (owed,) = [owed for owed in open_promises() if owed.kind == "call_list"]
    signed_in(client)

    form = shown(client, owed).form("form[action$='seat']")
    form.values["answer"] = "comes"
    page = form.send()

    assert db.session.get_one(SignUp, waits.id).state == "confirmed"
    assert db.session.get_one(Promise, owed.id).state == "withdrawn"
    assert page.text(".note.done strong") == "Not needed any more"


def test_the_list_is_a_file_too(client):
    call("=Nour")
    signed_in(client)

    answer = client.get("/en/office/promises.csv")

    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0].endswith("What;Until;For;About;Owed by;How it stands")
    assert lines[1].startswith("Call somebody back;2026-11-26 18:00;'=Nour;")
    assert db.session.scalars(db.select(AuditLine.action)).all() == ["promise.list_taken"]


def test_the_list_asks_the_database_the_same_however_long_it_is(client):
    signed_in(client)
    place = make.place()
    place_id = place.id
    db.session.commit()

    def asked():
        client.get_page("/en/office/promises")
        with queries_counted() as counted:
            client.get_page("/en/office/promises")
        return len(counted)

    call("Nour", make.course_session(timedelta(days=9), place=place))
    few = asked()
    for name in ("Sami", "Lina", "Omar", "Zoé"):
        again = db.session.get_one(Place, place_id)
        call(name, make.course_session(timedelta(days=9), place=again))

    assert asked() == few < 13
