"""The states of a volunteer and of a pair, and for each the one table of moves between them."""

from enum import StrEnum

from portal.domain.moves import Moves, Role


class VolunteerState(StrEnum):
    """DRAFT: not sent yet. LAPSED: the wait ended by itself, on either side. PAUSED: no new learner, no slot."""

    DRAFT = "draft"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    INTERVIEW = "interview"
    APPROVED = "approved"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class PairState(StrEnum):
    """SUGGESTED: by staff, both are asked. REQUESTED: the learner asked, the mentor has to answer. ACCEPTED: both
    said yes and have not met yet. EXPIRED: an answer did not come in time."""

    SUGGESTED = "suggested"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ENDED_EARLY = "ended_early"


_VOLUNTEER, _PERSON, _STAFF, _RULE = Role.VOLUNTEER, Role.PERSON, Role.STAFF, Role.RULE
_V, _P = VolunteerState, PairState

#: Waits for the answer of staff.
APPLIED = frozenset({_V.RECEIVED, _V.IN_REVIEW, _V.INTERVIEW})
#: Was approved and has not stopped.
AT_WORK = frozenset({_V.APPROVED, _V.PAUSED})
#: Of an e-mail address at most one is in one of these. Drafts are not counted: whoever begins one must not learn
#: whether the address is known.
LIVE_VOLUNTEER = APPLIED | AT_WORK

#: (from, to) -> who may. From None: how it may begin.
VOLUNTEER_MOVES: Moves = {
    (None, _V.DRAFT): frozenset({_VOLUNTEER}),
    # By hand: somebody staff know, or imported history.
    (None, _V.RECEIVED): frozenset({_STAFF}),
    (_V.DRAFT, _V.RECEIVED): frozenset({_VOLUNTEER}),
    (_V.DRAFT, _V.LAPSED): frozenset({_RULE}),
    (_V.RECEIVED, _V.IN_REVIEW): frozenset({_STAFF}),
    (_V.IN_REVIEW, _V.INTERVIEW): frozenset({_STAFF}),
    (_V.INTERVIEW, _V.IN_REVIEW): frozenset({_STAFF}),
    (_V.INTERVIEW, _V.APPROVED): frozenset({_STAFF}),
    **{(waiting, _V.DECLINED): frozenset({_STAFF}) for waiting in APPLIED},
    **{(waiting, _V.LAPSED): frozenset({_STAFF, _RULE}) for waiting in APPLIED},
    **{(waiting, _V.WITHDRAWN): frozenset({_VOLUNTEER}) for waiting in (_V.DRAFT, *APPLIED)},
    # A wait that ended by itself, or a no, may be taken up again.
    (_V.LAPSED, _V.IN_REVIEW): frozenset({_STAFF}),
    (_V.DECLINED, _V.IN_REVIEW): frozenset({_STAFF}),
    (_V.APPROVED, _V.PAUSED): frozenset({_VOLUNTEER, _STAFF, _RULE}),
    (_V.PAUSED, _V.APPROVED): frozenset({_VOLUNTEER, _STAFF, _RULE}),
    (_V.APPROVED, _V.ENDED): frozenset({_VOLUNTEER, _STAFF}),
    (_V.PAUSED, _V.ENDED): frozenset({_VOLUNTEER, _STAFF}),
    (_V.ENDED, _V.IN_REVIEW): frozenset({_STAFF}),
}

#: Waits for somebody's yes.
ASKED = frozenset({_P.SUGGESTED, _P.REQUESTED})
#: The two know each other.
TOGETHER = frozenset({_P.ACCEPTED, _P.ACTIVE, _P.PAUSED})
#: A learner has at most one pair in these; each takes one of the mentor's places.
LIVE_PAIR = ASKED | TOGETHER

PAIR_MOVES: Moves = {
    (None, _P.SUGGESTED): frozenset({_STAFF}),
    (None, _P.REQUESTED): frozenset({_PERSON, _STAFF, _RULE}),
    (_P.SUGGESTED, _P.ACCEPTED): frozenset({_PERSON, _VOLUNTEER, _STAFF}),
    (_P.REQUESTED, _P.ACCEPTED): frozenset({_VOLUNTEER, _STAFF}),
    (_P.SUGGESTED, _P.DECLINED): frozenset({_PERSON, _VOLUNTEER, _STAFF}),
    (_P.REQUESTED, _P.DECLINED): frozenset({_VOLUNTEER, _STAFF}),
    (_P.SUGGESTED, _P.EXPIRED): frozenset({_RULE}),
    (_P.REQUESTED, _P.EXPIRED): frozenset({_RULE}),
    (_P.SUGGESTED, _P.WITHDRAWN): frozenset({_STAFF, _RULE}),
    (_P.REQUESTED, _P.WITHDRAWN): frozenset({_PERSON, _STAFF, _RULE}),
    (_P.ACCEPTED, _P.ACTIVE): frozenset({_PERSON, _VOLUNTEER, _STAFF}),
    (_P.ACTIVE, _P.PAUSED): frozenset({_PERSON, _VOLUNTEER, _STAFF}),
    (_P.PAUSED, _P.ACTIVE): frozenset({_PERSON, _VOLUNTEER, _STAFF, _RULE}),
    (_P.ACTIVE, _P.COMPLETED): frozenset({_PERSON, _VOLUNTEER, _STAFF}),
    **{(one, _P.ENDED_EARLY): frozenset({_PERSON, _VOLUNTEER, _STAFF, _RULE}) for one in TOGETHER},
}
