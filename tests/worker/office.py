"""A worker at work in a test: a day of a still clock, and what came out of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.database import begin_write, db
from portal.delivery import Carriers
from portal.delivery.files import FileCarrier
from portal.domain.messages.models import Message
from portal.domain.signups.models import SignUp
from portal.worker import Worker

SENDER = ("contact@association.test", "Konexio")


@dataclass
class Office:
    """The worker of `app`. By default it writes into `folder` what it would send."""

    app: Flask
    folder: Path
    carriers: Carriers | None = None

    def __post_init__(self) -> None:
        files = Carriers(FileCarrier(self.folder, *SENDER), FileCarrier(self.folder))
        self.worker = Worker(self.app, self.carriers or files)

    def work(self, at: datetime | None = None) -> int:
        """Do all that is due at `at`, or now; returns how much that was."""
        with time_machine.travel(at or clock.now(), tick=False):
            return self.worker.until_idle(clock.now())

    def texts(self) -> list[str]:
        """The text messages that left, in the order in which they were told."""
        left = {}
        for path in self.folder.glob("*.txt"):
            head, _blank, text = path.read_text(encoding="utf-8").partition("\n\n")
            left.setdefault(head.split("Ref: ")[1].split("\n")[0], []).append(text)
        return [text for message in messages() for text in left.get(message.ref, [])]

    def mails(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.eml"))]


def messages(*kinds: str) -> list[Message]:
    """The outbox, oldest first; of these kinds only, if any are named."""
    query = select(Message).order_by(Message.id)
    return list(db.session.scalars(query.where(Message.kind.in_(kinds)) if kinds else query))


def states(*kinds: str) -> list[tuple[str, str]]:
    """(kind, state) of the outbox, oldest first."""
    return [(message.kind, message.state) for message in messages(*kinds)]


def taken_days_ago(sign_up: SignUp, days: int = 3) -> SignUp:
    """A seat somebody has had for a while."""
    begin_write()
    sign_up.created_at = clock.now() - timedelta(days=days)
    db.session.commit()
    return sign_up
