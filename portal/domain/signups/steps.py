"""The way of an application while its sign-up is `requested`: the steps, and the one table of moves between them.

The answer itself is a move of the sign-up (`signups.states`): accepted, on the waiting list, or declined.
"""

from enum import StrEnum

from portal.domain.moves import Role


class Step(StrEnum):
    """Where an application stands. `MET`: they came to the information meeting. `AGREED`: the date of the interview
    suits. `TO_AGREE`: the team owes them a date. `HELD`: the interview took place, and the answer is owed."""

    SENT = "sent"
    MET = "met"
    PROPOSED = "proposed"
    AGREED = "agreed"
    TO_AGREE = "to_agree"
    HELD = "held"


class Refusal(StrEnum):
    """Why somebody was not accepted. Each has kind words, and none says anything about who they are."""

    LEVEL = "level"
    FRENCH = "french"
    HOURS = "hours"
    FULL = "full"
    OTHER_COURSE = "other_course"
    NOT_MET = "not_met"


class DayPart(StrEnum):
    """When somebody is free for an interview."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_PERSON, _STAFF, _RULE = Role.PERSON, Role.STAFF, Role.RULE

#: (from, to) -> who may. From None: how an application begins.
MOVES: dict[tuple[Step | None, Step], frozenset[Role]] = {
    (None, Step.SENT): frozenset({_PERSON, _STAFF}),
    (Step.SENT, Step.MET): frozenset({_STAFF}),
    (Step.SENT, Step.PROPOSED): frozenset({_STAFF}),
    (Step.MET, Step.PROPOSED): frozenset({_STAFF}),
    # Another date instead of the one that was proposed or agreed.
    (Step.PROPOSED, Step.PROPOSED): frozenset({_STAFF}),
    (Step.AGREED, Step.PROPOSED): frozenset({_STAFF}),
    (Step.TO_AGREE, Step.PROPOSED): frozenset({_STAFF}),
    (Step.PROPOSED, Step.AGREED): frozenset({_PERSON, _STAFF}),
    # They asked for another time, or did not answer; a yes may still come while the date lies ahead.
    (Step.PROPOSED, Step.TO_AGREE): frozenset({_PERSON, _STAFF, _RULE}),
    (Step.AGREED, Step.TO_AGREE): frozenset({_PERSON, _STAFF}),
    (Step.TO_AGREE, Step.AGREED): frozenset({_PERSON, _STAFF}),
    # Whoever was there was there, whatever had been agreed.
    (Step.SENT, Step.HELD): frozenset({_STAFF}),
    (Step.MET, Step.HELD): frozenset({_STAFF}),
    (Step.PROPOSED, Step.HELD): frozenset({_STAFF}),
    (Step.AGREED, Step.HELD): frozenset({_STAFF}),
    (Step.TO_AGREE, Step.HELD): frozenset({_STAFF}),
}
