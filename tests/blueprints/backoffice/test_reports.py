"""Reports of postings, for the team: what is open and until when, all of one posting together, and what was found."""

from datetime import timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.posting_models import PostingReport
from portal.domain.jobs.reports import Found, close, report
from portal.domain.jobs.states import PostingState
from portal.domain.promises.lists import open_promises
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

LIST = "/en/office/reports"


def reported(title="Web internship", why=ReportWhy.MONEY, text="They want 50 euros.", key="k", about=None, at=NOW):
    made = report(about or make_jobs.posting(title=title), why, text, key, at)
    db.session.commit()
    return made


def opened(client, address=LIST):
    signed_in(client, "staff")
    return client.get_page(address)


def titles(page):
    return page.texts("tbody th a")


def of(one):
    return f"{LIST}/{one.ref}"


def pressed(page, found):
    """The page after one of the two buttons was pressed."""
    form = page.form("form[action$='/close']")
    form.values["found"] = found
    return form.send()


def test_the_list_shows_what_is_open_and_until_when(client):
    reported()
    closed = reported("Fine")
    close(closed, Found.FINE, make.account("staff"), NOW, upto=closed.id)

    page = opened(client)

    assert titles(page) == ["Web internship"]
    assert page.texts("tbody td")[0] == "Wednesday 25 November at 18:00"
    assert page.texts("tbody td")[2] == "They ask for money"
    assert titles(client.get_page(f"{LIST}?state=closed")) == ["Fine"]


def test_what_nobody_looked_at_in_time_is_late(client):
    reported(at=NOW - timedelta(days=5))

    assert "Late" in opened(client).text("tbody")


def test_the_list_shows_one_reason_or_what_is_looked_for(client):
    of_baker = make_jobs.company(name="Boulangerie", name_folded="boulangerie")
    reported(about=make_jobs.posting(title="Money", company=of_baker))
    reported("Rude", why=ReportWhy.RUDE)

    assert titles(opened(client, f"{LIST}?why=rude")) == ["Rude"]
    assert titles(client.get_page(f"{LIST}?q=boulang")) == ["Money"]
    assert titles(client.get_page(f"{LIST}?q=rud")) == ["Rude"]
    assert titles(client.get_page(f"{LIST}?why=false")) == []
    assert client.get(f"{LIST}?why=boring").status_code == 404
    assert client.get(f"{LIST}?state=lost").status_code == 404


def test_it_can_be_taken_as_a_file_and_that_is_written_down(client):
    reported()
    signed_in(client, "staff")

    assert "Web internship;" in client.get(f"{LIST}.csv").get_data(as_text=True)
    assert client.get(f"{LIST}.xlsx?state=closed").status_code == 200
    assert [one.action for one in db.session.scalars(select(AuditLine))] == ["posting_reports.exported"] * 2


def test_the_page_shows_what_was_said_and_who_looked(client):
    one = reported()

    page = opened(client, of(one))

    assert page.text("#said") == "They ask for money" and page.text("blockquote") == "They want 50 euros."
    assert len(page.texts("section[aria-labelledby=looked] li")) == 1
    assert page.link("See the company, or stop it") == f"/en/office/companies/{one.posting.company.ref}"
    assert client.get_page(page.link("See the posting")).h1 == "Web internship"


def test_nothing_is_wrong_ends_it_for_all_reports_on_the_page(client):
    one = reported()
    reported(key="another", about=one.posting, text="Me too.")
    page = opened(client, of(one))
    assert "Your answer holds for all open reports of it." in page.words
    assert "Me too." in page.text("section[aria-labelledby=others]")
    reported(key="later", about=one.posting, text="I came later.")

    page = pressed(page, "fine")

    assert "Noted. Nobody waits for it any more." in page.words
    assert page.text("section[aria-labelledby=todo] .big") == "Nothing is wrong"
    assert titles(client.get_page(LIST)) == ["Web internship"]
    assert len(open_promises()) == 1


def test_a_mistake_is_undone_by_a_press(client):
    one = reported()
    page = pressed(opened(client, of(one)), "mended")
    assert page.text("section[aria-labelledby=todo] .big") == "It is put right"

    page = page.form("form[action$='/reopen']").send()

    assert "It is open again." in page.words and len(open_promises()) == 1
    actions = [line.action for line in db.session.scalars(select(AuditLine).order_by(AuditLine.id))]
    assert [action for action in actions if not action.endswith(".read")] == [
        "posting_report.closed",
        "posting_report.reopened",
    ]


def test_the_second_of_two_is_told_that_somebody_was_faster(client, other):
    one = reported()
    mine, theirs = opened(client, of(one)), opened(other, of(one))
    pressed(mine, "fine")

    page = pressed(theirs, "mended")

    assert page.status == 409 and "Somebody else was faster." in page.words
    assert db.session.get_one(PostingReport, one.id).outcome == "fine"


def test_no_other_answer_is_taken_here(client):
    one = reported()
    page = pressed(opened(client, of(one)), "removed")

    assert page.status == 422
    assert db.session.get_one(PostingReport, one.id).closed_at is None


def test_to_take_the_posting_off_ends_its_reports(client):
    one = reported()
    page = opened(client, of(one))

    page = client.get_page(page.link("Take it off")).form("main form.stack").fill(text="It asks for money.").send()

    assert page.status == 200
    assert db.session.get_one(PostingReport, one.id).posting.state == PostingState.REMOVED
    page = client.get_page(of(one))
    assert page.text("section[aria-labelledby=todo] .big") == "The posting is taken off"
    assert open_promises() == []


def test_what_is_owed_leads_to_the_report(client):
    one = reported()
    page = opened(client, f"/en/office/promises/{open_promises()[0].ref}")

    assert page.h1 == "Look into a report of a posting"
    assert page.link("Answer it") == of(one)
    assert "It is settled" not in page.words


def test_postings_with_open_reports_say_so_and_lead_there(client):
    one = reported()
    for key in ("a", "b"):
        reported(key=key, about=one.posting)
    make_jobs.posting(title="Quiet")
    page = opened(client, "/en/office/postings")

    marked = [row for row in page.texts("tbody tr") if "3 reports" in row]
    assert len(marked) == 1 and "Web internship" in marked[0]
    page = client.get_page(f"/en/office/postings/{one.posting.ref}")
    assert "3 reports are open." in page.words
    assert client.get_page(page.link("Read the reports")).h1 == "Report of a posting"


def test_a_long_list_costs_no_more_questions_to_the_database(client):
    company = make_jobs.company()
    for _one in range(8):
        reported(about=make_jobs.posting(company=company))
    signed_in(client, "staff")
    client.get(LIST)

    with queries_counted() as queries:
        client.get(LIST)

    assert len(queries) < 12
