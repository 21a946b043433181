"""What a company did in a year, in front of its recruiters: counted by hand, printed, taken as a file."""

from datetime import timedelta

from portal.database import db
from portal.domain.jobs import answering, placements
from portal.domain.jobs.choices import Hired, No, Outcome
from portal.domain.jobs.posting_models import Posting
from portal.domain.moves import Role
from tests import make_jobs
from tests.blueprints.answers.steps import signed_in
from tests.conftest import NOW
from tests.domain.jobs.answers import DAY, confirmed, invited, sent
from tests.domain.queries import queries_counted

COMPANY = Role.COMPANY


def opened(app, application, year=""):
    db.session.commit()
    client = signed_in(app, application)
    return client.get_page(f"/en/company/year{year and f'?year={year}'}")


def shown(page):
    """Name of the figure, and its number."""
    return dict(zip(page.texts(".figures h3"), page.texts(".figures strong"), strict=True))


def a_year():
    """Four applied: one was met, one refused, two began and one of them stayed."""
    company = make_jobs.company()
    posting = make_jobs.posting(company=company, seats=5)
    declined, _met = sent(posting=posting), invited(posting=posting)
    answering.decline(declined, No.SKILLS, True, None, COMPANY, NOW + 2 * DAY)
    ended, begun = confirmed(posting=posting), confirmed(posting=posting)
    for one in (ended, begun):
        placements.start(one, COMPANY, NOW + 5 * DAY)
    placements.assess(ended, Outcome.COMPLETED, None, Hired.PERMANENT, None, COMPANY, NOW + 9 * DAY)
    placements.say_agreement(ended, False, "They shouted.", Role.PERSON, NOW + 9 * DAY)
    return ended


def test_the_company_sees_what_it_did(app):
    page = opened(app, a_year())

    assert shown(page) == {
        "Your jobs": "1",
        "Applications": "4",
        "Learners who applied": "4",
        "Answered in time": "4 of 4",
        "Days until the answer": "Less than a day",
        "Interviews": "1",
        "Yes of a company": "2",
        "Both said yes": "2",
        "Begun": "2",
        "Ended": "1",
        "Placements told of": "1",
        "Stayed with a contract": "1 of 1",
    }


def test_what_learners_said_of_it_is_neither_shown_nor_counted(app):
    page = opened(app, a_year())

    assert "They shouted." not in page.words and "Seen the same way" not in page.words


def test_another_company_s_year_is_not_counted(app):
    a_year()
    mine = sent()

    page = opened(app, mine)

    assert (shown(page)["Applications"], shown(page)["Begun"]) == ("1", "0")
    assert shown(page)["Answered in time"] == "–"


def test_each_year_has_a_page_of_its_own(app):
    posting = make_jobs.posting()
    mine = sent(posting=posting)
    make_jobs.application(posting=posting, created_at=NOW - timedelta(days=365))

    assert shown(opened(app, mine))["Applications"] == "1"
    page = opened(app, mine, 2025)

    assert page.h1 == f"{mine.posting.company.name} in 2025" and shown(page)["Applications"] == "1"
    assert page.texts("nav .chips a") == ["2026", "2025"]


def test_the_year_as_a_file(app):
    page = opened(app, a_year())

    lines = page.client.get(page.link("CSV")).get_data(as_text=True).splitlines()

    assert any("Stayed with a contract;1;1;" in line for line in lines)
    assert "They shouted." not in "".join(lines)


def test_the_desk_leads_there(app):
    application = sent()
    db.session.commit()
    page = signed_in(app, application).get_page("/en/company")

    assert page.client.get_page(page.link("What you did this year")).h1.endswith("in 2026")


def test_it_costs_no_more_with_many_applications(app):
    mine = sent()
    client, number = signed_in(app, mine), mine.posting_id
    db.session.commit()
    with queries_counted() as few:
        client.get_page("/en/company/year")
    for _one in range(5):
        sent(posting=db.session.get_one(Posting, number))
    db.session.commit()
    with queries_counted() as many:
        client.get_page("/en/company/year")

    assert len(many) == len(few) < 20
