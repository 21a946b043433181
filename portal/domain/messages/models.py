"""Message, the row of the outbox; OptOut; and what the team sets: its own words, and channels that stand still."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Model, Sealed, SealedFacts, one_of
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.states import State
from portal.domain.privacy import Reason, kept_for


class Channel(StrEnum):
    """How a message travels. CARD: not at all; whoever it is for finds it on their card."""

    EMAIL = "email"
    TEXT = "text"
    CARD = "card"


class Message(Model):
    """Something to be told once. It holds its kind and facts; the words are found when it is sent.

    The row is its own log: it has no second table of moves, because each move is made by the rule at a time the row
    keeps, but for a repetition by staff, which `resent` counts.
    """

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Its name towards gateways: the same each time it is tried, so that a repetition can be told.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(24), info=kept_for(Reason.MESSAGES))
    #: What it is about, as `<noun>:<id>`.
    about: Mapped[str] = mapped_column(String(40), info=kept_for(Reason.MESSAGES))
    #: What was true at that moment and is not looked up again: a place in line, a date by which to answer.
    #: Read apart, with the address: a row whose key was lost must not keep the others from being read.
    facts: Mapped[dict[str, Any]] = mapped_column(
        SealedFacts, deferred=True, deferred_group="sealed", info=kept_for(Reason.MESSAGES)
    )
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.LANGUAGE))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    #: Which account it is for, when it is for one.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    #: Whom of the team it is for, as `Promise.owner`; None: it is for a person.
    owner: Mapped[str | None] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.MESSAGES))
    address: Mapped[str | None] = mapped_column(
        Sealed, deferred=True, deferred_group="sealed", info=kept_for(Reason.CONTACT)
    )
    address_digest: Mapped[str | None] = mapped_column(String(32), info=kept_for(Reason.CONTACT))
    #: The same key is never told twice.
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    #: IANA name: by whose clock the night is quiet.
    timezone: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.MESSAGES))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.MESSAGES))
    #: From this instant on it says nothing any more and is dropped.
    useless_from: Mapped[datetime | None]
    next_try_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    #: How often it was handed over without a readable answer.
    uncertain: Mapped[int] = mapped_column(default=0)
    resent: Mapped[int] = mapped_column(default=0)
    #: Which worker has it in hand, and until when nobody else takes it.
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.MESSAGES))
    #: What went wrong last, as a short key; never an address or a word of the message.
    problem: Mapped[str | None] = mapped_column(String(40))
    #: How many text message segments were paid for.
    segments: Mapped[int | None]
    #: Digest of its link's token, and until when the link opens something.
    link_digest: Mapped[str | None] = mapped_column(String(32), unique=True)
    link_until: Mapped[datetime | None]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    __table_args__ = (
        CheckConstraint(one_of("kind", MessageKind), name="kind"),
        CheckConstraint(one_of("channel", Channel), name="channel"),
        CheckConstraint(one_of("state", State), name="state"),
        Index(
            "ix_message_queue",
            "next_try_at",
            "id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index(None, "about"),
        Index(None, "channel", "sent_at"),
        # The log is read newest first: whole by the key, by state, by kind, since a day.
        Index(None, "state", "id"),
        Index(None, "kind", "id"),
        Index(None, "created_at", "id"),
    )


class OptOut(Model):
    """Somebody asked for no more messages to this address. Kept as a digest: nothing is known but the wish."""

    __tablename__ = "opt_out"

    address_digest: Mapped[str] = mapped_column(String(32), primary_key=True, info=kept_for(Reason.NO_MESSAGES))
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.NO_MESSAGES))


class OwnWords(Model):
    """A sentence of a kind of message as the team would rather say it, in one language."""

    __tablename__ = "own_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    language: Mapped[str] = mapped_column(String(8))
    #: Fingerprint of the sentence as the portal has it, in English.
    source_digest: Mapped[str] = mapped_column(String(32))
    source: Mapped[str]
    #: For a counted sentence, which of the language's plural forms; 0 else.
    form: Mapped[int] = mapped_column(default=0)
    words: Mapped[str]
    changed_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    __table_args__ = (UniqueConstraint("kind", "language", "source_digest", "form", name="uq_own_words_sentence"),)


class StoppedChannel(Model):
    """Nothing goes out by this channel until somebody lets it go on; what is queued waits."""

    __tablename__ = "stopped_channel"

    channel: Mapped[str] = mapped_column(String(8), primary_key=True)
    since: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))

    __table_args__ = (CheckConstraint(one_of("channel", Channel), name="channel"),)
