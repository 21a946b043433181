"""Several processes keep pages: what is committed in one is seen by the next visitor of each."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.domain.signups.changes import cancel
from portal.domain.signups.seats import take_seat
from tests import make
from tests.conftest import settings
from tests.live import deeds
from tests.live.crowd import Crowd

pytestmark = pytest.mark.live

PROCESSES = 4
NO_GATE = 0


@pytest.fixture
def crowd(database_kind, tmp_path):
    with make.portal_of_its_own(database_kind, tmp_path, "memory") as own:
        url = db.engine.url.render_as_string(hide_password=False)
        people = Crowd(PROCESSES, settings(tmp_path, url))
        yield people
        people.leave()
        assert own.config["SQLALCHEMY_DATABASE_URI"] == url


def seen_by_all(crowd, ref):
    """The pill of this course session, in each process; asked twice, so that it is kept there."""
    for _ in range(2):
        pills = crowd.all_at_once(deeds.read_pill, [(ref,)] * PROCESSES, NO_GATE)
    return pills


def test_a_seat_taken_in_one_process_is_seen_at_once_in_all(crowd):
    session = make.course_session(timedelta(days=7), capacity=4)
    db.session.commit()
    assert seen_by_all(crowd, session.ref) == ["Seats free"] * PROCESSES

    seen, taken = [], []
    for _ in range(4):
        taken.append(take_seat(session, make.seat_request(), clock.now()))
        db.session.commit()
        seen.append(set(seen_by_all(crowd, session.ref)))
    cancel(taken[0], clock.now())
    db.session.commit()

    assert seen == [{"3 seats left"}, {"2 seats left"}, {"1 seat left"}, {"Full, with a waiting list"}]
    assert seen_by_all(crowd, session.ref) == ["1 seat left"] * PROCESSES
