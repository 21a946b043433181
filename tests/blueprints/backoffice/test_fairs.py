"""Job fairs in the back office: planned, changed, called off, filled with companies, opened on a tablet."""

from datetime import timedelta

import pytest

from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import fairs
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.states import CompanyState
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.letters import press
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.html import Page, PortalClient

IN_A_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def team(client) -> PortalClient:
    signed_in(client, "staff")
    return client


@pytest.fixture
def fair(app) -> JobFair:
    return make_jobs.fair(IN_A_WEEK, name="Job fair of winter", tablet_digest=None)


def opened(team, fair, query: str = "") -> Page:
    make.db.session.commit()
    return team.get_page(f"/en/office/fairs/{fair.ref}{query}")


def deeds() -> list[str]:
    query = make.db.select(AuditLine.action).order_by(AuditLine.id)
    return [one for one in make.db.session.scalars(query) if one.startswith("job_fair")]


def test_a_fair_is_planned_by_the_clock_of_its_place(team):
    place = make.place(timezone="Africa/Nairobi")
    make.db.session.commit()
    form = team.get_page("/en/office/fairs/new").form()

    page = form.fill(name="Spring", place=str(place.id), day="2026-12-01", start="10:00", end="15:00").send()

    assert (page.h1, page.text(".note.done")) == ("Spring", "Planned. Now add the companies.")
    assert "Tuesday 1 December, 10:00 to 15:00" in page.words
    made = make.db.session.scalars(make.db.select(JobFair)).one()
    assert f"{made.starts_at:%H:%M}" == "07:00"
    assert deeds() == ["job_fair.made"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Write a name. For example: Job fair of spring"),
        ({"day": ""}, "Fill in the day and both hours."),
        ({"end": "09:00"}, "Tuesday 1 December: the end must come after the beginning."),
        ({"day": "2026-03-29", "start": "02:30"}, "Sunday 29 March: the clocks skip this hour. Choose another one."),
    ],
)
def test_a_plan_that_cannot_be_says_what_to_do(team, wrong, words):
    place = make.place()
    make.db.session.commit()
    form = team.get_page("/en/office/fairs/new").form()
    given = {"name": "Spring", "place": str(place.id), "day": "2026-12-01", "start": "10:00", "end": "15:00"}

    page = form.fill(**given | wrong).send()

    assert (page.status, page.problems) == (422, [words])


def test_the_team_of_a_place_plans_fairs_there_and_sees_no_other(client, fair):
    here = make.place()
    signed_in(client, "staff", (here,))

    assert client.get_page("/en/office/fairs/new").texts("#place option") == [here.name["en"]]
    assert "Job fair of winter" not in client.get_page("/en/office/fairs").words
    assert client.get_page(f"/en/office/fairs/{fair.ref}").status == 404


def test_two_who_change_a_fair_lose_nothing(team, fair):
    make.db.session.commit()
    form = team.get_page(f"/en/office/fairs/{fair.ref}/edit").form()
    other = team.get_page(f"/en/office/fairs/{fair.ref}/edit").form()
    other.fill(name="Fair of everybody").send()

    page = form.fill(end="20:00").send()

    assert page.status == 409
    assert page.form()["name"] == "Fair of everybody"
    page.form().send()
    make.db.session.expire_all()
    assert (fair.name, f"{fair.ends_at:%H:%M}") == ("Fair of everybody", "19:00")


def test_a_fair_is_called_off_after_a_question_and_held_after_all(team, fair):
    asked = team.get_page(opened(team, fair).link("Call it off"))
    assert asked.h1 == "Call off: Job fair of winter"

    page = asked.form().send()
    assert page.text(".note.done") == "Called off. Nobody is invited any more."
    page = press(page, "It takes place after all")

    assert page.text(".note.done") == "It takes place after all."
    assert deeds() == ["job_fair.called_off", "job_fair.held_after_all"]


def test_companies_are_looked_for_added_and_taken_away(team, fair):
    make_jobs.posting(title="Web internship", company=make_jobs.company(name="Canal"))
    make_jobs.company(CompanyState.RECEIVED, name="Canada")
    page = opened(team, fair, "?company=can")
    assert page.texts("#more ~ ul li p") == ["Canal · Montreuil"]

    page = press(page, "Add")
    assert page.text("#companies") == "1 company comes"
    assert "Web internship" in page.words
    page = press(page, "Take away")

    assert page.text("#companies") == "0 companies come"
    assert deeds() == ["job_fair.company_added", "job_fair.company_gone"]


def test_a_company_that_was_stopped_meanwhile_is_not_added(team, fair):
    company = make_jobs.company(name="Canal")
    page = opened(team, fair, "?company=can")
    make.begin_write()
    company.state = CompanyState.SUSPENDED
    make.db.session.commit()

    page = press(page, "Add")

    assert (page.status, page.text(".summary")) == (409, "This company does not take part now.")


def test_the_link_of_the_tablet_is_shown_once_and_opens_it(team, fair):
    page = press(opened(team, fair), "Make a link")
    link = page.text(".qr-place bdi")
    assert "This link is shown only once." in page.words
    assert page.one(".qr-box").get("aria-label") == "QR code of this link"

    assert link not in opened(team, fair).words
    assert fairs.by_token(link.rpartition("/")[2]).ref == fair.ref
    assert deeds() == ["job_fair.link_made"]


def test_the_link_is_made_anew_or_ended_for_all_tablets(team, fair):
    first = press(opened(team, fair), "Make a link").text(".qr-place bdi")
    second = press(opened(team, fair), "Yes, make a new link").text(".qr-place bdi")
    assert [fairs.by_token(one.rpartition("/")[2]) is None for one in (first, second)] == [True, False]

    page = press(opened(team, fair), "Yes, end it")

    assert page.text(".note.done") == "The link opens nothing any more."
    assert fairs.by_token(second.rpartition("/")[2]) is None


def test_applications_of_the_fair_are_counted_and_taken_as_a_file_without_a_phone(team, fair):
    posting = make_jobs.posting(title="Web internship")
    fairs.add_company(fair, posting.company)
    make_jobs.application(posting=posting, first_name="Nour", fair_id=fair.id)
    make_jobs.application(posting=posting, first_name="Idris")
    page = opened(team, fair)
    assert "1 application" in page.words

    file = team.get(page.link("CSV")).get_data(as_text=True)

    assert "Nour;" in file
    assert "Idris" not in file
    assert "98" not in file.partition("Nour")[2].partition(";2026")[0]
    assert deeds() == ["job_fair.exported"]


def test_the_list_shows_what_comes_first_and_is_taken_as_a_file(team, fair):
    make_jobs.fair(NOW - timedelta(days=9), name="=Past")
    make_jobs.application(fair_id=fair.id)
    make.db.session.commit()

    page = team.get_page("/en/office/fairs")

    assert page.texts("tbody th") == ["Job fair of winter", "=Past"]
    assert page.texts("tbody tr:first-child td")[2:] == ["To come", "1"]
    assert "'=Past" in team.get(page.link("CSV")).get_data(as_text=True)


def test_a_long_list_asks_the_database_no_more_than_a_short_one(team, fair):
    make.db.session.commit()
    with queries_counted() as few:
        team.get_page("/en/office/fairs")
    for _one in range(20):
        make_jobs.fair(IN_A_WEEK, make_jobs.company())
    make.db.session.commit()

    with queries_counted() as many:
        team.get_page("/en/office/fairs")

    assert len(many) == len(few) <= 12


def test_a_place_where_a_fair_was_planned_stays(team, fair):
    slug = fair.place.slug
    make.db.session.commit()
    token = team.get_page("/en/office/fairs/new").form()["csrf_token"]

    page = team.post_page(f"/en/office/places/{slug}/delete", data={"csrf_token": token})

    assert (page.status, "It stays." in page.words) == (409, True)
