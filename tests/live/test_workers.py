"""Workers as real processes: several at once never share a message, and one that is killed loses none."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import recipient
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.messages.states import State
from portal.domain.signups.told import about
from tests import make
from tests.conftest import settings
from tests.delivery.gateway import gateway
from tests.live.waiting import FOR_EVER, wait_until

pytestmark = pytest.mark.live

MANY = 80


@pytest.fixture
def own(database_kind, tmp_path):
    with make.portal_of_its_own(database_kind, tmp_path, "workers") as own:
        own.config["FOLDER"] = tmp_path
        yield own


def queue_many(number: int = MANY) -> None:
    """So many confirmations of one seat, each with a key of its own."""
    sign_up = make.sign_up(reach=read_phone("0612345678", "FR"))
    begin_write()
    to = recipient(db.session.get_one(Person, sign_up.person_id), "fr")
    zone = sign_up.course_session.place.zone
    for one in range(number - 1):
        tell(News(MessageKind.SEAT_CONFIRMED, about(sign_up), f"many:{one}", zone), to, clock.now())
    db.session.commit()


def environment(own, **more: str) -> dict[str, str]:
    url = db.engine.url.render_as_string(hide_password=False)
    keys = {
        "PORTAL_SECRET_KEY": own.config["PORTAL_SECRET_KEY"],
        "PORTAL_DATA_KEYS": ",".join(own.config["PORTAL_DATA_KEYS"]),
        "PORTAL_LOOKUP_KEY": own.config["PORTAL_LOOKUP_KEY"],
        "PORTAL_TEXT_DAILY_SEGMENTS": "100000",
    }
    return os.environ | settings(own.config["FOLDER"], url) | keys | {"FLASK_APP": "wsgi"} | more


def start_worker(own, **more: str) -> subprocess.Popen:
    flask = Path(sys.executable).parent / "flask"
    return subprocess.Popen(
        [flask, "portal", "worker"], env=environment(own, **more), stderr=subprocess.DEVNULL, start_new_session=True
    )


def stop(worker: subprocess.Popen) -> int:
    worker.send_signal(signal.SIGTERM)
    return worker.wait(FOR_EVER)


def left(state: State = State.QUEUED) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Message.state == state)) or 0


def refs(told) -> Counter:
    """How often each message reached the gateway, by its name."""
    return Counter(path.split("ref=")[1] for _method, path, _body in told.requests)


def way_to(told) -> str:
    return told.url("/?to={to_plain}&text={text}&ref={ref}")


def test_three_workers_at_once_send_each_message_once(own):
    queue_many()
    with gateway() as told:
        workers = [start_worker(own, PORTAL_TEXT_URL=way_to(told)) for _ in range(3)]
        wait_until(lambda: left() == 0)
        codes = [stop(worker) for worker in workers]

    assert codes == [0, 0, 0]
    assert len(refs(told)) == MANY
    assert set(refs(told).values()) == {1}
    assert left(State.SENT) == MANY


def test_a_worker_killed_in_the_midst_loses_nothing_and_repeats_only_what_was_in_flight(own):
    queue_many()
    kills = 2
    with gateway() as told:
        for kill in range(1, kills + 1):
            worker = start_worker(own, PORTAL_TEXT_URL=way_to(told))
            wait_until(lambda seen=kill * 20: len(told.requests) >= seen)
            worker.kill()
            worker.wait(FOR_EVER)
            begin_write()
            for message in db.session.scalars(select(Message).where(Message.claimed_until.is_not(None))).all():
                message.claimed_until = clock.now()  # five minutes go by
            db.session.commit()
        worker = start_worker(own, PORTAL_TEXT_URL=way_to(told))
        wait_until(lambda: left() == 0)
        stop(worker)

    assert len(refs(told)) == MANY
    assert left(State.SENT) == MANY
    assert sum(refs(told).values()) - MANY <= kills


def test_a_worker_told_to_stop_finishes_what_it_has_in_hand(own):
    queue_many()
    with gateway() as told:
        worker = start_worker(own, PORTAL_TEXT_URL=way_to(told))
        wait_until(lambda: len(told.requests) >= 5)
        code = stop(worker)

    assert code == 0
    assert set(refs(told).values()) == {1}
    assert left(State.SENT) == len(refs(told))
