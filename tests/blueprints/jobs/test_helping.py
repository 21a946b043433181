"""Applying for somebody else, and what became of those one helped."""

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.steps import path
from tests.domain.queries import queries_counted

PHONE = "06 12 34 56 78"
NOUR = {"first_name": "Nour", "phone": PHONE, "how": "neither", "reader": "ar", "consent": "y"}


def open_form(client, posting=None):
    posting = posting or make_jobs.posting()
    db.session.commit()
    return client.get_page(f"/en/jobs/{posting.ref}/apply-for").form("#job-form form")


def only_one():
    return db.session.scalars(db.select(JobApplication)).one()


def rows(page):
    """First name, job and how it stands, as the list shows them."""
    cells = page.texts("tbody th, tbody td")
    return [tuple(cells[start : start + 4]) for start in range(0, len(cells), 4)]


@pytest.mark.parametrize("role", [OfficeRole.REFERRER, OfficeRole.TRAINER, OfficeRole.VOLUNTEER])
def test_somebody_is_helped_and_both_hear_of_it(client, role):
    helper = signed_in(client, role, two_factors=False)

    page = open_form(client).fill(**NOUR).send()

    made = only_one()
    assert page.h1 == "Whom I helped to apply"
    assert page.text(".done") == "Sent for Nour. We tell you what becomes of it."
    assert (made.helper, made.way, made.language) == (helper, "helped", "ar")
    told = db.select(Message.kind).where(Message.about == about_application(made))
    assert {MessageKind.JOB_SENT, MessageKind.JOB_HELPED} <= set(db.session.scalars(told))


def test_the_list_says_how_it_stands_with_those_one_helped_and_with_nobody_else(client):
    helper = signed_in(client, OfficeRole.REFERRER, two_factors=False)
    posting = make_jobs.posting(title="Baker")
    make_jobs.application(JobState.INTERVIEW, posting=posting, helper=helper, first_name="Nour")
    make_jobs.application(posting=posting, helper=make.account(OfficeRole.REFERRER), first_name="Idris")
    db.session.commit()

    (only,) = rows(client.get_page("/en/helped"))

    assert (only[0], only[2], only[3]) == ("Nour", "Tuesday 24 November", "Interview")
    assert only[1].startswith("Baker")


def test_who_has_no_contact_is_answered_for_by_their_helper(client):
    signed_in(client, OfficeRole.REFERRER, two_factors=False)
    page = open_form(client).fill(**NOUR | {"reach_by": "none", "phone": ""}).send()

    opened = page.form("tbody form").send()

    assert path(opened) == f"/en/applications/{only_one().ref}"


def test_who_can_be_reached_answers_themselves(client):
    signed_in(client, OfficeRole.REFERRER, two_factors=False)

    page = open_form(client).fill(**NOUR).send()

    assert not page.all("tbody form")
    assert client.get(f"/en/applications/{only_one().ref}").status_code == 404


def test_nobody_answers_for_those_whom_others_helped(client):
    signed_in(client, OfficeRole.REFERRER, two_factors=False)
    page = open_form(client).fill(**NOUR | {"reach_by": "none", "phone": ""}).send()
    form = page.form("tbody form")
    begin_write()
    only_one().helper = make.account(OfficeRole.REFERRER)

    assert form.send().status == 404


def test_whom_one_helped_here_before_is_shown_not_sent_again(client):
    signed_in(client, OfficeRole.REFERRER, two_factors=False)
    posting = make_jobs.posting()
    open_form(client, posting).fill(**NOUR).send()

    page = open_form(client, posting).fill(**NOUR).send()

    assert page.h1 == "Whom I helped to apply"
    assert len(rows(page)) == 1


def test_whoever_applied_by_themselves_gets_a_message_and_the_helper_learns_no_more(client):
    signed_in(client, OfficeRole.TRAINER, two_factors=False)
    posting = make_jobs.posting()
    make_jobs.application(posting=posting, reach=read_phone(PHONE, "FR"), surname="Haddad")

    page = open_form(client, posting).fill(**NOUR).send()

    assert (page.status, page.texts(".summary p")) == (
        409,
        ["We sent this person a message. It says how to go on."],
    )
    assert "Haddad" not in page.words


def test_whoever_may_help_is_led_to_it_from_the_form(client):
    posting = make_jobs.posting()
    db.session.commit()
    address = f"/en/jobs/{posting.ref}/apply"
    assert "Apply for somebody else" not in client.get_page(address).words
    signed_in(client, OfficeRole.REFERRER, two_factors=False)

    page = client.get_page(client.get_page(address).link("Apply for somebody else"))

    assert page.texts("#reach_by .tick") == ["By phone", "By e-mail", "Through me"]


def test_recruiters_are_led_to_their_own_page(client):
    signed_in(client, OfficeRole.RECRUITER, two_factors=False)

    assert client.get("/en/helped").headers["Location"].endswith("/en/account")


def test_the_list_costs_as_little_for_many_as_for_one(client):
    helper = signed_in(client, OfficeRole.REFERRER, two_factors=False)
    for number in range(12):
        make_jobs.application(helper=helper, first_name=f"Nour {number}")
    db.session.commit()

    with queries_counted() as queries:
        client.get_page("/en/helped")

    assert len(queries) < 12
