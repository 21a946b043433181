"""The figures of work found, for the team: a year or a quarter, small numbers, definitions, the files."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs.application_models import JobMove
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

FIGURES = "/en/office/jobs/figures"


@pytest.fixture
def team(client):
    signed_in(client, "staff")
    return client


def answered(days=3, **facts):
    """An application that got a yes after so many days."""
    made = make_jobs.application(JobState.OFFERED, **facts)
    at = made.created_at + timedelta(days=days)
    db.session.add(JobMove(application=made, at=at, role=Role.COMPANY, to_state=JobState.OFFERED))
    db.session.flush()
    return made


def opened(client, address=FIGURES):
    db.session.commit()
    return client.get_page(address)


def told(page):
    """{figure: number}."""
    return {
        one.cssselect("h3")[0].text_content(): one.cssselect("strong")[0].text_content()
        for one in page.all(".figures li")
    }


def test_each_figure_of_this_year_stands_with_what_is_counted(team):
    for _each in range(4):
        answered()
    answered(days=30, created_at=NOW - timedelta(days=60))

    page = opened(team)

    assert page.h1 == "Work found: 2026"
    figures = told(page)
    assert figures["Applications"] == "5" and figures["Learners who applied"] == "5"
    assert figures["Answered in time"] == "80%" and "4 of 5." in page.words
    assert figures["Days until the answer"] == "3 days"
    assert "The company proposed an interview, said yes or said no within three weeks." in page.words


def test_of_fewer_than_five_there_is_no_percentage_and_the_team_is_told_to_keep_it(team):
    answered()

    page = opened(team)

    assert told(page)["Answered in time"] == "1 of 1"
    assert "Keep those under 5 inside the team." in page.words


def test_without_an_answer_there_are_no_days(team):
    make_jobs.application()

    assert told(opened(team))["Days until the answer"] == "–"


def test_a_quarter_is_chosen_and_stays_when_taken_as_a_file(team):
    answered()
    answered(created_at=NOW.replace(month=2))

    page = opened(team, opened(team).link("January to March"))

    assert page.h1 == "Work found: January to March 2026" and told(page)["Applications"] == "1"
    assert [one.text_content() for one in page.all("main .chips [aria-current]")] == ["January to March"]
    assert "quarter=1" in page.link("CSV")


def test_another_year_is_chosen(team):
    answered(created_at=NOW.replace(year=2025))

    page = opened(team, opened(team).link("2025"))

    assert page.h1 == "Work found: 2025" and told(page)["Applications"] == "1"


@pytest.mark.parametrize("asked", ["?year=1066", "?year=next", "?quarter=5", "?quarter=x&year=2026"])
def test_an_address_that_makes_no_sense_shows_this_year(team, asked):
    assert opened(team, FIGURES + asked).h1 == "Work found: 2026"


def test_the_chart_has_the_same_numbers_as_a_table(team):
    answered()

    page = opened(team)

    assert page.all("figure.chart svg") and "Applications, month by month" in page.words
    rows = [one for one in page.texts("figure.chart tbody tr") if one.startswith("November")]
    assert len(rows) == 1 and rows[0].endswith("1")


def test_by_country_and_by_programme(team):
    seat = make.sign_up(first_name="Nour")
    answered(person=seat.person, posting=make_jobs.posting(country="MW"))

    page = opened(team)

    assert any(one.startswith("Malawi") for one in page.texts("tbody tr"))
    assert "By programme" in page.words


def test_nothing_yet_is_shown_as_nothing(team):
    page = opened(team)

    assert told(page)["Applications"] == "0" and told(page)["Seen the same way"] == "–"
    assert not page.all("figure.chart")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_figures_as_a_file_with_their_definitions_are_written_down(team, kind):
    answered()
    db.session.commit()

    answer = team.get(f"{FIGURES}.{kind}")

    assert answer.status_code == 200
    if kind == "csv":
        lines = answer.get_data(as_text=True).splitlines()
        assert any(line.startswith("Sent in this time;Applications;1;") for line in lines)
    assert "job_figures.exported" in db.session.scalars(db.select(AuditLine.action)).all()


def test_staff_of_another_place_see_nothing_of_our_learners(client):
    answered(person=make.sign_up(first_name="Nour").person)
    signed_in(client, "staff", (make.place(),))

    page = opened(client)

    assert told(page)["Applications"] == "0" and "Only learners of your places count." in page.words


def test_the_page_asks_the_database_the_same_however_many_there_are(team):
    def asked():
        with queries_counted() as sent:
            team.get_page(FIGURES)
        return len(sent)

    answered()
    few = asked()
    for _each in range(5):
        answered()

    assert asked() == few < 18
