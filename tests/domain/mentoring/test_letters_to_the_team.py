"""Letters between one side of a pair and the team."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.mentoring.letters import answer_letter, owed_to, thread, write
from portal.domain.mentoring.pair_models import Side
from portal.domain.promises.lists import open_promises
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import messages

pytestmark = pytest.mark.usefixtures("app")

BOTH = pytest.mark.parametrize("side", list(Side))


def told(pair, side):
    """What was told to this side: what is said, by when."""
    found = [one.facts for one in messages("pair_letter") if one.facts["side"] == side]
    return [(facts["said"], facts.get("reply_by", "")[:10]) for facts in found]


@BOTH
def test_a_letter_is_owed_an_answer_in_two_working_days_by_the_team_of_the_place(side):
    pair = make_mentoring.pair()

    letter, owed = write(pair, side, "May we meet at the library?", "k", NOW)

    place = pair.mentee.sign_up.course_session.place
    assert (owed.owner, f"{owed.reply_by:%d %H}") == (f"place:{place.slug}", "26 17")
    assert letter.text == "May we meet at the library?"
    assert told(pair, side) == [("noted", "2026-11-26")]
    assert told(pair, side.other) == []


def test_what_is_owed_to_a_learner_names_them_and_what_is_owed_to_a_mentor_names_nobody():
    pair = make_mentoring.pair()

    owed = [write(pair, side, "Hello", "k", NOW)[1] for side in Side]

    assert [one.person_id for one in owed] == [pair.mentee.person_id, None]


@BOTH
def test_sent_twice_it_is_one_letter(side):
    pair = make_mentoring.pair()

    for _press in range(2):
        write(pair, side, "Hello", "the same key", NOW)

    assert [one.text for one in thread(pair, side)] == ["Hello"]
    assert len(open_promises()) == 1


def test_a_second_letter_waits_for_the_same_answer_and_is_not_told_again():
    pair = make_mentoring.pair()
    _letter, first = write(pair, Side.MENTOR, "Hello", "k1", NOW)

    _letter, second = write(pair, Side.MENTOR, "Hello again", "k2", NOW + timedelta(hours=5))

    assert second is first
    assert told(pair, Side.MENTOR) == [("noted", "2026-11-26")]


def test_each_side_waits_for_an_answer_of_its_own():
    pair = make_mentoring.pair()
    for side in Side:
        write(pair, side, f"I am the {side}", "k", NOW)

    answer_letter(pair, Side.MENTOR, "Thank you", make.account().id, NOW)

    assert owed_to(pair, Side.MENTOR) is None
    assert owed_to(pair, Side.LEARNER) is not None
    assert [one.text for one in thread(pair, Side.LEARNER)] == ["I am the learner"]
    assert [one.text for one in thread(pair, Side.MENTOR)] == ["I am the mentor", "Thank you"]


@BOTH
def test_whoever_wrote_hears_that_an_answer_is_there_and_the_other_hears_nothing(side):
    pair = make_mentoring.pair()
    write(pair, side, "Hello", "k", NOW)

    answer_letter(pair, side, "Thank you", make.account().id, NOW)

    assert [said for said, _by in told(pair, side)] == ["noted", "answered"]
    assert told(pair, side.other) == []
    assert open_promises() == []


def test_the_team_may_write_first_and_owes_nothing():
    pair = make_mentoring.pair()

    answer_letter(pair, Side.LEARNER, "How are you?", make.account().id, NOW)

    assert told(pair, Side.LEARNER) == [("answered", "")]
    assert open_promises() == []


def test_no_word_of_a_letter_is_in_a_message():
    pair = make_mentoring.pair()
    write(pair, Side.LEARNER, "I lost my flat", "k", NOW)
    answer_letter(pair, Side.LEARNER, "We look for a room", make.account().id, NOW)
    db.session.commit()

    facts = " ".join(str(one.facts) for one in messages())

    assert "flat" not in facts
    assert "room" not in facts
