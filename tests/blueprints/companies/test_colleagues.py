"""Colleagues on their page: invited, made admin, let go, taken back in; and the last admin who cannot leave."""

from portal.domain.accounts.accounts import by_email
from portal.domain.accounts.contacts import read_email
from portal.domain.jobs.scope import recruiter_of
from portal.domain.jobs.states import CompanyState
from portal.domain.messages.kinds import MessageKind
from tests import make, make_jobs
from tests.blueprints.companies.steps import at_desk, mails
from tests.blueprints.letters import follow, press
from tests.blueprints.steps import path
from tests.html import Page, PortalClient

INVITE = "form.stack"
ADDRESS = "/en/company/colleagues"


def opened(client: PortalClient, who) -> Page:
    at_desk(client, who)
    return client.get_page(ADDRESS)


def names(page: Page) -> list[str]:
    return page.texts("main > ul.told > li strong")


def test_an_admin_invites_a_colleague_who_comes_in_by_the_mail(client, app):
    company = make_jobs.company(name="Canal")
    page = opened(client, company.recruiters[0])

    done = page.form(INVITE).fill(recruiter="Bo Li", email="bo@canal.example").send()

    assert done.text(".note.done") == "Done. Your colleague gets a mail."
    assert names(done)[-1] == "Bo Li"
    other = app.test_client()
    invited = follow(other, mails(MessageKind.RECRUITER_INVITED)[0])
    assert invited.h1 == "Canal takes part"
    press(invited, "Send me a link to sign in")
    desk = press(follow(other, mails(MessageKind.ACCOUNT_LINK)[0]), "Sign in on this device")
    assert (path(desk), desk.h1) == ("/en/company", "Canal")


def test_an_e_mail_that_is_wrong_is_said_and_the_name_kept(client):
    page = opened(client, make_jobs.company().recruiters[0]).form(INVITE).fill(recruiter="Bo", email="bo@").send()

    assert page.status == 422
    assert page.problems == ["Check this e-mail. For example: nour@example.org"]
    assert page.form(INVITE)["recruiter"] == "Bo"


def test_who_acts_for_another_company_stays_there_and_the_page_does_not_say_it(client):
    elsewhere = make_jobs.company().recruiters[0]
    company = make_jobs.company()
    page = opened(client, company.recruiters[0])

    done = page.form(INVITE).fill(recruiter="Bo", email=elsewhere.account.email).send()

    assert done.text(".note.done") == "Done. Your colleague gets a mail."
    assert recruiter_of(elsewhere.account) == elsewhere
    assert len(mails(MessageKind.RECRUITER_INVITED)) == 1


def test_a_colleague_without_the_right_sees_names_and_no_buttons(client):
    company = make_jobs.company()
    page = opened(client, make_jobs.recruiter(company))

    assert len(names(page)) == 2
    assert page.all(INVITE) == []
    assert "Make admin" not in page.words


def test_a_colleague_is_made_admin_and_then_the_first_may_leave(client):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)
    first = company.recruiters[0]
    page = opened(client, first)

    press(page, f"Make admin: {bo.account.name}")
    left = press(client.get_page(client.get_page(ADDRESS).link("Leave the company here")), "Yes, leave")

    assert path(left) == "/en/account"
    assert recruiter_of(first.account) is None
    assert (recruiter_of(bo.account), bo.admin) == (bo, True)


def test_the_last_admin_is_told_what_to_do_first(client):
    company = make_jobs.company()
    make_jobs.recruiter(company)
    page = opened(client, company.recruiters[0])

    refused = press(client.get_page(page.link("Leave the company here")), "Yes, leave")

    assert refused.status == 409
    assert refused.text(".summary") == "The company needs one admin. Make a colleague admin first."
    assert recruiter_of(company.recruiters[0].account) is not None


def test_letting_go_asks_first_and_can_be_undone(client):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)
    page = opened(client, company.recruiters[0])
    asked = client.get_page(page.link(f"Let go: {bo.account.name}"))
    assert asked.h1 == f"Let {bo.account.name} go?"
    assert recruiter_of(bo.account) == bo

    gone = press(asked, "Yes, let go")

    assert recruiter_of(bo.account) is None
    assert len(names(gone)) == 1
    press(gone, f"Take back in: {bo.account.name}")
    assert recruiter_of(bo.account).company == company


def test_who_was_let_go_has_no_desk_any_more(client, app):
    company = make_jobs.company()
    bo = make_jobs.recruiter(company)
    other = app.test_client()
    assert at_desk(other, bo).status == 200

    press(client.get_page(opened(client, company.recruiters[0]).link(f"Let go: {bo.account.name}")), "Yes, let go")

    assert other.get_page("/en/company").status == 404


def test_an_invited_e_mail_is_stored_sealed_and_found_by_any_spelling(client):
    opened(client, make_jobs.company().recruiters[0]).form(INVITE).fill(
        recruiter="Bo", email="BO@Canal.example"
    ).send()

    assert by_email(read_email("bo@canal.example")).name == "Bo"
    make.db.session.rollback()


def test_a_stopped_company_invites_nobody_and_makes_nobody_admin_but_everybody_may_leave(client):
    company = make_jobs.company(CompanyState.SUSPENDED)
    bo = make_jobs.recruiter(company)
    other = make_jobs.recruiter(company, admin=True)
    page = opened(client, other)

    invited = page.form(INVITE).fill(recruiter="Bo", email="bo@canal.example").send()
    made = press(page, f"Make admin: {bo.account.name}")
    left = press(client.get_page(client.get_page(ADDRESS).link("Leave the company here")), "Yes, leave")

    stopped = "Your company is stopped for now. Nothing can be changed."
    assert [(one.status, one.text(".summary")) for one in (invited, made)] == [(409, stopped)] * 2
    assert (mails(MessageKind.RECRUITER_INVITED), bo.admin) == ([], False)
    assert (path(left), recruiter_of(other.account)) == ("/en/account", None)
