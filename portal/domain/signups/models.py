"""SignUp, its append-only history, and nothing else: attendance is another table, for another day."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Model, Sealed, one_of
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.moves import append_only
from portal.domain.privacy import Reason, kept_for
from portal.domain.signups.states import LIVE, State
from portal.public_version import shown

#: Most seats one sign-up may hold.
LARGEST_PARTY = 4

_LIVE_SQL = one_of("state", LIVE)


class Need(StrEnum):
    """What would make coming easier. Practical only: health is never asked."""

    STEP_FREE = "step_free"
    CHILD_COMES = "child_comes"
    LEND_COMPUTER = "lend_computer"
    BIG_LETTERS = "big_letters"
    INTERPRETER = "interpreter"


class Way(StrEnum):
    """How a sign-up came about."""

    OWN = "own"
    PHONE = "phone"
    WALK_IN = "walk_in"
    IMPORT = "import"


#: What can be needed without coming to a room.
ONLINE_NEEDS = (Need.INTERPRETER,)


class HeardFrom(StrEnum):
    FRIEND = "friend"
    ADVISER = "adviser"
    PARTNER = "partner"
    VOLUNTEER = "volunteer"
    WORKSHOP = "workshop"
    INTERNET = "internet"
    OTHER = "other"


class SignUp(Model):
    """One person's wish for one or more seats in a course session."""

    __tablename__ = "sign_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What addresses show: sixteen letters and digits that open nothing by themselves.
    ref: Mapped[str] = mapped_column(String(16), unique=True)
    course_session_id: Mapped[int] = mapped_column(ForeignKey("course_session.id"), info=kept_for(Reason.SEAT))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(20), info=kept_for(Reason.SEAT))
    #: Seats held, the person's own included.
    party: Mapped[int] = mapped_column(info=kept_for(Reason.PARTY))
    #: The language to write to them in, as the portal's language code: that of the page they used, until they say.
    language: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.LANGUAGE))
    #: The code people read aloud, encrypted, and its digest for looking it up.
    code: Mapped[str] = mapped_column(Sealed, info=kept_for(Reason.SEAT))
    code_digest: Mapped[str] = mapped_column(String(32), unique=True, info=kept_for(Reason.SEAT))
    #: Digest of the form's key and of who sent it: the same form sent again finds the same sign-up.
    request_digest: Mapped[str | None] = mapped_column(String(32), unique=True, info=kept_for(Reason.SEAT))
    #: Which wording of the consent was agreed to, and when.
    consent_version: Mapped[str] = mapped_column(String(16), info=kept_for(Reason.CONSENT))
    consent_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.CONSENT))
    created_at: Mapped[datetime] = mapped_column(info=kept_for(Reason.SEAT))
    #: Values of `Need`.
    needs: Mapped[list[str]] = mapped_column(JSON, default=list, info=kept_for(Reason.NEEDS))
    needs_note: Mapped[str | None] = mapped_column(Sealed, info=kept_for(Reason.NEEDS))
    heard_from: Mapped[str | None] = mapped_column(String(16), info=kept_for(Reason.HEARD_FROM))

    #: How it came about: a value of `Way`.
    way: Mapped[str] = mapped_column(String(8), default=Way.OWN, info=kept_for(Reason.SEAT))

    #: The sign-up that took this one's place on another date.
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="SET NULL"), index=True)
    #: When they last answered a reminder with yes.
    coming_at: Mapped[datetime | None] = mapped_column(info=kept_for(Reason.SEAT))

    course_session: Mapped[CourseSession] = relationship()
    moved_to: Mapped[SignUp | None] = relationship(remote_side=[id])
    person: Mapped[Person] = relationship()
    history: Mapped[list[SignUpMove]] = relationship(back_populates="sign_up", order_by="SignUpMove.id")

    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state"),
        CheckConstraint(one_of("way", Way), name="way"),
        CheckConstraint(f"party BETWEEN 1 AND {LARGEST_PARTY}", name="party"),
        Index(None, "course_session_id", "state"),
        Index(
            "uq_sign_up_live",
            "course_session_id",
            "person_id",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
    )


# Nobody sees who came; everybody sees how many seats are left, and how many different people were there.
shown(SignUp, "state", "party", "course_session_id", "person_id", "person")


@append_only
class SignUpMove(Model):
    """One line of a sign-up's history. Lines are added, never changed."""

    __tablename__ = "sign_up_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(info=kept_for(Reason.HISTORY))
    #: A value of `Role`.
    role: Mapped[str] = mapped_column(String(8), info=kept_for(Reason.HISTORY))
    from_state: Mapped[str | None] = mapped_column(String(20), info=kept_for(Reason.HISTORY))
    to_state: Mapped[str] = mapped_column(String(20), info=kept_for(Reason.HISTORY))
    #: A key, never free text: "late" when a cancellation came within a day of the start.
    why: Mapped[str | None] = mapped_column(String(40), info=kept_for(Reason.HISTORY))

    sign_up: Mapped[SignUp] = relationship(back_populates="history")
