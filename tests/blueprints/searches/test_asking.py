"""Saving what was chosen on the board: how to be told, how often, and what is said then."""

import pytest

from portal import clock
from portal.domain.accounts.contacts import read_email
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.searches import MOST
from portal.domain.messages.outbox import opt_out
from tests import make, make_jobs
from tests.blueprints.steps import path, tables
from tests.make_searches import saved

FILTERS = "kind=internship&town=Montreuil&radius=10&new=1"
ANSWERS = {"reach_by": "email", "email": "nour@example.org", "every": "day", "consent": "y"}


def searches():
    return make.db.session.scalars(make.db.select(SavedSearch)).all()


def form(client, filters=FILTERS):
    return client.get_page(f"/en/jobs/alerts/new?{filters}").form("#alert-form form")


def test_the_board_leads_there_with_what_was_chosen(client):
    make_jobs.posting()
    board = client.get_page(f"/en/jobs?{FILTERS}")

    page = client.get_page(board.link("Tell me about new jobs like these"))

    assert page.h1 == "Tell me about new jobs"
    assert page.texts("main section li") == ["Internship", "Near Montreuil (Île-de-France), up to 10 km"]
    assert client.get_page(page.link("Change my choices")).h1 == "Find work"


def test_where_nothing_fits_today_the_board_offers_to_tell(client):
    board = client.get_page("/en/jobs?q=astronaut")

    assert client.get_page(board.link("Tell me when one comes")).texts("main section li") == ["“astronaut”"]
    assert client.get_page("/en/jobs").link("Tell me when one comes").endswith("/jobs/alerts/new")


def test_with_jobs_and_no_choice_the_board_offers_nothing(client):
    make_jobs.posting()

    assert "alerts" not in str(client.get("/en/jobs").get_data())


def test_a_town_that_nobody_knows_is_mended_on_the_board_first(client):
    assert "Tell me" not in client.get_page("/en/jobs?town=Xyzzy").words

    page = client.get_page("/en/jobs/alerts/new?town=Xyzzy")

    assert path(page) == "/en/jobs" and "We do not know the town" in page.words


def test_an_email_or_a_number_is_enough_and_what_comes_is_said(client):
    page = form(client).fill(**ANSWERS).send()

    assert (page.h1, page.texts("main [role=status] p")[0]) == ("Your search is saved", "You get an e-mail now.")
    assert page.texts("main section:first-of-type li") == [
        "We write when a new job fits. Every day at most.",
        "When nothing is new, we do not write.",
        "It ends by itself after one year.",
    ]
    (search,) = searches()
    assert (search.value, search.every, search.language) == ("nour@example.org", "day", "en")
    assert search.query == {"kind": "internship", "radius": "10", "town": "Montreuil"}


def test_by_phone_once_a_week_is_what_stands_there_first(client):
    page = form(client).fill(phone="06 12 34 56 78", consent="y").send()

    assert page.texts("main [role=status] p")[0] == "You get a text message now."
    (search,) = searches()
    assert (search.kind, search.every) == ("phone", "week")


def test_without_any_choice_every_new_job_is_told(client):
    page = form(client, "").fill(**ANSWERS).send()

    assert "Every new job" in page.words
    assert [one.query for one in searches()] == [{}]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"email": ""}, "Write your e-mail."),
        ({"reach_by": "phone", "phone": "12"}, "Check this phone number. For example: 06 12 34 56 78"),
        ({"consent": None}, "Tick the box, so that we may answer you."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, answers, problem):
    page = form(client).fill(**ANSWERS | answers).send()

    assert (page.status, page.problems, searches()) == (422, [problem], [])
    again = page.form("#alert-form form")
    assert again["every"] == "day"
    assert [again.fill(**ANSWERS).send().h1, len(searches())] == ["Your search is saved", 1]


def test_how_often_is_one_of_two(client):
    asked = form(client).fill(**ANSWERS)
    asked.values["every"] = "hour"

    assert asked.send().problems == ["Choose every day or once a week."]


def test_sent_twice_it_is_one_search(client, other):
    for browser in (client, other):
        assert form(browser).fill(**ANSWERS | {"email": "Nour@Example.org"}).send().status == 200

    assert len(searches()) == 1


def test_the_page_that_follows_opens_nothing_of_whose_contact_it_is(client):
    """Anybody can type somebody's number: only the message lets see, and stop, the search."""
    page = form(client).fill(**ANSWERS).send()

    assert "nour@example.org" not in page.words
    before = tables()
    assert client.get_page(path(page) + "?every=day").status == 200
    assert client.get_page(path(page) + "?every=hour").status == 404
    assert tables() == before


def test_ten_searches_of_one_contact_are_enough(client):
    for number in range(MOST):
        saved(town=f"Town {number}")

    page = form(client).fill(**ANSWERS).send()

    assert (page.status, len(searches())) == (409, MOST)
    assert page.problems == ["This number or e-mail has ten searches already. Stop one first."]


def test_one_address_cannot_be_flooded(client):
    tries = [form(client, f"q=job{number}").fill(**ANSWERS).send().status for number in range(7)]

    assert tries == [200] * 6 + [429]


def test_a_number_we_cannot_write_to_is_refused_with_a_way_on(client):
    page = form(client).fill(**ANSWERS | {"reach_by": "phone", "phone": "+380 67 123 45 67"}).send()

    assert (page.status, searches()) == (422, [])
    assert page.problems == ["We cannot write to this number. Please give an e-mail."]


def test_whoever_ended_the_messages_is_told_the_way_back(client):
    opt_out(read_email("nour@example.org").digest, clock.now())
    make.db.session.commit()

    page = form(client).fill(**ANSWERS).send()

    assert (page.status, searches()) == (422, [])
    assert page.problems == [
        "Messages to this e-mail are stopped. To get them again, open the link of a message we sent there."
    ]


def test_an_address_that_asks_for_what_is_not_there_is_no_page(client):
    assert client.get_page("/en/jobs/alerts/new?kind=cooking").status == 404
    assert client.get_page("/en/jobs/alerts/saved?every=week&kind=cooking").status == 404
