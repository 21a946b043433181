"""Somebody reports a posting, and the team says what it found."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.domain.jobs import reports, reviewing
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.posting_models import PostingReport
from portal.domain.jobs.reports import ClosedAlready, Found, about_report, close, reopen, report
from portal.domain.jobs.states import PostingState
from portal.domain.promises.lists import open_promises
from portal.domain.promises.models import Promise
from portal.worker.keeping import keep_promises
from tests import make, make_jobs
from tests.conftest import NOW
from tests.make_jobs import db

MONEY, RUDE = ReportWhy.MONEY, ReportWhy.RUDE


@pytest.fixture
def posting(app):
    return make_jobs.posting()


def owed():
    return [(one.kind, one.about, one.owner, one.person_id) for one in open_promises()]


def all_reports():
    return list(db.session.scalars(select(PostingReport).order_by(PostingReport.id)))


def test_the_team_owes_a_look_within_one_working_day_and_nobody_outside_waits(posting):
    made = report(posting, MONEY, "They want 50 euros.", "k", NOW)

    assert (made.why, made.text, made.at) == (MONEY, "They want 50 euros.", NOW)
    assert owed() == [("posting_report", about_report(made), "team", None)]
    assert open_promises()[0].reply_by.isoformat() == "2026-11-25T17:00:00+00:00"


def test_the_same_report_sent_twice_is_one_and_more_words_are_added(posting):
    first = report(posting, MONEY, "They want 50 euros.", "k", NOW)
    again = report(posting, MONEY, "They want 50 euros.", "k", NOW)
    more = report(posting, RUDE, "And they shout.", "k", NOW)

    assert first is again is more
    assert (first.why, first.text) == (RUDE, "They want 50 euros.\nAnd they shout.")
    assert len(owed()) == 1


def test_another_browser_and_another_posting_make_another_report(posting):
    for key, about in (("a", posting), ("b", posting), ("a", make_jobs.posting())):
        report(about, MONEY, "", key, NOW)

    assert len(all_reports()) == len(owed()) == 3
    assert reports.count_open([posting]) == {posting.id: 2}


def test_words_never_grow_beyond_what_is_kept(posting):
    for number in range(4):
        report(posting, MONEY, f"{number}" * 900, "k", NOW)

    assert len(all_reports()[0].text) == reports.LONGEST


def test_what_the_team_found_ends_all_reports_it_has_read_and_no_later_one(posting):
    first, second = (report(posting, MONEY, "", key, NOW) for key in "ab")
    third = report(posting, MONEY, "", "c", NOW)
    who = make.account("staff")

    close(first, Found.FINE, who, NOW, upto=second.id)

    assert [(one.outcome, one.closed_at, one.account_id) for one in (first, second, third)] == [
        ("fine", NOW, who.id),
        ("fine", NOW, who.id),
        (None, None, None),
    ]
    assert [about for _kind, about, _owner, _person in owed()] == [about_report(third)]
    with pytest.raises(ClosedAlready):
        close(second, Found.MENDED, who, NOW, upto=third.id)


def test_a_browser_may_report_anew_what_was_closed(posting):
    first = report(posting, MONEY, "", "k", NOW)
    close(first, Found.FINE, make.account("staff"), NOW, upto=first.id)

    second = report(posting, MONEY, "", "k", NOW)

    assert second is not first and second.closed_at is None


def test_a_posting_that_is_taken_off_ends_its_reports(posting):
    first, second = (report(posting, MONEY, "", key, NOW) for key in "ab")

    reviewing.remove(posting, "It asks for money.", make.account("staff"), NOW)

    assert posting.state == PostingState.REMOVED
    assert [one.outcome for one in (first, second)] == ["removed", "removed"]
    assert [one.kind for one in open_promises()] == []


def test_closed_by_mistake_it_is_owed_again(posting):
    made = report(posting, MONEY, "", "k", NOW)
    close(made, Found.FINE, make.account("staff"), NOW, upto=made.id)

    reopen(made, NOW)
    reopen(made, NOW)

    assert (made.outcome, made.closed_at, made.account_id) == (None, None, None)
    assert [about for _kind, about, _owner, _person in owed()] == [about_report(made)]


def test_a_report_nobody_looks_at_stays_open_and_its_promise_ends_as_not_kept(posting):
    made = report(posting, MONEY, "", "k", NOW)
    db.session.commit()

    for day in range(8):
        keep_promises(NOW + timedelta(days=day))

    assert made.closed_at is None and open_promises() == []
    last = db.session.scalars(select(Promise).order_by(Promise.id.desc())).first()
    assert (last.kind, last.state, last.history[-1].why) == ("posting_report", "closed", "silence")


def test_once_looked_at_late_nothing_more_is_owed(posting):
    made = report(posting, MONEY, "", "k", NOW)
    db.session.commit()
    for day in range(8):
        keep_promises(NOW + timedelta(days=day))

    close(made, Found.FINE, make.account("staff"), NOW + timedelta(days=9), upto=made.id)

    assert made.outcome == "fine" and open_promises() == []
