"""The demo with its worker: a believable association, and nothing in it that must never be."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.demo.build import build
from portal.domain.mentoring.health import Health, health
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import LIVE_PAIR, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.lists import count_overdue
from portal.domain.signups.audit import audit
from tests.conftest import NOW
from tests.worker.office import states


@pytest.mark.long_on_postgresql
def test_when_the_worker_has_been_the_demo_holds_something_of_all_and_nothing_that_must_not_be(office):
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
    volunteers_and_pairs_of_every_kind()


def volunteers_and_pairs_of_every_kind():
    helpers = db.session.scalars(select(Volunteer).where(Volunteer.imported.is_(False))).all()
    assert len(helpers) == 60
    assert {one.state for one in helpers} >= set(VolunteerState) - {VolunteerState.WITHDRAWN, VolunteerState.LAPSED}
    live = db.session.scalars(select(Pair).where(Pair.state.in_(LIVE_PAIR), Pair.imported.is_(False))).all()
    assert len(live) == 25
    assert {one.state for one in live} == LIVE_PAIR
    assert {health(one, NOW) for one in live} == set(Health)
    in_a_pair = {one.mentee_id for one in live}
    looking = db.session.scalars(select(Mentee.id).where(Mentee.closed_at.is_(None), Mentee.imported.is_(False)))
    assert len(set(looking) - in_a_pair) >= 40
