"""Slot: one trainer, coach or speaker that a session date needs. And who was told that it is open."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, one_of
from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for


class SlotChange(StrEnum):
    """What happened to a slot."""

    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    SWAP_WANTED = "swap_wanted"
    SWAP_TAKEN_BACK = "swap_taken_back"
    SWAPPED = "swapped"
    GIVEN = "given"
    TAKEN_AWAY = "taken_away"
    DID_NOT_COME = "did_not_come"


class Slot(Model):
    """One seat in front of the room. Open while nobody holds it; there are as many rows as people are needed."""

    __tablename__ = "slot"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    session_date_id: Mapped[int] = mapped_column(ForeignKey("session_date.id", ondelete="CASCADE"), index=True)
    #: A value of `VolunteerRole`, never MENTOR.
    role: Mapped[str] = mapped_column(String(8))
    volunteer_id: Mapped[int | None] = mapped_column(
        ForeignKey("volunteer.id", ondelete="SET NULL"), index=True, info=kept_for(Reason.VOLUNTEER)
    )
    taken_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    #: Who holds it looks for somebody to take it; until then it is theirs.
    swap_wanted_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.VOLUNTEER))
    #: Who held it did not come: no hours are counted.
    absent: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.VOLUNTEER))
    imported: Mapped[bool] = mapped_column(default=False)

    session_date: Mapped[SessionDate] = relationship()
    volunteer: Mapped[Volunteer | None] = relationship()
    history: Mapped[list[SlotMove]] = relationship(order_by="SlotMove.id", passive_deletes="all")

    __table_args__ = (
        CheckConstraint(one_of("role", set(VolunteerRole) - {VolunteerRole.MENTOR}), name="role"),
        CheckConstraint("(volunteer_id IS NULL) = (taken_at IS NULL)", name="taken"),
    )


@append_only
class SlotMove(Model):
    """One line of a slot's history. Lines are added, never changed."""

    __tablename__ = "slot_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`, and of `SlotChange`.
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.HISTORY))
    change: Mapped[str] = mapped_column(String(16), info=kept_for(Reason.HISTORY))
    volunteer_id: Mapped[int | None] = mapped_column(
        ForeignKey("volunteer.id", ondelete="SET NULL"), info=kept_for(Reason.HISTORY)
    )


class SlotAlert(Model):
    """Somebody was told that slots are open. Never the same person twice in a week."""

    __tablename__ = "slot_alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.VOLUNTEER))

    __table_args__ = (Index(None, "volunteer_id", "at"),)
