"""Reports of a problem between a mentor and a learner."""

import pytest

from portal.database import db
from portal.domain.mentoring import problems
from portal.domain.mentoring.pair_models import PairProblem, Side
from portal.domain.promises.lists import open_promises
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import messages

pytestmark = pytest.mark.usefixtures("app")

BOTH = pytest.mark.parametrize("side", list(Side))


def told(side):
    return [one.facts["said"] for one in messages("pair_problem") if one.facts["side"] == side]


@BOTH
def test_it_is_owed_in_one_working_day_by_whoever_is_responsible_for_safeguarding(side):
    pair = make_mentoring.pair()

    problem = problems.report(pair, side, "I am afraid", "k", NOW)

    (owed,) = open_promises()
    assert (owed.kind, owed.owner, f"{owed.reply_by:%d %H}") == ("pair_problem", "safeguarding", "25 17")
    assert (owed.person_id, owed.note) == (None, None)
    assert told(side) == ["noted"]
    assert told(side.other) == []
    assert problems.reported(pair, side) == [problem]
    assert problems.reported(pair, side.other) == []


def test_sent_twice_it_is_one_report():
    pair = make_mentoring.pair()

    for _press in range(2):
        problems.report(pair, Side.LEARNER, "I am afraid", "the same key", NOW)

    assert db.session.scalar(db.select(db.func.count()).select_from(PairProblem)) == 1
    assert told(Side.LEARNER) == ["noted"]


def test_each_report_is_answered_for_itself():
    pair = make_mentoring.pair()
    first = problems.report(pair, Side.LEARNER, "I am afraid", "k1", NOW)
    problems.report(pair, Side.LEARNER, "Again", "k2", NOW)

    problems.close(first, "We spoke with both.", make.account().id, NOW)

    assert len(open_promises()) == 1
    assert problems.count_open() == 1


@BOTH
def test_whoever_reported_hears_that_it_is_answered_and_the_other_nothing(side):
    pair = make_mentoring.pair()
    problem = problems.report(pair, side, "I am afraid", "k", NOW)

    problems.close(problem, "We spoke with both.", make.account().id, NOW)

    assert told(side) == ["noted", "closed"]
    assert told(side.other) == []
    assert open_promises() == []


def test_it_is_closed_once():
    problem = problems.report(make_mentoring.pair(), Side.MENTOR, "I am afraid", "k", NOW)
    problems.close(problem, "We spoke with both.", make.account().id, NOW)

    with pytest.raises(problems.ClosedAlready):
        problems.close(problem, "Something else", make.account().id, NOW)

    assert problem.outcome == "We spoke with both."


def test_no_word_of_a_report_is_in_a_message_or_a_promise():
    problem = problems.report(make_mentoring.pair(), Side.LEARNER, "I am afraid", "k", NOW)
    problems.close(problem, "We spoke with both.", make.account().id, NOW)
    db.session.commit()

    facts = " ".join(str(one.facts) for one in messages())

    assert "afraid" not in facts
    assert "spoke" not in facts


def test_those_responsible_read_it_and_admins_only_where_nobody_is():
    admin, staff = make.account("admin"), make.account("staff")
    assert problems.readers(NOW) == [admin]

    make.grant(staff, "safeguarding")

    assert problems.readers(NOW) == [staff]
