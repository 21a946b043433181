"""Course sessions in the back office: the list, one of them, and all that is done with it."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.applying import Told, apply_for
from portal.domain.signups.line import join_line
from portal.domain.signups.seats import take_seat
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

NOUR = read_email("nour@example.org")


@pytest.fixture
def place(app):
    return make.place(name=make.words("The blue house"))


@pytest.fixture
def team(client, place):
    """The browser of somebody of the team of one place."""
    signed_in(client, places=(place,))
    return client


@pytest.fixture
def session(place):
    return make.course_session(course=make.course(title=make.words("A safe phone")), place=place)


def address(session, *more: str) -> str:
    return "/".join([f"/en/office/sessions/{session.ref}", *more])


def rows(page) -> list[dict[str, str]]:
    headings = page.texts("thead th")
    return [
        dict(zip(headings, [" ".join(cell.text_content().split()) for cell in row], strict=True))
        for row in page.all("tbody tr")
    ]


def deeds() -> list[str]:
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))


def only_new() -> CourseSession:
    return db.session.scalars(db.select(CourseSession).order_by(CourseSession.id.desc())).first()


def test_the_list_shows_dates_of_the_own_places_with_their_seats(team, session):
    make.fill(session, 3)
    make.course_session()

    page = team.get_page("/en/office/sessions")

    (row,) = rows(page)
    assert (row["Course"], row["Place"], row["State"]) == ("A safe phone", "The blue house", "Seats free")
    assert row["Seats taken"] == "3 of 12"
    assert "1 entry" in page.words


@pytest.mark.parametrize(
    ("which", "found"),
    [("coming", {"next", "draft"}), ("drafts", {"draft"}), ("past", {"past"}), ("cancelled", {"off"})],
)
def test_the_list_is_filtered_by_its_address(team, place, which, found):
    def one(title: str, starts=timedelta(days=2), **facts):
        make.course_session(starts, course=make.course(title=make.words(title)), place=place, **facts)

    one("next"), one("draft", draft=True), one("past", timedelta(days=-2)), one("off", cancelled_at=NOW)

    page = team.get_page(f"/en/office/sessions?which={which}&place={place.id}")

    assert {row["Course"] for row in rows(page)} == found


def test_an_empty_list_says_what_to_do(team):
    assert "Choose others above, or make one." in team.get_page("/en/office/sessions").words


def test_the_list_is_a_file_too(team, session):
    file = team.get("/en/office/sessions?as=csv").get_data(as_text=True)

    assert "A safe phone;2026-12-01 10:00;The blue house;0;12;Seats free" in file


def test_the_list_asks_as_often_for_many_as_for_few(team, session, place):
    counted = []
    for more in (0, 8):
        for _ in range(more):
            make.course_session(place=place)
        with queries_counted() as queries:
            team.get_page("/en/office/sessions")
        counted.append(len(queries))

    assert counted[0] == counted[1] < 14


def test_a_date_is_made_as_a_draft_published_and_found(team, client, other, place):
    course = make.course(title=make.words("A safe phone"))
    form = team.get_page("/en/office/sessions/new").form()
    form.values |= {"dates-day": "2026-12-02", "dates-start": "14:00", "dates-end": "16:00"}
    made = form.fill(course=str(course.id), place=str(place.id), capacity="9").send()

    assert "Made. It is a draft: only the team sees it." in made.words
    assert "Wednesday 2 December, 14:00 to 16:00 (afternoon)" in made.words
    ref = only_new().ref
    assert other.get(f"/en/sessions/{ref}").status_code == 404

    shown = made.form("form[action$=publish]").send()

    assert "Published. Everybody sees it now." in shown.words
    assert other.get_page(f"/en/sessions/{ref}").h1 == "A safe phone"
    assert deeds()[-2:] == ["course_session.made", "course_session.published"]


@pytest.mark.parametrize(
    ("day", "start", "end", "problem"),
    [
        ("2027-03-28", "02:30", "05:00", "Sunday 28 March 2027: the clocks skip this hour. Choose another one."),
        ("2026-12-02", "16:00", "14:00", "Wednesday 2 December: the end must come after the beginning."),
        ("2026-12-02", "", "14:00", "Date 1: fill in the day and both hours."),
        ("0001-01-01", "14:00", "16:00", "Date 1: fill in the day and both hours."),
        ("9999-12-31", "14:00", "16:00", "Date 1: fill in the day and both hours."),
        ("2026-12-02", "16:00:00+02:00", "14:00", "Wednesday 2 December: the end must come after the beginning."),
    ],
)
def test_a_date_that_cannot_be_is_refused_and_kept_as_typed(team, place, day, start, end, problem):
    make.course()
    form = team.get_page("/en/office/sessions/new").form()
    form.values |= {"dates-day": day, "dates-start": start, "dates-end": end}

    refused = form.fill(place=str(place.id)).send()

    assert (refused.status, refused.problems) == (422, [problem])
    assert refused.all("#dates-1-day")[0].get("value") == day


def test_more_rows_come_when_asked_for_and_nothing_is_made(team, place):
    make.course()
    form = team.get_page("/en/office/sessions/new").form()
    form.values |= {"dates-day": "2026-12-02", "dates-start": "14:00", "dates-end": "16:00", "more": "1"}

    page = form.send()

    assert (page.status, len(page.all("[name=dates-day]"))) == (200, 3)
    assert only_new() is None


def test_the_team_of_one_place_makes_no_date_elsewhere(team, place):
    elsewhere, course = make.place(), make.course()
    form = team.get_page("/en/office/sessions/new").form()
    form.values |= {"place": str(elsewhere.id), "course": str(course.id)}

    assert form.send().status == 422
    assert only_new() is None


def test_what_is_said_of_a_date_is_changed(team, session):
    teacher = make.account("trainer", name="Tilda")
    form = team.get_page(address(session, "edit")).form()
    form.fill(trainer=str(teacher.id), childcare="y", closes_at="2026-11-30T18:00")
    form.values["spoken"] = ["ar", "fr"]

    page = form.send()

    assert "Saved." in page.words
    assert "Tilda" in page.words
    assert "Monday 30 November at 18:00" in page.words
    assert [one.code for one in session.spoken] == ["ar", "fr"]
    assert session.childcare


def test_those_who_applied_hear_of_another_information_meeting_and_of_nothing_else(team, place):
    session = make.course_session(course=make.course(entry="application"), place=place)
    apply_for(session, make.seat_request("Nour", NOUR), Told(), NOW)
    form = team.get_page(address(session, "edit")).form()

    page = form.fill(info_meeting_at="2026-11-26T18:00").send()
    again = team.get_page(address(session, "edit")).form().fill(childcare="y").send()

    assert "Saved. 1 person is told." in page.words
    assert "Thursday 26 November at 18:00" in page.words
    assert "is told" not in again.words


def test_closed_at_a_second_stays_closed_at_that_second(team, session):
    begin_write()
    session.closes_at = NOW + timedelta(seconds=30)

    team.get_page(address(session, "edit")).form().fill(childcare="y").send()

    assert session.closes_at == NOW + timedelta(seconds=30)


def test_two_who_change_the_same_date_lose_nothing(team, session):
    form = team.get_page(address(session, "edit")).form()
    theirs = team.get_page(address(session, "edit")).form()
    theirs.fill(data_mb_hour="300").send()

    late = form.fill(data_mb_hour="200", childcare="y").send()

    assert late.status == 409
    assert "Somebody else saved this meanwhile" in late.words
    assert late.all("#data_mb_hour")[0].get("value") == "200"
    late.form().send()
    assert (session.data_mb_hour, session.childcare) == (200, True)


def test_a_moved_date_says_before_and_after_who_hears_of_it(team, session):
    take_seat(session, make.seat_request("Nour", NOUR), NOW)
    take_seat(session, make.seat_request("Amal"), NOW)
    db.session.commit()
    page = team.get_page(address(session, "dates"))
    assert "2 people are told." in page.words
    assert "By e-mail: 1 Not reachable, sees it on the card: 1" in page.words
    form = page.form("form.stack")
    form.values |= {"dates-day": ["2026-12-03", ""], "dates-start": ["10:00", ""], "dates-end": ["12:00", ""]}

    moved = form.send()

    assert "The new dates are saved. 2 people are told." in moved.words
    assert "Thursday 3 December, 10:00 to 12:00 (morning)" in moved.words


def test_more_seats_name_who_has_one_now(team, place):
    session = make.course_session(place=place, capacity=0)
    join_line(session, make.seat_request("Amal"), NOW)
    db.session.commit()

    page = team.get_page(address(session, "seats")).form("form.stack").fill(capacity="1").send()

    assert "They have a seat now, or the offer of one: Amal" in page.words
    assert deeds()[-1] == "course_session.capacity"


def test_fewer_seats_than_are_taken_need_a_reason(team, session):
    make.fill(session, 3)
    form = team.get_page(address(session, "seats")).form("form.stack").fill(capacity="2")

    asked = form.send()
    assert asked.problems == ["More seats are taken (1 too many). Say why."]
    page = asked.form("form.stack").fill(why="A computer is broken").send()

    assert "1 seat more is taken than there is." in page.words
    assert session.capacity == 2


def test_cancelling_says_first_who_hears_and_where_they_can_go(team, session, place):
    take_seat(session, make.seat_request("Nour", read_phone("0612345678", "FR")), NOW)
    make.course_session(timedelta(days=9), course=session.course, place=place)
    db.session.commit()

    asked = team.get_page(address(session, "cancel"))
    page = asked.form("form.stack").send()

    assert "1 person is told." in asked.words
    assert asked.texts("main ul.list li") == ["A safe phone, Thursday 3 December, 10:00 to 12:00, The blue house"]
    assert "This date is cancelled. 1 person is told." in page.words
    assert session.cancelled_at == NOW


def test_a_date_with_people_is_not_taken_back(team, session):
    form = team.get_page(address(session)).form("form[action$=unpublish]")
    make.fill(session, 1)

    page = form.send()

    assert "People have signed up. Cancel it, so that they hear of it." in page.words
    assert not session.draft


def test_sign_ups_close_and_open(team, session, client):
    closed = team.get_page(address(session)).form("form[action$=close]").send()
    assert "Nobody new can take a seat now." in closed.words
    opened = closed.form("form[action$=open]").send()
    assert "Seats can be taken now." in opened.words


def test_a_copy_begins_on_another_day_as_a_draft(team, session):
    page = team.get_page(address(session, "copy")).form("form.stack").fill(first="2027-01-05").send()

    assert page.text(".pill") == "Draft"
    assert "Tuesday 5 January 2027, 10:00 to 12:00 (morning)" in page.words


def test_a_series_is_seen_before_it_is_made(team, session):
    page = team.get_page(address(session, "series")).form("form.stack").fill(times="3", made_as="together").send()

    assert page.texts("#dates li") == [
        "Tuesday 8 December, 10:00 to 12:00",
        "Tuesday 15 December, 10:00 to 12:00",
        "Tuesday 22 December, 10:00 to 12:00",
    ]
    assert only_new() is session
    made = page.form("#dates form").send()
    assert made.text(".pill") == "Draft"
    assert len(only_new().dates) == 3


def test_a_series_of_workshops_is_one_draft_for_each_date(team, session):
    page = team.get_page(address(session, "series")).form("form.stack").fill(times="3", made_as="apart").send()

    made = page.form("#dates form").send()

    assert len(rows(made)) == 3


def test_a_draft_is_seen_as_visitors_will_by_the_team_alone(team, other, place):
    draft = make.course_session(course=make.course(title=make.words("A safe phone")), place=place, draft=True)

    page = team.get_page(address(draft, "preview"))
    assert "Take a seat" in page.words and not page.all("main a[href$='/seat']")

    assert page.text(".pill") == "Seats free"
    assert "This is a draft. Only the team sees it." in page.words
    assert page.response.headers["Cache-Control"] == "no-store"
    assert other.get(address(draft, "preview")).status_code in {302, 303}


def test_only_an_untouched_draft_can_be_deleted(team, session, place):
    draft = make.course_session(place=place, draft=True)
    page = team.get_page(address(draft))
    assert not team.get_page(address(session)).all("form[action$=delete]")

    page.form("form[action$=delete]").send()

    assert only_new() is session
    assert deeds()[-1] == "course_session.deleted"


@pytest.mark.parametrize(
    "deed", ["publish", "unpublish", "close", "open", "dates", "seats", "cancel", "copy", "delete"]
)
def test_the_team_of_another_place_changes_nothing(team, deed):
    elsewhere = make.course_session(draft=True)

    assert team.post(address(elsewhere, deed)).status_code == 404
    assert elsewhere.draft
