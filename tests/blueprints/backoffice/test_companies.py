"""Companies in the back office: the list, its filters and files, the answer, a stop, trust, and changed facts."""

import pytest

from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import joining
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.messages.kinds import MessageKind
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.companies.steps import mails
from tests.blueprints.letters import buttons, press
from tests.conftest import NOW
from tests.domain.jobs.test_companies import asks
from tests.domain.queries import queries_counted
from tests.html import Page, PortalClient


@pytest.fixture
def team(client) -> PortalClient:
    signed_in(client, "staff")
    return client


def opened(client: PortalClient, company) -> Page:
    make.db.session.commit()
    return client.get_page(f"/en/office/companies/{company.ref}")


def listed(client: PortalClient, query: str = "") -> list[str]:
    make.db.session.commit()
    return client.get_page(f"/en/office/companies{query}").texts("tbody th")


def deeds() -> list[str]:
    query = make.db.select(AuditLine.action).order_by(AuditLine.id)
    return [one for one in make.db.session.scalars(query) if one.startswith(("company.", "companies."))]


def test_whoever_is_owed_an_answer_stands_first_with_the_date(team):
    make_jobs.company(name="Old friend")
    joining.join(asks(name="Canal"), NOW)
    make.db.session.commit()

    page = team.get_page("/en/office/companies")

    assert page.texts("tbody th") == ["Canal", "Old friend"]
    assert "Friday 27 November" in page.texts("tbody tr")[0]
    assert page.text("#count") == "2 entries"


def test_the_list_is_filtered_by_name_number_state_kind_and_trust(team):
    make_jobs.company(name="Éclat", number="73282932000074")
    make_jobs.company(CompanyState.SUSPENDED, name="Stopped")
    make_jobs.company(name="Helpers", kind="association", trusted=True)

    assert listed(team, "?q=ecl") == ["Éclat"]
    assert listed(team, "?q=732+829+320+00074") == ["Éclat"]
    assert listed(team, "?state=suspended") == ["Stopped"]
    assert listed(team, "?of=association") == ["Helpers"]
    assert listed(team, "?state=trusted") == ["Helpers"]
    assert listed(team, "?q=nobody") == []
    assert team.get_page("/en/office/companies?state=nonsense").status == 404


def test_the_list_is_taken_as_a_file_and_that_is_noted(team):
    make_jobs.company(name="=Canal")
    make.db.session.commit()

    answer = team.get("/en/office/companies.csv")

    assert "'=Canal" in answer.get_data(as_text=True)
    assert team.get("/en/office/companies.xlsx").status_code == 200
    assert deeds() == ["companies.exported", "companies.exported"]


def test_a_long_list_asks_the_database_no_more_than_a_short_one(team):
    make_jobs.posting(company=make_jobs.company())
    make.db.session.commit()
    with queries_counted() as few:
        team.get_page("/en/office/companies")
    for _number in range(20):
        make_jobs.posting(company=make_jobs.company())
    make.db.session.commit()
    with queries_counted() as many:
        team.get_page("/en/office/companies")

    assert len(many) == len(few) < 12


def test_a_company_is_accepted_and_the_answer_is_no_longer_owed(team):
    company = make_jobs.company(CompanyState.RECEIVED)

    page = press(opened(team, company), "Accept")

    assert page.text(".note.done") == "Accepted. They are told, and may post."
    assert company.state == CompanyState.APPROVED
    assert len(mails(MessageKind.COMPANY_APPROVED)) == 1
    assert deeds() == ["company.read", "company.approved", "company.read"]


def test_a_no_needs_words_and_the_company_reads_them(team):
    company = make_jobs.company(CompanyState.RECEIVED)
    asked = team.get_page(opened(team, company).link("Refuse"))

    empty = asked.form("form.stack").send()
    assert (empty.status, empty.problems) == (422, ["Write one sentence at least."])
    page = empty.form("form.stack").fill(words="We work near Paris only.").send()

    assert page.text(".note.done") == "Refused. They are told, in your words."
    assert (company.state, company.words) == (CompanyState.DECLINED, "We work near Paris only.")
    assert "Take it up again" in buttons(page)


def test_a_stop_says_before_who_is_told_and_is_taken_back_by_one_press(team):
    company = make_jobs.company()
    applied = make_jobs.application(JobState.READ, posting=make_jobs.posting(company=company))
    asked = team.get_page(opened(team, company).link("Stop it for now"))
    assert "1 person who waits is told that it ends." in asked.words

    page = asked.form("form.stack").fill(words="A learner was asked for money.").send()

    assert page.text(".note.done") == "Stopped. Nobody sees their jobs, and learners are told."
    assert (company.state, applied.state) == (CompanyState.SUSPENDED, JobState.CLOSED)
    assert press(page, "Take it up again").text(".note.done") == "Taken up again. They are told."
    assert company.state == CompanyState.APPROVED


def test_trust_is_given_and_taken_back(team):
    company = make_jobs.company()

    trusted = press(opened(team, company), "Trust this company")
    assert company.trusted
    press(trusted, "Look at each job first")

    assert not company.trusted
    assert deeds() == ["company.read", "company.trusted", "company.read", "company.untrusted", "company.read"]


def test_a_button_pressed_too_late_says_so(team):
    company = make_jobs.company(CompanyState.RECEIVED)
    page = opened(team, company)
    make.begin_write()
    company.state = CompanyState.CLOSED
    make.db.session.commit()

    refused = press(page, "Accept")

    assert refused.status == 200
    assert company.state == CompanyState.APPROVED
    again = press(opened(team, company), "Trust this company")
    make.begin_write()
    company.state = CompanyState.SUSPENDED
    make.db.session.commit()
    late = press(again, "Look at each job first")
    assert (late.status, late.text(".summary")) == (409, "It stands otherwise now. Look at it again.")


def test_the_same_number_elsewhere_is_shown_and_refuses_the_second_yes(team):
    first = make_jobs.company(name="Canal", number="73282932000074")
    old = make_jobs.company(CompanyState.DECLINED, name="Canal SA", number="73282932000074")

    page = opened(team, old)
    assert "Same name or number: Canal" in page.words
    refused = press(page, "Take it up again")

    assert refused.status == 409
    assert refused.text(".summary") == "Canal has the same number and takes part."
    assert (first.state, old.state) == (CompanyState.APPROVED, CompanyState.DECLINED)


def test_e_mails_are_masked_until_they_are_asked_for_and_that_is_noted(team):
    company = make_jobs.company()
    email = company.recruiters[0].account.email
    page = opened(team, company)
    assert email not in page.words

    shown = press(page, "Show the contacts")

    assert email in shown.words
    assert deeds() == ["company.read", "company.contact_read"]


def test_facts_are_changed_and_two_at_once_lose_nothing(team):
    company = make_jobs.company(number="73282932000074", town="Paris")
    form = team.get_page(opened(team, company).link("Change this")).form("form.stack")
    make.begin_write()
    company.town = "Lille"
    make.db.session.commit()

    told = form.fill(name="Canal & Co").send()

    assert told.status == 409
    assert "Town New value taken over: Lille" in told.text(".summary")
    assert told.form("form.stack").send().text(".note.done") == "Saved."
    assert (company.name, company.town) == ("Canal & Co", "Lille")


def test_a_number_that_another_company_has_is_refused_at_its_field(team):
    make_jobs.company(name="Canal", number="73282932000074")
    company = make_jobs.company(number="55210055400021")
    form = team.get_page(opened(team, company).link("Change this")).form("form.stack")

    page = form.fill(siret="732 829 320 00074").send()

    assert (page.status, page.problems) == (409, ["Canal has this number already."])


def test_where_no_admin_is_left_the_team_makes_one(team):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)

    press(opened(team, company), "Make admin")

    assert bo.admin
    assert deeds()[1] == "company.made_admin"
