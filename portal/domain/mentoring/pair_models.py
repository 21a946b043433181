"""Mentee, Pair and what a pair leaves behind: goals, meetings, answers, letters to the team, reports of a problem."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, SealedFacts, one_of
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Place
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.states import LIVE_PAIR, PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for
from portal.domain.signups.models import SignUp

_LIVE_SQL = one_of("state", LIVE_PAIR)


class Side(StrEnum):
    """Which of the two."""

    LEARNER = "learner"
    MENTOR = "mentor"

    @property
    def other(self) -> Side:
        return Side.MENTOR if self is Side.LEARNER else Side.LEARNER


class Went(StrEnum):
    """How a meeting went."""

    WELL = "well"
    SO_SO = "so_so"
    BADLY = "badly"


class Survey(StrEnum):
    """What both are asked: after the first meeting, and at the end."""

    FIT = "fit"
    END = "end"


class Mentee(Model):
    """A learner who looks for a mentor, or has one. Looks: neither closed nor in a pair that lives.

    Their sign-up is how news reach them, and whose card opens their pages.
    """

    __tablename__ = "mentee"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), index=True)
    #: Values of `choices.SPOKEN`, of `Topic`, of `choices.WEEK`.
    spoken: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.MENTORING))
    topics: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.MENTORING))
    week: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.MENTORING))
    online: Mapped[bool] = mapped_column(default=True, info=kept_for(Reason.MENTORING))
    #: Where they could meet; None: online only.
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), info=kept_for(Reason.MENTORING))
    #: What they want to reach, in their own words: shown to a mentor who said yes, not before.
    wish: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.MENTORING))
    consent_version: Mapped[str] = mapped_column(String(16), info=kept_for(Reason.CONSENT))
    consent_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.CONSENT))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.MENTORING))
    closed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    #: A key, never free text.
    closed_why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.MENTORING))
    imported: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    sign_up: Mapped[SignUp] = relationship()
    place: Mapped[Place | None] = relationship()
    choices: Mapped[list[MentorChoice]] = relationship(
        back_populates="mentee", order_by="MentorChoice.rank", cascade="all, delete-orphan"
    )

    __table_args__ = (
        Index(
            "uq_mentee_open",
            "person_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )


class MentorChoice(Model):
    """One of the mentors a learner would like, in order. Asked one after the other."""

    __tablename__ = "mentor_choice"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"), primary_key=True)
    #: 1 to 3.
    rank: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))

    mentee: Mapped[Mentee] = relationship(back_populates="choices")
    volunteer: Mapped[Volunteer] = relationship()

    __table_args__ = (
        CheckConstraint("rank BETWEEN 1 AND 3", name="rank"),
        UniqueConstraint("mentee_id", "volunteer_id", name="uq_mentor_choice_volunteer"),
    )


class Pair(Model):
    """One mentor and one learner."""

    __tablename__ = "pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id", ondelete="CASCADE"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.MENTORING))
    #: Why the two fit, as it was when they were put together (see `fit`).
    reasons: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=kept_for(Reason.MENTORING))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.MENTORING))
    #: When each said yes.
    mentor_yes_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    learner_yes_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    started_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    #: While it is paused: when it goes on by itself.
    paused_until: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    ended_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    #: A key, never free text.
    end_why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.MENTORING))
    #: When each agreed that the other sees how to reach them. Contacts are shown when both did.
    mentor_shares_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.CONSENT))
    learner_shares_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.CONSENT))
    #: When each was last told that they have not met for long.
    nudged_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    imported: Mapped[bool] = mapped_column(default=False)

    mentee: Mapped[Mentee] = relationship()
    volunteer: Mapped[Volunteer] = relationship()
    goals: Mapped[list[PairGoal]] = relationship(order_by="PairGoal.position", cascade="all, delete-orphan")
    meetings: Mapped[list[Meeting]] = relationship(
        back_populates="pair", order_by="Meeting.at, Meeting.id", passive_deletes="all"
    )
    history: Mapped[list[PairMove]] = relationship(
        back_populates="pair", order_by="PairMove.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint(one_of("state", PairState), name="state"),
        Index(None, "state", "id"),
        Index(
            "uq_pair_live",
            "mentee_id",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
    )


@append_only
class PairMove(Model):
    """One line of a pair's history. Lines are added, never changed."""

    __tablename__ = "pair_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`; PERSON is the learner.
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    from_state: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    to_state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    #: A key, never free text.
    why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.HISTORY))

    pair: Mapped[Pair] = relationship(back_populates="history")


class PairGoal(Model):
    """One of three things the two want to reach."""

    __tablename__ = "pair_goal"

    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True)
    #: 1 to 3.
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.MENTORING))
    reached_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))


class Meeting(Model):
    """One meeting of a pair: planned, and held once somebody said so."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    #: When it is to be, or was.
    at: Mapped[datetime] = mapped_column(index=True, info=kept_for(Reason.MENTORING))
    #: Planned for so long; how long it was once it is held.
    minutes: Mapped[int] = mapped_column(info=kept_for(Reason.MENTORING))
    mode: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.MENTORING))
    #: A value of `Side`: who planned it, or logged it without a plan.
    by: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.MENTORING))
    #: When somebody said that it took place, who did (`Side`), and how each found it (`Went`).
    held_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    held_by: Mapped[str | None] = mapped_column(String(8), info=kept_for(Reason.MENTORING))
    mentor_went: Mapped[str | None] = mapped_column(String(8), info=kept_for(Reason.MENTORING))
    learner_went: Mapped[str | None] = mapped_column(String(8), info=kept_for(Reason.MENTORING))
    #: It did not or will not take place.
    called_off_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MENTORING))
    #: The same press of a button, sent again, finds the same meeting.
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)
    imported: Mapped[bool] = mapped_column(default=False)

    pair: Mapped[Pair] = relationship(back_populates="meetings")

    __table_args__ = (
        CheckConstraint(one_of("mode", Mode), name="mode"),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        CheckConstraint("held_at IS NULL OR called_off_at IS NULL", name="held_or_called_off"),
        Index(None, "held_at"),
    )


class PairAnswer(Model):
    """What one of the two answered to a survey. The other never reads it."""

    __tablename__ = "pair_answer"

    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True)
    #: A value of `Side`, and of `Survey`.
    side: Mapped[str] = mapped_column(String(8), primary_key=True)
    survey: Mapped[str] = mapped_column(String(8), primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(SealedFacts, info=kept_for(Reason.MENTORING))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.MENTORING))


class PairLetter(Model):
    """One letter between one side of a pair and the team. The other side never reads it."""

    __tablename__ = "pair_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    #: With which side the team speaks: a value of `Side`.
    side: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.MENTORING))
    from_team: Mapped[bool]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.MENTORING))
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.MENTORING))
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)

    pair: Mapped[Pair] = relationship()


class PairProblem(Model):
    """A report of a problem, seen only by whoever is responsible for safeguarding."""

    __tablename__ = "pair_problem"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id", ondelete="CASCADE"), index=True)
    #: Who reports it: a value of `Side`.
    side: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.SAFEGUARDING))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SAFEGUARDING))
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.SAFEGUARDING))
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)
    #: What was done, by whom, when.
    outcome: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.SAFEGUARDING))
    closed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SAFEGUARDING))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    pair: Mapped[Pair] = relationship()
