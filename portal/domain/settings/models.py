"""Setting, and the sign of life of the processes that work for the portal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Model
from portal.public_version import shown


class Setting(Model):
    """One setting that the team changed; the environment's holds where there is none."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))


class Picture(Model):
    """A picture of the association, its logo above all: judged by its content before it lies here."""

    __tablename__ = "picture"

    #: SHA-256 of the content, in hex: its address, and what makes it cacheable for ever.
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    mimetype: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime]


class SignOfLife(Model):
    """When a process was last at work."""

    __tablename__ = "sign_of_life"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


shown(Setting)
