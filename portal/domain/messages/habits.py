"""The habits of each kind of message: when it goes out, what ends it, where its link leads."""

from dataclasses import dataclass

from portal.domain.messages.kinds import MessageKind, Purpose


@dataclass(frozen=True)
class Habit:
    """`awake`: goes out in waking hours only. What answers something just done goes at once, even at night.

    `while_live`: dropped when the thing it is about has come to its end.
    """

    awake: bool = True
    while_live: bool = False
    link: Purpose | None = None
    to_staff: bool = False


_CARD = Habit(link=Purpose.CARD)
_AT_ONCE = Habit(awake=False, link=Purpose.CARD)
_STAFF = Habit(awake=False, to_staff=True)
_NOTED = Habit(awake=False, link=Purpose.ASKED)
_ENDED = Habit(link=Purpose.ASKED)

HABITS: dict[MessageKind, Habit] = {
    MessageKind.SEAT_CONFIRMED: _AT_ONCE,
    MessageKind.SEAT_CHANGED: _AT_ONCE,
    MessageKind.SEAT_GIVEN_BACK: _AT_ONCE,
    MessageKind.SEAT_MOVED: _AT_ONCE,
    MessageKind.REMINDER_DAY_BEFORE: Habit(while_live=True, link=Purpose.REMINDER),
    MessageKind.REMINDER_MORNING: Habit(while_live=True, link=Purpose.REMINDER),
    MessageKind.DATE_CANCELLED: _CARD,
    MessageKind.WAITING_JOINED: _AT_ONCE,
    MessageKind.WAITING_CONFIRMED: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.SEAT_OFFERED: Habit(while_live=True, link=Purpose.OFFER),
    MessageKind.OFFER_ENDS_SOON: Habit(while_live=True, link=Purpose.OFFER),
    MessageKind.OFFER_OVER: _CARD,
    MessageKind.WAITING_OVER: _CARD,
    MessageKind.APPLICATION_SENT: _AT_ONCE,
    MessageKind.INFO_MEETING: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.INTERVIEW_PROPOSED: Habit(while_live=True, link=Purpose.INTERVIEW),
    MessageKind.INTERVIEW_AGREED: Habit(while_live=True, link=Purpose.INTERVIEW),
    MessageKind.INTERVIEW_LATER: Habit(while_live=True, link=Purpose.INTERVIEW),
    MessageKind.APPLICATION_ACCEPTED: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.APPLICATION_WAITING: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.APPLICATION_REFUSED: _CARD,
    MessageKind.APPLICATION_LATE: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.APPLICATION_OVER: _CARD,
    MessageKind.CALL_PROMISED: _NOTED,
    MessageKind.CALL_LATE: Habit(link=Purpose.ASKED),
    MessageKind.CALL_NOT_MADE: _ENDED,
    MessageKind.WISH_NOTED: _NOTED,
    MessageKind.WISH_COME_TRUE: _ENDED,
    MessageKind.WISH_OVER: _ENDED,
    MessageKind.DATE_CHANGED: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.NOTICE: _CARD,
    MessageKind.MY_BOOKINGS: Habit(awake=False, link=Purpose.BOOKINGS),
    MessageKind.DATA_ASKED: _NOTED,
    MessageKind.DATA_READY: Habit(link=Purpose.DATA),
    MessageKind.DATA_ERASED: Habit(),
    MessageKind.DATA_LATE: Habit(link=Purpose.ASKED),
    MessageKind.DATA_LEAVES: Habit(link=Purpose.BOOKINGS),
    MessageKind.ACCOUNT_INVITED: Habit(awake=False, link=Purpose.ACCOUNT),
    MessageKind.ACCOUNT_LINK: Habit(awake=False, link=Purpose.ACCOUNT),
    MessageKind.ACCOUNT_CHANGED: Habit(awake=False),
    MessageKind.VOLUNTEER_DRAFT: Habit(awake=False, link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_RECEIVED: Habit(awake=False, link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_INTERVIEW: Habit(while_live=True, link=Purpose.VOLUNTEER_DATE),
    MessageKind.VOLUNTEER_AGREED: Habit(while_live=True, link=Purpose.VOLUNTEER_DATE),
    MessageKind.VOLUNTEER_LATER: Habit(while_live=True, link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_APPROVED: Habit(link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_DECLINED: Habit(link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_OVER: Habit(link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_CHECK: Habit(while_live=True, link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_PAUSED: Habit(link=Purpose.VOLUNTEER),
    MessageKind.VOLUNTEER_BACK: Habit(link=Purpose.VOLUNTEER),
    MessageKind.SLOTS_OPEN: Habit(while_live=True, link=Purpose.SLOTS),
    MessageKind.SLOT_YOURS: Habit(awake=False, link=Purpose.SLOTS),
    MessageKind.SLOT_GONE: Habit(link=Purpose.SLOTS),
    MessageKind.SLOT_REMINDER: Habit(while_live=True, link=Purpose.SLOTS),
    MessageKind.MENTOR_PROMISED: _AT_ONCE,
    MessageKind.MENTOR_LATE: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.MENTOR_OVER: _CARD,
    MessageKind.MENTOR_NEXT: Habit(while_live=True, link=Purpose.CARD),
    MessageKind.PAIR_ASKED: Habit(while_live=True, link=Purpose.PAIR_ANSWER),
    MessageKind.PAIR_NOT_NOW: Habit(link=Purpose.PAIR_ANSWER),
    MessageKind.PAIR_BEGINS: Habit(link=Purpose.PAIR),
    MessageKind.MEETING_PLANNED: Habit(while_live=True, link=Purpose.MEETING),
    MessageKind.MEETING_CALLED_OFF: Habit(link=Purpose.PAIR),
    MessageKind.MEETING_REMINDER: Habit(while_live=True, link=Purpose.MEETING),
    MessageKind.MEETING_LOG: Habit(while_live=True, link=Purpose.MEETING),
    MessageKind.PAIR_FIT: Habit(while_live=True, link=Purpose.PAIR_SURVEY),
    MessageKind.PAIR_QUIET: Habit(while_live=True, link=Purpose.PAIR),
    MessageKind.PAIR_PAUSED: Habit(link=Purpose.PAIR),
    MessageKind.PAIR_GOES_ON: Habit(link=Purpose.PAIR),
    MessageKind.PAIR_CONTACT: Habit(link=Purpose.PAIR),
    MessageKind.PAIR_LETTER: Habit(link=Purpose.PAIR),
    MessageKind.PAIR_PROBLEM: Habit(link=Purpose.PAIR),
    MessageKind.PAIR_OVER: Habit(link=Purpose.PAIR_SURVEY),
    MessageKind.COMPANY_RECEIVED: Habit(awake=False, link=Purpose.COMPANY),
    MessageKind.COMPANY_APPROVED: Habit(link=Purpose.COMPANY),
    MessageKind.COMPANY_DECLINED: Habit(link=Purpose.COMPANY),
    MessageKind.COMPANY_LATE: Habit(while_live=True, link=Purpose.COMPANY),
    MessageKind.COMPANY_OVER: Habit(link=Purpose.COMPANY),
    MessageKind.COMPANY_STOPPED: Habit(link=Purpose.COMPANY),
    MessageKind.RECRUITER_INVITED: Habit(awake=False, link=Purpose.COMPANY),
    MessageKind.POSTING_RECEIVED: Habit(awake=False, link=Purpose.POSTING),
    MessageKind.POSTING_CHANGES: Habit(link=Purpose.POSTING),
    MessageKind.POSTING_LIVE: Habit(link=Purpose.POSTING),
    MessageKind.POSTING_LATE: Habit(while_live=True, link=Purpose.POSTING),
    MessageKind.POSTING_REMOVED: Habit(link=Purpose.POSTING),
    MessageKind.POSTING_ENDING: Habit(while_live=True, link=Purpose.POSTING),
    MessageKind.POSTING_ENDED: Habit(link=Purpose.POSTING),
    MessageKind.POSTING_FULL: Habit(while_live=True, link=Purpose.POSTING),
    MessageKind.JOB_TO_ANSWER: Habit(while_live=True, link=Purpose.JOB_ANSWER),
    MessageKind.JOB_WAITS: Habit(while_live=True, link=Purpose.JOB_ANSWER),
    MessageKind.JOB_UNANSWERED: Habit(link=Purpose.JOB_ANSWER),
    MessageKind.JOB_DATE_CHOSEN: Habit(link=Purpose.JOB_ANSWER),
    MessageKind.JOB_CONFIRMED: Habit(link=Purpose.PLACEMENT),
    MessageKind.JOB_LEFT: Habit(link=Purpose.JOB_ANSWER),
    MessageKind.JOB_BEGINS: Habit(while_live=True, link=Purpose.PLACEMENT),
    MessageKind.JOB_ASSESS: Habit(while_live=True, link=Purpose.PLACEMENT),
    MessageKind.JOB_SENT: Habit(awake=False, link=Purpose.JOB),
    MessageKind.JOB_READ: Habit(while_live=True, link=Purpose.JOB),
    MessageKind.JOB_INTERVIEW: Habit(while_live=True, link=Purpose.JOB),
    MessageKind.JOB_AGREED: Habit(while_live=True, link=Purpose.JOB),
    MessageKind.JOB_OFFERED: Habit(while_live=True, link=Purpose.JOB),
    MessageKind.JOB_REMINDER: Habit(while_live=True, link=Purpose.JOB),
    MessageKind.JOB_YES: Habit(awake=False, link=Purpose.JOB),
    MessageKind.JOB_DECLINED: Habit(link=Purpose.JOB),
    MessageKind.JOB_CLOSED: Habit(link=Purpose.JOB),
    MessageKind.JOB_EXPIRED: Habit(link=Purpose.JOB),
    MessageKind.JOB_LAPSED: Habit(link=Purpose.JOB),
    MessageKind.JOB_STARTS: Habit(link=Purpose.JOB),
    MessageKind.JOB_ASSESSED: Habit(link=Purpose.JOB),
    MessageKind.JOB_AFTER: Habit(link=Purpose.JOB),
    MessageKind.JOB_HELPED: Habit(),
    MessageKind.SEARCH_ON: Habit(awake=False, link=Purpose.SEARCH),
    MessageKind.SEARCH_NEWS: Habit(while_live=True, link=Purpose.SEARCH),
    MessageKind.TRIAL: Habit(awake=False),
    MessageKind.STAFF_OWES: _STAFF,
}

#: About a mentor and a learner: what becomes of the seat through which a learner is told does not end them.
OF_PAIRS = frozenset(kind for kind in MessageKind if kind.value.startswith(("mentor_", "pair_", "meeting_")))
