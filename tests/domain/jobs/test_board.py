"""Whether a posting can be applied for, what is like it, what a saved search tells, and how much is counted."""

from datetime import timedelta

import pytest

from portal.domain.catalogue.models import French
from portal.domain.jobs import board, finding, similar
from portal.domain.jobs.board import Standing
from portal.domain.jobs.choices import JobKind
from portal.domain.jobs.states import WAITING_FOR_COMPANY, CompanyState, JobState, PostingState
from portal.domain.jobs.wanted import read_wishes
from tests import make_jobs
from tests.conftest import NOW


@pytest.mark.parametrize("state", JobState)
def test_only_what_waits_for_the_company_counts_against_the_most_it_takes(app, state):
    job = make_jobs.posting(most_open=1)
    make_jobs.application(state, posting=job)

    assert board.takes_applications(job) is (state not in WAITING_FOR_COMPANY)
    assert (board.standing(job, NOW) is Standing.BUSY) is (state in WAITING_FOR_COMPANY)


@pytest.mark.parametrize("state", PostingState)
@pytest.mark.parametrize("company", CompanyState)
def test_it_can_be_applied_for_only_where_both_are_on_the_board(app, state, company):
    job = make_jobs.posting(state, company=make_jobs.company(company))

    open_now = (state, company) == (PostingState.PUBLISHED, CompanyState.APPROVED)

    assert board.takes_applications(job) is open_now
    assert (job in board.newest(NOW, 5)) is open_now


def test_the_last_day_counts_and_the_next_does_not(app):
    job = make_jobs.posting(expires_on=NOW.date())

    assert board.takes_applications(job, NOW)
    assert not board.takes_applications(job, NOW + timedelta(days=1))


def test_instead_of_what_was_refused_comes_nothing_that_was_tried_or_asks_for_more_french(app):
    refused = make_jobs.application(JobState.DECLINED, posting=make_jobs.posting(title="Web", french=French.A2))
    tried = make_jobs.posting(title="Web again")
    make_jobs.application(posting=tried, person=refused.person)
    make_jobs.posting(title="Web in good French", french=French.B2)
    fits = make_jobs.posting(title="Web in some French", french=French.A1)

    assert similar.for_applicant(refused, NOW) == [fits]


def test_what_takes_no_application_is_never_shown_instead(app):
    job = make_jobs.posting(title="Web")
    make_jobs.application(posting=make_jobs.posting(title="Web, too", most_open=1))

    assert similar.like(job, NOW) == []


def test_a_saved_search_tells_what_came_since_and_fits(app):
    since = NOW - timedelta(days=2)
    old, new = NOW - timedelta(days=3), NOW - timedelta(days=1)
    make_jobs.posting(title="Old, refreshed", published_at=old, refreshed_at=NOW)
    make_jobs.posting(title="New, of another kind", kind=JobKind.PERMANENT, published_at=new, refreshed_at=new)
    fits = make_jobs.posting(title="New", published_at=new, refreshed_at=new)

    assert finding.published_since(read_wishes({"kind": "internship"}), since, NOW, 5) == [fits]


def test_counting_stops_and_says_so(app, monkeypatch):
    monkeypatch.setattr(finding, "PAGE_SIZE", 2)
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)
    for hours in range(5):
        make_jobs.posting(refreshed_at=NOW - timedelta(hours=hours))

    found = finding.find(read_wishes({}), "", NOW)
    assert (len(found.postings), found.total, found.more_than_counted) == (2, 3, True)


def test_only_so_many_are_looked_through_to_count(app, monkeypatch):
    monkeypatch.setattr(finding, "PAGE_SIZE", 1)
    monkeypatch.setattr(finding, "LOOKED_THROUGH", 3)
    for hours in range(5):
        make_jobs.posting(refreshed_at=NOW - timedelta(hours=hours), beginner=hours % 2 == 0)

    found = finding.find(read_wishes({"beginner": "1"}), "", NOW)
    assert (found.total, found.more_than_counted) == (2, True)
