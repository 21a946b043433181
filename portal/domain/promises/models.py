"""Promise and its history."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.states import State


class Promise(Model):
    """An answer that is owed. It has a date from the first moment, and an end that comes without anybody's help."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What lists and addresses show: eight letters and digits that open nothing by themselves.
    ref: Mapped[str] = mapped_column(String(8), unique=True)
    kind: Mapped[str] = mapped_column(String(24), info=kept_for(Reason.ASKED))
    #: What it is about, as `<noun>:<id>`: "sign_up:12", "course:3".
    about: Mapped[str] = mapped_column(String(40), info=kept_for(Reason.ASKED))
    #: To whom it is owed; None: to nobody outside the team.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    #: The language to write to that person in.
    language: Mapped[str | None] = mapped_column(String(8), info=kept_for(Reason.LANGUAGE))
    #: Who owes it: a value of `Owner`, or `place:<slug>`.
    owner: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.ASKED))
    made_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.ASKED))
    reply_by: Mapped[datetime] = mapped_column(info=kept_for(Reason.ASKED))
    #: From here on the answer helps nobody any more: who owes it may be changed until then, not after.
    latest: Mapped[datetime | None]
    #: IANA name: by whose clock the dates are told.
    timezone: Mapped[str] = mapped_column(String(40))
    #: How often it went to somebody else because nobody had kept it, and how many reminders the present owner had.
    passed: Mapped[int] = mapped_column(default=0)
    reminded: Mapped[int] = mapped_column(default=0)
    #: When the ladder goes on; None: never, it has ended.
    next_step_at: Mapped[datetime | None]
    #: What the person wrote: when to call, about what.
    note: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.ASKED))
    #: The promise that took this one over.
    passed_to_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id", ondelete="SET NULL"), index=True)

    history: Mapped[list[PromiseMove]] = relationship(
        back_populates="promise", order_by="PromiseMove.id", passive_deletes="all"
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    __table_args__ = (
        CheckConstraint(one_of("kind", PromiseKind), name="kind"),
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint("(state = 'open') = (next_step_at IS NOT NULL)", name="open_goes_on"),
        Index(None, "next_step_at"),
        Index(None, "about", "kind"),
        Index(
            "uq_promise_open",
            "kind",
            "about",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'open' AND person_id IS NOT NULL"),
            postgresql_where=text("state = 'open' AND person_id IS NOT NULL"),
        ),
        Index(
            "uq_promise_open_to_nobody",
            "kind",
            "about",
            unique=True,
            sqlite_where=text("state = 'open' AND person_id IS NULL"),
            postgresql_where=text("state = 'open' AND person_id IS NULL"),
        ),
    )


@append_only
class PromiseMove(Model):
    """One line of a promise's history. Lines are added, never changed."""

    __tablename__ = "promise_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    from_state: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    to_state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    #: A key, never free text: "silence", "called", "date_set".
    why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.HISTORY))

    promise: Mapped[Promise] = relationship(back_populates="history")
