"""Volunteer, the steps of becoming one, the checks they passed and what staff wrote down."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, db, one_of
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.models import Place
from portal.domain.mentoring.choices import MOST_LEARNERS
from portal.domain.mentoring.states import LIVE_VOLUNTEER, VolunteerState
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for

_LIVE_SQL = f"{one_of('state', LIVE_VOLUNTEER)} AND NOT imported"


class CheckKind(StrEnum):
    """What is looked at before somebody meets learners, and again when its date is over."""

    CHARTER = "charter"
    BACKGROUND = "background"
    REFERENCES = "references"


volunteer_place = Table(
    "volunteer_place",
    db.metadata,
    Column("volunteer_id", ForeignKey("volunteer.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("place.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Volunteer(Model):
    """Somebody who offers help. From the approval on they sign in by their account; before, by links."""

    __tablename__ = "volunteer"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show: sixteen letters and digits that open nothing by themselves.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.VOLUNTEER))
    #: All that learners ever see of the name.
    first_name: Mapped[str] = mapped_column(String(80), info=kept_for(Reason.VOLUNTEER))
    surname: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.VOLUNTEER))
    #: Encrypted, and keyed digests, as `Contact` has them.
    email: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.VOLUNTEER))
    email_digest: Mapped[str | None] = mapped_column(String(32), index=True, info=kept_for(Reason.VOLUNTEER))
    phone: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.VOLUNTEER))
    phone_digest: Mapped[str | None] = mapped_column(String(32), info=kept_for(Reason.VOLUNTEER))
    #: The portal's code of the language to write to them in.
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.VOLUNTEER))
    #: Where they work, as they write it; `employer_key` is its plainest form, by which hours are added up.
    employer: Mapped[str | None] = mapped_column(String(120), info=kept_for(Reason.VOLUNTEER))
    employer_key: Mapped[str | None] = mapped_column(String(120), index=True, info=kept_for(Reason.VOLUNTEER))
    #: Values of `VolunteerRole`, of `choices.SPOKEN`, of `Topic`, of `choices.WEEK`.
    roles: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.VOLUNTEER))
    spoken: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.VOLUNTEER))
    topics: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.VOLUNTEER))
    week: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.VOLUNTEER))
    online: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.VOLUNTEER))
    #: How many learners at once.
    capacity: Mapped[int] = mapped_column(default=1, info=kept_for(Reason.VOLUNTEER))
    motivation: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.VOLUNTEER))
    #: Which wording of the charter and of the consent was agreed to, and when.
    charter_version: Mapped[str | None] = mapped_column(String(16), info=kept_for(Reason.CONSENT))
    charter_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.CONSENT))
    consent_version: Mapped[str | None] = mapped_column(String(16), info=kept_for(Reason.CONSENT))
    consent_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.CONSENT))
    #: How many steps of the form were answered: it is opened at the next one.
    steps_done: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    changed_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    sent_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    #: The date of the interview that was proposed last; `interview_agreed_at`: when they said yes to it.
    interview_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    interview_where: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.VOLUNTEER))
    interview_agreed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    #: They asked not to be told of open slots.
    no_alerts: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.VOLUNTEER))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    #: History brought in from elsewhere: counted in figures, labelled as such, never asked or shown.
    imported: Mapped[bool] = mapped_column(default=False)
    #: What is left names nobody and counts in figures only.
    erased_at: Mapped[datetime | None]

    places: Mapped[list[Place]] = relationship(secondary=volunteer_place, order_by=Place.id)
    account: Mapped[Account | None] = relationship()
    checks: Mapped[list[VolunteerCheck]] = relationship(
        back_populates="volunteer", order_by="VolunteerCheck.id", passive_deletes="all"
    )
    history: Mapped[list[VolunteerMove]] = relationship(
        back_populates="volunteer", order_by="VolunteerMove.id", passive_deletes="all"
    )

    __table_args__ = (
        CheckConstraint(one_of("state", VolunteerState), name="state"),
        CheckConstraint(f"capacity BETWEEN 0 AND {MOST_LEARNERS}", name="capacity"),
        Index(None, "state", "id"),
        Index(
            "uq_volunteer_live_email",
            "email_digest",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
    )


@append_only
class VolunteerMove(Model):
    """One line of a volunteer's history. Lines are added, never changed."""

    __tablename__ = "volunteer_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    from_state: Mapped[str | None] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    to_state: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    #: A key, never free text.
    why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.HISTORY))

    volunteer: Mapped[Volunteer] = relationship(back_populates="history")


class VolunteerCheck(Model):
    """A check that was passed, and until when it holds; None: without an end. The newest of a kind counts."""

    __tablename__ = "volunteer_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.VOLUNTEER))
    done_on: Mapped[date] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    until: Mapped[date | None] = mapped_column(index=True, info=kept_for(Reason.VOLUNTEER))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    volunteer: Mapped[Volunteer] = relationship(back_populates="checks")

    __table_args__ = (CheckConstraint(one_of("kind", CheckKind), name="kind"),)


class VolunteerNote(Model):
    """What staff write about a volunteer, for themselves. The volunteer may read it in their copy."""

    __tablename__ = "volunteer_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.NOTE))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.NOTE))
