"""On older Pythons the collector of garbage waits until a request is over."""

import gc
import weakref

import pytest
from flask import Flask

from portal.web.garbage import YOUNG, collect_between_requests


class Loop:
    """An object that only the collector can free: it holds itself."""

    def __init__(self):
        self.me = self


@pytest.fixture(autouse=True)
def the_collector_as_it_was():
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def left_behind():
    """What the requests of a small app left, as far as it is still there."""
    return []


@pytest.fixture
def small_app(left_behind):
    app = Flask("small")

    @app.get("/")
    def leave_garbage():
        left_behind.append(weakref.ref(Loop()))
        return "collecting" if gc.isenabled() else "waiting"

    return app


def test_before_python_3_12_nothing_is_collected_in_the_midst_of_a_request(small_app):
    collect_between_requests(small_app, version=(3, 11))

    assert small_app.test_client().get("/").text == "waiting"


def test_a_process_that_serves_no_request_keeps_its_collector(small_app):
    collect_between_requests(small_app, version=(3, 11))

    assert gc.isenabled()


def test_what_requests_leave_behind_is_collected_after_some_of_them(small_app, left_behind):
    collect_between_requests(small_app, version=(3, 11))

    for _ in range(YOUNG - 1):
        small_app.test_client().get("/")
    waiting = [one for one in left_behind if one() is not None]
    small_app.test_client().get("/")

    assert len(waiting) == YOUNG - 1
    assert not [one for one in left_behind[:-1] if one() is not None]


def test_from_python_3_12_on_the_collector_is_left_alone(small_app):
    collect_between_requests(small_app, version=(3, 12))

    assert small_app.test_client().get("/").text == "collecting"
