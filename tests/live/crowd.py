"""A crowd of real processes that all do one thing to one database at the same moment.

Two gates hold the crowd. The first opens when everybody stands before it. The second is in the most dangerous
place, between counting seats and writing the sign-up: whoever gets there waits for all the others. Without a lock
everybody gets there, has counted the same free seats, and the rush is as bad as it can be, every time. With the
lock one gets there, waits in vain for a moment in which the others try to slip in, and goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

#: Nothing here takes so many seconds; a crowd that hangs must not hang the tests.
FOR_EVER = 120

Deed = Callable[..., Any]


class Crowd:
    """`size` processes, each with a portal of its own on the database of `environ`."""

    def __init__(self, size: int, environ: Mapping[str, str]) -> None:
        # One clean process loads the portal once; every member of the crowd is forked from it.
        context = get_context("forkserver")
        context.set_forkserver_preload(["pytest", "portal", "tests.live.deeds"])
        self._before_seats = context.Barrier(size)
        self._before_writing = context.Barrier(size)
        self._lines: list[Connection] = []
        self._members = []
        for _ in range(size):
            ours, theirs = context.Pipe()
            gates = (self._before_seats, self._before_writing)
            member = context.Process(target=_member, args=(theirs, *gates, dict(environ)), daemon=True)
            member.start()
            theirs.close()
            self._lines.append(ours)
            self._members.append(member)

    def all_at_once(self, deed: Deed, each: list[tuple[Any, ...]], patience: float) -> list[Any]:
        """Let each member do `deed` with its arguments and give their answers.

        `patience`: for how many seconds they wait for one another at the second gate; 0: there is none.
        """
        self._before_writing.reset()
        for line, arguments in zip(self._lines, each, strict=True):
            line.send((deed, arguments, patience))
        return [self._answer(line) for line in self._lines]

    def _answer(self, line: Connection) -> Any:
        assert line.poll(FOR_EVER), "a member of the crowd does not answer"
        return line.recv()

    def leave(self) -> None:
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.send(None)
            line.close()
        for member in self._members:
            member.join(10)
            if member.is_alive():
                member.kill()
                member.join()
            member.close()


def _member(line: Connection, before_seats: Barrier, before_writing: Barrier, environ: dict[str, str]) -> None:
    from portal import create_app
    from portal.database import db

    app = create_app({"TESTING": True}, environ)
    with app.app_context():
        while order := line.recv():
            deed, arguments, patience = order
            with _gate(before_writing, patience) if patience else contextlib.nullcontext():
                before_seats.wait(FOR_EVER)
                try:
                    answer = deed(*arguments)
                except Exception as error:
                    answer = type(error).__name__
                finally:
                    db.session.remove()
            line.send(answer)
        db.engine.dispose()


@contextlib.contextmanager
def _gate(gate: Barrier, patience: float) -> Iterator[None]:
    """Keep whoever is about to write, for a moment, between what they read and what they write."""

    def wait(*_: Any) -> None:
        with contextlib.suppress(BrokenBarrierError):
            gate.wait(patience)

    event.listen(Session, "before_flush", wait)
    try:
        yield
    finally:
        event.remove(Session, "before_flush", wait)
