"""The team's side of pairs, kept by the worker: letters, reports of a problem, breaks, and who is silent."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.mentoring.ending import pause
from portal.domain.mentoring.letters import write
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.problems import report
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.moves import Role
from portal.domain.promises.lists import open_promises
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import Office, messages

DAY = timedelta(days=1)


@pytest.fixture
def office(app, tmp_path):
    return Office(app, tmp_path)


def said(kind):
    return [one.facts["said"] for one in messages(kind)]


def over_and_over(office, days):
    """The worker at work, day after day."""
    for day in range(days):
        office.work(NOW + day * DAY)


def test_a_letter_nobody_answers_goes_to_the_whole_team_and_ends_with_whom_to_call(office):
    write(make_mentoring.pair(), Side.MENTOR, "Hello", "k", NOW)
    db.session.commit()

    office.work(NOW + 2.5 * DAY)
    assert [(owed.kind, owed.owner) for owed in open_promises()] == [("pair_letter", "team")]
    assert said("pair_letter") == ["noted", "later"]

    office.work(NOW + 4 * DAY)
    assert open_promises() == []
    assert said("pair_letter") == ["noted", "later", "over"]


def test_a_report_nobody_answers_stays_with_those_responsible_and_ends_with_whom_to_call(office):
    make.account("admin")
    report(make_mentoring.pair(), Side.LEARNER, "I am afraid", "k", NOW)
    db.session.commit()

    office.work(NOW + 1.5 * DAY)
    assert [(owed.kind, owed.owner) for owed in open_promises()] == [("pair_problem", "safeguarding")]

    office.work(NOW + 3 * DAY)
    assert open_promises() == []
    assert said("pair_problem") == ["noted", "later", "over"]


def test_a_report_is_told_to_each_of_those_responsible_and_to_no_other_mailbox(office):
    make.account("admin")
    make.account("staff")
    mine = [make.account("staff") for _one in range(2)]
    for account in mine:
        make.grant(account, "safeguarding")
    report(make_mentoring.pair(), Side.LEARNER, "I am afraid", "k", NOW)
    db.session.commit()

    office.work(NOW + timedelta(minutes=1))

    told = messages("staff_owes")
    assert [(one.address, one.account_id) for one in told] == [(one.email, one.id) for one in mine]
    mails = b" ".join(office.mails())
    assert mails.count(b"Look into a problem") >= len(mine)
    assert b"afraid" not in mails


def test_a_break_ends_by_itself(office):
    pair = make_mentoring.pair()
    pause(pair, NOW + 20 * DAY, Role.VOLUNTEER, NOW)
    db.session.commit()

    over_and_over(office, 20)
    assert db.session.get_one(Pair, pair.id).state == "paused"

    office.work(NOW + 20 * DAY)
    assert db.session.get_one(Pair, pair.id).state == "active"


def test_when_a_volunteer_stopped_the_learner_is_told_and_looks_again(office):
    pair = make_mentoring.pair()
    begin_write()
    pair.volunteer.state = VolunteerState.ENDED
    db.session.commit()

    office.work(NOW + timedelta(minutes=1))

    assert db.session.get_one(Pair, pair.id).state == "ended_early"
    assert [owed.kind for owed in open_promises()] == ["mentor_wanted"]


def test_who_is_silent_is_asked_about_once_and_again_only_after_a_rest(office):
    make_mentoring.pair(since=NOW - 31 * DAY)
    db.session.commit()

    office.work(NOW)
    assert [owed.kind for owed in open_promises()] == ["pair_care"]

    over_and_over(office, 15)
    assert "pair_care" not in [owed.kind for owed in open_promises()]

    office.work(NOW + 32 * DAY)
    assert "pair_care" in [owed.kind for owed in open_promises()]


def test_two_who_never_meet_and_whom_nobody_asks_are_no_pair_any_more_and_the_learner_looks_again(office):
    pair = make_mentoring.pair(PairState.ACCEPTED, since=NOW - 31 * DAY)
    db.session.commit()

    over_and_over(office, 15)

    assert (pair.state, pair.end_why) == ("ended_early", "silent")
    assert [owed.kind for owed in open_promises()] == ["mentor_wanted"]
    (owed,) = open_promises()
    told = {one.facts["side"]: one.facts.get("reply_by") for one in messages("pair_over")}
    assert told == {"learner": owed.reply_by.isoformat(), "mentor": None}


def test_two_who_never_met_and_have_a_date_stay_a_pair(office):
    pair = make_mentoring.pair(PairState.ACCEPTED, since=NOW - 31 * DAY)
    make_mentoring.meeting(pair, NOW + 30 * DAY)
    db.session.commit()

    over_and_over(office, 15)

    assert pair.state == "accepted"


def test_no_account_is_told_of_a_report_that_it_may_not_read(office):
    closed = make.account("staff", closed_at=NOW)
    make.grant(closed, "safeguarding")
    trainer = make.account("trainer")
    make.grant(trainer, "safeguarding")
    admin = make.account("admin")
    report(make_mentoring.pair(), Side.LEARNER, "I am afraid", "k", NOW)
    db.session.commit()

    office.work(NOW + timedelta(minutes=1))

    told = [db.session.get_one(Account, one.account_id) for one in messages("staff_owes")]
    assert told == [admin]
