"""Matching a whole cohort at once: proposed by the portal, changed by hand, then both sides of each are asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select, true, update
from sqlalchemy.orm import joinedload, selectinload

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring import asking
from portal.domain.mentoring.assignment import assign
from portal.domain.mentoring.candidates import free_mentors, is_looking, looking, not_again
from portal.domain.mentoring.fit import fit, offers_of, wants_of
from portal.domain.mentoring.matching_models import MatchingLine, MatchingRound
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.room import NoRoom, places_left, touch
from portal.domain.mentoring.scope import mentees_in, volunteers_in
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import sessions_in
from portal.vault import new_ref

#: Who fits less is not proposed: two topics of three, a language and a way to meet come to more.
LEAST = 50
#: Lines on a page of the review: each says why.
ON_A_PAGE = 20


class RoundOver(Exception):
    """This round was published or dropped meanwhile."""


@dataclass(frozen=True)
class Published:
    """What became of each line with a mentor. `failed`: who does not fit any more."""

    asked: list[Pair]
    failed: list[MatchingLine]


def begin(course_session: CourseSession | None, powers: Powers, by: Account, now: datetime) -> MatchingRound:
    """Propose mentors for all who look: of this course session, or of all places that `powers` open."""
    begin_write()
    made = MatchingRound(
        ref=new_ref(16),
        course_session_id=course_session.id if course_session else None,
        made_at=now,
        account_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    match(made, powers)
    return made


def match(round_: MatchingRound, powers: Powers) -> None:
    """Propose again for all lines that nobody chose by hand. Who looks since then comes in, who looks no more goes.
    Raises `RoundOver`."""
    _touch(round_)
    learners = {mentee.id: mentee for mentee in db.session.scalars(_learners(round_, powers))}
    for line in [line for line in round_.lines if line.mentee_id not in learners]:
        round_.lines.remove(line)
    known = {line.mentee_id for line in round_.lines}
    round_.lines += [MatchingLine(mentee_id=mentee_id) for mentee_id in learners if mentee_id not in known]
    free = [line for line in round_.lines if not line.by_hand]
    taken = Counter(line.volunteer_id for line in round_.lines if line.by_hand)
    places = {mentor.id: left - taken[mentor.id] for mentor, left in free_mentors(volunteers_in(powers))}
    proposed = assign(_scores([learners[line.mentee_id] for line in free], powers), places)
    for line in free:
        line.volunteer_id = proposed.get(line.mentee_id)
    db.session.flush()


def _learners(round_: MatchingRound, powers: Powers) -> Select[Mentee]:
    query = looking(mentees_in(powers))
    if round_.course_session_id is None:
        return query
    here = SignUp.id == Mentee.sign_up_id, SignUp.course_session_id == round_.course_session_id
    return query.where(exists().where(*here))


def _scores(learners: Iterable[Mentee], powers: Powers) -> dict[tuple[int, int], int]:
    """Points of all who may meet: well enough, and not after it did not come to it before."""
    wanted = {mentee.id: wants_of(mentee) for mentee in learners}
    offered = {one.id: offers_of(one, left) for one, left in free_mentors(volunteers_in(powers)) if left}
    tried = not_again(wanted)
    scores = {}
    for mentee_id, wants in wanted.items():
        for volunteer_id, offers in offered.items():
            found = fit(wants, offers)
            if found.can_work and found.score >= LEAST and (mentee_id, volunteer_id) not in tried:
                scores[mentee_id, volunteer_id] = found.score
    return scores


def choose(line: MatchingLine, volunteer: Volunteer | None) -> None:
    """By hand: this mentor, or nobody. Whom the portal had proposed for the place is proposed nobody for now.
    Raises `NoRoom` when others chosen by hand hold all places; `RoundOver`."""
    round_ = line.round
    _touch(round_)
    if volunteer is not None:
        others = [one for one in round_.lines if one.volunteer_id == volunteer.id and one.id != line.id]
        too_many = len(others) + 1 - places_left(volunteer)
        gives_way = [one for one in reversed(others) if not one.by_hand][: max(0, too_many)]
        if len(gives_way) < too_many:
            raise NoRoom(volunteer)
        for one in gives_way:
            one.volunteer_id = None
    line.volunteer_id, line.by_hand = volunteer.id if volunteer else None, True
    db.session.flush()


def publish(round_: MatchingRound, now: datetime) -> Published:
    """Ask both sides of each line, each looked at once more. Who does not fit any more is listed, not lost.
    Raises `RoundOver`."""
    _touch(round_)
    chosen = sorted((line for line in round_.lines if line.volunteer), key=lambda line: line.mentee_id)
    for line in chosen:
        touch(line.mentee)
    if chosen:
        touch(chosen[0].mentee, [line.volunteer for line in chosen if line.volunteer])
    asked, failed = [], []
    for line in chosen:
        try:
            asked.append(asking.suggest(line.mentee, line.volunteer, now))  # type: ignore[arg-type]
        except (asking.NoRoom, asking.HasMentor, asking.NotLooking):
            failed.append(line)
    round_.published_at = now
    db.session.flush()
    return Published(asked, failed)


def drop(round_: MatchingRound, now: datetime) -> None:
    """Nobody is asked. Raises `RoundOver`."""
    _touch(round_)
    round_.dropped_at = now
    db.session.flush()


def is_open(round_: MatchingRound) -> bool:
    return round_.published_at is None and round_.dropped_at is None


def not_asked(round_: MatchingRound) -> list[MatchingLine]:
    """Lines of a published round whose two were not asked: something had changed before."""
    made = select(Pair.mentee_id, Pair.volunteer_id).where(Pair.created_at == round_.published_at)
    asked = {(row[0], row[1]) for row in db.session.execute(made)}
    return [one for one in round_.lines if one.volunteer_id and (one.mentee_id, one.volunteer_id) not in asked]


def rounds_of(powers: Powers, account: Account, most: int = 20) -> list[MatchingRound]:
    """The newest rounds that they may see, those that were not dropped."""
    query = select(MatchingRound).where(MatchingRound.dropped_at.is_(None), _seen(powers, account))
    newest = query.order_by(MatchingRound.id.desc()).limit(most).options(selectinload(MatchingRound.lines))
    return list(db.session.scalars(newest))


def session_of(round_: MatchingRound) -> CourseSession | None:
    """Whose learners; None: all that whoever made it saw."""
    return db.session.get(CourseSession, round_.course_session_id) if round_.course_session_id else None


def page_of(line: MatchingLine) -> int:
    """On which page of the review it stands."""
    return line.round.lines.index(line) // ON_A_PAGE + 1


def by_ref(ref: str, powers: Powers, account: Account) -> MatchingRound | None:
    return db.session.scalar(select(MatchingRound).where(MatchingRound.ref == ref, _seen(powers, account)))


def sessions_with_learners(powers: Powers) -> list[CourseSession]:
    """Course sessions in which somebody looks for a mentor."""
    some = exists().where(SignUp.id == Mentee.sign_up_id, SignUp.course_session_id == CourseSession.id, is_looking())
    query = select(CourseSession).where(some, sessions_in(powers))
    named = joinedload(CourseSession.course), joinedload(CourseSession.place), selectinload(CourseSession.dates)
    return list(db.session.scalars(query.order_by(CourseSession.id.desc()).limit(100).options(*named)))


def _seen(powers: Powers, account: Account) -> ColumnElement[bool]:
    """Of a place they see, or their own: that holds whom its maker saw."""
    if powers.everywhere:
        return true()
    here = CourseSession.id == MatchingRound.course_session_id, CourseSession.place_id.in_(powers.places)
    mine = MatchingRound.course_session_id.is_(None) & (MatchingRound.account_id == account.id)
    return or_(exists().where(*here), mine)


def _touch(round_: MatchingRound) -> None:
    """Queue up for this round, and see that it is still open."""
    begin_write()
    same = update(MatchingRound).where(MatchingRound.id == round_.id).values(made_at=MatchingRound.made_at)
    fresh = {"synchronize_session": False, "populate_existing": True}
    db.session.scalars(same.returning(MatchingRound), execution_options=fresh).one()
    if not is_open(round_):
        raise RoundOver
