"""The pages of a mentor and of a learner: readable, touchable, sound and calm, in a language of each direction."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.database import db
from portal.domain.accounts.sign_ins import begin
from portal.domain.mentoring.volunteer_models import Volunteer
from tests.browser.server import Portal, inside
from tests.sweep.test_axe import axe  # noqa: F401  (a fixture)
from tests.sweep.test_html import checker, messages  # noqa: F401  (a fixture)
from tests.sweep.test_office import look_at
from tests.sweep.walk import ONE_OF_A_SCRIPT

#: Addresses after the language, for the mentor of the pair and for its learner.
MENTOR = (
    *("desk", "desk/offer", "desk/break", "desk/slots", "desk/hours", "volunteering/my-data"),
    *("pairs/{pair}", "pairs/{pair}/goals", "pairs/{pair}/met", "pairs/{pair}/meetings/new", "pairs/{pair}/letters"),
    *("pairs/{pair}/problem", "pairs/{pair}/end"),
)
LEARNER = (
    *("pairs/{pair}", "pairs/{pair}/letters", "pairs/{pair}/problem", "seats/{seat}", "seats/{seat}/mentor"),
    *("seats/{looks}", "seats/{looks}/mentor", "seats/{looks}/mentors", "seats/{looks}/mentor/change"),
)
PAGES = [*(("mentor", path) for path in MENTOR), *(("learner", path) for path in LEARNER)]
_PAIR = (
    "SELECT pair.ref, sign_up.ref, pair.volunteer_id FROM pair JOIN mentee ON mentee.id = pair.mentee_id"
    " JOIN sign_up ON sign_up.id = mentee.sign_up_id WHERE pair.state = 'active' AND NOT pair.imported"
    " ORDER BY pair.id"
)
_LOOKS = (
    "SELECT sign_up.ref FROM mentee JOIN sign_up ON sign_up.id = mentee.sign_up_id WHERE closed_at IS NULL"
    " AND mentee.id NOT IN (SELECT mentee_id FROM pair) ORDER BY mentee.id"
)


@dataclass(frozen=True)
class Sides:
    """`records`: what stands in the addresses; the cookie of each side's browser, by the pages it opens."""

    records: dict[str, str]
    cookies: dict[str, str]


@pytest.fixture(scope="session")
def sides(portal: Portal) -> Sides:
    pair, seat, volunteer = portal.ask(_PAIR)[0]
    records = {"pair": pair, "seat": seat, "looks": portal.ask(_LOOKS)[0][0]}
    with inside(portal.folder) as app:
        account = db.session.get_one(Volunteer, volunteer).account
        assert account
        token = begin(account, "Firefox", two_factors=True, now=clock.now())
        signed = app.session_interface.get_signing_serializer(app)
        held = [[records[name], int(clock.now().timestamp())] for name in ("seat", "looks")]
        cookies = {
            "mentor": signed.dumps({"_user_id": token, "_fresh": True}),
            "learner": signed.dumps({"held": held}),
        }
    return Sides(records, cookies)


def as_side(page: Page, portal: Portal, sides: Sides, who: str) -> Page:
    page.context.add_cookies([{"name": "portal", "value": sides.cookies[who], "url": portal.address}])
    return page


def open_as(page: Page, portal: Portal, sides: Sides, who: str, address: str) -> None:
    as_side(page, portal, sides, who)
    answer = page.goto(address.format(**sides.records))
    assert answer and answer.status == 200, address
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_of_a_mentor_or_a_learner_is_calm_on_every_screen(visit, portal, sides, axe, who, path, lang):  # noqa: F811
    page = visit(has_touch=True)
    open_as(page, portal, sides, who, f"/{lang}/{path}")

    assert look_at(page, axe, lang) == {}


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
def test_every_page_of_a_mentor_or_a_learner_is_valid_html(visit, portal, sides, java, checker, lang, tmp_path):  # noqa: F811
    browsers = {who: as_side(visit(java_script_enabled=False), portal, sides, who) for who in sides.cookies}
    for number, (who, path) in enumerate(PAGES):
        answer = browsers[who].request.get(f"/{lang}/{path}".format(**sides.records))
        assert answer.status == 200, path
        (tmp_path / f"{number:02}.html").write_text(answer.text())

    assert messages(java, checker, str(tmp_path)) == []
