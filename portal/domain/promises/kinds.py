"""The kinds of promise: who owes the answer at first, who is asked next, and when the one who owes is reminded.

One table for all areas. The words stand in `portal.web.promises`, and what an end does to the thing that was
asked for stands with that thing; the worker joins the two (`portal.worker.keeping`).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class PromiseKind(StrEnum):
    #: Somebody asked to be phoned.
    CALL_BACK = "call_back"
    #: Somebody waits for a course to get a date.
    DATE_WISH = "date_wish"
    #: Somebody is on a waiting list.
    WAITING = "waiting"
    #: Somebody was offered a seat and owes yes or no.
    OFFER = "offer"
    #: A seat is free so late that only a phone call fills it.
    CALL_LIST = "call_list"
    #: News could not be delivered: somebody must be told in another way.
    UNDELIVERED = "undelivered"
    #: A date was cancelled and some who have a seat cannot be told: somebody must be at the door.
    NOT_REACHABLE = "not_reachable"
    #: Somebody applied for a course and waits for the answer.
    APPLICATION = "application"
    #: Somebody was proposed a date for an interview and owes yes or another time.
    INTERVIEW = "interview"
    #: No date of an interview is agreed: one must be found, by phone where that is quicker.
    INTERVIEW_DATE = "interview_date"
    #: A date is over and nobody said who was there.
    ATTENDANCE = "attendance"
    #: Somebody asked for a copy of what is held on them.
    DATA_COPY = "data_copy"
    #: Somebody asked to be erased.
    DATA_ERASURE = "data_erasure"
    #: Somebody offered to volunteer and waits for the answer.
    VOLUNTEER = "volunteer"
    #: A volunteer was proposed a date for an interview and owes yes or another time.
    VOLUNTEER_INTERVIEW = "volunteer_interview"
    #: No date of an interview with a volunteer is agreed: one must be found.
    VOLUNTEER_DATE = "volunteer_date"
    #: A check of a volunteer has run out and they are paused: it must be made again.
    VOLUNTEER_CHECK = "volunteer_check"
    #: A learner looks for a mentor.
    MENTOR_WANTED = "mentor_wanted"
    #: A mentor was asked whether they take a learner.
    MENTOR_ANSWER = "mentor_answer"
    #: A learner was asked whether they would like this mentor.
    LEARNER_ANSWER = "learner_answer"
    #: Both said yes: somebody sees that they meet.
    PAIR_START = "pair_start"
    #: Two have not met for long, or one of them says that it does not fit: somebody asks how it goes.
    PAIR_CARE = "pair_care"
    #: One of a pair wrote to the team.
    PAIR_LETTER = "pair_letter"
    #: One of a pair reported a problem.
    PAIR_PROBLEM = "pair_problem"
    #: A date comes soon and lacks a trainer, a coach or a speaker.
    SLOT_OPEN = "slot_open"
    #: A company wants to post and waits for the answer.
    COMPANY = "company"
    #: A posting waits for its review.
    POSTING_REVIEW = "posting_review"
    #: Somebody says that something is wrong with a posting.
    POSTING_REPORT = "posting_report"
    #: Somebody applied to a posting: the company owes an answer.
    JOB_ANSWER = "job_answer"
    #: A company proposed dates for an interview: the learner chooses one.
    JOB_DATE = "job_date"
    #: A company said yes: the learner says yes or no.
    JOB_OFFER = "job_offer"
    #: Both said yes: the company sees to the agreement, and says that the learner has begun.
    JOB_START = "job_start"
    #: A placement is over: the company says how it went.
    JOB_END = "job_end"
    #: The company said how it went: the learner says whether they see it so.
    JOB_AGREE = "job_agree"
    #: Half a year after: the learner says where they stand.
    JOB_AFTER = "job_after"
    #: The day's text messages are used up.
    BUDGET = "budget"


class Owner(StrEnum):
    """Who may owe an answer. A place's team is written `place:<slug>`, an account `account:<ref>`.

    SAFEGUARDING: whoever is responsible for it; what they owe is for nobody else's eyes.
    """

    TEAM = "team"
    PERSON = "person"
    VOLUNTEER = "volunteer"
    COMPANY = "company"
    SAFEGUARDING = "safeguarding"
    RULE = "rule"


#: Who owes without being of the team.
NOT_STAFF = (Owner.PERSON, Owner.VOLUNTEER, Owner.COMPANY, Owner.RULE)


def place_owner(slug: str) -> str:
    return f"place:{slug}"


def account_owner(ref: str) -> str:
    return f"account:{ref}"


@dataclass(frozen=True)
class Ladder:
    """`reminders`: how long before the date the one who owes is reminded, longest first. A team is
    told at once, too.

    `then`: who owes it next, in order, each with working days of their own; after the last one it is closed.
    """

    reminders: tuple[timedelta, ...] = ()
    then: tuple[str, ...] = ()
    then_working_days: int = 1


#: A day ahead and three hours ahead; then the whole team, one working day more.
_CALL = Ladder((timedelta(hours=24), timedelta(hours=3)), then=(Owner.TEAM,))

LADDERS: dict[PromiseKind, Ladder] = {
    PromiseKind.CALL_BACK: _CALL,
    PromiseKind.DATE_WISH: Ladder((timedelta(days=14), timedelta(days=3))),
    PromiseKind.WAITING: Ladder(),
    PromiseKind.OFFER: Ladder((timedelta(hours=1),)),
    PromiseKind.CALL_LIST: Ladder((timedelta(hours=2),)),
    PromiseKind.UNDELIVERED: _CALL,
    PromiseKind.NOT_REACHABLE: Ladder((timedelta(hours=24),)),
    PromiseKind.APPLICATION: Ladder(
        (timedelta(days=7), timedelta(days=3), timedelta(days=1)), then=(Owner.TEAM,), then_working_days=3
    ),
    PromiseKind.INTERVIEW: Ladder((timedelta(hours=6),)),
    PromiseKind.INTERVIEW_DATE: _CALL,
    PromiseKind.ATTENDANCE: Ladder((timedelta(hours=24), timedelta(hours=3)), then=(Owner.TEAM,)),
    PromiseKind.DATA_COPY: Ladder((timedelta(days=7), timedelta(days=1)), then=(Owner.TEAM,)),
    PromiseKind.DATA_ERASURE: Ladder((timedelta(days=7), timedelta(days=1)), then=(Owner.TEAM,)),
    PromiseKind.VOLUNTEER: Ladder(
        (timedelta(days=5), timedelta(days=2), timedelta(days=1)), then=(Owner.TEAM,), then_working_days=3
    ),
    PromiseKind.VOLUNTEER_INTERVIEW: Ladder((timedelta(hours=24),)),
    PromiseKind.VOLUNTEER_DATE: _CALL,
    PromiseKind.VOLUNTEER_CHECK: Ladder(
        (timedelta(days=7), timedelta(days=2)), then=(Owner.TEAM,), then_working_days=5
    ),
    PromiseKind.MENTOR_WANTED: Ladder(
        (timedelta(days=7), timedelta(days=3), timedelta(days=1)), then=(Owner.TEAM,), then_working_days=5
    ),
    PromiseKind.MENTOR_ANSWER: Ladder((timedelta(hours=24),)),
    PromiseKind.LEARNER_ANSWER: Ladder((timedelta(hours=24),)),
    PromiseKind.PAIR_START: Ladder((timedelta(days=2),), then=(Owner.TEAM,), then_working_days=3),
    PromiseKind.PAIR_CARE: Ladder((timedelta(days=2),), then=(Owner.TEAM,), then_working_days=3),
    PromiseKind.PAIR_LETTER: Ladder((timedelta(hours=24), timedelta(hours=3)), then=(Owner.TEAM,)),
    PromiseKind.PAIR_PROBLEM: Ladder((timedelta(hours=12), timedelta(hours=3)), then=(Owner.SAFEGUARDING,)),
    PromiseKind.SLOT_OPEN: Ladder((timedelta(hours=24),)),
    PromiseKind.COMPANY: Ladder((timedelta(days=2), timedelta(days=1)), then=(Owner.TEAM,), then_working_days=3),
    PromiseKind.POSTING_REVIEW: Ladder(
        (timedelta(days=1), timedelta(hours=3)), then=(Owner.TEAM,), then_working_days=2
    ),
    PromiseKind.POSTING_REPORT: Ladder((timedelta(hours=12), timedelta(hours=3)), then=(Owner.TEAM,)),
    # Of the three weeks a company has: on the 3rd and the 7th day, and two days before the end.
    PromiseKind.JOB_ANSWER: Ladder((timedelta(days=18), timedelta(days=14), timedelta(days=2))),
    PromiseKind.JOB_DATE: Ladder((timedelta(days=2), timedelta(days=1))),
    PromiseKind.JOB_OFFER: Ladder((timedelta(days=2), timedelta(days=1))),
    PromiseKind.JOB_START: Ladder((timedelta(days=7), timedelta(days=2)), then=(Owner.TEAM,), then_working_days=3),
    PromiseKind.JOB_END: Ladder((timedelta(days=7), timedelta(days=2)), then=(Owner.TEAM,), then_working_days=5),
    PromiseKind.JOB_AGREE: Ladder((timedelta(days=3),)),
    PromiseKind.JOB_AFTER: Ladder((timedelta(days=10), timedelta(days=3))),
    PromiseKind.BUDGET: Ladder((timedelta(hours=3),)),
}
