"""A company that never says whether it began: reminded, then the team, then the learner is asked, then it ends."""

from datetime import timedelta

from portal.database import db
from portal.domain.jobs import closing, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind, place_owner
from portal.domain.promises.made import open_about
from portal.domain.signups import kept_by_staff
from portal.worker.keeping import keep_promises
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import DAY, confirmed, to_company, to_learner, told

FIRST = (NOW + 7 * DAY).date()


def agreed():
    application = confirmed(posting=make_jobs.posting(starts_on=FIRST, ends_on=FIRST + timedelta(days=30)))
    db.session.commit()
    return application


def owed(application, kind=PromiseKind.JOB_START):
    return open_about(about_application(application), kind)


def until_due(application, kind=PromiseKind.JOB_START):
    """The worker takes every step up to the date of what is owed now."""
    by = owed(application, kind).reply_by
    for day in range((by - NOW).days + 1, -1, -1):
        keep_promises(by - day * DAY)
    return by


def asked(application):
    return [one for one in told(application, MessageKind.JOB_STARTS) if one.facts.get("asked")]


def test_after_the_company_the_team_owes_it_and_the_learner_is_asked_and_may_say_yes(app):
    application = agreed()

    by = until_due(application)

    assert "job_begins" in to_company(application)
    assert owed(application).owner == Owner.TEAM and len(asked(application)) == 1
    placements.start(application, Role.PERSON, by + DAY)
    assert application.state == JobState.STARTED


def test_when_the_learner_says_nothing_either_it_ends_and_both_hear_it(app):
    application = agreed()

    until_due(application)
    until_due(application)

    assert db.session.get_one(JobApplication, application.id).state == JobState.CLOSED
    assert "job_closed" in to_learner(application) and "job_left" in to_company(application)


def test_of_a_stopped_company_the_learner_is_asked_as_well_and_the_company_hears_nothing_more(app):
    application = agreed()
    make.begin_write()
    application.posting.company.state = CompanyState.SUSPENDED
    closing.close_company(application.posting.company, "suspended", NOW)
    db.session.commit()

    until_due(application)

    assert len(asked(application)) == 1 and "job_begins" not in to_company(application)


def test_handed_to_the_team_of_a_place_the_learner_is_asked_all_the_same(app):
    application, place = agreed(), make.place()
    make.begin_write()
    application.posting.company.state = CompanyState.SUSPENDED
    closing.close_company(application.posting.company, "suspended", NOW)
    kept_by_staff.hand_over(owed(application), place_owner(place.slug), NOW)
    db.session.commit()

    by = until_due(application)

    assert len(asked(application)) == 1 and db.session.get_one(JobApplication, application.id).state == "confirmed"
    placements.start(application, Role.PERSON, by + DAY)
    assert application.state == JobState.STARTED


def test_an_end_that_nobody_tells_passes_to_the_team_and_is_one_all_the_same(app):
    application = agreed()
    placements.start(application, Role.COMPANY, NOW + 7 * DAY)
    db.session.commit()

    until_due(application, PromiseKind.JOB_END)
    assert owed(application, PromiseKind.JOB_END).owner == Owner.TEAM
    until_due(application, PromiseKind.JOB_END)

    assert db.session.get_one(JobApplication, application.id).state == JobState.COMPLETED
    assert "job_assessed" in to_learner(application)
