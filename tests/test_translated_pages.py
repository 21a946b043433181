"""Pages in each language: no English is left where the language has words of its own."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest
from flask import Flask

from portal import i18n
from tests import make
from tests.blueprints.letters import follow, offered, reminded
from tests.blueprints.steps import full, path, seat_given_back
from tests.catalogues import catalogue, english
from tests.html import Page, PortalClient, tidy

LANGUAGES = i18n.translated_into()


def english_left(page: Page, code: str) -> list[str]:
    """Source texts of more than three words that can be read on the page though this language has its own."""
    elements = [element for element in page.tree.iter() if isinstance(element.tag, str)]
    readable = [page.title, page.words]
    for name in ("aria-label", "alt", "title", "placeholder", "data-label", "data-copied", "data-lost"):
        readable += [tidy(element.get(name)) for element in elements if element.get(name)]
    found = []
    for text, rarest, pattern in told_in(code):
        found += [text for words in readable if rarest in words and pattern.search(words)]
    return found


@cache
def told_in(code: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """The source texts to look for: each with its longest part between placeholders, and as it may stand there."""
    found = []
    for message in catalogue(code):
        for text in english(message) if message.id else []:
            if text in i18n.forms(message) or len(text.split()) <= 3:
                continue
            parts = re.split(r"%\(\w+\)s", text)
            pattern = ".+?".join(re.escape(part) for part in parts)
            found.append((text, max(parts, key=len), re.compile(rf"(?<!\w){pattern}(?!\w)")))
    return found


def pages(app: Flask, client: PortalClient, code: str) -> dict[str, Page]:
    """Every page that needs nothing but a language, by its address; not what is there for machines."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.arguments == {"lang"} and "GET" in rule.methods]
    found = {rule.rule: client.get_page(rule.rule.replace("<lang:lang>", code)) for rule in rules}
    return {address: page for address, page in found.items() if page.response.mimetype == "text/html"}


def visit(client: PortalClient, code: str) -> Iterator[Page]:
    """The pages of somebody who takes a seat, has difficulties, and gives it back."""
    session = make.course_session(place=make.place(step_free=False))
    address = f"/{code}/sessions/{session.ref}"
    yield client.get_page(address)
    yield client.get_page(f"/{code}/courses/{session.course.slug}")
    form = client.get_page(f"{address}/seat").form("#seat-form form")
    yield form.send()
    card = form.fill(first_name="Nour", reach_by="phone", phone="06 12 34 56 78", consent="y").send()
    yield card
    again = client.get_page(f"{address}/seat").form("#seat-form form").fill(first_name="Nour", consent="y")
    yield again.fill(reach_by="phone", phone="06").send()
    booking = card.form("#facts-form form").element.get("action").removesuffix("/facts")
    yield client.get_page(f"{booking}/contact")
    cancelling = client.get_page(f"{booking}/cancel")
    yield cancelling
    yield cancelling.form("main form").send()
    for starts in (None, timedelta(hours=-1), timedelta(days=-9)):
        yield client.get_page(f"/{code}/sessions/{make.course_session(starts).ref}")
    yield client.get_page(f"/{code}/nowhere")
    yield client.get_page(f"/{code}/sessions?page=999")


def behind_links(client: PortalClient, code: str) -> Iterator[Page]:
    """The pages of somebody who answers messages and asks for something."""
    reminder, offer = reminded()[1], offered()[1]
    make.begin_write()
    reminder.language = offer.language = code
    for message, answers in ((reminder, ("yes", "call", "no")), (offer, ("no",))):
        page = follow(client, message)
        yield page
        for answer in answers:
            address = f"{page.response.request.path}/{answer}"
            yield client.get_page(address)
            yield client.post_page(address, data={"csrf_token": page.form("main form")["csrf_token"]})
    stopping = client.get_page(f"/{code}/messages/{offer.ref}/stop")
    yield stopping
    yield stopping.form("main form").send()
    yield client.get_page(f"/{code}/reminders/nowhere")
    session = make.course_session(None)
    make.db.session.commit()
    for address in (f"sessions/{session.ref}/call", f"courses/{session.course.slug}/tell-me"):
        form = client.get_page(f"/{code}/{address}").form("main form")
        yield form.send()
        asked = form.fill(first_name="Nour", phone="06 12 34 56 78", consent="y").send()
        yield asked
        yield asked.form("main form").send()


@pytest.mark.parametrize("code", LANGUAGES)
def test_answering_messages_and_asking_shows_no_english_either(client: PortalClient, code: str):
    left = [(page.h1, english_left(page, code)) for page in behind_links(client, code)]
    assert len(left) > 15
    assert [(h1, texts) for h1, texts in left if texts] == []


def visit_line(client: PortalClient, code: str) -> Iterator[Page]:
    """The pages of somebody who waits for a seat, changes it, and moves it."""
    session = full(timedelta(days=2))
    make.course_session(course=session.course, capacity=2)
    yield client.get_page(f"/{code}/sessions/{session.ref}")
    form = client.get_page(f"/{code}/sessions/{session.ref}/wait").form("#seat-form form")
    yield form.page
    yield form.fill(first_name="Amal", reach_by="none", consent="y").send()
    card = form.fill(first_name="Nour", reach_by="phone", phone="06 12 34 56 78").send()
    yield card
    booking = path(card)
    yield client.get_page(f"{booking}/cancel")
    yield client.get_page(f"{booking}/party")
    yield client.get_page(f"{booking}/move")
    seat_given_back(session)
    yield client.get_page(booking)
    yield client.get_page(f"{booking}/cancel")
    yield client.get_page(booking).form("#offered form").send()
    yield client.get_page(f"{booking}/party").form("#party-form form").fill(party="4").send()
    moving = client.get_page(f"{booking}/move").form("main form")
    moving.values["to"] = moving.element.cssselect("button[name=to]")[0].get("value")
    yield moving.send()
    yield client.get_page(booking)


@pytest.mark.parametrize("code", LANGUAGES)
def test_waiting_and_moving_show_no_english_to_readers_of_another_language(client: PortalClient, code: str):
    left = [(page.h1, english_left(page, code)) for page in visit_line(client, code)]
    assert len(left) == 13
    assert [one for one in left if one[1]] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_public_page_shows_english_to_readers_of_another_language(app: Flask, client: PortalClient, code: str):
    make.course_session()
    left = {address: english_left(page, code) for address, page in pages(app, client, code).items()}
    assert len(left) > 8
    assert {address: texts for address, texts in left.items() if texts} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_whole_visit_shows_no_english_to_readers_of_another_language(client: PortalClient, code: str):
    left = {page.h1: english_left(page, code) for page in visit(client, code)}
    assert {h1: texts for h1, texts in left.items() if texts} == {}


def test_english_on_a_page_is_noticed(app: Flask, client: PortalClient):
    seen = [text for page in pages(app, client, "en").values() for text in english_left(page, "fr")]
    assert "Learn computers and the internet. It is free." in seen
    assert "No connection. Nothing is lost: please press again." in seen  # an attribute
    assert len(set(seen)) > 40
