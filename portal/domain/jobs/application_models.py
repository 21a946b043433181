"""An application to a posting, its history, the dates proposed for an interview, and files."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, SealedFacts, one_of
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.models import Person
from portal.domain.jobs.choices import No
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_JOB, JobState
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for

_LIVE_SQL = one_of("state", LIVE_JOB)


class Applied(StrEnum):
    """How an application came in. HELPED: by a trainer or a referrer on the learner's behalf; FAIR: at a job fair,
    on a shared tablet."""

    OWN = "own"
    HELPED = "helped"
    FAIR = "fair"


class FileKind(StrEnum):
    CV = "cv"
    AGREEMENT = "agreement"


class JobApplication(Model):
    """Somebody asks a company for the work it posted."""

    __tablename__ = "job_application"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show: sixteen letters and digits that open nothing by themselves.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.JOB))
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    #: Given only if they wish; the company sees it.
    surname: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    #: The portal's code of the language to write to them in.
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.LANGUAGE))
    way: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.JOB))
    #: The trainer, the referrer or the colleague who applied for them, and hears what becomes of it.
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("job_fair.id", ondelete="SET NULL"), index=True)
    #: The guided profile, by the names of its questions: `did`, `can`, `spoken`, `week`, `from`; empty: a CV file.
    profile: Mapped[dict[str, Any]] = mapped_column(SealedFacts, default=dict, info=kept_for(Reason.JOB))
    #: Answers to the posting's questions, and a few words to the company.
    answers: Mapped[dict[str, Any]] = mapped_column(SealedFacts, default=dict, info=kept_for(Reason.JOB))
    words: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    #: Their courses and attendance with us go with it.
    with_courses: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.JOB))
    consent_version: Mapped[str] = mapped_column(String(16), info=kept_for(Reason.CONSENT))
    consent_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.CONSENT))
    created_at: Mapped[datetime] = mapped_column(index=True, info=kept_for(Reason.JOB))
    #: When it came to its state of today.
    moved_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.JOB))
    #: The interview: where and how; the date the learner chose.
    interview_where: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    interview_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    #: Why the company said no; whether the learner reads it; what else it wrote.
    no: Mapped[str | None] = mapped_column(String(20), info=kept_for(Reason.JOB))
    no_shared: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.JOB))
    no_words: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    #: What the company wrote with its yes.
    offer_words: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    #: Same form, same person, same posting: the same application, however often it arrives.
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)

    posting: Mapped[Posting] = relationship()
    person: Mapped[Person] = relationship()
    helper: Mapped[Account | None] = relationship()
    dates: Mapped[list[JobDate]] = relationship(
        back_populates="application", order_by="JobDate.at", passive_deletes="all"
    )
    files: Mapped[list[JobFile]] = relationship(
        back_populates="application", order_by="JobFile.id", passive_deletes="all"
    )
    history: Mapped[list[JobMove]] = relationship(
        back_populates="application", order_by="JobMove.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint(one_of("state", JobState), name="state"),
        CheckConstraint(one_of("way", Applied), name="way"),
        CheckConstraint(f"no IS NULL OR {one_of('no', No)}", name="no"),
        Index(None, "state", "id"),
        Index(None, "posting_id", "state"),
        Index(
            "uq_job_application_live",
            "posting_id",
            "person_id",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
    )


@append_only
class JobMove(Model):
    """One line of an application's history. Lines are added, never changed."""

    __tablename__ = "job_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("job_application.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`; PERSON is the learner.
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    from_state: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    to_state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    #: A key, never free text.
    why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.HISTORY))

    application: Mapped[JobApplication] = relationship(back_populates="history")


class JobDate(Model):
    """A date the company proposes for an interview."""

    __tablename__ = "job_date"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("job_application.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(primary_key=True)

    application: Mapped[JobApplication] = relationship(back_populates="dates")


class JobFile(Model):
    """A file of an application. What is in it lies outside the database, under a random name."""

    __tablename__ = "job_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("job_application.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.JOB_FILE))
    #: What whoever sent it calls it, without any path.
    name: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.JOB_FILE))
    #: Its media type by its content, and its size in bytes.
    media: Mapped[str] = mapped_column(String(80), info=kept_for(Reason.JOB_FILE))
    size: Mapped[int] = mapped_column(info=kept_for(Reason.JOB_FILE))
    #: Under which name it lies on the disk.
    stored: Mapped[str] = mapped_column(String(40), unique=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.JOB_FILE))
    #: From this day on it is deleted.
    until: Mapped[date] = mapped_column(index=True, info=kept_for(Reason.JOB_FILE))

    application: Mapped[JobApplication] = relationship(back_populates="files")

    __table_args__ = (CheckConstraint(one_of("kind", FileKind), name="kind"),)
