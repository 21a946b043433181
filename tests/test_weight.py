"""The first view of a page fits the first round trip of a new connection: HTML with its style sheet, brotli.

Bars: 14,000 bytes is what TCP sends before it waits (ten packets); 9,000 is what arrives of it over TLS and HTTP/2
on a measured link of 400 ms, and what every page of the demo keeps.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from portal import create_app
from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import Course, Place
from portal.web.statics import STATIC
from tests import conftest
from tests.databases import with_demo
from tests.html import PortalClient
from tests.public_pages import public_addresses
from tests.sweep.states import one_of_each_state

FIRST_FLIGHT_BYTES = 14_000
GOAL_BYTES = 9_000
OWN_JAVASCRIPT_LINES = 300


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo association as a visitor meets it, at NOW."""
    folder = tmp_path_factory.mktemp("weight")
    url = with_demo("sqlite", folder, "demo")
    app = create_app({"TESTING": True}, conftest.settings(folder, url, **conftest.KEYS))
    app.test_client_class = PortalClient
    with time_machine.travel(conftest.NOW, tick=False), app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def pages_of_all(app: Flask) -> list[str]:
    """Every page that is the same for everybody, in every language offered: of every course, place and state."""
    courses, places = (list(db.session.scalars(db.select(model.slug))) for model in (Course, Place))
    addresses = public_addresses(app, courses, places, one_of_each_state(conftest.NOW).values())
    return [address for address in addresses if "." not in address]  # what programs read is as long as it is


def weigh(client: Any, address: str) -> int:
    """Bytes of the compressed page, its style sheet within."""
    response = client.get(address, headers={"Accept-Encoding": "br"})
    assert response.status_code in {200, 409}, f"{address} answers {response.status_code}"
    assert response.headers["Content-Encoding"] == "br"
    return len(response.data)


def personal_addresses(app: Flask, client: Any) -> list[str]:
    """The pages of a booking, once `client` has made it, and the forms before it, in every language."""
    states = one_of_each_state(conftest.NOW)
    ref = states[Availability.OPEN]
    form = client.get_page(f"/en/sessions/{ref}/seat").form("#seat-form form")
    made = form.fill(first_name="Nour", reach_by="none", consent="y").send()
    assert made.h1 == "Your seat is booked"
    card = made.response.request.path.removeprefix("/en/")
    pages = ["seats", card, *(f"{card}/{page}" for page in ("cancel", "contact", "party", "move"))]
    pages += [joined(client, states[Availability.FULL]), f"sessions/{states[Availability.FULL]}/wait"]
    pages += [f"sessions/{ref}/seat" for ref in states.values()]
    return [f"/{lang}/{page}" for page in pages for lang in app.config["PORTAL_LANGUAGES"]]


def joined(client: Any, ref: str) -> str:
    """The card of somebody who waits there."""
    form = client.get_page(f"/en/sessions/{ref}/wait").form("#seat-form form")
    made = form.fill(first_name="Nour", reach_by="none", consent="y").send()
    assert made.h1 == "You are on the waiting list"
    return str(made.response.request.path.removeprefix("/en/"))


def test_the_demo_has_a_course_session_in_every_state(demo):
    assert set(one_of_each_state(conftest.NOW)) == set(Availability)


def test_every_public_page_fits_the_first_flight(demo):
    client = demo.test_client()

    weights = {address: weigh(client, address) for address in pages_of_all(demo)}

    heaviest = max(weights, key=lambda address: weights[address])
    print(f"heaviest of {len(weights)} public pages: {heaviest}, {weights[heaviest]} bytes")
    assert len(weights) > 60
    assert weights[heaviest] <= FIRST_FLIGHT_BYTES, heaviest
    over = {address: weight for address, weight in weights.items() if weight > GOAL_BYTES}
    assert not over, f"the goal is {GOAL_BYTES} bytes"


def test_the_pages_of_a_booking_fit_the_first_flight(demo):
    client = demo.test_client()

    weights = {address: weigh(client, address) for address in personal_addresses(demo, client)}

    heaviest = max(weights, key=lambda address: weights[address])
    print(f"heaviest of {len(weights)} personal pages: {heaviest}, {weights[heaviest]} bytes")
    assert weights[heaviest] <= FIRST_FLIGHT_BYTES, heaviest


def test_refused_forms_and_error_pages_fit_it_too(demo):
    client = demo.test_client()
    open_form = f"/en/sessions/{one_of_each_state(conftest.NOW)[Availability.OPEN]}/seat"

    refused = client.post(open_form, headers={"Accept-Encoding": "br"})
    missing = client.get("/en/nothing-here", headers={"Accept-Encoding": "br"})

    assert (refused.status_code, missing.status_code) == (422, 404)
    for answer in (refused, missing):
        assert answer.headers["Content-Encoding"] == "br"
        assert len(answer.data) <= FIRST_FLIGHT_BYTES


def test_our_own_javascript_stays_small():
    own = [path for path in STATIC.rglob("*.js") if "vendor" not in path.relative_to(STATIC).parts]

    assert {path.name for path in own} >= {"app.js", "boot.js", "keep.js", "sw.js"}
    assert sum(len(Path(path).read_text().splitlines()) for path in own) < OWN_JAVASCRIPT_LINES
