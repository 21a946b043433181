"""What this browser has shown it holds, without an account.

All of it is kept in the signed cookie with the time it was made, and is short-lived. `linked`: it came by a private
link and may see which workshop that is. `held`: it gave the code, or made the booking, and may see the card.
`letters`: it came by the link of a message and may do what that message is for. `asked`: it asked the team for
something and may see how that stands. `offers`: it began an offer to help, or came by a link to it, and may go on.
`jobs`: it applied for work, or came by a link about it and passed the small check, and may see that application.
"""

import secrets

from flask import current_app, session

from portal import clock

#: A shared phone forgets the oldest beyond these.
MOST_KEPT = 10


def grant(ref: str) -> None:
    """This browser may see the card of `ref` from now on."""
    _remember("held", ref)


def link(ref: str) -> None:
    """This browser came by the private link of `ref`."""
    _remember("linked", ref)


def came_by(message_ref: str) -> None:
    """This browser came by the link of this message."""
    _remember("letters", message_ref)


def asked(promise_ref: str) -> None:
    """This browser asked for what this promise answers, or came by a message about it."""
    _remember("asked", promise_ref)


def holds(ref: str) -> bool:
    return ref in _fresh("held")


def is_linked(ref: str) -> bool:
    return ref in _fresh("linked")


def has_letter(message_ref: str) -> bool:
    return message_ref in _fresh("letters")


def letter_refs() -> list[str]:
    """The messages whose links this browser followed, newest first."""
    return list(reversed(_fresh("letters")))


def has_asked(promise_ref: str) -> bool:
    return promise_ref in _fresh("asked")


def began_offer(ref: str) -> None:
    """This browser may go on with this draft of an offer to help."""
    _remember("offers", ref)


def has_offer(ref: str) -> bool:
    return ref in _fresh("offers")


def offer_refs() -> list[str]:
    """The offers this browser began, newest first."""
    return list(reversed(_fresh("offers")))


def applied(ref: str) -> None:
    """This browser may see this application for work from now on."""
    _remember("jobs", ref)


def has_applied(ref: str) -> bool:
    return ref in _fresh("jobs")


def applied_refs() -> list[str]:
    """The applications for work this browser may see, newest first."""
    return list(reversed(_fresh("jobs")))


def at_tablet(link_digest: str) -> None:
    """This is a shared tablet of a job fair, opened by the link with this digest; the fair says until when."""
    session["tablet"], session.permanent = [link_digest], True  # a tablet whose battery was empty goes on


def is_tablet(link_digest: str) -> bool:
    return link_digest in session.get("tablet", [])


def offer_tablet(link_digest: str) -> None:
    """It came by the link of a tablet: the next press may make it one."""
    session["tablet_link"] = link_digest


def tablet_offered() -> str:
    """The digest of that link; empty: it came by none."""
    return str(session.get("tablet_link", ""))


def begin_turn(key: str) -> None:
    """Somebody begins to fill in a form on this tablet."""
    session["turn"] = key


def end_turn() -> None:
    """The next one comes: what was sent with the form before says nothing any more."""
    session.pop("turn", None)


def is_turn(key: str) -> bool:
    return bool(key) and session.get("turn") == key


def thank(name: str) -> None:
    """Somebody of this name applied on this tablet: the next page thanks them."""
    session["thanks"] = name


def thanked() -> str:
    """That name, once: whoever comes to the tablet next does not read it."""
    return str(session.pop("thanks", ""))


def offer_sent(until: str) -> None:
    """This browser sent an offer, and was told until when the answer comes."""
    _remember("sent_offers", until)


def offer_sent_until() -> str | None:
    return next(reversed(_fresh("sent_offers")), None)


def company_asked(until: str) -> None:
    """This browser asked for a company to join, and was told until when the answer comes."""
    _remember("companies", until)


def company_asked_until() -> str | None:
    return next(reversed(_fresh("companies")), None)


def check_in(link_ref: str) -> None:
    """This browser came by a trainer's link; the link itself says until when it opens."""
    session["check_in"] = [*(ref for ref in session.get("check_in", []) if ref != link_ref), link_ref][-MOST_KEPT:]


def check_in_refs() -> list[str]:
    return [str(ref) for ref in session.get("check_in", [])]


def link_sent(contact_digest: str) -> None:
    """This browser asked for a link to what was booked with this contact, known or not."""
    _remember("sent", contact_digest)


def link_sent_to() -> str | None:
    """The contact it asked for last."""
    return next(reversed(_fresh("sent")), None)


def named(message_ref: str, name_digest: str) -> None:
    """This browser came by the link of this message and gave the name that goes with it."""
    _remember("named", f"{message_ref}:{name_digest}")


def name_given(message_ref: str) -> str | None:
    """The digest of that name."""
    given = (entry.partition(":") for entry in reversed(_fresh("named")))
    return next((name for ref, _colon, name in given if ref == message_ref), None)


def held_refs() -> list[str]:
    """The bookings this browser may see, newest first."""
    return list(reversed(_fresh("held")))


def form_key(course_session_ref: str) -> str:
    """The key of this browser's seat form for one course session: the same one until it has seen the card.

    So a form filled in again after its answer was lost finds the booking that the lost one made.
    """
    keys = dict(session.get("keys", []))
    key = keys.pop(course_session_ref, None) or secrets.token_urlsafe(16)
    session["keys"] = [*keys.items(), (course_session_ref, key)][-MOST_KEPT:]
    return str(key)


def card_seen(course_session_ref: str) -> None:
    """The answer has arrived: the next form for this course session is a new one."""
    kept = [entry for entry in session.get("keys", []) if entry[0] != course_session_ref]
    if len(kept) != len(session.get("keys", [])):
        session["keys"] = kept


def leave() -> None:
    """Forget everything: nothing of the visit stays in this browser's cookie."""
    session.clear()


def _fresh(kind: str) -> list[str]:
    oldest = int(clock.now().timestamp()) - 60 * current_app.config["PORTAL_HOLDER_MINUTES"]
    return [ref for ref, at in session.get(kind, []) if at > oldest]


def _remember(kind: str, ref: str) -> None:
    at = int(clock.now().timestamp())
    kept = [entry for entry in session.get(kind, []) if entry[0] != ref]
    session[kind] = [*kept, [ref, at]][-MOST_KEPT:]
