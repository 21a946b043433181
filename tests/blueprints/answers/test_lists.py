"""Whoever applied, as a list and as a board."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import JobState
from tests import make_jobs
from tests.blueprints.answers.steps import signed_in
from tests.conftest import NOW
from tests.domain.jobs.answers import sent
from tests.domain.queries import queries_counted

LIST, BOARD = "/en/company/applications", "/en/company/applications/board"


def some(company):
    """Three who wait and one who was refused, to two postings; somebody else asks another company."""
    shop, office = (make_jobs.posting(company=company, title=title) for title in ("In the shop", "At the office"))
    first = sent(posting=shop, first_name="Amal")
    sent(posting=office, first_name="Binta", created_at=NOW, state=JobState.READ)
    sent(posting=shop, first_name="Carlos")
    make_jobs.application(JobState.DECLINED, posting=shop, first_name="Dina")
    sent(first_name="Elsewhere")
    return first, shop


def names(page):
    return page.texts(".card :is(h3) a")


def test_whoever_waits_longest_comes_first_with_the_day_of_the_answer(app):
    first, _shop = some(make_jobs.company())

    page = signed_in(app, first).get_page(LIST)

    assert names(page) == ["Amal", "Binta", "Carlos"]
    assert "3 entries" in page.texts("p[role=status]")
    assert page.texts(".card .fact") == ["Answer by Tuesday 15 December"] * 3


def test_the_list_is_of_one_posting_or_of_one_state(app):
    first, _shop = some(make_jobs.company())
    form = signed_in(app, first).get_page(LIST).form("form.filter")

    assert names(form.fill(posting=first.posting.ref).send()) == ["Amal", "Carlos"]
    assert names(form.fill(state="declined").send()) == ["Dina"]
    assert "Nobody here." in form.fill(state="completed").send().words


def test_the_board_has_a_column_for_each_state_that_is_on_its_way(app):
    first, shop = some(make_jobs.company())
    client = signed_in(app, first)

    page = client.get_page(BOARD)

    assert page.texts(".columns h2") == [
        "Sent in 2",
        "Read 1",
        "Being looked at 0",
        "Interview 0",
        "The company says yes 0",
        "Both say yes 0",
    ]
    assert names(page) == ["Amal", "Carlos", "Binta"]
    assert names(client.get_page(f"{BOARD}?posting={shop.ref}")) == ["Amal", "Carlos"]


def test_no_name_of_another_company_s_applicants_is_read(app):
    first, _shop = some(make_jobs.company())
    other = sent(first_name="Faraway")
    client = signed_in(app, first)

    for address in (LIST, BOARD, f"{LIST}?posting={other.posting.ref}", f"{BOARD}?posting={other.posting.ref}"):
        assert "Faraway" not in client.get_page(address).words
    assert client.get_page(f"{LIST}/{other.ref}").status == 404


def test_where_nobody_waits_the_company_is_thanked(app):
    application = make_jobs.application(JobState.DECLINED)

    assert "Nobody waits for your answer. Thank you!" in signed_in(app, application).get_page(LIST).words


@pytest.mark.parametrize("address", [LIST, BOARD])
def test_many_applications_need_no_more_queries_than_few(app, address):
    posting = make_jobs.posting()
    first = sent(posting=posting)
    client = signed_in(app, first)
    client.get_page(address)
    ref = posting.ref
    with queries_counted() as few:
        client.get_page(address)
    posting = db.session.scalars(select(Posting).where(Posting.ref == ref)).one()
    for state in (JobState.SENT, JobState.READ, JobState.IN_REVIEW, JobState.OFFERED, JobState.CONFIRMED):
        for _ in range(5):
            sent(posting=posting, state=state)

    client.get_page(address)
    with queries_counted() as many:
        client.get_page(address)

    assert len(many) == len(few) < 12
