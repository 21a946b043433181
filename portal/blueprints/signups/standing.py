"""How a sign-up stands: the heading of its card, and the facts beneath it while an answer is still to come."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.accounts.reaching import is_reachable
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.answers import SILENCE
from portal.domain.signups.applying import application_of
from portal.domain.signups.line import place_in_line
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal
from portal.domain.signups.told import about
from portal.web.applications import refusal_words
from portal.web.languages import gettext as _
from portal.web.words import ended

#: What is promised to somebody in such a state, or asked of them, until when.
_OWED = {
    State.REQUESTED: PromiseKind.APPLICATION,
    State.WAITING: PromiseKind.WAITING,
    State.OFFERED: PromiseKind.OFFER,
}


@dataclass(frozen=True)
class Standing:
    """`news`: what happened, when it is over. `by`: until when they hear (waiting) or answer (offered); None: the
    last word was said. `place`: in line. `silent`: they gave no way to be asked."""

    heading: str
    news: str
    by: datetime | None
    place: int
    silent: bool


def standing(sign_up: SignUp) -> Standing:
    state = State(sign_up.state)
    owed = open_about(about(sign_up), _OWED[state]) if state in _OWED else None
    return Standing(
        heading=_heading(sign_up),
        news=_news(sign_up),
        by=owed.reply_by if owed else None,
        place=place_in_line(sign_up) if state is State.WAITING else 0,
        silent=not is_reachable(sign_up.person),
    )


def _heading(sign_up: SignUp) -> str:
    if sign_up.state == State.CANCELLED:
        return _left_heading(_last_move(sign_up))
    if _unanswered(sign_up):
        return _("We did not answer you in time")
    at_an_end = {
        State.CANCELLED_BY_CENTRE: _("This date is cancelled"),
        State.MOVED: _("You moved to another date"),
        State.DECLINED: _("We could not give you a seat"),
        State.EXPIRED: _("You have no seat here"),
    }
    if sign_up.state in at_an_end:
        return at_an_end[State(sign_up.state)]
    if ended(sign_up):
        return _("This workshop is over")
    return {
        State.CONFIRMED: _("You are accepted") if application_of(sign_up) else _("Your seat is booked"),
        State.WAITING: _("You are on the waiting list"),
        State.OFFERED: _("A seat is free for you"),
        State.REQUESTED: _("Your application is sent"),
    }[State(sign_up.state)]


def _left_heading(last: SignUpMove | None) -> str:
    if last and last.from_state == State.WAITING:
        return _("You left the waiting list")
    if last and last.from_state == State.OFFERED:
        return _("You left the seat to somebody else")
    if last and last.from_state == State.REQUESTED:
        return _("You withdrew your application")
    return _("You gave your seat back")


def _unanswered(sign_up: SignUp) -> bool:
    """Did they apply, and the team never answered?"""
    last = _last_move(sign_up) if sign_up.state == State.EXPIRED else None
    return last is not None and last.why == SILENCE


def refused_for(sign_up: SignUp) -> str | None:
    """Why they were not accepted, as long as it is known."""
    last = _last_move(sign_up) if sign_up.state == State.DECLINED else None
    return last.why if last and last.why in set(Refusal) else None


def _news(sign_up: SignUp) -> str:
    last = _last_move(sign_up) if sign_up.state == State.EXPIRED else None
    if _unanswered(sign_up):
        return _("This is our fault, and we are sorry. Call us: we find a way.")
    reason = refused_for(sign_up)
    if reason:
        return refusal_words(reason) + " " + _("Call us: we look with you.")
    if last and last.why == "no_answer":
        return _("Your answer did not come in time. We asked the next person.")
    return {
        State.CANCELLED_BY_CENTRE: _("The centre had to cancel it. We are sorry."),
        State.MOVED: _("Your seat is on another date now."),
        State.DECLINED: _("We are sorry. Call us: we look with you."),
        State.EXPIRED: _("It has begun, and no seat was free. We are sorry."),
    }.get(State(sign_up.state), "")


def _last_move(sign_up: SignUp) -> SignUpMove | None:
    """None for a sign-up whose history is no longer kept."""
    return sign_up.history[-1] if sign_up.history else None
