"""A real server of two processes is watched: its lines of log, its figures added up, its errors reported."""

import gzip
import http.server
import json
import re
import sqlite3
import threading
import urllib.error
import urllib.request
from contextlib import closing

import brotli
import pytest

from tests.browser import server
from tests.databases import migrated
from tests.live.waiting import wait_until

pytestmark = pytest.mark.live

TOKEN = "a token of the tests, long enough for it"
SECRET = "0612345678"


_PACKED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Reports(http.server.ThreadingHTTPServer):
    """A server of error reports: keeps every envelope it is sent."""

    def __init__(self) -> None:
        self.envelopes: list[str] = []
        self.arrived = threading.Event()
        super().__init__(("127.0.0.1", 0), _Taker)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def dsn(self) -> str:
        return f"http://key@127.0.0.1:{self.server_port}/1"


class _Taker(http.server.BaseHTTPRequestHandler):
    server: Reports

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.envelopes.append(_PACKED[self.headers.get("Content-Encoding", "")](body).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")
        self.server.arrived.set()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def reports():
    taker = Reports()
    yield taker
    taker.shutdown()
    taker.server_close()


@pytest.fixture
def portal(reports, tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    migrated("sqlite", folder, "portal")
    settings = {
        "PORTAL_LOG": "json",
        "PORTAL_METRICS_TOKEN": TOKEN,
        "PORTAL_REPORTS_URL": reports.dsn,
        "PORTAL_HTMX_SOURCE": "local",
    }
    running = server.start(folder, folder, workers=2, **settings)
    yield running
    running.stop()


def ask(portal, path, **headers):
    request = urllib.request.Request(portal.address + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def figures(portal):
    status, text = ask(portal, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    return text


def lines(portal):
    return [json.loads(line) for log in portal.folder.glob("*.log") for line in log.read_text().splitlines() if line]


def counted(portal):
    found = re.search(
        r'portal_requests_total\{method="GET",status="200",view="machines.live"\} (\d+)', figures(portal)
    )
    return int(found[1]) if found else 0


def test_the_figures_are_those_of_all_processes_together(portal):
    ready = counted(portal)  # the server was asked whether it is up

    def both_answered():
        asked.append(ask(portal, "/healthz"))
        return len(list((portal.folder / "metrics").glob("*/counter_*.db"))) == 2

    asked = []
    wait_until(both_answered)

    wait_until(lambda: counted(portal) - ready == len(asked))
    assert "portal_sign_ups 0.0" in figures(portal)


def test_each_request_is_a_line_and_an_error_is_reported_with_nothing_of_anybody(portal, reports):
    ask(portal, f"/en/legal?phone={SECRET}")
    with closing(sqlite3.connect(portal.folder / "portal.sqlite3")) as connection:
        connection.execute("ALTER TABLE course_session RENAME TO gone")

    status, page = ask(portal, f"/en/sessions?phone={SECRET}")

    assert status == 503
    number = re.search(r'say this number: <bdi class="ltr">([0-9a-f-]+)</bdi>', page)[1]
    wanted = {"portal.web.errors", "portal.web.observed"}
    wait_until(lambda: wanted == {line["from"] for line in lines(portal) if line.get("number") == number})
    assert reports.arrived.wait(20)
    assert number in reports.envelopes[0]
    assert SECRET not in reports.envelopes[0] + json.dumps(lines(portal))
