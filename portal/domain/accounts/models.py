"""Person and Contact. A person needs a first name; every way to be reached is a Contact.

Phone numbers and e-mail addresses are not unique: families and shelters share them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.database import Model, Sealed, one_of
from portal.domain.accounts.names import LONGEST, fold_name
from portal.domain.privacy import Reason, kept_for


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class Person(Model):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[str] = mapped_column(String(80), info=kept_for(Reason.NAME))
    #: The same in its plainest form, by which the team looks for it; sorted byte by byte, for the index.
    name_folded: Mapped[str] = mapped_column(
        String(LONGEST).with_variant(String(LONGEST, collation="C"), "postgresql"),
        index=True,
        info=kept_for(Reason.NAME),
    )
    created_at: Mapped[datetime]
    #: The file this one was put together with: everything of it is there now.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    #: The person was erased: what is left names nobody and counts in figures only.
    erased_at: Mapped[datetime | None]
    #: They were told that their data leaves soon.
    notice_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MESSAGES))

    contacts: Mapped[list[Contact]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="Contact.id"
    )

    @validates("first_name")
    def _fold(self, key: str, name: str) -> str:
        self.name_folded = fold_name(name)[:LONGEST]
        return name


class Contact(Model):
    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.CONTACT))
    #: Phone in E.164 (+33612345678) or e-mail address, encrypted.
    value: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.CONTACT))
    #: Keyed digest of kind and value, by which it is looked up.
    digest: Mapped[str] = mapped_column(String(32), info=kept_for(Reason.CONTACT))
    created_at: Mapped[datetime]
    #: The team knows that several people use it.
    shared: Mapped[bool] = mapped_column(default=False, info=kept_for(Reason.CONTACT))

    person: Mapped[Person] = relationship(back_populates="contacts")

    __table_args__ = (
        CheckConstraint(one_of("kind", ContactKind), name="kind"),
        Index(None, "digest"),
    )
