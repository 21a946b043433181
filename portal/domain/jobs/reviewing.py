"""The team looks at a posting: it comes out, goes back with comments, is looked at after the fact, or is removed."""

from datetime import datetime

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs import closing, reports
from portal.domain.jobs.drafts import Written, missing, put, written_in
from portal.domain.jobs.moves import move_posting, touch
from portal.domain.jobs.posting_models import Posting, PostingComment
from portal.domain.jobs.publishing import (
    NotAccepted,
    NotComplete,
    end_review,
    fill_if_taken,
    go_live,
    open_again,
    owe_review,
)
from portal.domain.jobs.states import ON_THE_BOARD, CompanyState, PostingState
from portal.domain.jobs.told import tell_poster
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.models import Promise

_P = PostingState
#: Whoever changes one of these on the board shows another posting than the one the team has looked at.
WEIGHTY = frozenset(
    {
        *("kind", "title", "tasks", "skills_wanted", "skills_learned", "questions", "hours"),
        *("presence", "town", "pay_per", "pay_from", "pay_to"),
    }
)


def publish(posting: Posting, now: datetime) -> None:
    """Looked at, and on the board. Raises `MoveNotAllowed`, `NotAccepted`."""
    touch(posting.company)
    touch(posting)
    if posting.company.state != CompanyState.APPROVED:
        raise NotAccepted(posting.company.ref)
    if posting.state != _P.IN_REVIEW:
        raise MoveNotAllowed("posting", PostingState(posting.state), _P.PUBLISHED, Role.STAFF)
    go_live(posting, Role.STAFF, now)
    _looked(posting, now)
    tell_poster(posting, MessageKind.POSTING_LIVE, now, key=now.isoformat())


def look_at(posting: Posting, now: datetime) -> None:
    """It is on the board already, and is fine as it is. Raises `MoveNotAllowed`."""
    touch(posting)
    if posting.state not in ON_THE_BOARD:
        raise MoveNotAllowed("posting", PostingState(posting.state), _P.PUBLISHED, Role.STAFF)
    _looked(posting, now)


def _looked(posting: Posting, now: datetime) -> None:
    posting.reviewed_at = now
    end_review(posting, Role.STAFF, now)
    db.session.flush()


def send_back(posting: Posting, text: str, account: Account, now: datetime) -> None:
    """Something must change first; the comment says what. Raises `MoveNotAllowed`."""
    touch(posting)
    move_posting(posting, _P.DRAFT, Role.STAFF, now, "changes")
    posting.changed_at = now
    said = comment(posting, text, account, now, from_team=True)
    end_review(posting, Role.STAFF, now)
    tell_poster(posting, MessageKind.POSTING_CHANGES, now, key=f"{said.id}")


def comment(posting: Posting, text: str, account: Account, now: datetime, from_team: bool) -> PostingComment:
    """What the team and the company write to each other about it."""
    touch(posting)
    made = PostingComment(posting=posting, from_team=from_team, account_id=account.id, at=now, text=text)
    db.session.add(made)
    db.session.flush()
    return made


def remove(posting: Posting, words: str, account: Account, now: datetime) -> None:
    """The team takes it off, or never lets it out; whoever waits is told. Raises `MoveNotAllowed`."""
    touch(posting.company)
    touch(posting)
    move_posting(posting, _P.REMOVED, Role.STAFF, now)
    said = comment(posting, words, account, now, from_team=True)
    posting.reviewed_at = now
    end_review(posting, Role.STAFF, now)
    reports.close_all(posting, reports.Found.REMOVED, account, now)
    closing.close_all(posting, closing.Why.REMOVED, now, Role.STAFF)
    tell_poster(posting, MessageKind.POSTING_REMOVED, now, key=f"{said.id}")


def restore(posting: Posting, now: datetime) -> None:
    """Removed by mistake: it is looked at once more. Raises `MoveNotAllowed`."""
    touch(posting)
    move_posting(posting, _P.IN_REVIEW, Role.STAFF, now, "restored")
    posting.reviewed_at = None
    owed = owe_review(posting, Role.STAFF, now)
    tell_poster(
        posting, MessageKind.POSTING_RECEIVED, now, {"reply_by": owed.reply_by.isoformat(), "again": True}, owed.ref
    )


def change(posting: Posting, written: Written, role: Role, now: datetime) -> set[str]:
    """Change what is written in it, on the board or before. What weighs is looked at again, after the fact, when a
    company changes it. Returns the names of what is different. Raises `NotComplete`, `MoveNotAllowed`."""
    touch(posting)
    ours = role is Role.STAFF and posting.state == _P.IN_REVIEW
    if posting.state not in ON_THE_BOARD and not ours:
        raise MoveNotAllowed("posting", PostingState(posting.state), PostingState(posting.state), role)
    before = written_in(posting)
    changed = put(posting, written)
    if lacks := missing(posting):
        put(posting, before)
        raise NotComplete(lacks)
    if not changed:
        return changed
    posting.changed_at = now
    if role is Role.COMPANY and changed & WEIGHTY:
        posting.reviewed_at = None
        owe_review(posting, role, now)
    db.session.flush()
    if "seats" in changed:
        fill_if_taken(posting, now) or open_again(posting, now)
    return changed


def say_later(posting: Posting, owed: Promise, now: datetime) -> None:
    """The team was late; another date is promised."""
    if posting.state == _P.IN_REVIEW:
        facts = {"reply_by": owed.reply_by.isoformat()}
        tell_poster(posting, MessageKind.POSTING_LATE, now, facts, f"{owed.ref}:{owed.passed}")


def end_unseen(posting: Posting, owed: Promise, now: datetime) -> None:
    """Nobody looked at it in time: it goes back to the company, who hears why and whom to call. What stands on the
    board already stays there; the list of the team shows that nobody has looked."""
    touch(posting)
    if posting.state == _P.IN_REVIEW:
        move_posting(posting, _P.DRAFT, Role.RULE, now, "unseen")
        posting.changed_at = now
        tell_poster(posting, MessageKind.POSTING_CHANGES, now, {"over": True}, f"over:{owed.ref}")
