"""What mentoring holds on a learner goes with their file: copied, erased, put together."""

import json
from datetime import timedelta

from sqlalchemy import func, select

from portal.database import begin_write, db
from portal.domain.mentoring.care import CareWhy, owe_care, settle_care
from portal.domain.mentoring.letters import write
from portal.domain.mentoring.pair_models import (
    Mentee,
    Pair,
    PairAnswer,
    PairGoal,
    PairLetter,
    PairProblem,
    Side,
    Survey,
)
from portal.domain.mentoring.problems import close, report
from portal.domain.mentoring.states import PairState
from portal.domain.moves import Role
from portal.domain.promises.lists import open_promises
from portal.domain.signups.erasure import NOBODY, erase
from portal.domain.signups.files import as_data, file_of
from portal.domain.signups.merging import merge, undo
from portal.domain.signups.retention import clear, would_go
from portal.web.files import copy_of
from portal.web.languages import speaking
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import messages

MONTH = timedelta(days=30.44)


def together():
    """A pair that has met, set a goal, written to the team and answered a survey."""
    pair = make_mentoring.pair(mentee=make_mentoring.mentee(wish="I want to work in a bakery."))
    make_mentoring.meeting(pair, minutes=45)
    begin_write()
    pair.goals = [PairGoal(position=1, text="A CV in French")]
    answers = {"fit": "yes", "words": "She is kind."}
    db.session.add(PairAnswer(pair_id=pair.id, side=Side.LEARNER, survey=Survey.FIT, answers=answers, at=NOW))
    db.session.add(
        PairAnswer(pair_id=pair.id, side=Side.MENTOR, survey=Survey.FIT, answers={"words": "Shy."}, at=NOW)
    )
    for side, text in ((Side.LEARNER, "May we meet on Sundays?"), (Side.MENTOR, "He never calls.")):
        letter = PairLetter(pair_id=pair.id, side=side, from_team=False, at=NOW, text=text)
        db.session.add(letter)
    db.session.commit()
    return pair


def test_the_copy_holds_what_the_learner_wished_met_and_wrote_and_nothing_of_the_mentor(app):
    pair = together()

    copy = json.dumps(as_data(file_of(pair.mentee.person), "en"), ensure_ascii=False)

    for words in ("I want to work in a bakery.", "A CV in French", "She is kind.", "May we meet on Sundays?"):
        assert words in copy
    mentor = pair.volunteer
    for words in ("Shy.", "He never calls.", mentor.surname, mentor.email, mentor.first_name, mentor.motivation):
        assert words not in copy
    (held,) = json.loads(copy)["mentoring"]
    assert [one["minutes"] for one in held["pairs"][0]["meetings"]] == [45]


def test_erased_the_pair_ends_the_mentor_hears_it_and_only_figures_stay(app):
    pair = together()

    erase(pair.mentee.person, "en", Role.STAFF, NOW)
    db.session.commit()

    assert pair.state == PairState.ENDED_EARLY
    assert [one.minutes for one in pair.meetings] == [45]
    assert (pair.mentee.wish, pair.mentee.closed_at, pair.goals[0].text) == (None, NOW, NOBODY)
    letters = db.session.scalars(select(PairLetter).order_by(PairLetter.id))
    assert [(one.side, one.text) for one in letters] == [("learner", NOBODY), ("mentor", "He never calls.")]
    assert all(
        "words" not in one.answers or one.side == Side.MENTOR for one in db.session.scalars(select(PairAnswer))
    )
    assert [one.about for one in messages("pair_over")] == [f"volunteer:{pair.volunteer_id}"]


def test_whoever_is_erased_while_a_mentor_is_asked_looks_no_more_and_nobody_else_is_asked(app):
    pair = make_mentoring.pair(PairState.REQUESTED)
    db.session.commit()

    erase(pair.mentee.person, "en", Role.PERSON, NOW)
    db.session.commit()

    assert pair.state == PairState.WITHDRAWN
    assert pair.mentee.closed_at == NOW
    assert len(db.session.scalars(select(Pair)).all()) == 1


def test_two_files_become_one_with_the_mentor_that_one_of_them_has_and_come_apart_again(app):
    looks, has = make_mentoring.mentee(), make_mentoring.pair().mentee
    kept, gone = looks.person, has.person
    db.session.commit()

    done = merge(kept, gone, [], None, NOW)
    db.session.commit()

    assert {one.person_id for one in db.session.scalars(select(Mentee))} == {kept.id}
    assert (looks.closed_at, has.closed_at) == (NOW, None)

    undo(done, NOW)
    db.session.commit()

    assert (looks.person_id, has.person_id) == (kept.id, gone.id)


def test_whoever_has_a_mentor_under_one_name_is_not_told_that_we_look_for_one_under_the_other(app):
    asked, has = make_mentoring.pair(PairState.SUGGESTED), make_mentoring.pair()
    db.session.commit()

    merge(has.mentee.person, asked.mentee.person, [], None, NOW)
    db.session.commit()

    assert (asked.state, asked.mentee.closed_at, has.mentee.closed_at) == (PairState.WITHDRAWN, NOW, None)
    assert messages("mentor_next") == []
    assert [one.about for one in messages("pair_not_now")] == [f"volunteer:{asked.volunteer_id}"]
    assert open_promises() == []


def test_who_is_erased_waits_for_no_letter_and_the_other_one_still_does(app):
    pair = make_mentoring.pair()
    owed = {side: write(pair, side, "Hello", "k", NOW)[1] for side in Side}
    db.session.commit()

    erase(pair.mentee.person, "en", Role.STAFF, NOW)
    db.session.commit()

    assert {side: one.state for side, one in owed.items()} == {Side.LEARNER: "withdrawn", Side.MENTOR: "open"}


def test_erased_nothing_stays_of_what_the_team_wrote_down_about_the_two(app):
    pair = make_mentoring.pair(reasons={"topics": ["cv"]})
    owed = owe_care(pair, CareWhy.QUIET, NOW)
    settle_care(pair, "She is ill.", NOW)
    db.session.commit()

    erase(pair.mentee.person, "en", Role.STAFF, NOW)
    db.session.commit()

    assert (owed.note, pair.reasons) == (None, {})


def test_a_learner_without_a_mentor_has_nothing_of_mentoring_in_their_copy(app):
    assert as_data(file_of(make.sign_up().person), "en")["mentoring"] == []


def ended(at):
    """A pair that ended then, whose learner looks no more."""
    pair = together()
    begin_write()
    pair.state, pair.ended_at, pair.reasons = PairState.COMPLETED, at, {"topics": ["cv"]}
    pair.mentee.closed_at = at
    db.session.commit()
    return pair


def words_of_pairs():
    return [db.session.scalar(select(func.count()).select_from(one)) for one in (PairLetter, PairGoal, PairAnswer)]


def test_two_years_after_its_end_a_pair_and_its_hours_are_known_and_no_word_of_it(app):
    pair, before, later = ended(NOW), NOW + 24 * MONTH, NOW + 24 * MONTH + timedelta(days=1)
    went = {"pair-letters": 2, "pairs": 1, "mentees": 1}

    assert not went.keys() & clear(before).keys()
    assert went.items() <= would_go(later).items()
    assert went.items() <= clear(later).items()
    db.session.commit()

    assert words_of_pairs() == [0, 0, 0]
    mentee = pair.mentee
    assert (pair.reasons, mentee.wish, mentee.spoken, mentee.week) == ({}, None, [], [])
    assert (pair.state, [one.minutes for one in pair.meetings]) == (PairState.COMPLETED, [45])
    assert not went.keys() & would_go(later).keys()


def test_of_a_pair_that_lives_nothing_leaves_by_itself(app):
    pair = together()
    db.session.commit()

    clear(NOW + 60 * MONTH)
    db.session.commit()

    assert words_of_pairs() == [2, 1, 2]
    assert pair.mentee.wish == "I want to work in a bakery."


def test_a_letter_stays_while_its_answer_is_known_so_that_no_other_gets_its_number(app):
    pair = ended(NOW)
    write(pair, Side.LEARNER, "One more thing", "k", NOW)
    db.session.commit()

    assert would_go(NOW + 25 * MONTH)["pair-letters"] == 2


def test_the_page_of_the_copy_says_it_in_words(app):
    pair = together()

    with speaking("en"):
        (section,) = [one for one in copy_of(file_of(pair.mentee.person)) if one.heading == "Your mentor"]

    (_wanted, wanted), (_pair, met) = section.rows
    assert ("In your words", "I want to work in a bakery.") in wanted
    assert [value for label, value in met if label == "Meeting"] == ["Sunday 22 November at 10:00, 45 min, Online"]
    assert ("You wrote", "May we meet on Sundays?") in met
    assert ("Goal", "A CV in French") in met


def test_a_report_of_a_problem_goes_five_years_after_it_was_closed_and_an_open_one_never(app):
    pair = make_mentoring.pair()
    closed, still_open = (report(pair, Side.LEARNER, "He shouts.", key, NOW) for key in ("one", "two"))
    close(closed, "They do not meet any more.", make.account().id, NOW)
    db.session.commit()

    assert "pair_problem" not in clear(NOW + 59 * MONTH)
    assert clear(NOW + 61 * MONTH)["pair_problem"] == 1
    db.session.commit()

    assert db.session.scalars(select(PairProblem)).all() == [still_open]
