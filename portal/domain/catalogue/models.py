"""Programme > Course > CourseSession > SessionDate, and Place.

What a visitor sees of a course session (open, full, past ...) is never stored: see `availability`.
"""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Text, db, one_of
from portal.domain.catalogue.changed import Changing
from portal.public_version import shown


class ProgrammeKind(StrEnum):
    FLASH = "flash"
    LITERACY = "literacy"
    DISCOVERY = "discovery"
    PROFESSIONAL = "professional"
    SOFT_SKILLS = "soft_skills"
    INTERNATIONAL = "international"
    ON_REQUEST = "on_request"


class French(IntEnum):
    """The least French a course asks for; the numbers only order them. Levels of the CEFR."""

    NONE = 0
    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4


class Entry(StrEnum):
    """How one gets into a course: by taking a seat, or by an application that staff answer."""

    SEAT = "seat"
    APPLICATION = "application"


class Programme(Model):
    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[Text]
    summary: Mapped[Text]
    position: Mapped[int]

    courses: Mapped[list[Course]] = relationship(back_populates="programme", order_by="Course.position, Course.id")

    __table_args__ = (CheckConstraint(one_of("kind", ProgrammeKind), name="kind"),)


course_next = Table(
    "course_next",
    db.metadata,
    Column("course_id", ForeignKey("course.id", ondelete="CASCADE"), primary_key=True),
    Column("next_id", ForeignKey("course.id", ondelete="CASCADE"), primary_key=True),
)


class Course(Changing, Model):
    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    level: Mapped[int | None]
    title: Mapped[Text]
    summary: Mapped[Text]
    activities: Mapped[list[Text]]
    bring: Mapped[list[Text]]
    prerequisites: Mapped[Text | None]
    certificate: Mapped[Text | None]
    #: Who pays for it, where somebody does (for courses on request and for jobs); learners never do.
    financing: Mapped[Text | None]
    #: A value of `French`.
    french: Mapped[int]
    entry: Mapped[str] = mapped_column(String(12), default=Entry.SEAT)
    #: More about it, in Markdown; cleaned when it is shown.
    details: Mapped[Text | None]
    #: Not published: only the team sees it.
    draft: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]

    programme: Mapped[Programme] = relationship(back_populates="courses")
    next_courses: Mapped[list[Course]] = relationship(
        secondary=course_next,
        primaryjoin=id == course_next.c.course_id,
        secondaryjoin=id == course_next.c.next_id,
        order_by="Course.position",
    )
    blocks: Mapped[list[SkillBlock]] = relationship(cascade="all, delete-orphan", order_by="SkillBlock.position")
    competences: Mapped[list[Competence]] = relationship(
        cascade="all, delete-orphan", order_by="Competence.framework, Competence.version, Competence.code"
    )

    __table_args__ = (
        CheckConstraint("french BETWEEN 0 AND 4", name="french"),
        CheckConstraint(one_of("entry", Entry), name="entry"),
    )


class SkillBlock(Model):
    """One of the parts a course falls into: `Internet`, and what one can do with it afterwards."""

    __tablename__ = "skill_block"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Text]
    skills: Mapped[list[Text]]


class Competence(Model):
    """What a course teaches, as a framework names it: `DigComp`, `2.2`, `1.1`."""

    __tablename__ = "competence"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    framework: Mapped[str] = mapped_column(String(24), primary_key=True)
    version: Mapped[str] = mapped_column(String(12), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)


class Place(Changing, Model):
    """Where people meet, in its own time zone. An online place has no address; directions say how to join."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    #: As its street signs say it; `town` is how its readers do.
    city: Mapped[str] = mapped_column(String(80))
    town: Mapped[Text | None]
    #: ISO 3166-1 alpha-2.
    country: Mapped[str] = mapped_column(String(2))
    #: IANA name.
    timezone: Mapped[str] = mapped_column(String(40))
    online: Mapped[bool]
    name: Mapped[Text]
    address: Mapped[Text | None]
    directions: Mapped[Text]
    step_free: Mapped[bool]
    #: Degrees, WGS 84; None online.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    position: Mapped[int]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class CourseSession(Changing, Model):
    """One run of a course at a place, with seats."""

    __tablename__ = "course_session"
    NOT_TOLD = frozenset({"rev", "join_url", "info_meeting_url", "trainer_id"})

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show: eight letters and digits that say nothing.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    capacity: Mapped[int]
    #: Sign-ups open at; None: at once.
    opens_at: Mapped[datetime | None]
    #: Staff closed the sign-ups at; None: they close when the session begins.
    closes_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    #: When those who apply hear what the course is like; and where, unless at its place: an address to join online,
    #: shown to those who applied.
    info_meeting_at: Mapped[datetime | None]
    info_meeting_url: Mapped[str | None] = mapped_column(String(300))
    #: First and last instant of its dates, kept with them (see `calendar.set_dates`); None: date to come.
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    #: Of its dates, in the wall time of the place (see `calendar.set_dates`): all begin in the evening; all fall on
    #: a weekend.
    evening: Mapped[bool] = mapped_column(default=False)
    weekend: Mapped[bool] = mapped_column(default=False)
    #: Somebody looks after children meanwhile.
    childcare: Mapped[bool] = mapped_column(default=False)
    #: How to join online; shown only to those who have a seat.
    join_url: Mapped[str | None] = mapped_column(String(300))
    #: Megabytes that an hour of it takes, online.
    data_mb_hour: Mapped[int | None]
    #: Not published: only the team sees it.
    draft: Mapped[bool] = mapped_column(default=False)
    #: Who teaches it and owes its attendance.
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    #: Moved by every change of its sign-ups; touching it first is what queues the rush for seats.
    rev: Mapped[int] = mapped_column(default=0)

    course: Mapped[Course] = relationship()
    place: Mapped[Place] = relationship()
    spoken: Mapped[list[SpokenLanguage]] = relationship(cascade="all, delete-orphan", order_by="SpokenLanguage.code")
    dates: Mapped[list[SessionDate]] = relationship(
        back_populates="course_session", cascade="all, delete-orphan", order_by="SessionDate.starts_at"
    )

    __table_args__ = (
        CheckConstraint("capacity >= 0", name="capacity"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="starts_and_ends"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        # Lists are walked in the order of starts, whole or within a course, a place, the evenings, the weekends. All
        # that a filter asks of a course session stands in each, so that what is left out is never fetched.
        Index("ix_course_session_starts", "starts_at", "id", "course_id", "place_id", "evening", "weekend", "draft"),
        Index("ix_course_session_course", "course_id", "starts_at", "id", "place_id", "evening", "weekend", "draft"),
        Index("ix_course_session_place", "place_id", "starts_at", "id", "course_id", "evening", "weekend", "draft"),
        Index("ix_course_session_evening", "evening", "starts_at", "id", "course_id", "place_id", "draft"),
        Index("ix_course_session_weekend", "weekend", "starts_at", "id", "course_id", "place_id", "draft"),
    )


class SessionDate(Model):
    """One meeting of a course session."""

    __tablename__ = "session_date"
    PART_OF = "course_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_session_id: Mapped[int] = mapped_column(ForeignKey("course_session.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    course_session: Mapped[CourseSession] = relationship(back_populates="dates")

    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"), Index(None, "ends_at"))


class SpokenLanguage(Model):
    """A language the team of a course session speaks, as an ISO 639 code."""

    __tablename__ = "spoken_language"

    course_session_id: Mapped[int] = mapped_column(
        ForeignKey("course_session.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(3), primary_key=True)


for _model in (Programme, Course, SkillBlock, Competence, Place, SessionDate, SpokenLanguage):
    shown(_model)
# Its `rev` moves with every sign-up, whether seats change or not; the joining links are for those who have one.
shown(CourseSession, but=("rev", "join_url", "info_meeting_url", "trainer_id"))
