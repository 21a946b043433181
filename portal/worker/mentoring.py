"""What the worker does for mentoring and volunteering: the steps of its promises, and the rounds it makes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.mentoring import checks, drafts, interviews, slot_shortage, vetting, volunteers
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.worker import matching, pair_team, pairs, slots
from portal.worker.rounds import each

#: What is done with a promise at a step of its ladder.
Doing = Callable[[Promise, datetime], None]


def _of_volunteer(verb: Callable[[Volunteer, Promise, datetime], None]) -> Doing:
    """The same of the volunteer the promise is about, while they are known."""

    def do(owed: Promise, now: datetime) -> None:
        volunteer = volunteers.of_promise(owed)
        if volunteer:
            verb(volunteer, owed, now)

    return do


def look_after_checks(now: datetime) -> int:
    """Checks that end soon are announced; whose check is over takes a break until it was made again."""
    return each(Volunteer, checks.with_ends(now), lambda volunteer: checks.look_after(volunteer, now))


def look_after_drafts(now: datetime) -> int:
    """An offer that was begun and not sent: its end is announced, then it is deleted."""
    noted = each(Volunteer, drafts.to_note(now), lambda draft: drafts.note(draft, now))
    return noted + each(Volunteer, drafts.over(now), lambda draft: drafts.lapse(draft, now))


#: What happens when nobody kept it.
ENDS: dict[PromiseKind, Doing] = {
    PromiseKind.VOLUNTEER: _of_volunteer(lambda volunteer, _owed, now: vetting.lapse(volunteer, now)),
    PromiseKind.VOLUNTEER_INTERVIEW: _of_volunteer(interviews.let_lapse),
    PromiseKind.VOLUNTEER_DATE: _of_volunteer(interviews.find_no_date),
    PromiseKind.VOLUNTEER_CHECK: _of_volunteer(checks.end_unmade),
    **matching.ENDS,
    **pairs.ENDS,
    **pair_team.ENDS,
    PromiseKind.SLOT_OPEN: slot_shortage.nobody_found,
}
#: How whoever owes it without being of the team is reminded.
REMIND: dict[PromiseKind, Doing] = {
    PromiseKind.VOLUNTEER_INTERVIEW: _of_volunteer(interviews.remind),
    **matching.REMIND,
}
#: How whoever waits hears the new date when another team owes it now.
LATER: dict[PromiseKind, Doing] = {
    PromiseKind.VOLUNTEER: _of_volunteer(interviews.tell_later),
    PromiseKind.VOLUNTEER_DATE: _of_volunteer(interviews.tell_later),
    PromiseKind.VOLUNTEER_CHECK: _of_volunteer(checks.say_later),
    **matching.LATER,
    **pairs.LATER,
    **pair_team.LATER,
}
#: What is done how often; each commits what it does.
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    (timedelta(hours=1), look_after_checks),
    (timedelta(hours=1), look_after_drafts),
    *matching.ROUNDS,
    *pairs.ROUNDS,
    *pair_team.ROUNDS,
    *slots.ROUNDS,
)
