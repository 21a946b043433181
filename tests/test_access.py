"""Default deny, tried: every route, by every method, as everybody there is."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.lookup import link_token
from portal.domain.signups.models import SignUp
from portal.web.access import Access, access_of, init_access
from tests import make
from tests.blueprints.steps import holding, tables
from tests.html import PortalClient

ROLES = ("visitor", "holder", "holder of another", "came by link")

EVERYBODY, NOBODY = (200, 200, 200, 200), (404, 404, 404, 404)
HOLDER, LINKED = (404, 200, 404, 404), (404, 404, 404, 200)


def after_post(*statuses: int) -> tuple[int, ...]:
    return statuses * 4 if len(statuses) == 1 else statuses


#: What each role gets when it asks, and when it sends a form that is in order. A route that is not here fails.
OUTCOMES: dict[tuple[str, str], tuple[int, ...]] = {
    ("machines.root", "GET"): (302, 302, 302, 302),
    ("machines.live", "GET"): EVERYBODY,
    ("machines.ready", "GET"): EVERYBODY,
    ("pages.home", "GET"): EVERYBODY,
    ("pages.volunteer", "GET"): EVERYBODY,
    ("pages.internships", "GET"): EVERYBODY,
    ("pages.legal", "GET"): EVERYBODY,
    ("pages.privacy", "GET"): EVERYBODY,
    ("pages.accessibility", "GET"): EVERYBODY,
    ("pages.leave", "POST"): after_post(303),
    ("catalogue.sessions", "GET"): EVERYBODY,
    ("catalogue.courses", "GET"): EVERYBODY,
    ("catalogue.course", "GET"): EVERYBODY,
    ("catalogue.course_session", "GET"): EVERYBODY,
    ("seat.form", "GET"): EVERYBODY,
    ("seat.take", "POST"): after_post(303),
    ("door.seats", "GET"): EVERYBODY,
    ("door.open_by_code", "POST"): after_post(303),
    ("door.follow_link", "GET"): (303, 303, 303, 303),
    ("door.check", "GET"): LINKED,
    ("door.open_by_link", "POST"): after_post(404, 404, 404, 303),
    ("card.show", "GET"): HOLDER,
    ("card.ics", "GET"): HOLDER,
    ("card.facts", "POST"): after_post(404, 303, 404, 404),
    ("card.ask_cancel", "GET"): HOLDER,
    ("card.do_cancel", "POST"): after_post(404, 303, 404, 404),
    ("card.ask_contact", "GET"): HOLDER,
    ("card.do_contact", "POST"): after_post(404, 303, 404, 404),
}
#: Leaving protects somebody; a stranger who makes it happen does no harm (see `pages.leave`).
WITHOUT_TOKEN = {"pages.leave"}


@dataclass
class Scene:
    """One booking, and how its routes are addressed."""

    app: Flask
    sign_up: SignUp
    another: SignUp

    def address(self, rule: Rule) -> str:
        ref = self.sign_up.ref if rule.endpoint.startswith(("card.", "door.")) else self.sign_up.course_session.ref
        known = {"lang": "en", "slug": self.sign_up.course_session.course.slug, "ref": ref}
        known["token"] = link_token(self.sign_up)
        with self.app.test_request_context():
            return self.app.url_map.bind("portal.test").build(
                rule.endpoint, {name: known[name] for name in rule.arguments}, method=sorted(rule.methods or ())[-1]
            )

    def client(self, role: str) -> PortalClient:
        client: PortalClient = self.app.test_client()
        if role == "holder":
            holding(client, self.sign_up)
        elif role == "holder of another":
            holding(client, self.another)
        elif role == "came by link":
            client.get_page(f"/en/l/{link_token(self.sign_up)}")
        return client

    def answers(self, endpoint: str, client: PortalClient) -> dict[str, Any]:
        """A form in order, with a token this very browser was given."""
        token = client.get_page("/en/seats").form("#code-form form")["csrf_token"]
        given: dict[str, Any] = {
            "seat.take": {"first_name": "Adam", "reach_by": "none", "party": "1", "consent": "y"},
            "door.open_by_code": {"code": self.sign_up.code, "first_name": self.sign_up.person.first_name},
            "door.open_by_link": {"code": self.sign_up.code},
            "card.facts": {"language": "ar", "note": "changed"},
            "card.do_contact": {"reach_by": "none"},
        }.get(endpoint, {})
        return given | {"csrf_token": token}


@pytest.fixture
def scene(app):
    sign_up = make.sign_up(first_name="Nour", reach=read_phone("0612345678", "FR"))
    return Scene(app, sign_up, make.sign_up(first_name="Amal"))


def rules(app: Flask, method: str | None = None) -> list[tuple[Rule, str]]:
    """Every route with each of its own methods."""
    return [
        (rule, one)
        for rule in app.url_map.iter_rules()
        for one in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if method in {None, one}
    ]


def unmarked(app: Flask) -> list[str]:
    with app.app_context():
        return [rule.endpoint for rule, _ in rules(app) if access_of(rule.endpoint) is None]


def test_every_view_is_marked_with_who_may_enter(app):
    assert unmarked(app) == []


def test_a_view_without_a_mark_is_found_and_answers_nobody():
    bare = Flask("bare", static_folder=None)
    init_access(bare)
    bare.add_url_rule("/secret", "secret", lambda: "secret")

    assert unmarked(bare) == ["secret"]
    assert bare.test_client().get("/secret").status_code == 404


def test_the_table_names_every_route_and_no_other(app):
    assert sorted((rule.endpoint, method) for rule, method in rules(app)) == sorted(OUTCOMES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("endpoint", "method"), OUTCOMES)
def test_each_route_answers_each_role_as_the_table_says(app, scene, endpoint, method, role):
    client = scene.client(role)
    (rule,) = (rule for rule, one in rules(app) if (rule.endpoint, one) == (endpoint, method))
    answers = scene.answers(endpoint, client) if method == "POST" else None
    before = tables()

    answer = client.open(scene.address(rule), method=method, data=answers)

    assert answer.status_code == OUTCOMES[endpoint, method][ROLES.index(role)]
    if method == "GET" or answer.status_code == 404:
        assert tables() == before
    if answer.status_code == 404:
        source = answer.get_data(as_text=True)
        assert not [secret for secret in ("Nour", scene.sign_up.code, "56 78") if secret in source]


@pytest.mark.parametrize("role", ROLES)
def test_no_form_does_anything_without_a_token(app, scene, role):
    client = scene.client(role)
    before = tables()
    for rule, method in rules(app, "POST"):
        if rule.endpoint in WITHOUT_TOKEN:
            continue
        answers = scene.answers(rule.endpoint, client)
        for token in (None, "", "forged", answers["csrf_token"][:-1]):
            sent = {name: value for name, value in answers.items() if name != "csrf_token"}
            answer = client.open(
                scene.address(rule), method=method, data=sent if token is None else sent | {"csrf_token": token}
            )
            allowed = OUTCOMES[rule.endpoint, method][ROLES.index(role)] != 404
            assert (rule.endpoint, answer.status_code) == (rule.endpoint, 422 if allowed else 404)
    assert tables() == before


def test_a_token_of_one_browser_is_worth_nothing_in_another(scene, client):
    holder = scene.client("holder")
    stolen = scene.answers("seat.take", client)
    before = tables()

    for endpoint, address in (("card.facts", "facts"), ("card.do_cancel", "cancel"), ("card.do_contact", "contact")):
        sent = scene.answers(endpoint, holder) | {"csrf_token": stolen["csrf_token"]}
        assert holder.post(f"/en/seats/{scene.sign_up.ref}/{address}", data=sent).status_code == 422

    assert tables() == before


@pytest.mark.parametrize("role", ROLES)
def test_looking_without_reading_and_asking_for_options_never_fail(app, scene, role):
    client = scene.client(role)
    before = tables()
    for rule in app.url_map.iter_rules():
        address = scene.address(rule)
        head, options = client.head(address), client.options(address)
        assert (rule.endpoint, options.status_code) == (rule.endpoint, 200)
        assert head.get_data() == b""
        if "GET" in (rule.methods or ()):
            assert (rule.endpoint, head.status_code) == (rule.endpoint, client.get(address).status_code)
            assert "GET" in options.headers["Allow"]
        else:
            assert head.status_code in {200, 303, 404, 405}
    assert tables() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_a_page_does_not_know_changes_nothing_and_says_what_it_knows(app, scene, method):
    client = scene.client("holder")
    before = tables()
    for rule, own in rules(app):
        shares_address = {"seat.form", "door.seats", "door.check", "card.ask_cancel", "card.ask_contact"}
        if own == method or (method == "POST" and rule.endpoint in shares_address):
            continue
        answer = client.open(scene.address(rule), method=method)
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 405)
        assert own in answer.headers["Allow"]
    assert tables() == before


def pages_marked(app: Flask, *marks: Access) -> list[Rule]:
    return [rule for rule, _ in rules(app, "GET") if access_of(rule.endpoint) in marks]


@pytest.mark.parametrize("role", ROLES)
def test_a_public_page_is_the_same_for_everybody_and_sets_no_cookie(app, scene, role):
    """What it says must not depend on who asks, or a shared cache would tell."""
    client, visitor = scene.client(role), app.test_client()
    for rule in pages_marked(app, Access.PUBLIC):
        address = scene.address(rule)
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.get_data() == visitor.get(address).get_data()


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_a_public_page_is_not_sent_again_to_who_has_it(app, scene, encoding):
    client = app.test_client()
    for rule in pages_marked(app, Access.PUBLIC):
        address, accepted = scene.address(rule), {"Accept-Encoding": encoding}
        first = client.get(address, headers=accepted)
        assert (first.status_code, first.headers["Cache-Control"]) == (200, "public, no-cache")
        assert first.headers.get("Content-Encoding", "identity") == encoding

        again = client.get(address, headers=accepted | {"If-None-Match": first.headers["ETag"]})

        assert (rule.endpoint, again.status_code, again.get_data()) == (rule.endpoint, 304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "public, no-cache"
        assert again.headers.get("Vary") == first.headers.get("Vary")
        assert client.get(address, headers=accepted | {"If-None-Match": '"old"'}).status_code == 200


def test_a_public_page_that_changed_is_sent_again(scene, client):
    address = f"/en/sessions/{scene.sign_up.course_session.ref}"
    tag = client.get(address).headers["ETag"]
    make.fill(scene.sign_up.course_session, 11)

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_a_page_made_for_one_person_is_kept_by_no_cache_and_names_itself_to_nobody(app, scene, role):
    client = scene.client(role)
    for rule in pages_marked(app, Access.FORM, Access.HOLDER):
        answer = client.get(scene.address(rule))
        assert (rule.endpoint, answer.headers["Cache-Control"]) == (rule.endpoint, "no-store")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in answer.headers


def test_an_error_is_kept_by_no_cache(client):
    for address in ("/en/nothing", "/en/sessions/abcdefgh", "/de/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"
