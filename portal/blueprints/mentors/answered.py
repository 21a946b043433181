"""How it stands with two who were asked whether they want to meet, as one of them reads it."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.states import ASKED, TOGETHER, PairState
from portal.domain.mentoring.told import about_pair
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.web.languages import gettext as _

_OWN = {Side.MENTOR: PromiseKind.MENTOR_ANSWER, Side.LEARNER: PromiseKind.LEARNER_ANSWER}
_ROLE = {Side.MENTOR: Role.VOLUNTEER, Side.LEARNER: Role.PERSON}


@dataclass(frozen=True)
class Outcome:
    """`asked`: this side owes an answer, `by` then. `waits`: it said yes, and the other one owes it."""

    heading: str
    news: str
    asked: bool = False
    waits: bool = False
    together: bool = False
    by: datetime | None = None


def outcome(pair: Pair, side: Side) -> Outcome:
    if pair.state in ASKED:
        return _open(pair, side)
    if pair.state in TOGETHER:
        return Outcome(_("You both said yes"), _("You can meet now."), together=True)
    return _over(pair, side)


def _open(pair: Pair, side: Side) -> Outcome:
    said_yes = pair.mentor_yes_at if side is Side.MENTOR else pair.learner_yes_at
    owed = open_about(about_pair(pair), _OWN[side.other if said_yes else side])
    by = owed.reply_by if owed else None
    if said_yes:
        return Outcome(_("Thank you for your yes"), "", waits=True, by=by)
    if side is Side.MENTOR:
        return Outcome(_("Would you help somebody as a mentor?"), "", asked=True, by=by)
    return Outcome(_("Would you like to meet %(name)s?", name=pair.volunteer.first_name), "", asked=True, by=by)


def _over(pair: Pair, side: Side) -> Outcome:
    """It did not come to it, or it came to its end."""
    if pair.state in {PairState.COMPLETED, PairState.ENDED_EARLY}:
        return Outcome(_("This is over"), _("You met, and it came to its end."))
    last = pair.history[-1] if pair.history else None
    if last and last.role == _ROLE[side]:
        thanks = _("Thank you for telling us.")
        return Outcome(_("You said no"), f"{thanks} {_goes_on(side)}")
    if pair.end_why == f"silence_{side}":
        late = _("Your answer did not come in time.")
        return Outcome(_("This request is over"), f"{late} {_goes_on(side)}")
    not_now = _("It does not come to it this time.")
    return Outcome(_("This request is over"), f"{not_now} {_goes_on(side)}")


def _goes_on(side: Side) -> str:
    if side is Side.MENTOR:
        return _("We ask you again another time.")
    return _("We go on looking for you.")
