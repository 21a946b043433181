"""A posting by the link of a mail, without signing in: a GET shows, a press acts."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.jobs import lasting
from portal.domain.jobs.states import PostingState
from portal.domain.jobs.told import about_posting, recruiters_of, tell_poster
from portal.domain.messages.kinds import MessageKind
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from tests import make, make_jobs
from tests.blueprints.letters import follow, told
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ending(app):
    """A posting that ends within a week, and whose recruiter knows."""
    posting = make_jobs.posting(title="Help in a shop", expires_on=(NOW + timedelta(days=5)).date())
    lasting.note(posting, NOW)
    make.db.session.commit()
    return posting


def opened(client, posting, kind=MessageKind.POSTING_ENDING):
    """The page behind the link."""
    return follow(client, told(about_posting(posting), kind))


def press(page, words):
    made = next(form for form in page.all("main form") if words in form.text_content())
    return page.client.post_page(
        made.get("action"), data={field.get("name"): field.get("value") for field in made.cssselect("input")}
    )


def test_the_mail_says_when_it_ends_and_that_one_press_keeps_it(ending):
    with speaking("en"):
        words = worded(told(about_posting(ending), MessageKind.POSTING_ENDING))

    assert words.subject == "Your posting ends soon"
    assert "Your posting leaves the board after Sunday 29 November." in words.sentences


def test_opening_the_link_changes_nothing_and_one_press_keeps_it(client, ending):
    page = opened(client, ending)
    assert page.h1 == "Help in a shop"
    assert ending.expires_on == (NOW + timedelta(days=5)).date()

    page = press(page, "Keep it sixty days more")

    assert ending.expires_on == (NOW + timedelta(days=60)).date()


def test_what_is_over_comes_back_by_one_press(client, ending):
    page = opened(client, ending)
    make.begin_write()
    ending.state = PostingState.EXPIRED
    make.db.session.commit()

    page = press(client.get_page(page.response.request.path), "Put it on the board again")

    assert ending.state == PostingState.PUBLISHED


def test_what_the_team_wrote_stands_on_the_page(client, app):
    posting = make_jobs.posting(PostingState.DRAFT)
    make.begin_write()
    tell_poster(posting, MessageKind.POSTING_CHANGES, NOW)
    make.db.session.commit()

    page = opened(client, posting, MessageKind.POSTING_CHANGES)

    assert "Sign in, change it, then send it again." in page.words


def test_who_acts_for_the_company_no_more_finds_nothing_behind_the_link(client, ending):
    page = opened(client, ending)
    make.begin_write()
    recruiters_of(ending.company)[0].until = NOW
    make.db.session.commit()

    assert client.get(page.response.request.path).status_code == 404
