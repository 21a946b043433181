"""Application: what goes with a sign-up that staff must answer, and the append-only history of its steps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for
from portal.domain.signups.models import SignUp
from portal.domain.signups.steps import Step


class Application(Model):
    """What somebody said when they applied, and how far it has come. One for each sign-up of such a course."""

    __tablename__ = "application"

    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), primary_key=True)
    #: Why this course, in their own words.
    why: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.APPLICATION))
    #: Values of `DayPart`.
    when_free: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.APPLICATION))
    step: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.SEAT))
    #: The date that was proposed last, agreed or not.
    interview_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SEAT))
    #: The place in line they were given, counted from 1; who leaves the line leaves a gap.
    line_number: Mapped[int | None] = mapped_column(info=kept_for(Reason.SEAT))

    sign_up: Mapped[SignUp] = relationship()
    history: Mapped[list[ApplicationMove]] = relationship(
        back_populates="application", order_by="ApplicationMove.id", passive_deletes="all"
    )

    __table_args__ = (CheckConstraint(one_of("step", Step), name="step"),)


@append_only
class ApplicationMove(Model):
    """One line of the history of an application. Lines are added, never changed."""

    __tablename__ = "application_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("application.sign_up_id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.HISTORY))
    from_step: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    to_step: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))

    application: Mapped[Application] = relationship(back_populates="history")
