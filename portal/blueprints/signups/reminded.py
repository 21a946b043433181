"""What the reminder of a meeting asks, and what was answered: for the page behind its link, and for the card."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.catalogue.models import SessionDate
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import purpose, told_about
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.promises.models import Promise
from portal.domain.signups.changes import may_give_back
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import can_call
from portal.domain.signups.states import State
from portal.domain.signups.told import about


@dataclass(frozen=True)
class Reminded:
    """`meeting`: None when it has been put off meanwhile. `theirs`: there still is something to answer.

    `call`: they asked for one already.
    """

    message: Message
    sign_up: SignUp
    meeting: SessionDate | None
    over: bool
    theirs: bool
    said_yes: bool
    may_give_back: bool
    can_call: bool
    call: Promise | None


def reminded(message: Message, sign_up: SignUp, now: datetime) -> Reminded:
    meeting = _meeting(message, sign_up)
    ends_at = meeting.ends_at if meeting else sign_up.course_session.ends_at
    over = ends_at is not None and ends_at <= now
    return Reminded(
        message=message,
        sign_up=sign_up,
        meeting=meeting,
        over=over,
        theirs=sign_up.state == State.CONFIRMED and not over,
        said_yes=sign_up.coming_at is not None and sign_up.coming_at >= message.created_at,
        may_give_back=may_give_back(sign_up, now),
        can_call=can_call(sign_up, now),
        call=open_about(about(sign_up), PromiseKind.CALL_BACK),
    )


def reminded_on_card(sign_up: SignUp, now: datetime) -> Reminded | None:
    """The reminder that went nowhere but to the card, while it asks something."""
    if sign_up.state != State.CONFIRMED:
        return None
    reminders = (one for one in told_about(about(sign_up)) if purpose(one) is Purpose.REMINDER)
    newest = next(reminders, None)
    if newest is None or newest.channel != Channel.CARD:
        return None
    found = reminded(newest, sign_up, now)
    return found if found.theirs and found.meeting else None


def _meeting(message: Message, sign_up: SignUp) -> SessionDate | None:
    starts_at = datetime.fromisoformat(message.facts["starts_at"])
    return next((day for day in sign_up.course_session.dates if day.starts_at == starts_at), None)
