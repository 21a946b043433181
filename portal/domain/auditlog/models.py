"""AuditLine, and apart from it, because it leaves sooner, the internet address it came from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, SealedFacts
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for


@append_only
class AuditLine(Model):
    """One thing somebody of the team did, or one file they read."""

    __tablename__ = "audit_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.AUDIT))
    #: Who; None: nobody was signed in (the command line, the link of a trainer, a sign-in that failed).
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    #: How they came: "office", "command", "check_in", "sign_in".
    way: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.AUDIT))
    #: What, as `noun.verb`: "sign_up.cancelled", "person.read". A value of `Action`.
    action: Mapped[str] = mapped_column(String(40), info=kept_for(Reason.AUDIT))
    #: Which record, as `<noun>:<id>`; it may be gone by now.
    about: Mapped[str | None] = mapped_column(String(48), info=kept_for(Reason.AUDIT))
    #: Whose file was read or changed, where it is about a person.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    #: At which place, so that a team reads the lines of its own place.
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id", ondelete="SET NULL"))
    #: What changed, as small facts; never a contact or a free text of a learner.
    facts: Mapped[dict[str, Any]] = mapped_column(SealedFacts, info=kept_for(Reason.AUDIT))

    origin: Mapped[AuditOrigin | None] = relationship(passive_deletes="all")

    __table_args__ = (
        Index(None, "at", "id"),
        Index(None, "account_id", "at"),
        Index(None, "person_id", "at"),
        Index(None, "about", "at"),
        Index(None, "action", "at"),
        Index(None, "place_id", "at"),
    )


class AuditOrigin(Model):
    """From where a line of the audit log came. Kept for six months, the line for longer."""

    __tablename__ = "audit_origin"

    audit_line_id: Mapped[int] = mapped_column(ForeignKey("audit_line.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.ORIGIN), index=True)
    #: Internet address, encrypted.
    address: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.ORIGIN))
