"""Whoever runs the portal sees what happens, and nothing of anybody."""

import io
import json
import logging

import pytest

from portal.web.access import public
from portal.web.metrics import text as figures
from portal.web.observed import Lines, request_number, watch, write_line
from tests.apps import another
from tests.conftest import NOW

TOKEN = "a token of the tests, long enough for it"


@pytest.fixture
def lines():
    """What a portal that logs as JSON has written so far."""
    written, log = io.StringIO(), logging.getLogger("portal")
    handler, level = logging.StreamHandler(written), log.level
    handler.setFormatter(Lines())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    log.removeHandler(handler)
    log.setLevel(level)


@pytest.fixture
def broken(app, tmp_path):
    """A portal with a page that stumbles over what somebody typed."""
    portal = another(app, tmp_path, overrides={"PROPAGATE_EXCEPTIONS": False}, PORTAL_PROXIES="1")

    @public
    def stumble():
        raise ValueError("0612345678")

    portal.add_url_rule("/<lang>/stumble", view_func=stumble)
    watch(portal, write_line)
    return portal.test_client()


def test_an_error_page_has_a_number_and_the_log_says_under_it_what_broke(broken, lines):
    page = broken.get_page("/en/stumble?phone=0612345678")

    number = page.texts("#problem bdi")[-1]
    error, request = lines()
    assert page.text("#problem").endswith(f"When you call, say this number: {number}")
    assert (error["number"], error["error"], error["level"]) == (number, "ValueError", "error")
    assert error["where"][-1].endswith("stumble")
    assert (request["number"], request["status"], request["view"], request["method"]) == (
        number,
        500,
        "stumble",
        "GET",
    )
    assert request["bytes"] > 0 <= request["ms"]


def test_nothing_that_was_typed_is_in_the_log(broken, lines):
    broken.get(
        "/en/stumble?phone=0612345678", headers={"User-Agent": "0612345678", "Referer": "/0612345678"}, buffered=True
    )

    assert "0612345678" not in json.dumps(lines())
    assert "127.0.0.1" not in json.dumps(lines())


def test_a_proxy_may_have_given_the_request_its_number_and_a_strange_one_is_not_taken(broken, lines):
    for named in ("proxy-4711", '"}, {"forged": "line'):
        broken.get("/en/stumble", headers={"X-Request-Id": named}, buffered=True)

    numbers = [line["number"] for line in lines()]
    assert numbers[:2] == ["proxy-4711"] * 2
    assert "forged" not in "".join(numbers)


def test_without_a_proxy_nobody_chooses_their_number(app, tmp_path, lines):
    portal = another(app, tmp_path)
    watch(portal, write_line)

    portal.test_client().get("/healthz", headers={"X-Request-Id": "mine-4711"}, buffered=True)

    (line,) = lines()
    assert line["number"] != "mine-4711"


def test_a_page_from_memory_is_seen_too(app, client, lines):
    plain = app.wsgi_app
    watch(app, write_line)
    try:
        client.get("/en/legal", buffered=True)
        client.get("/en/legal", buffered=True)
    finally:
        app.wsgi_app = plain

    assert [(line["view"], line["status"]) for line in lines()] == [("pages.legal", 200), ("memory", 200)]


def test_what_others_log_is_written_without_what_they_fill_in():
    record = logging.LogRecord(
        "urllib3", logging.WARNING, "", 0, "Retrying %s", ("https://gateway/0612345678",), None
    )

    assert json.loads(Lines().format(record))["said"] == "Retrying %s"


def test_outside_a_request_there_is_no_number():
    assert request_number() == ""


def test_an_error_page_that_is_no_error_of_ours_has_no_number(client):
    assert "say this number" not in client.get_page("/en/nothing").text("main")


@pytest.mark.parametrize("said", ["", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}"])
def test_figures_are_for_who_knows_the_token(app, tmp_path, said):
    portal = another(app, tmp_path, PORTAL_METRICS_TOKEN=TOKEN)

    assert portal.test_client().get("/metrics", headers={"Authorization": said}).status_code == 404


def test_without_a_token_there_are_no_figures(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("PORTAL_LOG", "xml", "write one of: text, json"),
        ("PORTAL_METRICS_TOKEN", "short", "write at least 32 characters"),
        (
            "PORTAL_REPORTS_URL",
            "https://reports.example.org",
            "write a DSN such as https://key@reports.example.org/1",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_at_the_start(app, tmp_path, setting, value, words):
    with pytest.raises(Exception, match=words):
        another(app, tmp_path, **{setting: value})


def test_the_figures_of_the_database_are_those_of_the_moment(app, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))

    said = figures(NOW).decode()

    assert "portal_sign_ups 0.0" in said
    assert "portal_messages_waiting 0.0" in said
    assert "portal_worker_silent_seconds" not in said, "no worker was ever seen"
