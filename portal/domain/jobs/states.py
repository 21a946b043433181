"""The states of a company, a posting and an application, and for each the one table of moves between them."""

from enum import StrEnum

from portal.domain.moves import Moves, Role


class CompanyState(StrEnum):
    """RECEIVED: waits for the answer of staff. LAPSED: the wait ended by itself. CLOSED: it wants no more."""

    RECEIVED = "received"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    DECLINED = "declined"
    LAPSED = "lapsed"
    CLOSED = "closed"


class PostingState(StrEnum):
    """FILLED: all seats are taken. REMOVED: by staff, or never let out. That a posting takes no application for now,
    because too many wait for an answer, is derived and never stored."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    PAUSED = "paused"
    FILLED = "filled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class JobState(StrEnum):
    """OFFERED: the company says yes. CONFIRMED: the learner does, too. EXPIRED: an answer did not come in time.
    CLOSED: it ended for a reason outside the two: another place was taken, the posting went."""

    SENT = "sent"
    READ = "read"
    IN_REVIEW = "in_review"
    INTERVIEW = "interview"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    STARTED = "started"
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"
    NO_SHOW = "no_show"


_COMPANY, _PERSON, _STAFF, _RULE, _REFERRER = Role.COMPANY, Role.PERSON, Role.STAFF, Role.RULE, Role.REFERRER
_C, _P, _J = CompanyState, PostingState, JobState

#: One registration number belongs to at most one of these.
LIVE_COMPANY = frozenset({_C.RECEIVED, _C.APPROVED, _C.SUSPENDED})

#: (from, to) -> who may. From None: how it may begin.
COMPANY_MOVES: Moves = {
    (None, _C.RECEIVED): frozenset({_COMPANY, _STAFF}),
    (_C.RECEIVED, _C.APPROVED): frozenset({_STAFF}),
    (_C.RECEIVED, _C.DECLINED): frozenset({_STAFF}),
    (_C.RECEIVED, _C.LAPSED): frozenset({_STAFF, _RULE}),
    (_C.RECEIVED, _C.CLOSED): frozenset({_COMPANY}),
    # A wait that ended by itself, or a no, may be taken up again.
    (_C.LAPSED, _C.APPROVED): frozenset({_STAFF}),
    (_C.DECLINED, _C.APPROVED): frozenset({_STAFF}),
    (_C.APPROVED, _C.SUSPENDED): frozenset({_STAFF}),
    (_C.SUSPENDED, _C.APPROVED): frozenset({_STAFF}),
    (_C.APPROVED, _C.CLOSED): frozenset({_COMPANY, _STAFF}),
    (_C.SUSPENDED, _C.CLOSED): frozenset({_STAFF}),
    (_C.CLOSED, _C.APPROVED): frozenset({_STAFF}),
}

#: On the board, or may come back to it without a new review.
ON_THE_BOARD = frozenset({_P.PUBLISHED, _P.PAUSED, _P.FILLED, _P.EXPIRED})

POSTING_MOVES: Moves = {
    (None, _P.DRAFT): frozenset({_COMPANY, _STAFF}),
    (_P.DRAFT, _P.IN_REVIEW): frozenset({_COMPANY, _STAFF}),
    # A company staff trust: looked at after the fact.
    (_P.DRAFT, _P.PUBLISHED): frozenset({_COMPANY, _STAFF}),
    (_P.DRAFT, _P.WITHDRAWN): frozenset({_COMPANY, _STAFF, _RULE}),
    # Changes are asked for, with comments; or the company takes it back to change something.
    (_P.IN_REVIEW, _P.DRAFT): frozenset({_COMPANY, _STAFF, _RULE}),
    (_P.IN_REVIEW, _P.PUBLISHED): frozenset({_STAFF}),
    (_P.IN_REVIEW, _P.WITHDRAWN): frozenset({_COMPANY, _STAFF}),
    (_P.IN_REVIEW, _P.REMOVED): frozenset({_STAFF}),
    (_P.PUBLISHED, _P.PAUSED): frozenset({_COMPANY, _STAFF}),
    (_P.PAUSED, _P.PUBLISHED): frozenset({_COMPANY, _STAFF}),
    (_P.PUBLISHED, _P.FILLED): frozenset({_COMPANY, _STAFF, _RULE}),
    (_P.PAUSED, _P.FILLED): frozenset({_COMPANY, _STAFF, _RULE}),
    # A seat is free again.
    (_P.FILLED, _P.PUBLISHED): frozenset({_COMPANY, _STAFF, _RULE}),
    (_P.PUBLISHED, _P.EXPIRED): frozenset({_RULE}),
    (_P.PAUSED, _P.EXPIRED): frozenset({_RULE}),
    (_P.EXPIRED, _P.PUBLISHED): frozenset({_COMPANY, _STAFF}),
    **{(one, _P.WITHDRAWN): frozenset({_COMPANY, _STAFF, _RULE}) for one in ON_THE_BOARD},
    **{(one, _P.REMOVED): frozenset({_STAFF}) for one in ON_THE_BOARD},
    # Removed by mistake: it goes through the review again.
    (_P.REMOVED, _P.IN_REVIEW): frozenset({_STAFF}),
}

#: The company owes an answer. Counted against the most open applications a posting takes.
WAITING_FOR_COMPANY = frozenset({_J.SENT, _J.READ, _J.IN_REVIEW, _J.INTERVIEW})
#: A seat of the posting is theirs.
HAS_SEAT = frozenset({_J.CONFIRMED, _J.STARTED, _J.COMPLETED})
#: Of a learner and a posting at most one is in these.
LIVE_JOB = WAITING_FOR_COMPANY | {_J.OFFERED, _J.CONFIRMED, _J.STARTED}

JOB_MOVES: Moves = {
    (None, _J.SENT): frozenset({_PERSON, _REFERRER, _STAFF}),
    (_J.SENT, _J.READ): frozenset({_COMPANY, _STAFF}),
    **{(one, _J.IN_REVIEW): frozenset({_COMPANY, _STAFF}) for one in (_J.SENT, _J.READ, _J.INTERVIEW)},
    **{(one, _J.INTERVIEW): frozenset({_COMPANY, _STAFF}) for one in (_J.SENT, _J.READ, _J.IN_REVIEW)},
    **{(one, _J.OFFERED): frozenset({_COMPANY, _STAFF}) for one in WAITING_FOR_COMPANY},
    **{(one, _J.DECLINED): frozenset({_COMPANY, _STAFF}) for one in (*WAITING_FOR_COMPANY, _J.OFFERED)},
    **{
        (one, _J.WITHDRAWN): frozenset({_PERSON, _REFERRER, _STAFF})
        for one in (*WAITING_FOR_COMPANY, _J.OFFERED, _J.CONFIRMED)
    },
    # Nobody answered: the company for three weeks, or the learner an offer.
    **{(one, _J.EXPIRED): frozenset({_RULE}) for one in (*WAITING_FOR_COMPANY, _J.OFFERED)},
    **{(one, _J.CLOSED): frozenset({_RULE, _STAFF}) for one in (*WAITING_FOR_COMPANY, _J.OFFERED)},
    # It does not come about. Of whether it began, the learner's word counts like the company's.
    (_J.CONFIRMED, _J.CLOSED): frozenset({_COMPANY, _PERSON, _STAFF, _RULE}),
    (_J.OFFERED, _J.CONFIRMED): frozenset({_PERSON, _STAFF}),
    (_J.CONFIRMED, _J.STARTED): frozenset({_COMPANY, _PERSON, _STAFF}),
    (_J.CONFIRMED, _J.NO_SHOW): frozenset({_COMPANY, _STAFF}),
    (_J.STARTED, _J.COMPLETED): frozenset({_COMPANY, _STAFF, _RULE}),
    # Said to have begun, and nobody was there.
    (_J.STARTED, _J.NO_SHOW): frozenset({_STAFF}),
}
