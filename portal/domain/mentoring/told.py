"""What is told about mentoring: to a volunteer by their own way, to a learner through their sign-up and its card."""

from datetime import datetime, timedelta
from typing import Any

from portal.database import db
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, tell
from portal.domain.promises.kinds import Owner, place_owner
from portal.domain.signups.asked import home_zone
from portal.domain.signups.told import tell_holder

#: News without a date of its own is told within this time, or not at all.
NEWS_LIVES = timedelta(days=60)


def about_volunteer(volunteer: Volunteer) -> str:
    """The name of a volunteer in promises and messages."""
    return f"volunteer:{volunteer.id}"


def about_mentee(mentee: Mentee) -> str:
    return f"mentee:{mentee.id}"


def about_pair(pair: Pair) -> str:
    return f"pair:{pair.id}"


def owner_for(volunteer: Volunteer) -> str:
    """The team that answers a volunteer: that of their place, where they offer to come to one only."""
    return place_owner(volunteer.places[0].slug) if len(volunteer.places) == 1 else Owner.TEAM


def owner_for_mentee(mentee: Mentee) -> str:
    """The team that owes a learner a mentor: that of the place where they learn."""
    return place_owner(mentee.sign_up.course_session.place.slug)


def volunteer_recipient(volunteer: Volunteer) -> Recipient:
    """By e-mail, which every volunteer gives. Whoever was erased, or came with imported history, hears nothing."""
    if volunteer.email is None:
        return Recipient(volunteer.language)
    return Recipient(volunteer.language, Channel.EMAIL, volunteer.email, volunteer.email_digest)


def tell_volunteer(
    volunteer: Volunteer,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> Message:
    """Let a volunteer know. `key`: what makes this news another than the last of its kind."""
    news = News(
        kind,
        about_volunteer(volunteer),
        f"{kind}:{volunteer.ref}:{key}",
        home_zone(),
        facts or {},
        useless_from=useless_from or now + NEWS_LIVES,
    )
    return tell(news, volunteer_recipient(volunteer), now)


def tell_learner(
    mentee: Mentee,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> Message:
    """Let a learner know, on their card at least."""
    key = f"{mentee.ref}:{key}"
    return tell_holder(mentee.sign_up, kind, now, facts, key, useless_from=useless_from or now + NEWS_LIVES)


def tell_side(
    pair: Pair,
    side: Side,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> Message:
    """Let one of the two know. The facts name the pair by its ref and the side, never anything of the other one."""
    facts = {"pair": pair.ref, "side": side.value, **(facts or {})}
    key = f"{pair.ref}:{key}"
    if side is Side.MENTOR:
        return tell_volunteer(pair.volunteer, kind, now, facts, key, useless_from)
    return tell_learner(pair.mentee, kind, now, facts, key, useless_from)


def volunteer_of(message: Message) -> Volunteer | None:
    """The volunteer a message is for; None: it is for somebody else, or they are gone."""
    noun, _colon, number = message.about.partition(":")
    return db.session.get(Volunteer, int(number)) if noun == "volunteer" else None
