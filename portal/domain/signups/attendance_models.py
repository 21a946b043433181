"""Attendance: who was there, for each half-day of each date. Never a state of the sign-up."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for
from portal.domain.signups.models import SignUp


class Half(StrEnum):
    """The half-days of a date, by the wall clock of the place."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Mark(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Attendance(Model):
    """What holds now for one sign-up and one half-day."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    session_date_id: Mapped[int] = mapped_column(ForeignKey("session_date.id", ondelete="CASCADE"), index=True)
    half: Mapped[str] = mapped_column(String(10), info=kept_for(Reason.ATTENDANCE))
    mark: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.ATTENDANCE))
    #: When the name was ticked, by the clock of whoever ticked it: the latest tick holds.
    ticked_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.ATTENDANCE))

    sign_up: Mapped[SignUp] = relationship()
    session_date: Mapped[SessionDate] = relationship()

    __table_args__ = (
        CheckConstraint(one_of("half", Half), name="half"),
        CheckConstraint(one_of("mark", Mark), name="mark"),
        UniqueConstraint("sign_up_id", "session_date_id", "half", name="uq_attendance_half"),
    )


@append_only
class AttendanceTick(Model):
    """One tick as it arrived. The same token is taken once, however often it is sent."""

    __tablename__ = "attendance_tick"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Drawn by the page before it sends, so that a tick sent again after a lost connection is known.
    token: Mapped[str] = mapped_column(String(32), unique=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), index=True)
    session_date_id: Mapped[int] = mapped_column(ForeignKey("session_date.id", ondelete="CASCADE"), index=True)
    half: Mapped[str] = mapped_column(String(10), info=kept_for(Reason.HISTORY))
    #: None: the mark was taken back.
    mark: Mapped[str | None] = mapped_column(String(8), info=kept_for(Reason.HISTORY))
    ticked_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    received_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: Who ticked: an account, or a trainer by their link.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    check_in_link_id: Mapped[int | None] = mapped_column(ForeignKey("check_in_link.id", ondelete="SET NULL"))


class CheckInLink(Model):
    """A trainer's way to the list of one course session, without an account, until a date."""

    __tablename__ = "check_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    course_session_id: Mapped[int] = mapped_column(ForeignKey("course_session.id", ondelete="CASCADE"), index=True)
    #: Whom it was made for, as the team writes it.
    name: Mapped[str] = mapped_column(String(80), info=kept_for(Reason.TEAM))
    token_digest: Mapped[str] = mapped_column(String(32), unique=True, info=kept_for(Reason.TEAM))
    made_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.TEAM))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    until: Mapped[datetime] = mapped_column(info=kept_for(Reason.TEAM))
    revoked_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.TEAM))

    course_session: Mapped[CourseSession] = relationship()


class Note(Model):
    """What the team writes about a person, or about one sign-up of theirs, for itself. The person may read it."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.NOTE))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.NOTE))

    __table_args__ = (Index(None, "at"),)
