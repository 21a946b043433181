"""Account, what it may do and where, and how it signs in.

Learners have none. Staff and admins have a password and a second factor; volunteers, recruiters, referrers and
trainers come in by a link that is good for once.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.privacy import Reason, kept_for


class OfficeRole(StrEnum):
    """What an account may do. ADMIN: everything, everywhere. STAFF: the back office, at one place or at all."""

    ADMIN = "admin"
    STAFF = "staff"
    TRAINER = "trainer"
    VOLUNTEER = "volunteer"
    RECRUITER = "recruiter"
    REFERRER = "referrer"
    #: Reads reports of problems between a mentor and a learner; given beside STAFF or ADMIN.
    SAFEGUARDING = "safeguarding"


#: Who needs a password and a second factor.
TWO_FACTORS = frozenset({OfficeRole.ADMIN, OfficeRole.STAFF})


class Account(Model):
    """Somebody who signs in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(80), info=kept_for(Reason.ACCOUNT))
    #: Encrypted, and its keyed digest, by which it is looked up (purpose `contact:email`).
    email: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.ACCOUNT))
    email_digest: Mapped[str] = mapped_column(String(32), unique=True, info=kept_for(Reason.ACCOUNT))
    #: E.164, encrypted, for those who would rather have a text message.
    phone: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.ACCOUNT))
    phone_digest: Mapped[str | None] = mapped_column(String(32), index=True, info=kept_for(Reason.ACCOUNT))
    #: The language to write to them in, and of their back office.
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.ACCOUNT))
    #: argon2id, in its own encoding with salt and cost; None: none chosen.
    password_hash: Mapped[str | None] = mapped_column(String(200), info=kept_for(Reason.ACCOUNT))
    #: Shared secret of the second factor (RFC 6238, base 32), encrypted; in force once confirmed.
    totp_secret: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.ACCOUNT))
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.ACCOUNT))
    #: The last time step a code was used for: none is good twice.
    totp_step: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.ACCOUNT))
    #: From then on it opens nothing.
    closed_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.ACCOUNT))

    grants: Mapped[list[Grant]] = relationship(
        back_populates="account", foreign_keys="Grant.account_id", order_by="Grant.id", passive_deletes="all"
    )


class Grant(Model):
    """A role given to an account, at one place or (None) at all, until a day or until it is taken back.

    Rows are kept when they end: they are their own history.
    """

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.ACCOUNT))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), info=kept_for(Reason.ACCOUNT))
    granted_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.ACCOUNT))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    #: It ends by itself then.
    until: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.ACCOUNT))
    revoked_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.ACCOUNT))
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    account: Mapped[Account] = relationship(back_populates="grants", foreign_keys=[account_id])

    __table_args__ = (CheckConstraint(one_of("role", OfficeRole), name="role"),)


class SignIn(Model):
    """One browser that is signed in. Ended rows open nothing, whatever the browser still holds."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    #: Keyed digest of the token in the browser's cookie.
    token_digest: Mapped[str] = mapped_column(String(32), unique=True, info=kept_for(Reason.SIGN_INS))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SIGN_INS))
    seen_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SIGN_INS))
    ended_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SIGN_INS))
    #: Browser and system in a few words, to recognise it in the list: "Firefox, Android".
    agent: Mapped[str] = mapped_column(String(60), info=kept_for(Reason.SIGN_INS))
    #: Both factors were shown; without, the back office stays closed.
    two_factors: Mapped[bool]

    account: Mapped[Account] = relationship()


class RecoveryCode(Model):
    """One of the codes on paper for whoever lost their second factor. Good for once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(32), info=kept_for(Reason.ACCOUNT))
    used_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.ACCOUNT))

    __table_args__ = (Index(None, "digest"),)


class LinkFor(StrEnum):
    """What a link in a message to an account is for."""

    INVITATION = "invitation"
    SIGN_IN = "sign_in"
    PASSWORD = "password"  # noqa: S105  (a purpose, no secret)
    FACTOR = "factor"


class AccountLink(Model):
    """A link that was sent to an account: good once, for one purpose, until a date. Its token is that of the message
    it stands in (`messages.links`)."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(12), info=kept_for(Reason.SIGN_INS))
    made_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SIGN_INS))
    until: Mapped[datetime] = mapped_column(info=kept_for(Reason.SIGN_INS))
    used_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SIGN_INS))

    account: Mapped[Account] = relationship()

    __table_args__ = (CheckConstraint(one_of("purpose", LinkFor), name="purpose"),)
