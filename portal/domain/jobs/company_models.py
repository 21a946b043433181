"""Company, its history, and the recruiters who act for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.database import Model, Sealed, one_of
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.names import LONGEST, fold_name
from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.states import LIVE_COMPANY, CompanyState
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for

_LIVE_SQL = one_of("state", LIVE_COMPANY)


class Company(Model):
    """Whoever posts work: a company, an association, or one registered abroad."""

    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show: sixteen letters and digits that open nothing by themselves.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    #: The name in its plainest form, by which the team looks for it.
    name_folded: Mapped[str] = mapped_column(
        String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql"), index=True
    )
    #: SIRET, fourteen digits; or the number abroad, as written there; None: an association without one.
    number: Mapped[str | None] = mapped_column(String(40))
    #: ISO 3166-1, two letters.
    country: Mapped[str] = mapped_column(String(2))
    town: Mapped[str | None] = mapped_column(String(120))
    website: Mapped[str | None] = mapped_column(String(200))
    #: What it does, in its own words.
    about: Mapped[str | None] = mapped_column(String(1000))
    #: The plainest form of the name, as `Volunteer.employer_key` has it.
    employer_key: Mapped[str | None] = mapped_column(String(120), index=True)
    #: Its postings come out at once and are looked at after.
    trusted: Mapped[bool] = mapped_column(default=False)
    consent_version: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    #: What staff wrote to it with their last no or stop.
    words: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.COMPANY))
    #: The same form, sent again, finds the same company.
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True)

    recruiters: Mapped[list[Recruiter]] = relationship(
        back_populates="company", order_by="Recruiter.id", passive_deletes="all"
    )
    history: Mapped[list[CompanyMove]] = relationship(
        back_populates="company", order_by="CompanyMove.id", passive_deletes="all"
    )

    @validates("name")
    def _fold(self, key: str, name: str) -> str:
        self.name_folded = fold_name(name)[:LONGEST]
        return name

    __table_args__ = (
        CheckConstraint(one_of("state", CompanyState), name="state"),
        CheckConstraint(one_of("kind", CompanyKind), name="kind"),
        Index(None, "state", "id"),
        Index(
            "uq_company_live_number",
            "country",
            "number",
            unique=True,
            sqlite_where=text(f"{_LIVE_SQL} AND number IS NOT NULL"),
            postgresql_where=text(f"{_LIVE_SQL} AND number IS NOT NULL"),
        ),
    )


@append_only
class CompanyMove(Model):
    """One line of a company's history. Lines are added, never changed."""

    __tablename__ = "company_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str | None] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))
    #: A key, never free text.
    why: Mapped[str | None] = mapped_column(String(40))

    company: Mapped[Company] = relationship(back_populates="history")


class Recruiter(Model):
    """An account that acts for a company. Rows are kept when they end: they are their own history."""

    __tablename__ = "recruiter"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    #: May invite colleagues and let them go; the last one cannot leave.
    admin: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.COMPANY))
    since: Mapped[datetime] = mapped_column(info=kept_for(Reason.COMPANY))
    until: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.COMPANY))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    company: Mapped[Company] = relationship(back_populates="recruiters")
    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    __table_args__ = (
        Index(
            "uq_recruiter_live",
            "company_id",
            "account_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )
