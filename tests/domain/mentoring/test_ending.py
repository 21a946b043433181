"""A pair takes a break, goes on by itself, and ends."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.mentoring import ending
from portal.domain.mentoring.care import owe_care
from portal.domain.mentoring.ending import CHOICES, DONE, EndWhy
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.lists import open_promises
from tests import make_mentoring
from tests.conftest import NOW
from tests.worker.office import messages

pytestmark = pytest.mark.usefixtures("app")

DAY = timedelta(days=1)


def told(kind):
    return [one.facts["side"] for one in messages(kind)]


def kinds():
    return [owed.kind for owed in open_promises()]


def test_on_a_break_both_hear_until_when():
    pair = make_mentoring.pair()

    ending.pause(pair, NOW + 20 * DAY, Role.PERSON, NOW)

    assert (pair.state, pair.paused_until) == ("paused", NOW + 20 * DAY)
    assert told("pair_paused") == ["learner", "mentor"]
    assert {one.facts["until"][:10] for one in messages("pair_paused")} == {"2026-12-14"}


def test_on_a_break_nobody_has_to_ask_how_it_goes():
    pair = make_mentoring.pair()
    owe_care(pair, "quiet", NOW)

    ending.pause(pair, NOW + 20 * DAY, Role.PERSON, NOW)

    assert kinds() == []


@pytest.mark.parametrize("until", [NOW, NOW - DAY, NOW + ending.LONGEST_BREAK + DAY])
def test_a_break_ends_on_a_day_ahead_within_three_months(until):
    pair = make_mentoring.pair()

    with pytest.raises(ending.BadDay):
        ending.pause(pair, until, Role.PERSON, NOW)

    assert pair.state == "active"


def test_the_break_ends_by_itself_on_its_day_and_both_hear_it():
    pair = make_mentoring.pair()
    ending.pause(pair, NOW + 20 * DAY, Role.PERSON, NOW)
    assert ending.breaks_over(NOW + 19 * DAY) == []

    later = NOW + 20 * DAY
    assert [ending.end_break(pair, later) for _round in ending.breaks_over(later)] == [1]

    assert (pair.state, pair.paused_until) == ("active", None)
    assert told("pair_goes_on") == ["learner", "mentor"]
    assert ending.end_break(pair, later) == 0


@pytest.mark.parametrize("why", CHOICES)
def test_it_is_completed_when_they_reached_what_they_came_for_and_else_ended_early(why):
    pair = make_mentoring.pair()

    ending.end(pair, why, Role.STAFF, NOW)

    assert pair.state == ("completed" if why in DONE else "ended_early")
    assert (pair.ended_at, pair.end_why) == (NOW, why)
    assert told("pair_over") == ["learner", "mentor"]
    assert "why" not in str([one.facts for one in messages("pair_over")])


def test_a_pair_on_a_break_may_have_reached_its_goals():
    pair = make_mentoring.pair(PairState.PAUSED, paused_until=NOW + DAY)

    ending.end(pair, EndWhy.GOALS, Role.VOLUNTEER, NOW)

    assert pair.state == "completed"
    assert told("pair_goes_on") == []


def test_what_was_planned_is_called_off_and_what_was_owed_about_it_too():
    pair = make_mentoring.pair()
    held, ahead = make_mentoring.meeting(pair), make_mentoring.meeting(pair, NOW + DAY)
    owe_care(pair, "quiet", NOW)

    ending.end(pair, EndWhy.TIME, Role.PERSON, NOW)

    assert (held.called_off_at, ahead.called_off_at) == (None, NOW)
    assert kinds() == []


def test_a_learner_who_looks_again_hears_by_when():
    pair = make_mentoring.pair()

    ending.end(pair, EndWhy.NO_FIT, Role.PERSON, NOW, again=True)

    (owed,) = open_promises()
    assert (owed.kind, owed.about, owed.person_id) == (
        "mentor_wanted",
        f"mentee:{pair.mentee.id}",
        pair.mentee.person_id,
    )
    of = {one.facts["side"]: one.facts.get("reply_by") for one in messages("pair_over")}
    assert of == {"learner": owed.reply_by.isoformat(), "mentor": None}
    assert pair.mentee.closed_at is None


def test_a_learner_who_does_not_look_again_is_owed_nothing():
    pair = make_mentoring.pair()

    ending.end(pair, EndWhy.GOALS, Role.PERSON, NOW)

    assert kinds() == []
    assert (pair.mentee.closed_at, pair.mentee.closed_why) == (NOW, "pair_over")


def test_it_ends_once():
    pair = make_mentoring.pair()
    ending.end(pair, EndWhy.GOALS, Role.PERSON, NOW)

    with pytest.raises(MoveNotAllowed):
        ending.end(pair, EndWhy.TIME, Role.VOLUNTEER, NOW)

    assert pair.end_why == "goals"


def test_when_a_volunteer_stops_the_learner_hears_it_and_looks_again():
    pair = make_mentoring.pair()
    assert ending.left_alone() == []
    begin_write()
    pair.volunteer.state = VolunteerState.ENDED
    db.session.flush()

    assert ending.left_alone() == [pair.id]
    assert ending.part(pair, NOW) == 1

    assert (pair.state, pair.end_why, kinds()) == ("ended_early", "left", ["mentor_wanted"])
    assert ending.left_alone() == []
    assert ending.part(pair, NOW) == 0


@pytest.mark.parametrize(("gone", "stays"), [(Side.LEARNER, "mentor"), (Side.MENTOR, "learner")])
def test_when_one_is_erased_only_the_other_hears_that_it_is_over(gone, stays):
    pair = make_mentoring.pair()
    begin_write()
    record = pair.mentee.person if gone is Side.LEARNER else pair.volunteer
    record.erased_at = NOW
    db.session.flush()

    ending.part(pair, NOW)

    assert told("pair_over") == [stays]
    assert kinds() == ([] if gone is Side.LEARNER else ["mentor_wanted"])
