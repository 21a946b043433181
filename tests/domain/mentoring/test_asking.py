"""Two are asked whether they want to meet: both yes, a no, silence, and who is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring import asking, vetting
from portal.domain.mentoring.looking import HasMentor, live_pair, stop_looking, wanted_by
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.room import count_live
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.told import about_pair
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.made import all_open_about
from tests import make_mentoring as make
from tests.conftest import NOW


def told_to(volunteer=None, mentee=None):
    """Kinds of news for somebody, in order; what was dropped before it went out is left out."""
    about = f"volunteer:{volunteer.id}" if volunteer else f"sign_up:{mentee.sign_up_id}"
    news = select(Message).where(Message.about == about, Message.state != "dropped").order_by(Message.id)
    return [one.kind for one in db.session.scalars(news) if one.kind != "seat_confirmed"]


def owed_about(pair):
    return sorted(str(one.kind) for one in all_open_about(about_pair(pair)))


def last_told(mentee):
    about = Message.about == f"sign_up:{mentee.sign_up_id}"
    return db.session.scalars(select(Message).where(about).order_by(Message.id.desc())).first()


def three_mentors():
    return [make.volunteer() for _ in range(3)]


def test_a_suggestion_asks_both_and_says_until_when(app):
    mentee, mentor = make.mentee(), make.volunteer()

    pair = asking.suggest(mentee, mentor, NOW)

    assert pair.state == PairState.SUGGESTED
    assert told_to(mentor) == told_to(mentee=mentee) == ["pair_asked"]
    assert owed_about(pair) == ["learner_answer", "mentor_answer"]
    assert last_told(mentee).facts["reply_by"] == asking_until(pair).isoformat()


def asking_until(pair):
    return next(all_open_about(about_pair(pair))).reply_by


def test_the_reasons_are_kept_as_they_were(app):
    mentee, mentor = make.mentee(), make.volunteer()

    pair = asking.suggest(mentee, mentor, NOW)
    db.session.commit()
    db.session.expire_all()

    assert pair.reasons["languages"] == ["fr", "ar"]
    assert pair.reasons["topics"] == ["cv"]
    assert pair.reasons["cells"] == ["tue_evening"]
    assert pair.reasons["meet"] == "online"


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        # A Monday at noon: Thursday evening.
        (datetime(2026, 11, 16, 11, tzinfo=UTC), datetime(2026, 11, 19, 17, tzinfo=UTC)),
        # A Wednesday: three days later is a Saturday, so on Monday.
        (datetime(2026, 11, 18, 11, tzinfo=UTC), datetime(2026, 11, 23, 17, tzinfo=UTC)),
        # In the middle of the night.
        (datetime(2026, 11, 17, 1, tzinfo=UTC), datetime(2026, 11, 20, 17, tzinfo=UTC)),
    ],
)
def test_nobody_has_to_answer_at_night_or_on_a_day_off(app, asked, until):
    mentee, mentor = make.mentee(), make.volunteer()

    pair = asking.suggest(mentee, mentor, asked)

    assert asking_until(pair) == until


@pytest.mark.parametrize("first", list(Side))
def test_when_both_say_yes_they_are_a_pair(app, first):
    pair = asking.suggest(make.mentee(), make.volunteer(), NOW)

    asking.say_yes(pair, first, NOW)
    assert pair.state == PairState.SUGGESTED
    asking.say_yes(pair, first.other, NOW + timedelta(hours=1))

    assert pair.state == PairState.ACCEPTED
    assert owed_about(pair) == ["pair_start"]
    assert told_to(pair.volunteer) == told_to(mentee=pair.mentee) == ["pair_asked", "pair_begins"]
    last = {Side.LEARNER: Role.PERSON, Side.MENTOR: Role.VOLUNTEER}[first.other]
    assert pair.history[-1].role == last


def test_yes_pressed_twice_is_one_yes(app):
    pair = asking.suggest(make.mentee(), make.volunteer(), NOW)
    asking.say_yes(pair, Side.MENTOR, NOW)
    asking.say_yes(pair, Side.MENTOR, NOW + timedelta(minutes=1))
    asking.say_yes(pair, Side.LEARNER, NOW)
    asking.say_yes(pair, Side.LEARNER, NOW + timedelta(minutes=1))

    assert pair.mentor_yes_at == NOW
    assert [line.to_state for line in pair.history] == ["suggested", "accepted"]


def test_the_first_mentor_named_is_asked_and_the_learner_hears_until_when(app):
    mentee, mentors = make.mentee(), three_mentors()

    pair = asking.request(mentee, mentors, NOW)

    assert (pair.state, pair.volunteer) == (PairState.REQUESTED, mentors[0])
    assert owed_about(pair) == ["mentor_answer"]
    assert [told_to(one) for one in mentors] == [["pair_asked"], [], []]
    assert last_told(mentee).kind == "mentor_next"
    assert last_told(mentee).facts["reply_by"] == asking_until(pair).isoformat()
    assert [(choice.rank, choice.asked_at) for choice in mentee.choices] == [(1, NOW), (2, None), (3, None)]


def test_a_mentor_who_was_asked_by_a_learner_has_the_last_word(app):
    pair = asking.request(make.mentee(), three_mentors(), NOW)

    asking.say_yes(pair, Side.MENTOR, NOW)

    assert pair.state == PairState.ACCEPTED
    assert pair.mentee.choices == []


def test_after_a_no_the_next_mentor_is_asked(app):
    mentee, mentors = make.mentee(), three_mentors()
    first = asking.request(mentee, mentors, NOW)

    asking.say_no(first, Side.MENTOR, NOW + timedelta(days=1), "no_time")

    assert (first.state, first.end_why) == (PairState.DECLINED, "no_time")
    second = live_pair(mentee)
    assert (second.state, second.volunteer) == (PairState.REQUESTED, mentors[1])
    assert second.history[0].role == Role.RULE
    assert owed_about(first) == []
    assert told_to(mentee=mentee) == ["mentor_next", "mentor_next"]


def test_a_mentor_who_has_no_place_any_more_is_passed_over(app):
    mentee, mentors = make.mentee(), three_mentors()
    first = asking.request(mentee, mentors, NOW)
    make.pair(volunteer=mentors[1])

    asking.say_no(first, Side.MENTOR, NOW)

    assert live_pair(mentee).volunteer == mentors[2]


def test_after_the_last_no_the_team_owes_a_mentor_by_a_new_date(app):
    mentee = make.mentee()
    pair = asking.request(mentee, [make.volunteer()], NOW)
    assert wanted_by(mentee) is None

    asking.say_no(pair, Side.MENTOR, NOW)

    owed = wanted_by(mentee)
    assert owed.owner == f"place:{mentee.sign_up.course_session.place.slug}"
    assert last_told(mentee).facts == {
        "mentee": mentee.ref,
        "asked": "team",
        "reply_by": owed.reply_by.isoformat(),
    }


def test_while_somebody_is_asked_the_team_owes_nothing(app):
    mentee = make.mentee()
    owed = asking.owe_again(mentee, NOW)

    asking.suggest(mentee, make.volunteer(), NOW)

    assert owed.state == "answered"
    assert wanted_by(mentee) is None


def test_a_learner_who_says_no_to_a_suggestion_looks_on_and_the_mentor_hears_it(app):
    mentee, mentor = make.mentee(), make.volunteer()
    pair = asking.suggest(mentee, mentor, NOW)

    asking.say_no(pair, Side.LEARNER, NOW)

    assert pair.state == PairState.DECLINED
    assert told_to(mentor) == ["pair_not_now"], "the question that waited to go out is dropped"
    assert wanted_by(mentee) is not None
    assert asking.places_left(mentor) == 1


@pytest.mark.parametrize(
    ("said_yes", "silent"), [(None, "mentor"), (Side.MENTOR, "learner"), (Side.LEARNER, "mentor")]
)
def test_silence_ends_the_question_and_everybody_hears_how_it_goes_on(app, said_yes, silent):
    mentee, mentor = make.mentee(), make.volunteer()
    pair = asking.suggest(mentee, mentor, NOW)
    if said_yes:
        asking.say_yes(pair, said_yes, NOW)

    asking.let_lapse(pair, NOW + timedelta(days=5))

    assert (pair.state, pair.end_why) == (PairState.EXPIRED, f"silence_{silent}")
    assert owed_about(pair) == []
    assert told_to(mentor)[-1] == "pair_not_now"
    assert last_told(mentee).kind == "mentor_next"


def test_an_answer_that_comes_too_late_changes_nothing(app):
    pair = asking.suggest(make.mentee(), make.volunteer(), NOW)
    asking.let_lapse(pair, NOW + timedelta(days=5))

    for too_late in (
        lambda: asking.say_yes(pair, Side.MENTOR, NOW),
        lambda: asking.say_no(pair, Side.LEARNER, NOW),
    ):
        with pytest.raises(asking.NotAsked):
            too_late()
    asking.let_lapse(pair, NOW)

    assert [line.to_state for line in pair.history] == ["suggested", "expired"]


def test_a_mentor_takes_no_more_learners_than_they_said(app):
    mentor = make.volunteer(capacity=2)
    for _ in range(2):
        asking.suggest(make.mentee(), mentor, NOW)

    with pytest.raises(asking.NoRoom):
        asking.suggest(make.mentee(), mentor, NOW)
    with pytest.raises(asking.NoRoom):
        asking.request(make.mentee(), [mentor], NOW)

    assert count_live([mentor.id]) == {mentor.id: 2}
    assert asking.places_left(mentor) == 0


def test_a_mentor_who_takes_fewer_meanwhile_cannot_say_yes_to_all(app):
    mentor = make.volunteer(capacity=2)
    first, second = (asking.request(make.mentee(), [mentor], NOW) for _ in range(2))
    mentor.capacity = 1
    db.session.flush()

    asking.say_yes(first, Side.MENTOR, NOW)
    with pytest.raises(asking.NoRoom):
        asking.say_yes(second, Side.MENTOR, NOW)

    assert second.state == PairState.REQUESTED


@pytest.mark.parametrize(
    "facts",
    [{"state": VolunteerState.PAUSED}, {"roles": ["trainer"]}, {"imported": True}, {"capacity": 0}],
    ids=["on a break", "no mentor", "of imported history", "takes nobody"],
)
def test_who_takes_no_learners_is_not_asked(app, facts):
    mentor = make.volunteer(**facts)

    with pytest.raises(asking.NoRoom):
        asking.suggest(make.mentee(), mentor, NOW)


def test_who_has_a_mentor_or_is_asked_gets_no_second_one(app):
    mentee = make.mentee()
    asking.suggest(mentee, make.volunteer(), NOW)

    with pytest.raises(HasMentor):
        asking.suggest(mentee, make.volunteer(), NOW)
    with pytest.raises(HasMentor):
        asking.request(mentee, three_mentors(), NOW)


def test_who_looks_no_more_is_not_asked(app):
    mentee = make.mentee()
    stop_looking(mentee, NOW)

    with pytest.raises(asking.NotLooking):
        asking.suggest(mentee, make.volunteer(), NOW)
    assert asking.ask_next(mentee, NOW) is None
    assert wanted_by(mentee) is None


def test_a_learner_takes_it_back_and_the_mentor_need_not_answer(app):
    mentee, mentors = make.mentee(), three_mentors()
    pair = asking.request(mentee, mentors, NOW)

    asking.take_back(mentee, NOW)

    assert (pair.state, pair.end_why) == (PairState.WITHDRAWN, "learner")
    assert told_to(mentors[0]) == ["pair_not_now"]
    assert live_pair(mentee) is None
    assert mentee.choices == []
    assert wanted_by(mentee) is not None


def test_staff_take_a_suggestion_back_and_the_team_owes_another_mentor(app):
    mentee = make.mentee()
    pair = asking.suggest(mentee, make.volunteer(), NOW)

    asking.take_back(mentee, NOW, Role.STAFF)

    assert (pair.state, pair.history[-1].role) == (PairState.WITHDRAWN, Role.STAFF)
    assert told_to(mentee=mentee)[-1] == "mentor_next"
    with pytest.raises(asking.NotAsked):
        asking.take_back(mentee, NOW, Role.STAFF)


def test_a_learner_who_takes_back_what_staff_suggested_has_said_no(app):
    mentee = make.mentee()
    pair = asking.suggest(mentee, make.volunteer(), NOW)

    asking.take_back(mentee, NOW)

    assert (pair.state, pair.history[-1].role) == (PairState.DECLINED, Role.PERSON)


def test_what_was_said_on_the_phone_is_written_down_by_staff(app):
    pair = asking.suggest(make.mentee(), make.volunteer(), NOW)
    asking.say_yes(pair, Side.MENTOR, NOW)

    asking.say_yes(pair, Side.LEARNER, NOW, role=Role.STAFF)

    assert (pair.state, pair.history[-1].role) == (PairState.ACCEPTED, Role.STAFF)


def test_a_mentor_on_a_break_need_not_answer_and_the_next_is_asked(app):
    mentee, mentors = make.mentee(), three_mentors()
    pair = asking.request(mentee, mentors, NOW)
    asking.give_up(pair, NOW)
    assert pair.state == PairState.REQUESTED, "who is there still has to answer"
    vetting.pause(mentors[0], Role.VOLUNTEER, NOW)

    with pytest.raises(asking.NoRoom):
        asking.say_yes(pair, Side.MENTOR, NOW)
    asking.give_up(pair, NOW)

    assert (pair.state, pair.end_why) == (PairState.WITHDRAWN, "mentor_away")
    assert live_pair(mentee).volunteer == mentors[1]


def test_named_twice_is_asked_once(app):
    mentor, other = make.volunteer(), make.volunteer()
    mentee = make.mentee()

    asking.request(mentee, [mentor, mentor, other, make.volunteer(), make.volunteer()], NOW)

    assert [choice.volunteer for choice in mentee.choices][:2] == [mentor, other]
    assert len(mentee.choices) == 3


def test_naming_others_later_forgets_who_was_named_before(app):
    mentee, mentors = make.mentee(), three_mentors()
    pair = asking.request(mentee, mentors, NOW)
    asking.take_back(mentee, NOW)

    asking.request(mentee, mentors[2:], NOW + timedelta(hours=1))

    assert [choice.volunteer for choice in mentee.choices] == [mentors[2]]
    assert db.session.scalars(select(Pair.state).order_by(Pair.id)).all() == ["withdrawn", "requested"]
    assert pair.state == PairState.WITHDRAWN
