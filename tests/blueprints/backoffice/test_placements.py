"""What the team writes down of a placement: days, start, end, and who told it."""

from datetime import date

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import placements
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.moves import Role
from tests import make_jobs
from tests.blueprints.answers.steps import follow_way, fresh
from tests.blueprints.backoffice.test_jobs import opened
from tests.blueprints.letters import buttons
from tests.conftest import NOW
from tests.domain.jobs.answers import confirmed, sent


def page_of(client, application):
    return opened(client, f"jobs/{application.ref}")


def noted(action):
    return db.session.scalars(db.select(AuditLine).where(AuditLine.action == f"job_application.{action}")).all()


def begun():
    application = confirmed()
    placements.start(application, Role.COMPANY, NOW)
    return application


@pytest.mark.parametrize(
    ("way", "state", "deed"),
    [
        ("It has begun", JobState.STARTED, "has_begun"),
        ("It does not come about", JobState.CLOSED, "called_off"),
        ("Nour did not come", JobState.NO_SHOW, "absent"),
    ],
)
def test_the_team_writes_down_what_it_heard_and_from_whom(client, way, state, deed):
    application = confirmed(posting=make_jobs.posting(starts_on=NOW.date()))

    form = follow_way(page_of(client, application), way).form()
    assert fresh(application).state == JobState.CONFIRMED
    page = form.fill(heard="learner").send()

    assert "Saved." in page.words and fresh(application).state == state
    (line,) = noted(deed)
    assert (line.facts, line.person_id) == ({"reason": "learner"}, application.person_id)


def test_that_nobody_came_is_not_written_down_before_the_first_day(client):
    application = confirmed(posting=make_jobs.posting(starts_on=NOW.date()))
    form = follow_way(page_of(client, application), "Nour did not come").form()
    placements.plan(application, date(2026, 12, 7), None, Role.COMPANY, NOW)
    db.session.commit()

    page = form.fill(heard="company").send()

    assert page.status == 409 and fresh(application).state == JobState.CONFIRMED
    assert "This can be said from Monday 7 December on." in page.words and noted("absent") == []
    assert "Nour did not come" not in buttons(page_of(client, application))


def test_the_team_says_how_it_ended(client):
    application = begun()

    form = follow_way(page_of(client, application), "Say how it went").form()
    form.fill(outcome="completed", words="She was quick.", hired="permanent", heard="company").send()

    placement = placement_of(fresh(application))
    assert (application.state, placement.outcome, placement.hired) == ("completed", "completed", Hired.PERMANENT)
    assert len(noted("ended")) == 1


def test_who_was_said_to_have_begun_and_never_came_is_noted_after_all(client):
    application = begun()

    follow_way(page_of(client, application), "Nour did not come").form().fill(heard="company").send()

    assert fresh(application).state == JobState.NO_SHOW


def test_without_who_told_it_nothing_is_written_down(client):
    application = confirmed()

    page = follow_way(page_of(client, application), "It has begun").form().send()

    assert page.status == 422 and "Say who told us." in page.words
    assert fresh(application).state == JobState.CONFIRMED and noted("has_begun") == []


def test_the_team_sets_the_days_and_whom_a_colleague_overtook_is_told(client):
    application = confirmed()
    form = follow_way(page_of(client, application), "Set the days").form()
    placements.plan(application, NOW.date(), None, Role.COMPANY, NOW)
    db.session.commit()

    page = form.fill(starts_on="2026-12-07").send()
    assert page.status == 409 and "A colleague changed the days meanwhile." in page.words
    page.form().send()

    db.session.expire_all()
    assert placement_of(application).starts_on.isoformat() == "2026-12-07"
    assert len(noted("changed")) == 1


def test_who_is_overtaken_reads_so_and_nothing_is_written_down(client):
    application = begun()
    form = follow_way(page_of(client, application), "Say how it went").form()
    placements.assess(application, Outcome.PARTLY, None, Hired.NO, None, Role.COMPANY, NOW)
    db.session.commit()

    page = form.fill(outcome="completed", hired="no", heard="company").send()

    assert page.status == 409 and "It stands otherwise now." in page.words
    assert placement_of(fresh(application)).outcome == "partly" and noted("ended") == []


def test_of_a_stopped_company_the_page_says_that_the_team_looks_after_it(client):
    application = confirmed()
    application.posting.company.state = CompanyState.SUSPENDED

    assert "The company takes part no more: the team looks after it." in page_of(client, application).words


@pytest.mark.parametrize("part", ["dates", "file", "began", "off", "absent", "ended"])
def test_without_both_yes_there_is_nothing_to_write_down(client, part):
    application = sent()
    page_of(client, application)

    page = client.get_page(f"/en/office/jobs/{application.ref}/{part}")

    assert page.h1 == "Nour applies for work"
