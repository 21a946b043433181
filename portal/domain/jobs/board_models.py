"""What belongs to the board as a whole: saved searches, and job fairs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, db, one_of
from portal.domain.catalogue.models import Place
from portal.domain.jobs.choices import Every
from portal.domain.jobs.company_models import Company
from portal.domain.privacy import Reason, kept_for


class SavedSearch(Model):
    """Somebody wants to hear of new postings, without an account."""

    __tablename__ = "saved_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    #: How they are told, as `Contact` has it.
    kind: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.SEARCH))
    value: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.SEARCH))
    digest: Mapped[str | None] = mapped_column(String(32), index=True, info=kept_for(Reason.SEARCH))
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.SEARCH))
    #: The filters of the list, as its address has them.
    query: Mapped[dict[str, Any]] = mapped_column(JSON, info=kept_for(Reason.SEARCH))
    every: Mapped[str] = mapped_column(String(4), info=kept_for(Reason.SEARCH))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SEARCH))
    #: What was published up to here was told.
    told_until: Mapped[datetime] = mapped_column(info=kept_for(Reason.SEARCH))
    #: None: it has ended.
    next_at: Mapped[datetime | None] = mapped_column(index=True, info=kept_for(Reason.SEARCH))
    ended_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SEARCH))
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)

    __table_args__ = (CheckConstraint(one_of("every", Every), name="every"),)


job_fair_company = Table(
    "job_fair_company",
    db.metadata,
    Column("job_fair_id", ForeignKey("job_fair.id", ondelete="CASCADE"), primary_key=True),
    Column("company_id", ForeignKey("company.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class JobFair(Model):
    """A day on which companies meet learners; a shared tablet takes applications."""

    __tablename__ = "job_fair"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    #: Keyed digest of the tablet's link, made anew by staff; it opens on the day only.
    tablet_digest: Mapped[str | None] = mapped_column(String(32), unique=True)

    place: Mapped[Place] = relationship()
    companies: Mapped[list[Company]] = relationship(secondary=job_fair_company, order_by=Company.name)

    __table_args__ = (CheckConstraint("starts_at < ends_at", name="order"), Index(None, "ends_at"))
