"""Whether it fits, and what it brought: each side answers for itself."""

from datetime import timedelta

import pytest

from portal.domain.mentoring.pair_models import Side, Survey
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.surveys import answer, answered, ask_again, is_asked, pairs_to_ask_again
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.kinds import PromiseKind
from tests import make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, met, owed, told

pytestmark = pytest.mark.usefixtures("app")
_DAY = timedelta(days=1)


def test_what_one_side_answers_is_kept_apart_from_the_other():
    pair = begun()

    answer(pair, Side.LEARNER, Survey.FIT, {"fit": "yes"}, "Very kind.", NOW)

    kept = answered(pair, Side.LEARNER, Survey.FIT)
    assert kept and kept.answers == {"fit": "yes", "words": "Very kind."}
    assert answered(pair, Side.MENTOR, Survey.FIT) is None


def test_the_last_answer_counts():
    pair = begun()

    answer(pair, Side.LEARNER, Survey.FIT, {"fit": "partly"}, "Not sure.", NOW)
    answer(pair, Side.LEARNER, Survey.FIT, {"fit": "yes"}, None, NOW)

    kept = answered(pair, Side.LEARNER, Survey.FIT)
    assert kept and kept.answers == {"fit": "yes"}


@pytest.mark.parametrize(("said", "cares"), [("yes", []), ("partly", []), ("no", ["open"])])
def test_where_it_does_not_fit_somebody_of_the_team_asks(said, cares):
    pair = begun()

    answer(pair, Side.LEARNER, Survey.FIT, {"fit": said}, None, NOW)

    assert owed(pair, PromiseKind.PAIR_CARE) == cares


def test_only_questions_that_were_asked_are_kept():
    pair = make_mentoring.pair(PairState.COMPLETED)

    answer(pair, Side.MENTOR, Survey.END, {"helped": "yes", "fit": "no"}, None, NOW)

    kept = answered(pair, Side.MENTOR, Survey.END)
    assert kept and kept.answers == {"helped": "yes"}


def test_whoever_has_not_answered_is_asked_once_more_after_a_week():
    pair = begun()
    met(pair)
    answer(pair, Side.MENTOR, Survey.FIT, {"fit": "yes"}, None, NOW)
    assert pairs_to_ask_again(NOW + 6 * _DAY) == []
    assert pairs_to_ask_again(NOW + 7 * _DAY) == [pair.id]

    heard = [ask_again(pair, NOW + 7 * _DAY), ask_again(pair, NOW + 8 * _DAY)]

    assert heard == [1, 0]
    assert told(pair, MessageKind.PAIR_FIT) == ["learner", "mentor", "learner"]


def test_nobody_is_asked_again_when_both_have_answered_or_weeks_went_by():
    pair = begun()
    met(pair)
    assert pairs_to_ask_again(NOW + 22 * _DAY) == []

    for side in Side:
        answer(pair, side, Survey.FIT, {"fit": "yes"}, None, NOW)

    assert pairs_to_ask_again(NOW + 8 * _DAY) == []


@pytest.mark.parametrize(
    ("state", "asked"),
    [
        (PairState.ACCEPTED, []),
        (PairState.ACTIVE, [Survey.FIT]),
        (PairState.COMPLETED, [Survey.END]),
        (PairState.ENDED_EARLY, [Survey.END]),
    ],
)
def test_each_question_has_its_time(state, asked):
    pair = make_mentoring.pair(state)

    assert [survey for survey in Survey if is_asked(pair, survey)] == asked
