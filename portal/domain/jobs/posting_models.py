"""Posting, its history, the words by which it is found, comments on it, and reports of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.catalogue.fold import LONGEST
from portal.domain.jobs.choices import MOST_OPEN, MOST_SEATS, CvWanted, JobKind, PayPer, Presence, ReportWhy
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.states import PostingState
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for


class Posting(Model):
    """Work that is offered. A draft may lack what a posting under review must have."""

    __tablename__ = "posting"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show, for ever: eight letters and digits.
    ref: Mapped[str] = mapped_column(String(8), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    #: Who hears of applications first; None or gone: every recruiter of the company.
    recruiter_id: Mapped[int | None] = mapped_column(ForeignKey("recruiter.id", ondelete="SET NULL"))
    #: A value of `JobKind`; None while it is a draft.
    kind: Mapped[str | None] = mapped_column(String(16))
    #: The portal's code of the language it is written in.
    language: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(120), default="")
    tasks: Mapped[str] = mapped_column(String(4000), default="")
    skills_wanted: Mapped[str] = mapped_column(String(2000), default="")
    skills_learned: Mapped[str] = mapped_column(String(2000), default="")
    presence: Mapped[str | None] = mapped_column(String(8))
    #: The town as it is called, its country (ISO 3166-1) and where it lies (degrees, WGS 84); None: remote only.
    town: Mapped[str | None] = mapped_column(String(120))
    country: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    #: None: as soon as possible; None: without an end.
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    weekly_hours: Mapped[int | None]
    #: When the work is done, in words: "Monday to Friday, 9 to 17".
    hours: Mapped[str] = mapped_column(String(200), default="")
    #: A value of `PayPer`; amounts before tax, in cents of the currency (ISO 4217).
    pay_per: Mapped[str | None] = mapped_column(String(8))
    pay_from: Mapped[int | None]
    pay_to: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    #: A value of `catalogue.models.French`.
    french: Mapped[int | None]
    #: Values of `Paper`.
    papers: Mapped[list[str]] = mapped_column(JSON, default=list)
    beginner: Mapped[bool] = mapped_column(default=False)
    cv: Mapped[str] = mapped_column(String(12), default=CvWanted.WELCOME)
    seats: Mapped[int] = mapped_column(default=1)
    #: At most three, asked of whoever applies.
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: So many applications may wait for an answer; then it takes no more until one is answered.
    most_open: Mapped[int] = mapped_column(default=20)
    #: The last day it stands on the board.
    expires_on: Mapped[date | None]
    #: The posting it was copied from.
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("posting.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    #: First on the board, and when somebody said last that it still holds.
    published_at: Mapped[datetime | None]
    refreshed_at: Mapped[datetime | None]
    #: Staff have looked at it since it was changed; of a trusted company that comes after the fact.
    reviewed_at: Mapped[datetime | None]

    company: Mapped[Company] = relationship()
    recruiter: Mapped[Recruiter | None] = relationship()
    history: Mapped[list[PostingMove]] = relationship(
        back_populates="posting", order_by="PostingMove.id", passive_deletes="all"
    )
    comments: Mapped[list[PostingComment]] = relationship(
        back_populates="posting", order_by="PostingComment.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint(one_of("state", PostingState), name="state"),
        CheckConstraint(f"kind IS NULL OR {one_of('kind', JobKind)}", name="kind"),
        CheckConstraint(f"presence IS NULL OR {one_of('presence', Presence)}", name="presence"),
        CheckConstraint(f"pay_per IS NULL OR {one_of('pay_per', PayPer)}", name="pay_per"),
        CheckConstraint(one_of("cv", CvWanted), name="cv"),
        CheckConstraint(f"seats BETWEEN 1 AND {MOST_SEATS}", name="seats"),
        CheckConstraint(f"most_open BETWEEN 1 AND {MOST_OPEN}", name="most_open"),
        CheckConstraint("pay_to IS NULL OR pay_from <= pay_to", name="pay"),
        # The board, newest first; and near a town.
        Index(None, "state", "refreshed_at", "id"),
        Index(None, "state", "expires_on"),
        Index(None, "latitude", "longitude"),
    )


@append_only
class PostingMove(Model):
    """One line of a posting's history. Lines are added, never changed."""

    __tablename__ = "posting_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str | None] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))
    #: A key, never free text.
    why: Mapped[str | None] = mapped_column(String(40))

    posting: Mapped[Posting] = relationship(back_populates="history")


class PostingWord(Model):
    """A word by which a posting on the board is found, folded."""

    __tablename__ = "posting_word"

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(
        # Sorted byte by byte: a word's beginning is looked for by the index.
        String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql"),
        primary_key=True,
        index=True,
    )


class PostingComment(Model):
    """What staff and the company write to each other about a posting under review."""

    __tablename__ = "posting_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), index=True)
    from_team: Mapped[bool]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.COMPANY))

    posting: Mapped[Posting] = relationship(back_populates="comments")


class PostingReport(Model):
    """Somebody says that something is wrong with a posting."""

    __tablename__ = "posting_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), index=True)
    why: Mapped[str] = mapped_column(String(12))
    text: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.POSTING_REPORT))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.POSTING_REPORT))
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)
    #: What was done, by whom, when.
    outcome: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.POSTING_REPORT))
    closed_at: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    posting: Mapped[Posting] = relationship()

    __table_args__ = (CheckConstraint(one_of("why", ReportWhy), name="why"), Index(None, "closed_at", "id"))
