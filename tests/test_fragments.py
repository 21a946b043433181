"""Swap equals reload: after a part of the page was replaced, the page is what a reload would show."""

from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from portal import clock
from portal.domain.signups.changes import cancel
from tests import make
from tests.blueprints.steps import (
    answered,
    courses,
    holding,
    open_seat_form,
    open_wait_form,
    seat_address,
    take_seat,
)
from tests.html import Form, Page, PortalClient
from tests.hx import plain, swapped

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
#: What htmx sends when somebody goes back in history and the page is fetched anew.
FULL = {"HX-Request": "true", "HX-Request-Type": "full", "HX-History-Restore-Request": "true"}


def names_headers(page: Page) -> bool:
    vary = {name.strip() for name in page.response.headers["Vary"].split(",")}
    return {"HX-Request", "HX-Request-Type"} <= vary


@pytest.fixture
def many_dates(app):
    lille = make.place(slug="lille", city="Lille")
    online = make.place(slug="online", city="", online=True, address=None)
    shared = make.course()
    for day in range(1, 15):
        make.course_session(timedelta(days=day), course=shared)
    make.course_session(place=lille, languages=("ar", "fr"))
    make.course_session(place=online, course=make.course(kind="professional", french=4))
    full = make.course_session(capacity=1)
    make.fill(full, 1)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "place=lille",
        "kind=professional",
        "mode=online",
        "mode=there",
        "language=ar",
        "french=none",
        "free=1",
        "place=lille&kind=&mode=&language=uk",
        "q=wrokshop&when=week",
        "q=nothing+of+the+kind",
        "town=montreuil&radius=5&level=1",
        "town=Lylle",
        "page=2",
        "mode=there&page=2",
        "place=nowhere",
        "page=99",
    ],
)
def test_the_list_filtered_in_place_is_what_a_reload_shows(client, many_dates, language, query):
    """But for the filter itself, which the visitor has just set by hand, and the sentence above it."""
    before = client.get_page(f"/{language}/sessions")
    address = f"/{language}/sessions?{query}"

    part = client.fragment(address)
    reload = client.get_page(address)

    assert not part.all("header, footer, h1")
    assert part.status == reload.status
    assert names_headers(part)
    assert names_headers(reload)
    assert without_filter(swapped(before, part, "session-list")) == without_filter(plain(reload.tree))


def without_filter(source: str) -> str:
    """The page from its list on, and its head: the form of the filter is left as the visitor filled it in."""
    tree = html.document_fromstring(source)
    for form in tree.cssselect("main form.filter, main > .summary"):
        form.drop_tree()
    for link in tree.cssselect("link[rel=alternate], link[rel=canonical], meta[property='og:url']"):
        link.drop_tree()
    return html.tostring(tree, encoding="unicode")


#: For each form in a fragment: its root, and answers it refuses.
FORMS: dict[str, dict[str, Any]] = {
    "seat-form": {"first_name": "", "reach_by": "phone", "phone": "12", "party": "2"},
    "code-form": {"code": "CCCC 222", "first_name": "Nour"},
    "facts-form": {"note": "n" * 501, "language": "ar"},
    "contact-form": {"reach_by": "email", "email": "nour@"},
    "party-form": {"party": "9"},
    "call-form": {"first_name": "", "phone": "12", "note": "n" * 501},
    "wish-form": {"first_name": "Nour", "reach_by": "email", "email": "nour@"},
    "alert-form": {"reach_by": "email", "email": "nour@", "every": "day"},
    "step-form": {"first_name": "Claire", "email": "claire@", "phone": "12"},
    "link-form": {"email": "claire@"},
}


def open_form(client: PortalClient, root: str) -> Form:
    """The form, on a page of somebody who may see it."""
    if root == "seat-form":
        return open_seat_form(client, make.course_session())
    if root == "code-form":
        return client.get_page("/en/seats").form("#code-form form")
    if root == "step-form":
        return client.get_page("/en/volunteering/offer").form("#step-form form")
    if root == "link-form":
        return client.get_page("/en/volunteering/link").form("#link-form form")
    if root == "call-form":
        return client.get_page("/en/call").form("#call-form form")
    if root == "wish-form":
        course = make.course()
        make.db.session.commit()
        return client.get_page(f"/en/courses/{course.slug}/tell-me").form("#wish-form form")
    if root == "alert-form":
        return client.get_page("/en/jobs/alerts/new?kind=internship").form("#alert-form form")
    card = holding(client, make.sign_up())
    ways = {"contact-form": "Change this", "party-form": "Come with more people, or fewer"}
    page = client.get_page(card.link(ways[root])) if root in ways else card
    return page.form(f"#{root} form")


def send_part(form: Form, headers: dict[str, str] = PART) -> Page:
    """As htmx sends the form."""
    address = form.element.get("data-hx-post")
    return Page(form.page.client.post(address, data=form.values, headers=headers), form.page.client)


@pytest.mark.parametrize("root", FORMS)
def test_a_refused_form_swapped_in_is_what_the_whole_page_would_show(client, root):
    form = open_form(client, root).fill(**FORMS[root])

    part = send_part(form)
    whole = form.send()

    assert (part.status, whole.status) == (422, 422)
    assert part.problems == whole.problems != []
    assert not part.all("header, footer, h1")
    assert swapped(form.page, part, root) == plain(whole.tree)
    assert names_headers(part)
    assert names_headers(whole)


@pytest.mark.parametrize("root", FORMS)
def test_htmx_sends_the_form_where_a_browser_would_and_swaps_its_own_root(client, root):
    form = open_form(client, root)

    assert form.element.get("data-hx-post") == form.element.get("action")
    assert form.element.get("data-hx-target") == f"#{root}"
    assert form.element.get("data-hx-swap") == "outerHTML"


@pytest.mark.parametrize("root", FORMS)
def test_going_back_in_history_gets_the_whole_page(client, root):
    form = open_form(client, root).fill(**FORMS[root])

    restored = send_part(form, FULL)

    assert restored.one("header.top") is not None
    assert plain(restored.tree) == plain(form.send().tree)


def test_so_does_the_list(client, many_dates):
    restored = Page(client.get("/en/sessions?place=lille", headers=FULL), client)

    assert courses(restored) == ["A day at work"]
    assert plain(restored.tree) == plain(client.get_page("/en/sessions?place=lille").tree)


@pytest.mark.parametrize(
    ("root", "answers", "h1"),
    [
        ("seat-form", {"first_name": "Nour", "reach_by": "none", "consent": "y"}, "Your seat is booked"),
        ("facts-form", {"note": "A pen, please."}, "Your seat is booked"),
        ("contact-form", {"reach_by": "none"}, "Your seat is booked"),
        (
            "step-form",
            {"first_name": "Claire", "email": "claire@example.org"},
            "Step 2 of 6 · What would you like to do?",
        ),
        ("link-form", {"email": "claire@example.org"}, "Look into your mails"),
        ("call-form", {"first_name": "Nour", "phone": "06 12 34 56 78", "consent": "y"}, "We will call you"),
        (
            "wish-form",
            {"first_name": "Nour", "phone": "06 12 34 56 78", "consent": "y"},
            "We tell you when there is a date",
        ),
        ("alert-form", {"phone": "06 12 34 56 78", "consent": "y"}, "Your search is saved"),
        ("party-form", {"party": "2"}, "Your seat is booked"),
    ],
)
def test_a_form_that_is_in_order_sends_htmx_to_the_next_page(client, root, answers, h1):
    part = send_part(open_form(client, root).fill(**answers))

    assert (part.status, part.response.get_data()) == (200, b"")
    assert client.get_page(part.response.headers["HX-Redirect"]).h1 == h1


def test_the_right_code_does_too(client):
    sign_up = make.sign_up(first_name="Nour")
    form = open_form(client, "code-form").fill(code=sign_up.code, first_name="Nour")

    part = send_part(form)

    assert part.response.headers["HX-Redirect"] == f"/en/seats/{sign_up.ref}"


def test_what_the_domain_refuses_is_swapped_in_as_well(client, other):
    session = make.course_session(capacity=2)
    make.fill(session, 1)
    form = answered(open_seat_form(client, session), party="2")

    too_many = send_part(form)
    assert (too_many.status, too_many.problems) == (409, ["Only 1 seat is left. Choose fewer people."])
    assert swapped(form.page, too_many, "seat-form") == plain(form.send().tree)


def test_a_seat_gone_meanwhile_turns_the_form_into_that_of_the_waiting_list(client):
    session = make.course_session(capacity=1)
    form = answered(open_seat_form(client, session))
    make.fill(session, 1)

    gone = send_part(form)

    assert (gone.status, gone.text("#seat-form .pill")) == (409, "Full, with a waiting list")
    assert gone.form("#seat-form form")["first_name"] == "Nour"
    assert swapped(form.page, gone, "seat-form") == plain(form.send().tree)


def test_a_seat_gone_shortly_before_the_start_says_so_in_place(client):
    session = make.course_session(timedelta(hours=11), capacity=1)
    form = answered(open_seat_form(client, session))
    make.fill(session, 1)

    gone = send_part(form)

    assert (gone.status, gone.text("#seat-form .pill")) == (409, "Full")
    assert not gone.all("form")
    assert swapped(form.page, gone, "seat-form") == plain(form.send().tree)


def test_a_seat_free_again_turns_the_form_of_the_waiting_list_into_that_of_a_seat(client):
    session = make.course_session(capacity=1)
    first = make.sign_up(session)
    form = answered(open_wait_form(client, session))
    cancel(first, clock.now())

    free = send_part(form)

    assert (free.status, free.text("#seat-form .summary")) == (409, "A seat is free now. You need not wait.")
    assert swapped(form.page, free, "seat-form") == plain(form.send().tree)
    assert free.form("#seat-form form").send().h1 == "Your seat is booked"


def test_a_party_too_large_may_wait_together_in_place(client):
    session = make.course_session(capacity=2)
    make.fill(session, 1)
    form = answered(open_seat_form(client, session), party="3")

    part = send_part(form)
    button = part.one("#together button")

    assert button.get("data-hx-post") == button.get("formaction") == f"/en/sessions/{session.ref}/wait"
    assert (button.get("data-hx-target"), button.get("data-hx-swap")) == ("#seat-form", "outerHTML")
    assert swapped(form.page, part, "seat-form") == plain(form.send().tree)


def test_the_form_of_the_waiting_list_refused_in_place_is_what_the_whole_page_would_show(client):
    session = make.course_session(capacity=1)
    make.fill(session, 1)
    form = open_wait_form(client, session).fill(first_name="", reach_by="phone", phone="12")

    part = send_part(form)
    whole = form.send()

    assert (part.status, whole.status) == (422, 422)
    assert swapped(form.page, part, "seat-form") == plain(whole.tree)


def test_too_many_people_at_once_are_refused_in_place(client):
    session = make.course_session(capacity=2)
    card = take_seat(client, session)
    form = client.get_page(card.link("Come with more people, or fewer")).form("#party-form form").fill(party="4")

    part = send_part(form)

    assert (part.status, part.problems) == (409, ["Only 1 more seat is free. You keep what you have."])
    assert swapped(form.page, part, "party-form") == plain(form.send().tree)


def test_a_person_who_has_a_seat_already_is_told_in_place(client, other):
    session = make.course_session()
    for visitor in (client, other):
        form = answered(open_seat_form(visitor, session), reach_by="phone", phone="06 12 34 56 78")
        part = send_part(form)

    assert (part.status, names_headers(part)) == (409, True)
    assert swapped(form.page, part, "seat-form") == plain(form.send().tree)


def test_the_menu_of_languages_and_the_title_change_with_the_part(client, many_dates):
    part = client.fragment("/en/sessions?place=lille")

    assert part.link("Français") == "/fr/sessions?place=lille"
    assert part.one("#languages").get("data-hx-swap-oob") == "true"
    assert part.title.startswith("Find a date")


def test_an_error_comes_above_the_form_and_leaves_what_was_typed(client):
    """The visitor has typed; the answer is no form but a page of its own: it must not take the form's place."""
    form = open_seat_form(client, make.course_session())
    lost = Page(
        client.post("/en/sessions/abcdefgh/seat", data=form.values, headers=PART), client
    )  # fmt: skip

    headers = lost.response.headers
    assert (lost.status, headers["HX-Retarget"], headers["HX-Reswap"]) == (404, "#main", "afterbegin")
    assert len(lost.all(headers["HX-Reselect"])) == 1


def test_a_page_without_parts_is_whole_for_htmx_too(client):
    assert client.fragment("/en/legal").h1 == client.get_page("/en/legal").h1
    assert client.fragment(seat_address(make.course_session())).all("#seat-form form")
