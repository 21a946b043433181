"""The worker: one loop beside the web server. It delivers the outbox, keeps the promises, runs the lines, reminds,
and lets go what has been kept long enough.

Safe to run twice: what is due is claimed row by row. Safe to kill: what it had in hand comes back when its lease runs
out, and what it had done is done.
"""

import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from flask import Flask

from portal import clock
from portal.database import db
from portal.delivery import Carriers, carriers
from portal.vault import new_ref
from portal.web.in_force import follow, in_force
from portal.worker import jobs, mentoring
from portal.worker.keeping import keep_promises
from portal.worker.postman import Postman
from portal.worker.rounds import (
    ask_who_came,
    clear_old,
    come_true,
    end_lines,
    remind_all,
    run_lines,
    say_alive,
    say_leaving,
)

logger = logging.getLogger(__name__)

#: How long to rest when nothing was due.
REST = 1.0
#: What is done how often. The outbox has no rest while there is something in it.
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    (timedelta(seconds=5), keep_promises),
    (timedelta(seconds=30), run_lines),
    (timedelta(seconds=30), end_lines),
    (timedelta(seconds=60), remind_all),
    (timedelta(seconds=60), come_true),
    (timedelta(seconds=60), say_alive),
    (timedelta(minutes=5), ask_who_came),
    *mentoring.ROUNDS,
    *jobs.ROUNDS,
    (timedelta(hours=6), say_leaving),
    (timedelta(hours=6), clear_old),
)
#: Erasing cannot be undone: a clock that ran away while nobody looked must not do it.
CALM = timedelta(days=2)
#: Nor tell anybody that it will be done.
_CALM_ONLY = (say_leaving, clear_old)


class Worker:
    """One worker of a portal. Work inside an app context."""

    def __init__(self, app: Flask, carry: Carriers | None = None) -> None:
        # In containers every worker has the same number: what is drawn makes the name its own.
        name = f"{socket.gethostname()[:12]}:{os.getpid()}:{new_ref(6)}"
        self.stop = Event()
        self._app, self._carries_its_own = app, carry is None
        self.postman = Postman(name, carry or carriers(app.config), app.config, self.stop.is_set)
        self._last: dict[Callable[[datetime], int], datetime] = {}

    def turn(self, now: datetime) -> int:
        """Do once what is due at `now`; returns how much was done."""
        self._follow()
        done = 0
        for every, what in ROUNDS:
            last = self._last.get(what)
            if last is not None and timedelta() <= now - last < every:
                continue  # a clock set back must not stop us, so only what lies ahead waits
            self._last[what] = now
            if what not in _CALM_ONLY or self._clock_is_calm(last, now):
                done += self._safely(what, now)
        return done + self._safely(self.postman.deliver, now)

    def _follow(self) -> None:
        """What the team changed holds from this round on, the name of the sender above all."""
        before = in_force().changed
        follow()
        if self._carries_its_own and in_force().changed != before:
            self.postman.carriers.close()
            self.postman.carriers = carriers(self._app.config)

    def _clock_is_calm(self, last: datetime | None, now: datetime) -> bool:
        """Did about as much time go by as between two rounds? Not known yet after the start."""
        return last is not None and timedelta() <= now - last < CALM

    def _safely(self, what: Callable[[datetime], int], now: datetime) -> int:
        """A fault in one thing, or a database that is away, must not keep the others from being done."""
        try:
            return what(now)
        except Exception:
            logger.exception("worker: %s", getattr(what, "__name__", what))
            return 0
        finally:
            db.session.rollback()  # ends the reading, too: the next thing looks at fresh rows

    def work(self) -> None:
        """Go on until `stop` is set; the message in hand then is finished."""
        while not self.stop.is_set():
            if not self.turn(clock.now()):
                self.stop.wait(REST)
        self.postman.carriers.close()

    def until_idle(self, now: datetime, most: int = 1000) -> int:
        """Do everything that is due at `now`, round after round; returns how much that was."""
        done = 0
        for _round in range(most):
            self._last.clear()
            some = self.turn(now)
            done += some
            if not some:
                break
        return done
