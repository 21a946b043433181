"""The shared tablet of a job fair: one learner after the other applies, and none sees anything of another."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import fairs
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.moves import move_posting
from portal.domain.jobs.states import PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.html import Page, PortalClient

NOUR = {"first_name": "Nour", "phone": "06 12 34 56 78", "consent": "y"}


@pytest.fixture
def posting(app):
    return make_jobs.posting(title="Web internship", company=make_jobs.company(name="Canal"))


@pytest.fixture
def fair(posting):
    return make_jobs.fair(NOW - timedelta(hours=1), posting.company, name="Job fair of autumn")


def linked(fair) -> str:
    token = fairs.new_tablet_link(fair)
    db.session.commit()
    return f"/fr/tablet/{token}"


@pytest.fixture
def tablet(client, fair) -> PortalClient:
    """A browser that is this fair's tablet."""
    client.get_page(linked(fair)).form().send()
    return client


def jobs(tablet, fair, language: str = "en") -> Page:
    return tablet.get_page(f"/{language}/fairs/{fair.ref}/tablet")


def form_of(tablet, fair, posting, language: str = "en"):
    return tablet.get_page(f"/{language}/fairs/{fair.ref}/tablet/{posting.ref}").form()


def sent() -> list[JobApplication]:
    return list(db.session.scalars(db.select(JobApplication).order_by(JobApplication.id)))


def test_the_link_says_what_it_is_for_and_one_press_shows_the_jobs(client, fair, posting):
    page = client.get_page(linked(fair).replace("/fr/", "/en/"))
    assert page.h1 == "This tablet is for a job fair"
    assert "Job fair of autumn" in page.words
    assert "Tuesday 24 November, 09:00 to 14:00" in page.words
    assert jobs(client, fair).status == 404

    page = page.form().send()

    assert path(page) == f"/fr/fairs/{fair.ref}/tablet"
    assert page.texts("main h2, main h3") == ["Canal", "Web internship"]


def test_a_link_opened_too_early_says_when_it_opens_and_makes_no_tablet(client, fair, posting):
    address = linked(fair).replace("/fr/", "/en/")
    with time_machine.travel(NOW - timedelta(days=1)):
        page = client.get_page(address)
        token = client.get_page("/en/seats").form("#code-form form")["csrf_token"]

        assert "It opens on Tuesday 24 November at 08:00." in page.words
        assert not page.all("main form")
        assert client.post("/en/tablet", data={"csrf_token": token}).status_code == 409
        assert jobs(client, fair).status == 404


def test_a_link_is_unknown_when_a_new_one_was_made_or_the_fair_is_over(client, fair):
    before = linked(fair)
    after = linked(fair)
    assert client.get_page(before).status == 404

    with time_machine.travel(NOW + timedelta(days=1)):
        assert client.get_page(after).status == 404


def test_the_link_does_not_stay_where_the_next_one_reads_it(client, fair):
    address = linked(fair)

    page = client.get_page(address)

    assert path(page) == "/fr/tablet"
    assert address.rsplit("/", 1)[1] not in page.response.get_data(as_text=True)


def test_without_the_link_no_browser_becomes_a_tablet(client, fair):
    linked(fair)

    assert client.get_page("/en/tablet").status == 404


def test_jobs_and_cards_kept_on_it_before_are_gone(client, fair, posting):
    db.session.commit()
    client.get_page(f"/en/jobs/{posting.ref}/keep").form().send()
    assert "Web internship" in client.get_page("/en/jobs/kept").words

    done = client.get_page(linked(fair)).form().send(follow=False)

    assert "Web internship" not in client.get_page("/en/jobs/kept").words
    assert done.response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_tablet_shuts_with_the_fair_and_when_a_new_link_is_made(tablet, fair):
    with time_machine.travel(NOW + timedelta(hours=5)):
        closed = jobs(tablet, fair)
        assert (closed.status, closed.h1) == (404, "This tablet is closed now")
    assert jobs(tablet, fair).status == 200

    linked(fair)

    assert jobs(tablet, fair).status == 404


def test_whoever_was_signed_in_on_it_is_signed_out(client, fair):
    signed_in(client, "staff")

    client.get_page(linked(fair)).form().send()

    assert client.get("/en/office").status_code == 303
    assert jobs(client, fair).status == 200


def test_a_first_name_and_a_phone_are_enough_and_the_company_hears_of_it(tablet, fair, posting):
    page = form_of(tablet, fair, posting).fill(**NOUR, words="I like to learn.").send()

    (made,) = sent()
    assert page.h1 == "Thank you, Nour"
    assert "The company answers by Tuesday 15 December." in page.words
    assert (made.fair_id, made.way, made.language, made.words) == (fair.id, "fair", "en", "I like to learn.")
    told = db.session.scalars(db.select(Message.kind).where(Message.about == about_application(made)))
    assert set(told) == {MessageKind.JOB_SENT, MessageKind.JOB_TO_ANSWER}


def test_the_next_learner_begins_in_the_first_language_with_an_empty_form(tablet, fair, posting):
    page = form_of(tablet, fair, posting, "uk").fill(**NOUR).send()
    assert page.one("main a.button").get("href") == f"/fr/fairs/{fair.ref}/tablet"
    assert page.response.headers["Refresh"] == f"60; url=/fr/fairs/{fair.ref}/tablet"

    form = form_of(tablet, fair, posting)

    assert [form[name] for name in ("first_name", "phone", "email", "words")] == [""] * 4
    assert form["consent"] is None


def test_nothing_of_a_learner_is_there_for_the_next(tablet, fair, posting):
    form_of(tablet, fair, posting).fill(**NOUR).send()
    (made,) = sent()

    again = tablet.get_page(f"/en/fairs/{fair.ref}/tablet/sent")

    assert again.h1 == "Thank you"
    assert tablet.get(f"/en/applications/{made.ref}").status_code == 404
    assert "Nour" not in jobs(tablet, fair).words
    with tablet.session_transaction() as session:
        assert set(session) <= {"tablet", "csrf_token", "_permanent"}


def test_no_page_of_the_tablet_is_kept_or_fills_itself_in(tablet, fair, posting):
    page = tablet.get_page(f"/en/fairs/{fair.ref}/tablet/{posting.ref}")

    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.one("main form").get("autocomplete") == "off"
    typed = page.all("main input:not([type=radio]):not([type=checkbox]):not([type=hidden])")
    assert {one.get("autocomplete") for one in typed} == {"off"}
    assert page.response.headers["Refresh"] == f"1200; url=/fr/fairs/{fair.ref}/tablet"


def test_nothing_leads_away_from_the_tablet(tablet, fair, posting):
    for page in (jobs(tablet, fair), tablet.get_page(f"/en/fairs/{fair.ref}/tablet/{posting.ref}")):
        leads = {one.get("href") for one in page.all("a")}
        assert [one for one in leads if not one.startswith("#") and f"/fairs/{fair.ref}/tablet" not in one] == []


def test_what_is_wrong_is_said_and_what_was_typed_stays(tablet, fair, posting):
    page = form_of(tablet, fair, posting).fill(first_name="Nour", phone="12").send()

    assert page.status == 422
    assert len(page.problems) == 2
    assert page.form()["first_name"] == "Nour"
    assert sent() == []


def test_who_applied_before_is_thanked_alike_and_hears_by_message(tablet, fair, posting):
    before = make_jobs.application(posting=posting, reach=read_phone("06 12 34 56 78", "FR"))

    page = form_of(tablet, fair, posting).fill(**NOUR).send()

    assert page.h1 == "Thank you, Nour"
    assert sent() == [before]
    told = db.session.scalars(db.select(Message.kind).where(Message.about == about_application(before)))
    assert list(told) == [MessageKind.JOB_SENT]


def test_a_number_we_cannot_write_to_is_refused_for_there_is_no_other_way_back(tablet, fair, posting):
    page = form_of(tablet, fair, posting).fill(**NOUR | {"phone": "+380 67 123 45 67"}).send()

    assert (page.status, sent()) == (422, [])
    assert "We cannot write to this number. Please give an e-mail." in page.problems
    assert page.form()["first_name"] == "Nour"


def test_a_form_of_the_one_before_sent_again_shows_nothing_of_them(tablet, fair, posting):
    form = form_of(tablet, fair, posting).fill(first_name="Nour", phone="12")
    assert form.send().status == 422
    jobs(tablet, fair, "fr")

    page = form.send()

    assert (page.status, page.text(".summary")) == (
        409,
        "This is no longer possible. The page says how it stands now.",
    )
    assert page.h1 == "Choose a job"
    assert "Nour" not in page.words
    assert sent() == []


def test_a_job_that_fills_up_meanwhile_keeps_what_was_typed(tablet, fair, posting):
    form = form_of(tablet, fair, posting).fill(**NOUR)
    make_jobs.application(posting=posting)
    posting.most_open = 1

    page = form.send()

    assert (page.status, page.form()["first_name"]) == (409, "Nour")
    assert page.text(".summary") == "This job takes no application now. Choose another one."


def test_the_same_form_sent_twice_is_one_application(tablet, fair, posting):
    form = form_of(tablet, fair, posting).fill(**NOUR)

    assert [form.send().h1, form.send().h1] == ["Thank you, Nour"] * 2

    assert len(sent()) == 1


def test_a_family_that_shares_a_phone_applies_one_by_one(tablet, fair, posting):
    for name in ("Nour", "Idris"):
        form_of(tablet, fair, posting).fill(**NOUR | {"first_name": name}).send()

    assert [one.person.first_name for one in sent()] == ["Nour", "Idris"]


def test_a_job_that_was_paused_meanwhile_leads_back_to_the_others(tablet, fair, posting):
    form = form_of(tablet, fair, posting).fill(**NOUR)
    move_posting(posting, PostingState.PAUSED, Role.COMPANY, NOW)

    page = form.send()

    assert page.status == 409
    assert page.text(".summary") == "This job takes no application now. Choose another one."
    assert "No job is here yet." in page.words


def test_a_job_that_many_applied_for_is_shown_and_cannot_be_chosen(tablet, fair, posting):
    make_jobs.application(posting=posting)
    posting.most_open = 1

    page = jobs(tablet, fair)

    assert page.texts(".card .pill") == ["Closed for now"]
    assert not page.all(".card h3 a")
    assert tablet.get(f"/en/fairs/{fair.ref}/tablet/{posting.ref}").status_code == 409


def test_the_tablet_shows_no_job_of_another_company(tablet, fair):
    elsewhere = make_jobs.posting()
    make.db.session.commit()

    assert tablet.get(f"/en/fairs/{fair.ref}/tablet/{elsewhere.ref}").status_code == 409
    assert elsewhere.title not in jobs(tablet, fair).words
