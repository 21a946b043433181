"""The worker's rate: a queue of 10,000 messages, half by a real SMTP conversation, half by a real HTTP gateway.

One worker process, as `make run` starts it, on messages that wait in the outbox: it claims, words, hands over and
writes down each one. Both servers are on this machine and take what they get.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from bench.lines import Line, at_least, at_most, context
from bench.servers import ROOT, build_portal, portal_environ
from portal import clock, create_app
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.states import State
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about
from portal.vault import new_ref
from tests import postgres
from tests.delivery.gateway import gateway
from tests.delivery.mail_server import mail_server

TITLE = "The worker (one process; half e-mail, half text messages)"
QUEUED = 10_000
BAR_A_MINUTE = 1_000
MOST_MINUTES = 12


def measure(folder: Path, long: bool) -> Iterator[Line]:
    yield from _on("SQLite", folder / "sqlite", "")
    programs = postgres.find_programs()
    if not programs:
        yield Line("PostgreSQL: not measured, it is not on this machine", "")
        return
    cluster = postgres.Cluster(programs)
    cluster.start()
    try:
        yield from _on("PostgreSQL", folder / "postgresql", postgres.create_database(cluster.url, "bench_worker"))
    finally:
        cluster.stop()


def _on(name: str, folder: Path, database_url: str) -> Iterator[Line]:
    folder.mkdir()
    environ = portal_environ(folder, database_url)
    build_portal(environ)
    with gateway() as texts, mail_server() as mails:
        environ |= {
            "PORTAL_MAIL_URL": f"smtp://127.0.0.1:{mails.port}",
            "PORTAL_TEXT_URL": texts.url("/?to={to_plain}&text={text}&ref={ref}"),
            "PORTAL_TEXT_DAILY_SEGMENTS": str(QUEUED * 2),
        }
        app = create_app({}, environ)
        with app.app_context():
            _queue()
            started = time.monotonic()
            worker = subprocess.Popen(
                [Path(sys.executable).parent / "flask", "portal", "worker"], cwd=ROOT, env=environ
            )
            try:
                left = _wait_until_empty()
            finally:
                worker.terminate()
                worker.wait()
            minutes = (time.monotonic() - started) / 60
            db.session.remove()
            db.engine.dispose()
    names = [path.split("ref=")[1] for _method, path, _body in texts.requests]
    names += [mail["Message-ID"] for mail in mails.mails]
    yield at_least(f"{name}: messages a minute", (QUEUED - left) / minutes, BAR_A_MINUTE)
    yield at_most(f"{name}: queued and not delivered", left, 0)
    yield at_most(f"{name}: delivered twice", len(names) - len(set(names)), 0)
    yield context(f"{name}: minutes for all", minutes, digits=1)


def _queue() -> None:
    """So many confirmations of seats of the demo; what the demo itself had to say is out of the way."""
    begin_write()
    db.session.execute(Message.__table__.delete())
    now = clock.now()
    sign_ups = db.session.scalars(select(SignUp).limit(200)).all()
    later = now + timedelta(days=900)
    rows = []
    for number in range(QUEUED):
        sign_up = sign_ups[number % len(sign_ups)]
        by_mail = number % 2
        reach = read_email("learner@example.org") if by_mail else read_phone("0612345678", "FR")
        rows.append(
            {
                "ref": new_ref(16),
                "kind": MessageKind.SEAT_CONFIRMED,
                "about": about(sign_up),
                "facts": {},
                "language": ("fr", "en", "ar", "fa", "uk")[number % 5],
                "person_id": sign_up.person_id,
                "channel": Channel.EMAIL if by_mail else Channel.TEXT,
                "address": reach.value,
                "address_digest": reach.digest,
                "dedupe_key": f"bench:{number}",
                "timezone": "Europe/Paris",
                "state": State.QUEUED,
                "created_at": now,
                "useless_from": later,
                "next_try_at": now,
                "tries": 0,
                "uncertain": 0,
                "resent": 0,
                "link_digest": new_ref(32),
                "link_until": later,
            }
        )
    db.session.execute(insert(Message), rows)
    db.session.commit()


def _wait_until_empty() -> int:
    """How many of ours are left when there are none, or when it takes too long."""
    ours = select(func.count()).where(Message.dedupe_key.like("bench:%"), Message.state != State.SENT)
    end = time.monotonic() + 60 * MOST_MINUTES
    while True:
        db.session.rollback()
        left = db.session.scalar(ours) or 0
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.5)
