"""Writing a posting: begun blank or as a copy of an earlier one, kept while it is typed, and what it still lacks."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from portal.database import begin_write, db
from portal.domain.catalogue.towns import find_town
from portal.domain.jobs.choices import CvWanted, JobKind, PayPer, Presence
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.moves import move_posting, touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import PostingState
from portal.domain.moves import Role
from portal.vault import new_ref

#: A draft nobody touches goes after this.
KEPT_FOR = timedelta(days=365)


class NotADraft(Exception):
    """It was sent meanwhile, or is gone."""


@dataclass(frozen=True)
class Written:
    """All that a company writes in a posting, by the names of its columns."""

    kind: str | None = None
    title: str = ""
    tasks: str = ""
    skills_wanted: str = ""
    skills_learned: str = ""
    presence: str | None = None
    town: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    weekly_hours: int | None = None
    hours: str = ""
    pay_per: str | None = None
    pay_from: int | None = None
    pay_to: int | None = None
    french: int | None = None
    papers: tuple[str, ...] = ()
    beginner: bool = False
    cv: str = CvWanted.WELCOME
    seats: int = 1
    questions: tuple[str, ...] = ()
    most_open: int = 20
    expires_on: date | None = None


_BLANK = Written()
#: What must be there before anybody looks at it.
_NEEDED = ("kind", "title", "tasks", "presence", "weekly_hours", "pay_per", "french", "papers")


def written_in(posting: Posting) -> Written:
    values = {name: getattr(posting, name) for name in asdict(_BLANK)}
    return Written(**values | {"papers": tuple(posting.papers), "questions": tuple(posting.questions)})


def begin(recruiter: Recruiter, language: str, role: Role, now: datetime) -> Posting:
    """A blank draft. Whoever has one already gets that: pressing twice leaves no heap of empty ones."""
    touch(recruiter.company)
    mine = Posting.recruiter_id == recruiter.id, Posting.state == PostingState.DRAFT
    drafts = db.session.scalars(select(Posting).where(*mine).order_by(Posting.id))
    blank = next((one for one in drafts if written_in(one) == _BLANK), None)
    return blank or _make(recruiter, _BLANK, language, None, role, now)


def copy(posting: Posting, recruiter: Recruiter, role: Role, now: datetime) -> Posting:
    """A draft with the words of an earlier posting, and no dates: those were of another year."""
    begin_write()
    again = replace(written_in(posting), starts_on=None, ends_on=None, expires_on=None)
    made = _make(recruiter, again, posting.language, posting, role, now)
    made.country, made.latitude, made.longitude = posting.country, posting.latitude, posting.longitude
    db.session.flush()
    return made


def _make(
    recruiter: Recruiter, written: Written, language: str, source: Posting | None, role: Role, now: datetime
) -> Posting:
    made = Posting(ref=new_ref(8), company=recruiter.company, recruiter=recruiter, language=language)
    made.created_at = made.changed_at = now
    made.copied_from_id = source.id if source else None
    put(made, written)
    with db.session.no_autoflush:
        db.session.add(made)
        move_posting(made, PostingState.DRAFT, role, now)
    return made


def keep(posting: Posting, written: Written, now: datetime) -> None:
    """Take over what was typed so far. Raises `NotADraft`."""
    touch(posting)
    if posting.state != PostingState.DRAFT:
        raise NotADraft(posting.ref)
    if put(posting, written):
        posting.changed_at = now
    db.session.flush()


def put(posting: Posting, written: Written) -> set[str]:
    """Write it into the posting; returns the names of what is different now."""
    before = written_in(posting) if posting.title is not None else None
    for name, value in asdict(written).items():
        setattr(posting, name, list(value) if isinstance(value, tuple) else value)
    if before is None or (before.town, before.presence) != (written.town, written.presence):
        _place(posting)
    after = asdict(written_in(posting))
    return {name for name, value in asdict(before).items() if after[name] != value} if before else set(after)


def _place(posting: Posting) -> None:
    """Where the town lies, from the list of the portal; a town it does not know has no distance."""
    found = find_town(posting.town).town if posting.town and posting.presence != Presence.REMOTE else None
    if found:
        posting.town, posting.country = found.town.name, found.town.country
    else:
        posting.country = posting.company.country if posting.town else None
    posting.latitude, posting.longitude = found.town.spot if found else (None, None)


def missing(posting: Posting) -> list[str]:
    """What it must say before anybody looks at it, by the names of its columns, in the order of the form."""
    needed = [name for name in _NEEDED if name != "weekly_hours" or posting.kind != JobKind.FREELANCE]
    lacks = {name for name in needed if getattr(posting, name) in (None, "", [])}
    if posting.presence in (Presence.ON_SITE, Presence.HYBRID) and not posting.town:
        lacks.add("town")
    if posting.pay_per == PayPer.NOTHING and posting.kind != JobKind.IMMERSION:
        lacks.add("pay_from")
    if posting.pay_per not in (None, PayPer.NOTHING) and posting.pay_from is None:
        lacks.add("pay_from")
    return [name for name in asdict(_BLANK) if name in lacks]


def untouched(now: datetime) -> list[int]:
    """Ids of drafts nobody has gone on with for a year. What was on the board once has applications, and stays."""
    never_out = Posting.state == PostingState.DRAFT, Posting.published_at.is_(None)
    old = *never_out, Posting.changed_at <= now - KEPT_FOR
    return list(db.session.scalars(select(Posting.id).where(*old).order_by(Posting.id)))


def drop(posting: Posting, now: datetime) -> int:
    """It goes, with its history."""
    touch(posting)
    if posting.state != PostingState.DRAFT or posting.published_at or posting.changed_at > now - KEPT_FOR:
        return 0
    db.session.execute(delete(Posting).where(Posting.id == posting.id))
    return 1
