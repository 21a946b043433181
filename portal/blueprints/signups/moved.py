"""Where a seat is now that was moved after the message about it went out."""

from dataclasses import dataclass

from flask import url_for

from portal.domain.signups.models import SignUp
from portal.web import holder


@dataclass(frozen=True)
class Moved:
    """`address`: its new card, or the small check before it."""

    sign_up: SignUp
    address: str


def moved(sign_up: SignUp) -> Moved | None:
    """The sign-up that took its place in the end; None: it was not moved."""
    last = sign_up
    while last.moved_to is not None:
        last = last.moved_to
    if last is sign_up:
        return None
    if holder.holds(last.ref):
        return Moved(last, url_for("card.show", ref=last.ref))
    holder.link(last.ref)
    return Moved(last, url_for("door.check", ref=last.ref))
