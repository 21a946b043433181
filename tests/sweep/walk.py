"""Which pages there are to look at, and how one comes to each of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portal.config import SETTINGS
from portal.demo.catalogue import COURSES
from portal.domain.catalogue.availability import Availability
from tests.browser import steps
from tests.browser.letters import reminder_link
from tests.browser.server import Portal
from tests.sweep.states import in_instance

#: Every language offered.
LANGUAGES = next(setting.default for setting in SETTINGS if setting.name == "LANGUAGES").split(",")


@dataclass(frozen=True)
class Holder:
    """Where the pages of bookings are, and the cookies that open them."""

    card: str
    given_back: str
    linked: str
    #: The card of somebody who waits for a seat.
    waiting: str
    roomy: str
    #: A course session with a line to join.
    full: str
    #: A course session in each state.
    states: dict[Availability, str]
    cookies: list
    #: A reminder whose link was followed, and a call that was asked for.
    reminder: str
    asked: str
    #: A job on the board.
    job: str


@dataclass(frozen=True)
class Stop:
    """One page of the walk. `path` is an address without its language; `then` is what to do there."""

    name: str
    path: Callable[[Holder], str]
    then: Callable[[Page], None] | None = None

    def open(self, page: Page, lang: str, holder: Holder) -> None:
        page.goto(f"/{lang}/{self.path(holder)}")
        if self.then:
            self.then(page)
        expect(page.locator("h1")).to_be_visible()


def at(path: str) -> Callable[[Holder], str]:
    return lambda holder: path


def _in_state(state: Availability, seat: bool = False) -> Callable[[Holder], str]:
    return lambda holder: f"sessions/{holder.states[state]}{'/seat' if seat else ''}"


def refused(page: Page) -> None:
    """Send the form of this page empty, and wait for what it says is wrong."""
    page.locator("main #submit").first.click()
    expect(page.locator(".summary").first).to_be_visible()


def _wrong_code(page: Page) -> None:
    page.locator("#code").fill("ZZZZ 999")
    if page.locator("#first_name").count():
        page.locator("#first_name").fill("Nour")
    refused(page)


def _unsupported_number(page: Page) -> None:
    page.locator("input[value=phone]").check()
    page.locator("#phone").fill("12")
    refused(page)


def _kept(page: Page) -> None:
    """Keep this job, and see the list."""
    page.locator("main #submit").click()
    expect(page.locator("main ul.grid .card")).to_have_count(1)


def _languages_open(page: Page) -> None:
    page.locator(".tongues summary").click()


PUBLIC = (
    Stop("home", at("")),
    Stop("menu of languages", at(""), _languages_open),
    Stop("volunteering", at("volunteering")),
    Stop("internships", at("internships")),
    Stop("legal", at("legal")),
    Stop("privacy", at("privacy")),
    Stop("accessibility", at("accessibility")),
    Stop("calendars", at("open-data")),
    Stop("list", at("sessions")),
    Stop("list, page 2", at("sessions?page=2")),
    Stop("list, filtered", at("sessions?mode=online&free=1")),
    Stop("list, nothing fits", at("sessions?place=dzaleka&mode=online")),
    Stop("list, unknown filter", at("sessions?kind=cooking")),
    Stop("jobs", at("jobs")),
    Stop("jobs, filtered", at("jobs?town=Montreuil&kind=internship")),
    Stop("jobs, nothing fits", at("jobs?q=astronaut&town=Lylle")),
    Stop("jobs, unknown filter", at("jobs?kind=cooking")),
    Stop("a job", lambda holder: f"jobs/{holder.job}"),
    Stop("a job, on one sheet", lambda holder: f"jobs/{holder.job}/sheet"),
    Stop("courses", at("courses")),
    Stop("start", at("start")),
    Stop("start, answered", at("start?skill=mouse&french=a1&place=lille&when=evening&goal=life")),
    Stop("start, too little French", at("start?skill=table&french=none&goal=learn")),
    Stop("start, unknown answer", at("start?skill=magic")),
    *(Stop(f"course {facts['slug']}", at(f"courses/{facts['slug']}")) for facts in COURSES),
    *(Stop(f"date, {state.value}", _in_state(state)) for state in Availability),
    Stop("places", at("places")),
    Stop("place", at("places/montreuil")),
    Stop("place online", at("places/online")),
    Stop("programme", at("places/paris-20/programme")),
    Stop("sheet", at("courses/digistart/sheet")),
    Stop("poster", lambda holder: f"sessions/{holder.roomy}/poster?also=ar"),
    Stop("kept", at("kept")),
)
PERSONAL = (
    Stop("form", lambda holder: f"sessions/{holder.roomy}/seat"),
    Stop("form, refused", lambda holder: f"sessions/{holder.roomy}/seat", refused),
    Stop("form, wrong number", lambda holder: f"sessions/{holder.roomy}/seat", _unsupported_number),
    *(
        Stop(f"no form, {state.value}", _in_state(state, seat=True))
        for state in (Availability.FULL, Availability.PAST)
    ),
    Stop("seats", at("seats")),
    Stop("seats, refused", at("seats"), _wrong_code),
    Stop("check", lambda holder: f"seats/{holder.linked}/open"),
    Stop("check, refused", lambda holder: f"seats/{holder.linked}/open", _wrong_code),
    Stop("card", lambda holder: f"seats/{holder.card}"),
    Stop("card, saved", lambda holder: f"seats/{holder.card}?saved=contact"),
    Stop("card, given back", lambda holder: f"seats/{holder.given_back}"),
    Stop("card, kept", lambda holder: f"seats/{holder.card}/kept"),
    Stop("cancel", lambda holder: f"seats/{holder.card}/cancel"),
    Stop("cancel, done before", lambda holder: f"seats/{holder.given_back}/cancel"),
    Stop("contact", lambda holder: f"seats/{holder.card}/contact"),
    Stop("party", lambda holder: f"seats/{holder.card}/party"),
    Stop("move", lambda holder: f"seats/{holder.card}/move"),
    Stop("waiting", lambda holder: f"seats/{holder.waiting}"),
    Stop("leave the line", lambda holder: f"seats/{holder.waiting}/cancel"),
    Stop("line", lambda holder: f"sessions/{holder.full}/wait"),
    Stop("line, refused", lambda holder: f"sessions/{holder.full}/wait", refused),
    Stop("contact, refused", lambda holder: f"seats/{holder.card}/contact", _unsupported_number),
)
QUESTIONS = (
    Stop("report a job", lambda holder: f"jobs/{holder.job}/report"),
    Stop("report a job, refused", lambda holder: f"jobs/{holder.job}/report", refused),
    Stop("report a job, sent", lambda holder: f"jobs/{holder.job}/report/sent"),
    Stop("keep a job", lambda holder: f"jobs/{holder.job}/keep"),
    Stop("jobs that are kept", lambda holder: f"jobs/{holder.job}/keep", _kept),
    Stop("no job is kept", at("jobs/kept")),
    Stop("call", at("call")),
    Stop("call, refused", at("call"), refused),
    Stop("call about a date", lambda holder: f"sessions/{holder.full}/call"),
    Stop("asked", lambda holder: f"asked/{holder.asked}"),
    Stop("tell me", at("courses/custom-work-tools/tell-me")),
    Stop("tell me, refused", at("courses/custom-work-tools/tell-me"), refused),
    Stop("new jobs", at("jobs/alerts/new?kind=internship&town=Montreuil")),
    Stop("new jobs, refused", at("jobs/alerts/new?kind=internship"), refused),
    Stop("new jobs, saved", at("jobs/alerts/saved?kind=internship&every=week&by=phone")),
    Stop("reminder", lambda holder: f"reminders/{holder.reminder}"),
    Stop("reminder, no", lambda holder: f"reminders/{holder.reminder}/no"),
    Stop("no more messages", lambda holder: f"messages/{holder.reminder}/stop"),
)
ERRORS = (
    Stop("unknown page", at("nothing-here")),
    Stop("unknown booking", at("seats/aaaaaaaaaaaaaaaa")),
    Stop("unknown language", at("../xx/sessions")),
)
STOPS = PUBLIC + PERSONAL + QUESTIONS + ERRORS

#: Languages that stand for their script, where a page differs between languages by its words alone.
ONE_OF_A_SCRIPT = ("fr", "ar")

#: Marks a test that is done at each stop, in each language.
every_page = pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def _reference(page: Page) -> str:
    return page.url.split("?")[0].rsplit("/", 1)[-1]


def book(context: BrowserContext, portal: Portal) -> Holder:
    """Make the bookings of the walk, as a visitor does."""
    page = context.new_page()
    steps.take_seat(page, "Linked")
    link = page.get_by_role("link", name="My private link").get_attribute("href") or ""
    page.get_by_role("button", name="Forget me on this phone").click()
    page.goto(link)
    linked = page.url.split("/")[-2]
    steps.take_seat(page, "Gone")
    given_back = _reference(page)
    page.goto(f"/en/seats/{given_back}/cancel")
    page.get_by_role("button", name="Yes, give my seat back").click()
    expect(page.locator("h1")).to_have_text("You gave your seat back")
    steps.take_seat(page, "Nour", "06 12 34 56 78")
    card = _reference(page)
    page.goto(steps.ROOMY)
    roomy = steps.roomy_dates(page).first.get_attribute("href") or ""
    states = in_instance(portal.folder)
    assert set(states) == set(Availability), "the demo has a course session in every state"
    full, waiting = _join(page)
    reminder, asked = _remind(page, portal, card), _ask(page)
    roomy = roomy.rsplit("/", 1)[-1]
    job = _job(page)
    return Holder(card, given_back, linked, waiting, roomy, full, states, context.cookies(), reminder, asked, job)


def _job(page: Page) -> str:
    page.goto("/en/jobs")
    return str(page.locator("#job-list .card h3 a").first.get_attribute("href")).rpartition("/")[2]


def _remind(page: Page, portal: Portal, card: str) -> str:
    """The reminder of a booking, come to by its link."""
    page.goto(f"/en/seats/{card}")
    page.goto(reminder_link(portal.folder, steps.code_on(page)))
    expect(page.locator("h1")).to_have_text("Are you coming?")
    return _reference(page)


def _ask(page: Page) -> str:
    """A call that was asked for."""
    page.goto("/en/call")
    page.get_by_label("Your first name").fill("Nour")
    page.get_by_label("Your phone number").fill("06 12 34 56 78")
    page.get_by_label("I agree").check()
    page.locator("main #submit").click()
    expect(page.locator("main .note")).to_contain_text("We call you by")
    return _reference(page)


def _join(page: Page) -> tuple[str, str]:
    """(a course session that is full, the booking of somebody who waits there)."""
    steps.open_full_date(page)
    full = _reference(page)
    steps.join(page, "Waits")
    return full, _reference(page)
