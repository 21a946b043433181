"""What happens to the file of a person: two that were one, and people who came as a list."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Model, Sealed, SealedFacts, one_of
from portal.domain.privacy import Reason, kept_for


class Merge(Model):
    """Two files that were one person, put together, and what moved: enough to take it back."""

    __tablename__ = "person_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    #: Numbers of the rows that moved, by table.
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, info=kept_for(Reason.HISTORY))
    undone_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.HISTORY))


class ImportState(StrEnum):
    READ = "read"
    TRIED = "tried"
    DONE = "done"


class PeopleImport(Model):
    """A list of people and sign-ups that somebody of the team brings in, from the file to the report."""

    __tablename__ = "people_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.IMPORT), index=True)
    state: Mapped[str] = mapped_column(String(8))
    #: The file as text, until it is done or forgotten.
    content: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.IMPORT))
    #: Which column of the file says what.
    columns: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: Line by line what became of it.
    report: Mapped[dict[str, Any] | None] = mapped_column(SealedFacts, info=kept_for(Reason.IMPORT))
    done_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint(one_of("state", ImportState), name="state"),)
