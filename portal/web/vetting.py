"""The words of answering volunteers: why not, what is missing, how far the interview is, how a check stands."""

from portal.domain.mentoring.checks import Stands
from portal.domain.mentoring.interviews import Meet
from portal.domain.mentoring.vetting import NotReady, Refusal
from portal.domain.mentoring.volunteer_models import VolunteerMove
from portal.web.languages import gettext as _
from portal.web.mentoring import check_words, volunteer_state_words


def refusal_words(reason: str) -> str:
    """Why an offer is refused, as it is said to them."""
    others = _("We chose other people this time.")
    return {
        Refusal.FULL.value: _("We have enough volunteers at the moment."),
        Refusal.TOPICS.value: _("We look for other skills at the moment."),
        Refusal.HOURS.value: _("Your hours do not fit those of our learners."),
        Refusal.PLACE.value: _("We have no courses near you yet."),
        Refusal.NOT_REACHED.value: _("We could not reach you."),
        Refusal.CHECKS.value: _("We could not make the checks that we need."),
        Refusal.OTHERS.value: others,
    }.get(reason, others)


def missing_words(lacks: NotReady) -> str:
    """What is to be done first, on one line."""
    missing = [] if lacks.held else [_("the interview")]
    missing += [check_words(kind) for kind in lacks.missing]
    return _("Before you approve, note this: %(missing)s.", missing=_(", ").join(missing))


def meet_words(meet: Meet) -> str:
    """How far the interview is, for the team."""
    return {
        Meet.NONE: _("No interview yet"),
        Meet.PROPOSED: _("A date is proposed"),
        Meet.AGREED: _("Interview agreed"),
        Meet.TO_AGREE: _("Another date is to be found"),
        Meet.HELD: _("Interview held"),
    }[meet]


def stands_words(stands: Stands) -> str:
    """How a check stands."""
    return {
        Stands.MISSING: _("Missing"),
        Stands.HOLDS: _("Valid"),
        Stands.ENDS_SOON: _("Ends soon"),
        Stands.OVER: _("Over"),
    }[stands]


def move_words(move: VolunteerMove) -> str:
    """One line of the history: `Refused: We have no courses near you yet.`"""
    why = {
        "silence": _("Nobody answered in time."),
        "taken_up": _("Taken up again."),
        "check": _("A check is over."),
        "own": _("They asked for it."),
        "team": _("The team decided it."),
        "erased": _("Their data was deleted."),
    }.get(move.why or "", refusal_words(move.why) if move.why in set(Refusal) else "")
    return " · ".join(filter(None, [volunteer_state_words(move.to_state), why]))
