"""What the jobs board holds on a learner, in words: for the copy they may have."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.jobs import held, searches
from portal.domain.jobs.application_models import FileKind, JobApplication
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.posting_models import Posting
from portal.domain.signups.asked import home_zone
from portal.web import dates
from portal.web.job_profile import profile_lines
from portal.web.job_wishes import every_words, wish_words
from portal.web.jobs import hired_words, job_state_words, no_words, outcome_words, situation_words
from portal.web.languages import gettext as _
from portal.web.placements import who_writes

#: (label, value) of one thing that is held.
Facts = list[tuple[str, str]]
#: Nobody has more, but a page must end.
_MOST = 200


def applications_of(ids: list[int]) -> list[JobApplication]:
    """Of these people, the newest first, with what a list of them names."""
    mine = select(JobApplication).where(JobApplication.person_id.in_(ids)).order_by(JobApplication.id.desc())
    named = joinedload(JobApplication.posting).joinedload(Posting.company), selectinload(JobApplication.files)
    return list(db.session.scalars(mine.limit(_MOST).options(*named)))


def rows_of(ids: list[int]) -> list[tuple[str, Facts]]:
    """Each application: for what and where, and its facts."""
    rows = []
    for one in applications_of(ids):
        facts = [*_sent(one), *_answered(one), *_afterwards(one)]
        title = _(", ").join([one.posting.title, one.posting.company.name])
        rows.append((title, [(label, value) for label, value in facts if value]))
    return rows


def searches_of(ids: list[int]) -> list[tuple[str, Facts]]:
    """Each saved search: what is looked for, and its facts."""
    rows = []
    for one in held.searches_of(ids):
        ended = dates.moment_words(one.ended_at, home_zone()) if one.ended_at else ""
        facts = [
            (_("When we write"), "" if ended else every_words(one.every)),
            (_("You agreed on"), dates.moment_words(one.created_at, home_zone())),
            (_("Ended"), ended),
        ]
        wishes = wish_words(searches.wanted(one)).values()
        rows.append((_(", ").join(wishes) or _("Every new job"), [(label, said) for label, said in facts if said]))
    return rows


def _sent(one: JobApplication) -> Facts:
    return [
        (_("State"), job_state_words(one.state)),
        (_("Sent on"), dates.moment_words(one.created_at, home_zone())),
        (_("Family name"), one.surname or ""),
        *((label, value) for label, value, _own in profile_lines(one)),
        *((_("Your answer"), str(said)) for said in one.answers.values()),
        *((file_words(file.kind), file.name) for file in one.files),
        (_("You agreed on"), dates.moment_words(one.consent_at, home_zone())),
    ]


def _answered(one: JobApplication) -> Facts:
    interview = dates.moment_words(one.interview_at, home_zone()) if one.interview_at else ""
    return [
        (_("Interview"), _(", ").join(filter(None, [interview, one.interview_where]))),
        (_("The company writes"), one.offer_words or ""),
        (_("Why the company says no"), no_words(one.no) if one.no and one.no_shared else ""),
        (_("The company writes"), (one.no_words or "") if one.no_shared else ""),
    ]


def _afterwards(one: JobApplication) -> Facts:
    placement = db.session.get(Placement, one.id)
    if placement is None:
        return []
    ends = [dates.day_words(day) for day in (placement.starts_on, placement.ends_on) if day]
    return [
        (_("From, to"), _(", ").join(ends)),
        (_("How it ended"), outcome_words(placement.outcome) if placement.outcome else ""),
        (who_writes(one), placement.assessment or ""),
        (_("You wrote"), placement.learner_words or ""),
        (_("Were you hired?"), hired_words(placement.hired) if placement.hired else ""),
        (_("Half a year after"), situation_words(placement.after) if placement.after else ""),
    ]


def file_words(kind: str) -> str:
    return {FileKind.CV: _("CV"), FileKind.AGREEMENT: _("Agreement")}[FileKind(kind)]
