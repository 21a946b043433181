"""The worker says that it is at work, so that the team sees when it is not."""

from datetime import timedelta

from portal.database import db
from portal.domain.settings.alive import WORKER, last_seen
from portal.worker import Worker
from tests.conftest import NOW


def test_the_worker_says_once_a_minute_that_it_is_at_work(app):
    assert last_seen(WORKER) is None
    hands = Worker(app)

    hands.turn(NOW)
    hands.turn(NOW + timedelta(seconds=59))
    db.session.expire_all()
    assert last_seen(WORKER) == NOW

    hands.turn(NOW + timedelta(seconds=60))
    db.session.expire_all()
    assert last_seen(WORKER) == NOW + timedelta(seconds=60)
