"""Two said yes: both hear it, the team sees that they meet, contacts show when both agree."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.pairs import (
    NotTogether,
    begin,
    contacts_of,
    contacts_open,
    say_not_met,
    say_not_met_yet,
    share,
    unshare,
    zone_of,
)
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.told import about_mentee
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from tests import make, make_mentoring
from tests.blueprints.letters import PHONE
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, owed, told

pytestmark = pytest.mark.usefixtures("app")


def test_both_hear_that_it_begins():
    pair = begun()

    assert pair.state == PairState.ACCEPTED
    assert told(pair, MessageKind.PAIR_BEGINS) == ["learner", "mentor"]


def test_the_team_of_the_learners_place_sees_that_they_meet_within_two_weeks():
    pair = begun()

    (start,) = db.session.scalars(db.select(Promise).where(Promise.kind == PromiseKind.PAIR_START))
    assert start.owner == f"place:{pair.mentee.sign_up.course_session.place.slug}"
    assert start.reply_by == datetime(2026, 12, 8, 17, tzinfo=UTC)
    assert start.person_id == pair.mentee.person_id


def test_who_looked_for_a_mentor_waits_no_more():
    mentee = make_mentoring.mentee()
    waits = Owed(PromiseKind.MENTOR_WANTED, about_mentee(mentee), Owner.TEAM, NOW + timedelta(days=9), home_zone())
    wanted = promise(waits, Role.PERSON, NOW)

    begun(mentee=mentee)

    assert wanted.state == "answered"


def test_what_the_mentor_was_asked_is_answered():
    pair = make_mentoring.pair(PairState.REQUESTED)
    waits = Owed(PromiseKind.MENTOR_ANSWER, f"pair:{pair.id}", Owner.VOLUNTEER, NOW + timedelta(days=3), home_zone())
    promise(waits, Role.PERSON, NOW)

    begin(pair, NOW)

    assert owed(pair, PromiseKind.MENTOR_ANSWER) == ["answered"]


@pytest.mark.parametrize(
    ("mentor", "learner", "who"), [(0, 1, Role.PERSON), (1, 0, Role.VOLUNTEER)], ids=["learner last", "mentor last"]
)
def test_the_history_names_whoever_said_yes_last(mentor, learner, who):
    pair = make_mentoring.pair(
        PairState.SUGGESTED,
        mentor_yes_at=NOW + timedelta(hours=mentor),
        learner_yes_at=NOW + timedelta(hours=learner),
    )

    begin(pair, NOW + timedelta(hours=1))

    assert pair.history[-1].role == who


def test_two_who_parted_do_not_begin_again():
    with pytest.raises(MoveNotAllowed):
        begin(make_mentoring.pair(PairState.ENDED_EARLY), NOW)


def test_contacts_show_when_both_agreed():
    pair = begun()
    share(pair, Side.LEARNER, NOW)
    assert not contacts_open(pair)

    share(pair, Side.MENTOR, NOW)

    assert contacts_open(pair)


def test_the_other_one_hears_of_the_first_yes_and_both_of_the_second():
    pair = begun()
    share(pair, Side.LEARNER, NOW)
    assert told(pair, MessageKind.PAIR_CONTACT) == ["mentor"]

    share(pair, Side.MENTOR, NOW + timedelta(hours=1))

    assert told(pair, MessageKind.PAIR_CONTACT) == ["mentor", "learner", "mentor"]


def test_a_yes_said_twice_is_told_once():
    pair = begun()
    share(pair, Side.LEARNER, NOW)

    share(pair, Side.LEARNER, NOW + timedelta(hours=1))

    assert told(pair, MessageKind.PAIR_CONTACT) == ["mentor"]


def test_either_may_take_it_back_and_then_nobody_sees_anything():
    pair = begun()
    for side in Side:
        share(pair, side, NOW)

    unshare(pair, Side.LEARNER)

    assert not contacts_open(pair)


def test_contacts_are_shut_when_it_is_over():
    pair = make_mentoring.pair(PairState.COMPLETED, mentor_shares_at=NOW, learner_shares_at=NOW)

    assert not contacts_open(pair)
    with pytest.raises(NotTogether):
        share(pair, Side.MENTOR, NOW)


def test_no_message_holds_how_the_other_one_is_reached():
    pair = begun(mentee=make_mentoring.mentee(make.sign_up(reach=PHONE)))
    for side in Side:
        share(pair, side, NOW)

    facts = str([one.facts for one in db.session.scalars(db.select(Message))])

    assert [value for side in Side for value in contacts_of(pair, side) if value in facts] == []


def test_they_agree_by_the_clock_of_the_place_where_they_could_meet():
    far = make.place(timezone="Africa/Nairobi")

    assert zone_of(make_mentoring.pair(mentee=make_mentoring.mentee(place=far))).key == "Africa/Nairobi"


def test_without_such_a_place_the_clock_is_that_of_the_course():
    session = make.course_session(place=make.place(timezone="Africa/Blantyre"))
    mentee = make_mentoring.mentee(make.sign_up(session))

    assert zone_of(make_mentoring.pair(mentee=mentee)).key == "Africa/Blantyre"


def test_both_hear_it_when_nobody_saw_them_meet_in_time():
    pair = begun()
    (start,) = db.session.scalars(db.select(Promise).where(Promise.kind == PromiseKind.PAIR_START))
    begin_write()

    say_not_met_yet(start, NOW + timedelta(days=15))
    say_not_met(start, NOW + timedelta(days=20))

    assert told(pair, MessageKind.PAIR_QUIET) == ["learner", "mentor"] * 2
