"""Answering an offer to help: taken up, approved, refused with a reason, ended by silence; breaks and the end."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts import accounts
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import powers_of
from portal.domain.mentoring import vetting
from portal.domain.mentoring.interviews import Meet, meet
from portal.domain.mentoring.volunteer_models import CheckKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, checked, invited, kinds, met, news, offered, owed
from tests.domain.signups.lines import paris


def test_reading_begins_once_however_often_it_is_pressed(app):
    volunteer = offered()
    vetting.start(volunteer, NOW)
    vetting.start(volunteer, NOW)
    assert (volunteer.state, len(volunteer.history)) == ("in_review", 3)
    assert owed(volunteer) is not None


def test_who_is_approved_has_an_account_is_told_and_nothing_is_owed(app):
    volunteer = checked(met(offered()))
    account = vetting.approve(volunteer, None, NOW)
    assert volunteer.state == "approved"
    assert (account.name, account.email, account.email_digest) == (
        "Amina Benali",
        volunteer.email,
        volunteer.email_digest,
    )
    assert powers_of(account, NOW).roles == {"volunteer"}
    assert kinds(volunteer)[-1] == "volunteer_approved"
    assert owed(volunteer) is None


@pytest.mark.parametrize(
    ("ready", "missing", "held"),
    [
        (lambda one: met(one), [CheckKind.BACKGROUND, CheckKind.REFERENCES], True),
        (lambda one: checked(one), [], False),
    ],
    ids=["no checks", "no interview"],
)
def test_nobody_is_approved_before_all_is_done(app, ready, missing, held):
    volunteer = offered()
    invited(volunteer)
    ready(volunteer)
    with pytest.raises(vetting.NotReady) as refused:
        vetting.approve(volunteer, None, NOW)
    assert (refused.value.missing, refused.value.held) == (missing, held)
    assert volunteer.state == "interview"


def test_without_a_signed_charter_there_is_no_approval(app):
    volunteer = checked(met(offered(charter_at=None)))
    with pytest.raises(vetting.NotReady) as refused:
        vetting.approve(volunteer, None, NOW)
    assert refused.value.missing == [CheckKind.CHARTER]


def test_a_member_of_the_team_who_volunteers_keeps_their_account(app):
    reach = read_email("alix@team.example.org")
    known = make.account("staff", email=reach.value, email_digest=reach.digest)
    volunteer = checked(met(offered(email=reach.value, email_digest=reach.digest)))
    assert vetting.approve(volunteer, None, NOW) is known
    assert powers_of(known, NOW).roles == {"staff", "volunteer"}


def test_an_account_that_was_closed_is_not_opened_by_an_approval(app):
    reach = read_email("alix@team.example.org")
    known = make.account("staff", email=reach.value, email_digest=reach.digest)
    accounts.close(known, NOW)
    volunteer = checked(met(offered(email=reach.value, email_digest=reach.digest)))
    with pytest.raises(vetting.AccountClosed):
        vetting.approve(volunteer, None, NOW)
    assert (volunteer.state, known.closed_at) == ("interview", NOW)


def test_a_refusal_says_why_and_nothing_is_owed_any_more(app):
    volunteer = offered()
    invited(volunteer)
    vetting.decline(volunteer, vetting.Refusal.HOURS, NOW)
    assert (volunteer.state, volunteer.history[-1].why) == ("declined", "hours")
    assert news(volunteer)[-1] == ("volunteer_declined", {"reason": "hours"})
    assert [owed(volunteer, kind) for kind in (PromiseKind.VOLUNTEER, PromiseKind.VOLUNTEER_INTERVIEW)] == [
        None,
        None,
    ]


def test_what_was_refused_may_be_taken_up_again_with_a_new_date(app):
    volunteer = offered()
    invited(volunteer)
    vetting.decline(volunteer, vetting.Refusal.FULL, NOW)
    vetting.take_up(volunteer, NOW)
    assert (volunteer.state, meet(volunteer)) == ("in_review", Meet.NONE)
    assert owed(volunteer).reply_by == paris("2026-12-08 18:00")
    assert news(volunteer)[-1] == (
        "volunteer_later",
        {"reply_by": owed(volunteer).reply_by.isoformat(), "again": True},
    )


def test_an_offer_is_not_taken_up_beside_a_newer_one_of_the_same_person(app):
    first = offered()
    vetting.decline(first, vetting.Refusal.FULL, NOW)
    offered(email=first.email, email_digest=first.email_digest)
    with pytest.raises(vetting.OneAlready):
        vetting.take_up(first, NOW)
    assert first.state == "declined"


def test_silence_ends_an_offer_and_says_so(app):
    volunteer = offered()
    invited(volunteer)
    vetting.lapse(volunteer, NOW)
    vetting.lapse(volunteer, NOW)
    assert (volunteer.state, kinds(volunteer)[-1]) == ("lapsed", "volunteer_over")
    assert kinds(volunteer).count("volunteer_over") == 1
    assert owed(volunteer, PromiseKind.VOLUNTEER_INTERVIEW) is None


@pytest.mark.parametrize("state", ["approved", "declined"])
def test_what_was_answered_does_not_lapse(app, state):
    volunteer = approved() if state == "approved" else offered()
    if state == "declined":
        vetting.decline(volunteer, vetting.Refusal.FULL, NOW)
    vetting.lapse(volunteer, NOW)
    assert volunteer.state == state


def test_a_break_is_told_and_so_is_its_end(app):
    volunteer = approved()
    vetting.pause(volunteer, Role.VOLUNTEER, NOW)
    vetting.pause(volunteer, Role.VOLUNTEER, NOW)
    assert (volunteer.state, news(volunteer)[-1]) == ("paused", ("volunteer_paused", {"why": "own"}))
    vetting.go_on(volunteer, Role.VOLUNTEER, NOW)
    vetting.go_on(volunteer, Role.VOLUNTEER, NOW)
    assert (volunteer.state, kinds(volunteer)[-1]) == ("approved", "volunteer_back")
    assert len(volunteer.history) == 7


def test_nobody_goes_on_whose_check_is_over(app):
    volunteer = approved(until=NOW.date() + timedelta(days=3))
    vetting.pause(volunteer, Role.VOLUNTEER, NOW)
    with pytest.raises(vetting.NotReady) as refused:
        vetting.go_on(volunteer, Role.VOLUNTEER, NOW + timedelta(days=5))
    assert refused.value.missing == [CheckKind.BACKGROUND]


def test_who_stops_signs_in_no_more_and_may_come_back(app):
    volunteer = approved()
    vetting.end(volunteer, Role.VOLUNTEER, NOW)
    db.session.commit()
    assert (volunteer.state, news(volunteer)[-1]) == ("ended", ("volunteer_over", {"ended": True}))
    assert powers_of(volunteer.account, NOW).roles == set()
    vetting.take_up(volunteer, NOW)
    vetting.approve(met(volunteer), None, NOW)
    assert powers_of(volunteer.account, NOW).roles == {"volunteer"}


def test_an_offer_that_is_not_open_cannot_be_read_or_refused(app):
    volunteer = approved()
    for verb in (
        lambda: vetting.start(volunteer, NOW),
        lambda: vetting.decline(volunteer, vetting.Refusal.FULL, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()
