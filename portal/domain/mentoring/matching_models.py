"""A whole cohort matched at once: which mentor each learner would get, until it is published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.volunteer_models import Volunteer


class MatchingRound(Model):
    """A whole cohort matched at once: reviewed and changed by hand until it is published."""

    __tablename__ = "matching_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    #: Learners of this course session; None: of all places that whoever made it sees.
    course_session_id: Mapped[int | None] = mapped_column(ForeignKey("course_session.id", ondelete="CASCADE"))
    made_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]

    lines: Mapped[list[MatchingLine]] = relationship(
        back_populates="round", order_by="MatchingLine.id", cascade="all, delete-orphan"
    )


class MatchingLine(Model):
    """Which mentor a learner would get; None: nobody fits, or nobody is free."""

    __tablename__ = "matching_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("matching_round.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"))
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id", ondelete="SET NULL"))
    #: Chosen by hand: matching again leaves it.
    by_hand: Mapped[bool] = mapped_column(default=False)

    round: Mapped[MatchingRound] = relationship(back_populates="lines")
    mentee: Mapped[Mentee] = relationship()
    volunteer: Mapped[Volunteer | None] = relationship()

    __table_args__ = (UniqueConstraint("round_id", "mentee_id", name="uq_matching_line_mentee"),)
