"""A placement: what follows once both said yes, from the agreement to half a year after."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome, Situation
from portal.domain.privacy import Reason, kept_for


class Placement(Model):
    """One row for each application that was confirmed."""

    __tablename__ = "placement"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("job_application.id", ondelete="CASCADE"), primary_key=True
    )
    starts_on: Mapped[date | None] = mapped_column(info=kept_for(Reason.JOB))
    ends_on: Mapped[date | None] = mapped_column(index=True, info=kept_for(Reason.JOB))
    #: The agreement: none before it is sent; signed once all three did.
    agreement_sent_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    company_signed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    learner_signed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    ours_signed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    #: How it ended, by the company; and whether the learner sees it so.
    outcome: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.JOB))
    assessed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    assessment: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    learner_agrees: Mapped[bool | None] = mapped_column(info=kept_for(Reason.JOB))
    learner_words: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.JOB))
    agreed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    #: Hired with which contract, since when.
    hired: Mapped[str | None] = mapped_column(String(16), info=kept_for(Reason.JOB))
    hired_on: Mapped[date | None] = mapped_column(info=kept_for(Reason.JOB))
    #: Six months after its end: asked when, answered what and when.
    after_asked_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))
    after: Mapped[str | None] = mapped_column(String(16), info=kept_for(Reason.JOB))
    after_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.JOB))

    application: Mapped[JobApplication] = relationship()

    __table_args__ = (
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', Outcome)}", name="outcome"),
        CheckConstraint(f"hired IS NULL OR {one_of('hired', Hired)}", name="hired"),
        CheckConstraint(f"after IS NULL OR {one_of('after', Situation)}", name="after"),
    )
