"""Hours of volunteers in the back office: one by one, by employer, as a file, and as sheets to hand out."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from tests import make, make_mentoring
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted


def table(page):
    headings = page.texts("thead th")
    return [
        dict(zip(headings, (" ".join(cell.text_content().split()) for cell in row), strict=True))
        for row in page.all("tbody tr")
    ]


def met(volunteer, minutes, at=NOW - timedelta(days=2)):
    return make_mentoring.meeting(make_mentoring.pair(volunteer=volunteer), at, minutes)


def colleagues(number, employer="Atelier Nord"):
    """Volunteers of one employer, each of whom met a learner for an hour."""
    made = [make_mentoring.volunteer(employer=employer, employer_key=employer.lower()) for _one in range(number)]
    for one in made:
        met(one, 60)
    return made


def helped(volunteer, minutes=120):
    day = make.course_session(NOW - timedelta(days=9), minutes=minutes).dates[0]
    return make_mentoring.slot(day, held_by=volunteer)


@pytest.fixture
def team(client):
    signed_in(client)
    return client


def test_each_volunteer_stands_there_with_their_hours_by_kind(team):
    claire = make_mentoring.volunteer(first_name="Claire", surname="Élan")
    met(claire, 90)
    helped(claire)
    make_mentoring.volunteer(first_name="Nobody yet")

    page = team.get_page("/en/office/hours")

    assert page.h1 == "Hours of volunteers"
    assert table(page) == [
        {
            "Name": "Claire Élan",
            "Employer": "Atelier Nord",
            "Hours of mentoring": "1.5",
            "Hours of courses and workshops": "2",
            "Together": "3.5",
        }
    ]


def test_another_year_is_one_press_away(team):
    claire = make_mentoring.volunteer(first_name="Claire", surname=None)
    met(claire, 60)
    met(claire, 30, datetime(2025, 3, 3, tzinfo=UTC))

    page = team.get_page(team.get_page("/en/office/hours").link("2025"))

    assert [row["Together"] for row in table(page)] == ["0.5"]
    assert page.text(".chips [aria-current]") == "2025"


def test_history_that_was_brought_in_names_nobody_here(team):
    met(make_mentoring.volunteer(imported=True, first_name="—"), 60)

    assert team.get_page("/en/office/hours").text("main .note") == "Nobody we know by name gave hours in 2026."


def test_staff_of_one_place_see_who_may_come_there(client):
    here, elsewhere = make.place(), make.place()
    for name, place in (("Claire", here), ("Samuel", elsewhere)):
        met(make_mentoring.volunteer("approved", place, first_name=name, surname=None, online=False), 60)
    signed_in(client, "staff", (here,))

    page = client.get_page("/en/office/hours")

    assert [row["Name"] for row in table(page)] == ["Claire"]
    assert "Hours by employer" not in page.words
    assert client.get("/en/office/employers").status_code == 404


def test_the_list_is_taken_as_a_file_which_is_written_down(team):
    met(make_mentoring.volunteer(first_name="Claire", surname="Élan"), 50)

    answer = team.get("/en/office/hours.csv?year=2026")

    assert answer.get_data(as_text=True).splitlines()[1] == "Claire Élan;Atelier Nord;0.83;0.0;0.83"
    assert "hours-2026.csv" in answer.headers["Content-Disposition"]
    assert db.session.scalars(db.select(AuditLine.action)).all() == ["volunteers.exported"]


def test_a_longer_list_costs_no_more_queries(team):
    def cost():
        with queries_counted() as queries:
            team.get_page("/en/office/hours")
        return len(queries)

    colleagues(1)
    few = cost()
    colleagues(4)

    assert cost() == few < 17


def test_the_attestation_of_anybody_is_made_and_that_is_written_down(team):
    claire = make_mentoring.volunteer(first_name="Claire", surname="Élan", language="uk")
    met(claire, 60)

    page = team.get_page(team.get_page("/en/office/hours").link("Claire Élan"))

    assert page.h1 == "Attestation"
    assert page.text(".attest h2") == "Довідка про волонтерство"
    assert page.link("Keep it as a PDF").startswith(f"/en/office/hours/{claire.ref}.pdf?")
    assert db.session.scalars(db.select(AuditLine.about)).all() == [f"volunteer:{claire.id}"]


def test_hours_of_an_employer_are_added_up(team):
    first, *_others = colleagues(3)
    helped(first)
    colleagues(1, "Rive Sud")

    page = team.get_page("/en/office/employers")

    assert [tuple(row.values()) for row in table(page)] == [
        ("Atelier Nord", "3", "3", "2", "5"),
        ("Rive Sud", "1", "1", "0", "1"),
    ]


def report(team, employer):
    return team.get_page(team.get_page("/en/office/employers").link(employer))


def test_the_report_for_a_company_has_totals_only(team):
    for one in colleagues(6):
        helped(one)

    page = report(team, "Atelier Nord")

    assert [tuple(row.values()) for row in table(page)] == [
        ("Employees who volunteered", "6"),
        ("Hours of mentoring", "6"),
        ("Hours of courses and workshops", "12"),
        ("Hours together", "18"),
    ]
    assert "Claire" not in page.text(".paper") and "Surname" not in page.words


def test_a_report_about_fewer_than_five_people_tells_no_number(team):
    colleagues(4)

    page = report(team, "Atelier Nord")

    assert page.all(".paper table") == []
    assert "Fewer than 5 people: no numbers" in page.text(".paper")


def test_where_one_kind_of_hours_is_of_few_people_neither_kind_is_told(team):
    """The other one would tell it, being the rest."""
    first, *_others = colleagues(5)
    helped(first)

    page = report(team, "Atelier Nord")

    assert [tuple(row.values()) for row in table(page)] == [
        ("Employees who volunteered", "5"),
        ("Hours together", "7"),
    ]


def test_an_employer_whose_people_gave_nothing_leads_back_to_the_list(team):
    page = team.get_page("/en/office/employers/report?employer=nobody&year=2026")

    assert page.h1 == "Hours by employer"
    assert page.text("main .note") == "No volunteer with an employer gave hours in 2026."
