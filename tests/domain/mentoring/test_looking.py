"""Looking for a mentor: who may, by when they hear, asked twice, changed, and stopped."""

from datetime import UTC, datetime

import pytest

from portal.domain.mentoring.looking import (
    HasMentor,
    MayNotLook,
    change,
    live_pair,
    look,
    mentee_of,
    stop_looking,
    wanted_by,
)
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import PairState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.states import State
from portal.domain.signups.changes import cancel
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.learners import learner, mentor, wanted
from tests.domain.signups.lines import messages


def pair_of(mentee, volunteer, state="active"):
    make.begin_write()
    made = Pair(ref=new_ref(16), mentee=mentee, volunteer=volunteer, state=state, created_at=NOW)
    make.db.session.add(made)
    make.db.session.commit()
    return made


def test_whoever_has_a_seat_may_look_and_hears_at_once_by_when(app):
    mentee = learner()
    owed = wanted_by(mentee)
    assert mentee_of(mentee.person) is mentee
    # 24 November is a Tuesday: 15 working days later it is a Tuesday again, six in the evening in Paris.
    assert owed.reply_by == datetime(2026, 12, 15, 17, tzinfo=UTC)
    assert owed.owner == f"place:{mentee.sign_up.course_session.place.slug}"
    told = messages(mentee.sign_up)[-1]
    assert (told.kind, told.facts["reply_by"]) == (MessageKind.MENTOR_PROMISED, owed.reply_by.isoformat())


def test_pressed_twice_it_is_one_search_one_promise_and_one_message(app):
    first = learner()
    again = look(first.sign_up, wanted(topics=("interview",)), NOW)
    make.db.session.commit()
    assert again is first
    assert again.topics == ["interview"]
    assert make.db.session.scalar(make.db.select(make.db.func.count()).select_from(Mentee)) == 1
    assert [one.kind for one in messages(first.sign_up)].count(MessageKind.MENTOR_PROMISED) == 1


def test_staff_who_write_down_somebody_who_looks_already_change_nothing(app):
    first = learner(wish="To write to my son")
    assert look(first.sign_up, wanted(topics=("interview",)), NOW, Role.STAFF) is first
    assert (first.topics, first.wish) == (["cv"], "To write to my son")


def test_whoever_gave_the_seat_back_looks_for_no_mentor(app):
    sign_up = make.sign_up()
    cancel(sign_up, NOW)
    with pytest.raises(MayNotLook):
        look(sign_up, wanted(), NOW)


def test_what_is_not_offered_is_not_written_down_and_the_order_is_that_of_the_lists(app):
    mentee = learner(topics=("web", "cv", "magic"), spoken=("ar", "fr", "xx"), week=("sat_morning", "mon_evening"))
    assert (mentee.topics, mentee.spoken, mentee.week) == (
        ["cv", "web"],
        ["fr", "ar"],
        ["mon_evening", "sat_morning"],
    )


def test_what_is_wanted_can_be_changed_and_the_date_stays(app):
    mentee = learner()
    by = wanted_by(mentee).reply_by
    change(mentee, wanted(topics=("french",), online=False, place_id=mentee.sign_up.course_session.place_id), NOW)
    make.db.session.commit()
    assert (mentee.topics, mentee.online, mentee.place.city) == (["french"], False, "Montreuil")
    assert wanted_by(mentee).reply_by == by


def test_whoever_stops_waits_for_nothing_and_may_look_again_later(app):
    mentee = learner()
    owed = wanted_by(mentee)
    stop_looking(mentee, NOW)
    stop_looking(mentee, NOW)
    make.db.session.commit()
    assert (owed.state, mentee.closed_why, mentee_of(mentee.person)) == (State.WITHDRAWN, "learner", None)
    again = learner(mentee.sign_up)
    assert again is not mentee
    assert [one.kind for one in messages(mentee.sign_up)].count(MessageKind.MENTOR_PROMISED) == 2


def test_who_has_a_mentor_ends_that_first(app):
    mentee = learner()
    pair = pair_of(mentee, mentor())
    with pytest.raises(HasMentor):
        stop_looking(mentee, NOW)
    make.db.session.rollback()
    assert live_pair(mentee) is pair
    make.begin_write()
    move_pair(pair, PairState.ENDED_EARLY, Role.PERSON, NOW)
    stop_looking(mentee, NOW)
    assert mentee.closed_at == NOW
