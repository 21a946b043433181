"""Job fairs: who comes, what they offer there, when a tablet opens, and applications that are sent from it."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.jobs import fairs
from portal.domain.jobs.applying import Already, NotOpen
from portal.domain.jobs.fairs import NotTakingPart, Plan
from portal.domain.jobs.states import CompanyState, PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs.test_applying import told, wish

HOUR = timedelta(hours=1)


def planned(starts_at=NOW, *companies, **facts):
    return make_jobs.fair(starts_at, *companies, **facts)


def test_a_fair_is_planned_changed_called_off_and_held_after_all(app):
    place = make.place()
    fair = fairs.plan(Plan("Spring", place, NOW + HOUR, NOW + 5 * HOUR), NOW)
    fairs.change(fair, Plan("Summer", place, NOW + 2 * HOUR, NOW + 6 * HOUR))
    fairs.call_off(fair, NOW)
    assert (fair.name, fair.starts_at, fair.cancelled_at) == ("Summer", NOW + 2 * HOUR, NOW)

    fairs.hold_after_all(fair)

    assert fairs.near(NOW) == [fair]


@pytest.mark.parametrize("state", [one for one in CompanyState if one is not CompanyState.APPROVED])
def test_only_companies_that_take_part_come_to_a_fair(app, state):
    fair = planned()

    with pytest.raises(NotTakingPart):
        fairs.add_company(fair, make_jobs.company(state))

    assert fair.companies == []


def test_a_company_that_is_added_twice_comes_once_and_can_be_taken_away(app):
    fair, company = planned(), make_jobs.company()
    for _time in range(2):
        fairs.add_company(fair, company)
    assert fair.companies == [company]

    for _time in range(2):
        fairs.take_away(fair, company)

    assert fair.companies == []


def test_the_jobs_of_a_fair_are_those_its_companies_have_on_the_board_company_by_company(app):
    willow, ash = (make_jobs.company(name=name) for name in ("Willow", "Ash"))
    stopped = make_jobs.company(CompanyState.SUSPENDED)
    fair = planned(NOW, willow, ash, stopped)
    of_willow, of_ash = make_jobs.posting(company=willow), make_jobs.posting(company=ash)
    for elsewhere in (make_jobs.posting(), make_jobs.posting(company=stopped)):
        assert fairs.posting_at(fair, elsewhere.ref, NOW) is None
    make_jobs.posting(PostingState.PAUSED, company=ash)

    assert fairs.postings_of(fair, NOW) == [of_ash, of_willow]
    assert fairs.companies_of(fair) == [ash, willow]
    assert fairs.posting_at(fair, of_ash.ref, NOW) is of_ash


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (-61 * HOUR / 60, False),
        (-HOUR, True),
        (timedelta(), True),
        (5 * HOUR, True),
        (6 * HOUR - timedelta(seconds=1), True),
        (6 * HOUR, False),
        (timedelta(days=1), False),
    ],
)
def test_a_tablet_opens_on_the_day_from_an_hour_before_to_an_hour_after(app, moment, opens):
    assert fairs.tablet_open(planned(), NOW + moment) is opens


def test_no_tablet_opens_at_a_fair_that_is_called_off_or_whose_link_was_ended(app):
    called_off, ended = planned(cancelled_at=NOW), planned()
    fairs.end_tablet_link(ended)

    assert not fairs.tablet_open(called_off, NOW)
    assert not fairs.tablet_open(ended, NOW)


def test_a_new_link_ends_the_one_before_and_the_database_knows_neither(app):
    fair = planned()
    before, after = fairs.new_tablet_link(fair), fairs.new_tablet_link(fair)

    assert fairs.by_token(before) is None
    assert fairs.by_token(after) is fair
    assert after not in fair.tablet_digest


def test_who_applies_at_a_fair_is_promised_an_answer_and_told_like_everybody(app):
    company = make_jobs.company()
    fair, posting = planned(NOW, company), make_jobs.posting(company=company)

    made = fairs.apply_there(fair, posting, wish(), NOW)

    assert (made.way, made.fair_id, made.state) == ("fair", fair.id, "sent")
    assert open_about(about_application(made), PromiseKind.JOB_ANSWER)
    assert len(told(made, MessageKind.JOB_SENT)) == len(told(made, MessageKind.JOB_TO_ANSWER)) == 1
    assert fairs.sent_by_posting(fair) == {posting.id: 1}
    assert db.session.scalars(fairs.applications_at(fair)).all() == [made]


def test_who_applied_at_home_is_found_again_at_the_fair(app):
    company = make_jobs.company()
    fair, posting = planned(NOW, company), make_jobs.posting(company=company)
    first = make_jobs.application(posting=posting, reach=wish().reach)

    with pytest.raises(Already) as refusal:
        fairs.apply_there(fair, posting, wish(), NOW)

    assert refusal.value.application is first


def test_a_tablet_sends_nothing_to_other_companies_or_after_the_fair(app):
    company = make_jobs.company()
    fair, posting = planned(NOW, company), make_jobs.posting(company=company)

    with pytest.raises(NotOpen):
        fairs.apply_there(fair, make_jobs.posting(), wish(), NOW)
    with pytest.raises(NotOpen):
        fairs.apply_there(fair, posting, wish(), NOW + timedelta(days=1))


def test_the_team_of_a_place_sees_its_fairs_those_to_come_first(app):
    here = make.place()
    past, soon, later = (planned(NOW + timedelta(days=days), place=here) for days in (-3, 2, 9))
    older = planned(NOW - timedelta(days=30), place=here)
    planned(NOW + timedelta(days=1))

    found = db.session.scalars(fairs.fairs_in(Powers(places=frozenset({here.id})), NOW)).all()

    assert found == [soon, later, past, older]
    assert fairs.ever_at(here)
    assert not fairs.ever_at(make.place())


def test_the_board_speaks_of_the_fairs_of_the_next_weeks(app):
    soon = planned(NOW + timedelta(days=5))
    for days in (-2, 40):
        planned(NOW + timedelta(days=days))
    planned(NOW + timedelta(days=3), cancelled_at=NOW)

    assert fairs.near(NOW) == [soon]
