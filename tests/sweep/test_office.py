"""Every page of the back office: readable, touchable, sound and calm, in a language of each direction of writing."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.web.languages import KNOWN
from tests.browser.server import Portal
from tests.browser.team import sign_in, team
from tests.sweep import looks
from tests.sweep.test_axe import axe, by_day_and_in_the_dark  # noqa: F401  (a fixture)
from tests.sweep.test_html import checker, messages  # noqa: F401  (a fixture)
from tests.sweep.test_layout import A4, VIEWS
from tests.sweep.walk import ONE_OF_A_SCRIPT, refused

#: Addresses after the language; what stands in braces is a record of the demo.
PAGES = (
    *("account", "account/name", "account/password", "account/codes", "account/phone", "sign-in/by/link"),
    *("office", "office/sessions", "office/sessions/new", "office/people", "office/people?q=nu", "office/promises"),
    *("office/sessions/{draft}", "office/sessions/{session}", "office/sessions/{session}/edit"),
    *("office/sessions/{session}/dates", "office/sessions/{session}/seats", "office/sessions/{session}/cancel"),
    *("office/sessions/{session}/copy", "office/sessions/{session}/series", "office/sessions/{draft}/preview"),
    *("office/sessions/{session}/sign-ups", "office/sessions/{session}/sign-ups?q=nobody-has-this-name"),
    *("office/sessions/{session}/walk-in", "office/sessions/{session}/add", "office/sessions/{session}/notice"),
    *("office/sessions/{session}/check-in", "office/sessions/{session}/sheet", "check-in/{today}"),
    *("office/sign-ups/{sign_up}", "office/sign-ups/{sign_up}/move", "office/sign-ups/{sign_up}/cancel"),
    *("office/people/{person}", "office/people/{person}/correct", "office/people/{person}/merge"),
    *("office/people/{person}/copy", "office/people/{person}/erase", "office/privacy", "office/privacy/leaving"),
    *("office/promises/{promise}", "office/messages", "office/messages/{message}", "office/messages/failed"),
    *(
        "office/wording",
        "office/wording/seat_confirmed/ar",
        "office/imports",
        "office/accounts",
        "office/accounts/new",
    ),
    *("office/accounts/{account}", "office/settings", "office/settings/hours", "office/settings/colours"),
    *("office/settings/logo", "office/settings/trial", "office/audit", "office/health", "office/translations"),
    *("office/courses", "office/courses/new", "office/courses/{course}", "office/courses/{course}/edit"),
    *("office/courses/{course}/parts", "office/courses/{course}/preview", "office/programmes", "office/places"),
    *("office/programmes/new", "office/places/{place}/edit", "office/places/new"),
    *("office/volunteers", "office/volunteers/{volunteer}", "office/volunteers/{volunteer}/edit"),
    *("office/volunteers/{new}", "office/volunteers/{new}/decline", "office/volunteers/{volunteer}/copy"),
    *("office/mentoring", "office/mentoring/{mentee}", "office/mentoring/{mentee}/suggest/{volunteer}"),
    *("office/mentoring/volunteers/{volunteer}", "office/mentoring/rounds", "office/people/{person}/mentor"),
    *("office/pairs", "office/pairs/{pair}", "office/problems", "office/problems/{problem}", "office/slots"),
    *("office/hours", "office/hours/{volunteer}"),
    *("office/companies", "office/companies/{company}", "office/companies/{asks}", "office/companies/{asks}/decline"),
    *("office/companies/{company}/edit", "office/companies/{company}/suspend", "office/postings"),
    *("office/postings/{posting}", "office/postings/{posting}/edit", "office/postings/{posting}/remove"),
    *("office/companies?state=silent", "office/companies/{silent}", "office/companies/{silent}/call"),
    *("office/jobs/figures", "office/jobs/{stuck}"),
    *("office/jobs/{applied}/began", "office/jobs/{applied}/file"),
    *("office/jobs", "office/jobs/{applied}", "office/reports", "office/reports/{report}"),
    *("office/fairs", "office/fairs/new", "office/fairs/{fair}", "office/fairs/{fair}?company=at"),
    *("office/fairs/{fair}/edit", "office/fairs/{fair}/call-off"),
)
#: Pages whose form is sent empty, to see what it says.
REFUSED = ("office/sessions/{session}/add", "office/accounts/new", "office/places/new")


@dataclass(frozen=True)
class Office:
    """`records`: what stands in the addresses; `cookies` of an admin who is signed in."""

    records: dict[str, str]
    cookies: list

    def open(self, page: Page, lang: str, path: str) -> None:
        answer = page.goto(f"/{lang}/{path.format(**self.records)}")
        assert answer and answer.status == 200, path
        expect(page.locator("h1")).to_be_visible()


_RECORDS = {
    "session": "SELECT ref FROM course_session WHERE draft = 0 AND cancelled_at IS NULL AND starts_at > :now"
    " AND id IN (SELECT course_session_id FROM sign_up WHERE state = 'waiting') ORDER BY starts_at",
    "today": "SELECT ref FROM course_session WHERE cancelled_at IS NULL AND starts_at < :now ORDER BY starts_at DESC",
    "draft": "SELECT ref FROM course_session WHERE draft = 1",
    "sign_up": "SELECT ref FROM sign_up WHERE state = 'confirmed' AND person_id IN"
    " (SELECT id FROM person WHERE erased_at IS NULL) ORDER BY id DESC",
    "person": "SELECT person_id FROM sign_up WHERE state = 'confirmed' AND person_id IN (SELECT id FROM person WHERE"
    " erased_at IS NULL AND id NOT IN (SELECT person_id FROM mentee)) ORDER BY id DESC",
    "promise": "SELECT ref FROM promise WHERE state = 'open' AND kind = 'call_back'",
    "message": "SELECT ref FROM message WHERE kind = 'seat_confirmed' AND channel = 'text'",
    "account": "SELECT ref FROM account",
    "volunteer": "SELECT ref FROM volunteer WHERE state = 'approved' AND capacity = 3 ORDER BY id",
    "new": "SELECT ref FROM volunteer WHERE state = 'interview'",
    "mentee": "SELECT ref FROM mentee WHERE closed_at IS NULL AND id NOT IN (SELECT mentee_id FROM pair)",
    "pair": "SELECT ref FROM pair WHERE state = 'active' AND NOT imported ORDER BY id",
    "problem": "SELECT ref FROM pair_problem",
    "company": "SELECT ref FROM company WHERE state = 'approved' ORDER BY id",
    "asks": "SELECT ref FROM company WHERE state = 'received'",
    "posting": "SELECT ref FROM posting WHERE state = 'in_review'",
    "report": "SELECT ref FROM posting_report WHERE closed_at IS NULL",
    "silent": "SELECT company.ref FROM job_application JOIN posting ON posting.id = posting_id"
    " JOIN company ON company.id = company_id WHERE job_application.state = 'sent' AND company.state = 'approved'"
    " AND job_application.created_at < datetime(:now, '-6 days') GROUP BY company.id ORDER BY COUNT(*) DESC",
    "stuck": "SELECT ref FROM job_application AS one WHERE created_at < datetime(:now, '-31 days')"
    " AND NOT EXISTS (SELECT 1 FROM job_application AS other WHERE other.person_id = one.person_id"
    " AND other.state IN ('offered', 'confirmed', 'started', 'completed')) ORDER BY id DESC",
    "fair": "SELECT ref FROM job_fair ORDER BY id",
    "applied": "SELECT ref FROM job_application WHERE state = 'confirmed'",
    "course": "SELECT slug FROM course ORDER BY id",
    "place": "SELECT slug FROM place WHERE online = 0 ORDER BY id",
}


@pytest.fixture(scope="session")
def office(browser: Browser, portal: Portal) -> Office:
    who = team(portal.folder, "sweep", "admin")
    context = browser.new_context(base_url=portal.address)
    sign_in(context.new_page(), who)
    now = portal.ask("SELECT strftime('%Y-%m-%d %H:%M:%S.000000', 'now')")[0][0]
    records = {name: str(portal.ask(query.replace(":now", f"'{now}'"))[0][0]) for name, query in _RECORDS.items()}
    cookies = context.cookies()
    context.close()
    return Office(records, cookies)


@pytest.fixture
def page(visit, office: Office) -> Page:
    opened = visit(has_touch=True)
    opened.context.add_cookies(office.cookies)
    return opened


def look_at(page: Page, axe: str, lang: str) -> dict[str, list[str]]:  # noqa: F811
    """What is wrong with the page, by what was looked for: one visit for all of it."""
    found = {"targets": page.evaluate(looks.SMALL_TARGETS), "text": page.evaluate(looks.SMALL_TEXT)}
    expect(page.locator("html")).to_have_attribute("dir", KNOWN[lang].direction)
    found |= by_day_and_in_the_dark(page, axe)
    page.keyboard.press("Tab")
    found["keyboard"] = page.evaluate(looks.KEYBOARD)
    for name, (width, height, change) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(looks.CHANGE, change)
        found[name] = page.evaluate(looks.TOO_WIDE)
    page.evaluate(looks.CHANGE, "")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    found["on paper"] = page.evaluate(looks.TOO_WIDE)
    return looks.faults(found)


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_team_is_calm_on_every_screen(page, office, axe, path, lang):  # noqa: F811
    office.open(page, lang, path)

    assert look_at(page, axe, lang) == {}


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
@pytest.mark.parametrize("path", REFUSED)
def test_a_form_of_the_team_that_is_refused_is_calm_too(page, office, axe, path, lang):  # noqa: F811
    office.open(page, lang, path)
    refused(page)

    assert look_at(page, axe, lang) == {}


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
def test_every_page_of_the_team_is_valid_html(visit, office, java, checker, lang, tmp_path):  # noqa: F811
    plain = visit(java_script_enabled=False)
    plain.context.add_cookies(office.cookies)
    for number, path in enumerate(PAGES):
        answer = plain.request.get(f"/{lang}/{path.format(**office.records)}")
        assert answer.status == 200, path
        (tmp_path / f"{number:02}.html").write_text(answer.text())

    assert messages(java, checker, str(tmp_path)) == []
