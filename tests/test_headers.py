"""What every answer says about itself: what may run, who may look, what may be kept."""

import hashlib
from base64 import b64encode

import pytest
from flask.sessions import SecureCookieSessionInterface

from portal.web.headers import content_security_policy
from portal.web.htmx import CDN_PATH
from portal.web.statics import Statics, squeeze
from tests import make
from tests.apps import another
from tests.blueprints.steps import take_seat
from tests.test_configuration import PUBLIC

EVERYWHERE = ("/en/", "/", "/healthz", "/en/seats", "/en/nothing", "/de/")


def directives(policy: str) -> dict[str, list[str]]:
    return {name: words for name, *words in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_says_what_may_run_and_who_may_look(client, address):
    headers = client.get(address).headers

    policy = directives(headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == policy["connect-src"] == ["'self'"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_refused_form_and_a_card_carry_them_too(client):
    card = take_seat(client)
    refused = client.post("/en/seats")

    for headers in (card.response.headers, refused.headers):
        assert "Content-Security-Policy" in headers
        assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_style_sheet_in_the_page_is_the_one_the_policy_names(client):
    page = client.get_page("/en/")

    style = page.one("style").text
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in directives(page.response.headers["Content-Security-Policy"])["style-src"]
    assert "<" not in style


def test_scripts_come_from_here_or_from_the_one_address_of_htmx():
    statics = Statics()

    local = directives(content_security_policy(statics, "local"))
    cdn = directives(content_security_policy(statics, "cdn"))

    assert local["script-src"] == ["'self'"]
    assert cdn["script-src"] == ["'self'", CDN_PATH]


def test_from_the_cdn_htmx_comes_with_its_hash_and_our_own_copy_behind_it(app, tmp_path):
    make.db.session.commit()
    page = another(app, tmp_path, PORTAL_HTMX_SOURCE="cdn").test_client().get_page("/en/legal")

    tag = page.one(f"script[src='{CDN_PATH}']")
    assert tag.get("integrity").startswith("sha384-")
    assert tag.get("crossorigin") == "anonymous"
    assert tag.get("async") is not None


def test_every_script_of_the_page_is_one_the_policy_lets_run(client):
    """What search engines read is data: no browser runs it."""
    data = "application/ld+json"
    scripts = [one.get("src") for one in client.get_page("/en/").all("script") if one.get("type") != data]

    assert scripts
    assert all(address.startswith("/static/") for address in scripts)


def test_off_the_public_network_nothing_forces_https(client):
    assert "Strict-Transport-Security" not in client.get("/en/").headers


def test_in_public_https_is_for_good_and_the_cookie_stays_with_its_host(app, tmp_path):
    keys = {name: value for name, value in PUBLIC.items() if not name.endswith(("_KEY", "_KEYS"))}
    public = another(app, tmp_path, **keys).test_client()

    answer = public.get("/en/seats", base_url="https://portal.example.org")

    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie


def test_what_is_in_the_cookie_names_nobody(client):
    """It is signed, not sealed: whoever holds the phone can read it."""
    card = take_seat(client, first_name="Nour", reach_by="phone", phone="06 12 34 56 78")

    signer = SecureCookieSessionInterface().get_signing_serializer(client.application)
    kept = signer.loads(client.get_cookie("portal").value)
    assert set(kept) <= {"csrf_token", "held", "keys"}
    assert card.text(".code").replace(" ", "") not in str(kept)
    assert not [secret for secret in ("Nour", "612345678") if secret in str(kept)]


def test_a_static_file_is_kept_for_a_year_and_its_address_changes_with_it(client):
    address = client.get_page("/en/").one("script[src*='app.js']").get("src")

    with client.get(address) as answer:
        content = answer.get_data()
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert address == f"/static/app.js?v={hashlib.sha256(content).hexdigest()[:8]}"


@pytest.mark.parametrize("address", ["/static/../config.py", "/static/%2e%2e/clock.py", "/static/", "/static/no.js"])
def test_nothing_but_the_static_files_is_served_as_one(client, address):
    with client.get(address) as answer:
        assert answer.status_code == 404
        assert b"PORTAL_" not in answer.get_data()


def test_squeezing_the_style_sheet_takes_comments_and_spaces_and_no_meaning():
    squeezed = squeeze("/* why */\na b,\nc { color: red; }\n\n@media (x) { p { margin: 0 1px; } }")

    assert squeezed.replace(": ", ":") == "a b,c{color:red}@media (x){p{margin:0 1px}}"
