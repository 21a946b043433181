"""The demo with its worker: a believable association, and nothing in it that must never be."""

import pytest

from portal.demo.build import build
from portal.domain.promises.lists import count_overdue
from portal.domain.signups.audit import audit
from tests.conftest import NOW
from tests.worker.office import states


@pytest.mark.long_on_postgresql
def test_when_the_worker_has_been_the_demo_holds_nothing_that_must_not_be(office):
    build(NOW)

    office.work(NOW)

    assert audit(NOW) == []
    assert count_overdue(NOW) == 0
    told = {kind for kind, _state in states()}
    assert told >= {
        "seat_confirmed",
        "waiting_joined",
        "waiting_confirmed",
        "seat_offered",
        "call_promised",
        "wish_noted",
    }
    assert {state for _kind, state in states()} >= {"sent", "card", "dropped"}
