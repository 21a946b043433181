"""What the jobs board holds on a learner: for their copy, for the erasure, and when two files become one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.jobs import publishing
from portal.domain.jobs.answering import withdraw
from portal.domain.jobs.application_models import JobApplication, JobFile
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.forgetting import forget_words
from portal.domain.jobs.moves import move_application, touch
from portal.domain.jobs.owed import no_dates, nothing_owed
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.placement_owed import ended_by_team
from portal.domain.jobs.states import LIVE_JOB, JobState
from portal.domain.jobs.told import about_application, tell_answerer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import LADDERS, Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.signups.asked import home_zone
from portal.domain.signups.held import Holding

#: Beyond the time contacts are kept, whoever is still to be asked how it goes is reached for so long.
LINGERS = timedelta(days=60)
#: Why an application ended whose learner asked to be forgotten.
ERASED = "erased"
#: Why one of two ended that one person had sent to one posting under two names.
DOUBLE = "double"
#: The further it got, the more would be lost: of two to one posting that one goes on.
_FURTHEST = (JobState.STARTED, JobState.CONFIRMED, JobState.OFFERED, JobState.INTERVIEW, JobState.IN_REVIEW)


def copy(ids: list[int]) -> list[dict[str, Any]]:
    """What these people sent, what became of it, and what was told them; of why a company said no, what it shares."""
    mine = select(JobApplication).where(JobApplication.person_id.in_(ids)).order_by(JobApplication.id.desc())
    sent = [_application(application) for application in db.session.scalars(mine)]
    return sent + [{"saved_search": _search(search)} for search in searches_of(ids)]


def _search(search: SavedSearch) -> dict[str, Any]:
    return {
        **{"wishes": search.query, "told_every": search.every, "language": search.language},
        **{"saved": search.created_at.isoformat(), "ended": _at(search.ended_at)},
    }


def searches_of(ids: list[int]) -> list[SavedSearch]:
    """Saved with a contact of these people that nobody else shares: no name says whose they are."""
    others = exists().where(Contact.digest == SavedSearch.digest, Contact.person_id.not_in(ids))
    mine = exists().where(Contact.digest == SavedSearch.digest, Contact.person_id.in_(ids))
    return list(db.session.scalars(select(SavedSearch).where(mine, ~others).order_by(SavedSearch.id)))


def _application(application: JobApplication) -> dict[str, Any]:
    posting, placement = application.posting, db.session.get(Placement, application.id)
    return {
        **{"company": posting.company.name, "job": posting.title, "state": application.state},
        **{"sent": application.created_at.isoformat(), "since": application.moved_at.isoformat()},
        "came_about": application.way,
        "family_name": application.surname,
        "language": application.language,
        "profile": application.profile,
        "answers": application.answers,
        "in_own_words": application.words,
        "with_courses": application.with_courses,
        "consent": {"wording": application.consent_version, "at": application.consent_at.isoformat()},
        "interview": {
            "where": application.interview_where,
            "at": _at(application.interview_at),
            "proposed": [one.at.isoformat() for one in application.dates],
        },
        "why_not": {"why": application.no, "words": application.no_words} if application.no_shared else None,
        "words_with_the_yes": application.offer_words,
        "files": [_file(file) for file in application.files],
        "placement": _placement(placement, ended_by_team(application)) if placement else None,
        "history": [
            {"at": one.at.isoformat(), "by": one.role, "from": one.from_state, "to": one.to_state}
            for one in application.history
        ],
    }


def _file(file: JobFile) -> dict[str, Any]:
    return {"what": file.kind, "name": file.name, "bytes": file.size, "at": file.at.isoformat()}


def _placement(placement: Placement, by_team: bool) -> dict[str, Any]:
    return {
        **{"starts": _at(placement.starts_on), "ends": _at(placement.ends_on), "outcome": placement.outcome},
        **{"signed_by_you": _at(placement.learner_signed_at), "signed_by_us": _at(placement.ours_signed_at)},
        "signed_by_the_company": _at(placement.company_signed_at),
        "what_is_said": {"by": Role.STAFF if by_team else Role.COMPANY, "words": placement.assessment},
        "what_you_say": {"agrees": placement.learner_agrees, "words": placement.learner_words},
        "hired": {"how": placement.hired, "on": _at(placement.hired_on)},
        "half_a_year_after": {"situation": placement.after, "at": _at(placement.after_at)},
    }


def _at(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def end(ids: list[int], role: Role, now: datetime) -> None:
    """They apply no more, and the companies hear it; a placement under way is over as far as we know."""
    for application in _live(ids):
        _end(application, role, now, ERASED)


def _live(ids: list[int]) -> Sequence[JobApplication]:
    """What they applied for and is not over, in the order in which it is locked."""
    live = JobApplication.person_id.in_(ids), JobApplication.state.in_(LIVE_JOB)
    in_order = JobApplication.posting_id, JobApplication.id
    return db.session.scalars(select(JobApplication).where(*live).order_by(*in_order)).all()


def _end(application: JobApplication, role: Role, now: datetime, why: str | None = None) -> None:
    touch(application.posting)
    touch(application)
    if application.state == JobState.STARTED:
        move_application(application, JobState.COMPLETED, Role.RULE, now, "erased")
        nothing_owed(application, Role.RULE, now)
        drop_about(about_application(application), "ended")
        tell_answerer(application, MessageKind.JOB_LEFT, now, {"why": ERASED, "started": True}, "left")
        _ask_team(application, now)
    elif application.state in LIVE_JOB:
        withdraw(application, role if role is Role.PERSON else Role.STAFF, now, why)


def _ask_team(application: JobApplication, now: datetime) -> None:
    """The learner cannot be asked any more how it went: the team learns that it is over, and may ask the company."""
    zone, kind = home_zone(), PromiseKind.JOB_END
    by = working_days_later(now, LADDERS[kind].then_working_days, zone)
    promise(Owed(kind, about_application(application), Owner.TEAM, by, zone), Role.RULE, now)


def forget(ids: list[int]) -> None:
    """That somebody applied, and what became of it, stays in the figures; what was said, and every file, goes."""
    begin_write()
    _forget_searches(ids)
    numbers = list(db.session.scalars(select(JobApplication.id).where(JobApplication.person_id.in_(ids))))
    forget_words(numbers)


def _forget_searches(ids: list[int]) -> None:
    numbers = [search.id for search in searches_of(ids)]
    _run(delete(Message).where(Message.about.in_([f"saved_search:{number}" for number in numbers])))
    _run(delete(SavedSearch).where(SavedSearch.id.in_(numbers)))


def queue_up(kept: int, gone: int) -> None:
    """A company that answers one of the two holds the posting, then writes to the learner."""
    for application in _live([kept, gone]):
        touch(application.posting)
        touch(application)


def settle(kept: int, gone: int, now: datetime) -> None:
    """One person applies once for one posting: the one that got further goes on, else the earlier one. The other
    ends without a word: nobody took anything back, and nobody asked to be forgotten."""
    seen = set()
    for application in sorted(_live([kept, gone]), key=lambda one: (one.posting_id, _still_to_go(one), one.id)):
        if application.posting_id in seen:
            _end_double(application, now)
        seen.add(application.posting_id)


def _end_double(application: JobApplication, now: datetime) -> None:
    touch(application.posting)
    touch(application)
    had_seat = application.state == JobState.CONFIRMED
    if application.state == JobState.STARTED:
        move_application(application, JobState.COMPLETED, Role.RULE, now, DOUBLE)
        placement = db.session.get(Placement, application.id)
        if placement:
            placement.ends_on = None  # half a year after its end they are asked once, of the one that goes on
    else:
        move_application(application, JobState.WITHDRAWN, Role.STAFF, now, DOUBLE)
    no_dates(application, Role.STAFF, now)
    nothing_owed(application, Role.STAFF, now)
    drop_about(about_application(application), "ended")
    if had_seat:
        publishing.open_again(application.posting, now)


def _still_to_go(application: JobApplication) -> int:
    state = JobState(application.state)
    return _FURTHEST.index(state) if state in _FURTHEST else len(_FURTHEST)


def carried(old: int, new: int) -> None:
    """No application hangs on a seat."""


def busy(moment: datetime) -> ColumnElement[bool]:
    """People who apply, or work, or whose application ended at or after `moment`; half a year after the end of a
    placement they are asked how it goes, and must still be reached."""
    mine = JobApplication.person_id == Person.id
    lately = or_(JobApplication.state.in_(LIVE_JOB), JobApplication.moved_at >= moment)
    to_ask = and_(
        JobApplication.state == JobState.COMPLETED,
        JobApplication.moved_at >= moment - LINGERS,
        exists().where(Placement.application_id == JobApplication.id, Placement.after_asked_at.is_(None)),
    )
    return exists().where(mine, or_(lately, to_ask))


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


HELD = Holding("jobs", {"job_application": JobApplication}, copy, end, forget, settle, carried, busy, queue_up)
