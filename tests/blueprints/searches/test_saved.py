"""A saved search by the link of a message: what is new, one press to stop, the way back, and how often."""

import pytest
import time_machine

from portal.domain.accounts.contacts import read_email
from portal.domain.jobs import publishing, searches
from portal.domain.jobs.told import about_search
from portal.domain.messages import outbox
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.web.letters.compose import mail
from portal.worker.jobs import tell_searches
from tests import make
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.letters import buttons, follow, link, press, told
from tests.blueprints.steps import path, tables
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.make_searches import DAY, HOUR, published, saved


def noted(search):
    return told(about_search(search), MessageKind.SEARCH_ON)


def news(search, at=NOW + DAY):
    """The message that told what was new at that moment."""
    tell_searches(at)
    return told(about_search(search), MessageKind.SEARCH_NEWS)


def titles(page):
    return page.texts("main .card h2, main .card h3")


@pytest.fixture
def search(app):
    return saved(town="Montreuil", kind="internship")


def test_the_link_of_the_first_message_shows_the_search_and_until_when(client, search):
    page = follow(client, noted(search))

    assert (page.h1, path(page)) == ("Your job search", f"/en/jobs/alerts/{noted(search).ref}")
    assert "Nothing new at this moment. We write when something comes." in page.words
    assert page.texts("main section li") == ["Internship", "Near Montreuil (Île-de-France), up to 20 km"]
    assert "Every day at most. It ends by itself on Wednesday 24 November 2027." in page.words
    assert "nour@example.org" not in page.words


def test_the_link_of_news_shows_what_is_new_and_still_there(client, search):
    published(NOW - HOUR, title="Known")
    published(NOW + HOUR, title="New")
    gone = published(NOW + 2 * HOUR, title="Gone since")
    message = news(search)
    publishing.withdraw(gone, Role.COMPANY, NOW + DAY)
    make.db.session.commit()

    with time_machine.travel(NOW + DAY + HOUR, tick=False):
        page = follow(client, message)

    assert message.facts["count"] == 2
    assert titles(page) == ["New"]
    assert client.get_page(page.link("See all jobs that fit")).h1 == "Find work"


def test_one_press_stops_it_and_one_starts_it_again(client, search):
    stopped = press(follow(client, noted(search)), "Stop these messages")

    assert (stopped.h1, buttons(stopped)) == ("Your job search has stopped", ["Start it again"])
    assert stopped.texts("main [role=status]") == ["We do not write to you about new jobs any more."]
    assert search.ended_at == NOW

    again = press(stopped, "Start it again")

    assert (again.h1, search.ended_at) == ("Your job search", None)
    assert again.texts("main [role=status]") == ["We write when a new job fits. Every day at most."]


def test_once_a_week_instead_of_every_day_and_back(client, search):
    weekly = press(follow(client, noted(search)), "Rather once a week")

    assert search.every == "week"
    assert weekly.texts("main [role=status]") == ["We write when a new job fits. Once a week at most."]
    press(weekly, "Rather every day")
    assert search.every == "day"


def test_a_mail_program_that_unsubscribes_comes_to_the_search_and_not_to_all_messages(client, search):
    message = noted(search)
    assert mail(message, "nour@example.org").unsubscribe.endswith(f"{link(message)}/stop")
    before = tables()

    page = client.get_page(f"{link(message)}/stop")

    assert tables() == before
    assert "Stop these messages" in buttons(page)


def test_no_more_messages_at_all_is_said_on_the_page_of_the_search(client, search):
    ask = client.get_page(follow(client, noted(search)).link("No more messages to me"))
    assert "We then cannot tell you about new jobs." in ask.words

    stopped = press(ask, "Yes, no more messages")

    assert stopped.link("Find work") == "/en/jobs"
    page = client.get_page(f"/en/jobs/alerts/{noted(search).ref}")
    assert page.texts("#stopped p") == ["Messages to this e-mail are stopped.", "Send me messages again"]
    assert outbox.opted_out(read_email("nour@example.org").digest)


def test_the_page_of_a_search_that_ended_by_itself_starts_it_for_another_year(client, search):
    year = NOW + searches.LASTS
    with time_machine.travel(year, tick=False):
        page = follow(client, news(search, at=year))
        assert page.h1 == "Your job search has stopped"

        press(page, "Start it again")

    assert (search.ended_at, searches.ends_at(search)) == (None, year + searches.LASTS)


def test_a_press_from_a_page_that_was_open_too_long_is_asked_for_again(client, search):
    page = follow(client, noted(search))

    late = client.post_page(f"{path(page)}/stop", data={"csrf_token": "old"})

    assert (late.status, search.ended_at) == (422, None)
    assert "press the button again" in late.problems[0]
    assert press(late, "Stop these messages").h1 == "Your job search has stopped"


def test_when_the_search_is_gone_its_link_says_so(client, search):
    message = noted(search)
    make.begin_write()
    make.db.session.delete(search)
    make.db.session.commit()

    assert follow(client, message).status == 404


def test_the_page_asks_the_database_as_often_for_six_jobs_as_for_one(client, search):
    first = follow(client, noted(search))

    def asked(jobs):
        for number in range(jobs):
            published(NOW + HOUR / 60, title=f"Job {number}")
        with time_machine.travel(NOW + HOUR / 30, tick=False), queries_counted() as counted:
            page = client.get_page(path(first))
        assert len(titles(page)) >= jobs
        return len(counted)

    assert asked(1) == asked(5) < 12


def test_the_copy_of_somebodys_data_names_the_search_in_words(client, search):
    nour = make.sign_up(first_name="Nour", reach=read_email("nour@example.org")).person
    let_in(client, make.account("admin"))

    page = client.get_page(f"/en/office/people/{nour.id}/copy")

    for words in ("Saved searches", "Internship, Near Montreuil (Île-de-France), up to 20 km", "Every day at most."):
        assert words in page.words
