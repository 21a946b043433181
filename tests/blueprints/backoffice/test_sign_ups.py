"""The sign-ups of a course session, as its team sees them: the list, its filters and files, one of them."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.changes import add_facts
from portal.domain.signups.models import Need
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.domain.queries import queries_counted
from tests.domain.signups.lines import full, give_back, join, phone

PHONE = read_phone("06 12 34 56 78", "FR")


def of(session, rest: str = "sign-ups") -> str:
    return f"/en/office/sessions/{session.ref}/{rest}"


def one(sign_up, rest: str = "") -> str:
    return f"/en/office/sign-ups/{sign_up.ref}{rest}"


def rows(page) -> list[dict[str, str]]:
    """The list as it reads: one dictionary a row, by the heading of the column."""
    heads = page.texts("table thead th")
    return [
        dict(zip(heads, (" ".join(cell.text_content().split()) for cell in row), strict=True))
        for row in page.all("table tbody tr")
    ]


def noted() -> list[str]:
    return list(db.session.scalars(select(AuditLine.action).order_by(AuditLine.id)))


def test_the_list_says_who_has_a_seat_and_who_waits(client):
    session, _ = full(capacity=1)
    join(session, "Nour")
    signed_in(client)

    page = client.get_page(of(session))

    assert page.h1 == "Sign-ups: A day at work"
    assert [(row["First name"], row["How it stands"], row["Seats"]) for row in rows(page)] == [
        ("Holder 0", "Has a seat", "1"),
        ("Nour", "On the waiting list", "1"),
    ]
    assert page.text("main .big") == "1 of 1 seats taken"
    assert page.text("#count") == "2 entries"


def test_contacts_are_masked_until_somebody_shows_them_which_is_written_down(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)

    page = client.get_page(of(sign_up.course_session))
    assert rows(page)[0]["Reached by"] == "•••• 56 78"
    shown = page.form("main form[method=post]").send()

    assert rows(shown)[0]["Reached by"] == "06 12 34 56 78"
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "person.contact_read")).one()
    assert (line.person_id, line.place_id) == (sign_up.person_id, sign_up.course_session.place_id)


def test_the_filter_stands_in_the_address_and_finds_by_state_need_and_name(client):
    session, (first, _second) = full(capacity=2)
    add_facts(first, "fr", [Need.STEP_FREE], None, None)
    give_back(make.sign_up(make.course_session()))
    join(session, "Nour")
    signed_in(client)

    page = client.get_page(of(session)).form("form.filter").fill(q="hold", need="step_free").send()

    assert [row["First name"] for row in rows(page)] == ["Holder 0"]
    assert [row["First name"] for row in rows(client.get_page(of(session) + "?state=waiting"))] == ["Nour"]
    assert client.get_page(of(session) + "?q=zzz").text(".note") == "Nobody fits. Choose less in the filter."


def test_an_empty_list_says_what_to_do(client):
    session = make.course_session()
    signed_in(client)

    page = client.get_page(of(session))

    assert page.texts("main > .note") == ["Nobody is signed up yet. You can add people above."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_as_a_file_without_contacts_in_full(client, kind):
    sign_up = make.sign_up(first_name="=Nour", reach=PHONE)
    signed_in(client)

    answer = client.get(of(sign_up.course_session, f"sign-ups.{kind}?state=confirmed"))

    assert answer.status_code == 200
    if kind == "csv":
        assert "'=Nour;Has a seat;1;•••• 56 78;" in answer.get_data(as_text=True)
    assert noted() == ["sign_ups.exported"]


def test_a_long_list_asks_the_database_no_more_than_a_short_one(client):
    session = make.course_session(capacity=40)
    make.sign_up(session, reach=phone())
    list_, number = of(session), session.id
    signed_in(client)
    with queries_counted() as short:
        client.get_page(list_)
    for _ in range(15):
        make.sign_up(db.session.get_one(CourseSession, number), reach=phone())

    with queries_counted() as long:
        page = client.get_page(list_)

    assert len(rows(page)) == 16
    assert len(long) == len(short) < 12, long


def test_the_team_of_another_place_sees_nothing_of_it(client, other):
    sign_up = make.sign_up()
    signed_in(client, places=(make.place(),))

    assert client.get(of(sign_up.course_session)).status_code == 404
    assert client.get(one(sign_up)).status_code == 404
    assert client.post(one(sign_up, "/cancel")).status_code == 404


def test_one_sign_up_has_its_facts_its_history_and_what_was_told(client):
    sign_up = make.sign_up(reach=PHONE, party=2)
    signed_in(client)

    page = client.get_page(one(sign_up))

    facts = dict(zip(page.texts("dl dt"), page.texts("dl dd"), strict=True))
    assert page.h1 == "Nour"
    assert (facts["Seats"], facts["Language"]) == ("2", "English")
    assert facts["Reached by"].startswith("•••• 56 78")
    assert page.texts("#history + .told li p:first-child") == ["Has a seat, by the person"]
    assert page.texts("#messages + .told li .soft") == [
        "Tuesday 24 November at 10:00 · By text message, not sent yet"
    ]
    assert noted() == ["sign_up.read"]


def test_the_contact_is_shown_in_full_on_asking_which_is_written_down(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)

    page = client.get_page(one(sign_up)).form("dl form").send()

    assert "06 12 34 56 78" in page.text("dl")
    assert noted() == ["sign_up.read", "person.contact_read"]


def test_a_note_has_its_author_and_its_time(client):
    sign_up = make.sign_up()
    who = signed_in(client)

    page = client.get_page(one(sign_up)).form("#notes form").fill(text="Comes late.").send()

    assert page.texts("#notes li p") == ["Comes late.", f"Tuesday 24 November at 10:00 · {who.name}"]
    assert page.text("main > .note.done") == "The note is kept."


def test_an_empty_note_says_what_to_do(client):
    signed_in(client)

    page = client.get_page(one(make.sign_up())).form("#notes form").send()

    assert (page.status, page.problems) == (422, ["Write something first."])


def test_who_came_stands_in_the_list(client):
    session = make.course_session()
    make.sign_up(session)
    signed_in(client)

    assert rows(client.get_page(of(session) + "?came=unmarked"))[0]["Came"] == ""
    assert client.get_page(of(session) + "?came=came").all("table") == []


def test_from_a_sign_up_one_comes_to_the_person_and_from_the_list_to_the_date(client):
    sign_up = make.sign_up()
    signed_in(client)

    person = client.get_page(client.get_page(one(sign_up)).link("Open their file"))
    date = client.get_page(client.get_page(of(sign_up.course_session)).link("All about this date"))

    assert (person.status, date.status) == (200, 200)
    assert "Nour" in person.h1


def test_the_menu_says_that_the_sign_ups_of_a_date_lie_below_the_dates(client):
    session = make.course_session()
    signed_in(client)

    page = client.get_page(f"/en/office/sessions/{session.ref}/sign-ups")

    assert page.texts("nav.office [aria-current]") == ["Dates"]
