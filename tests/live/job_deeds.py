"""What a crowd does to a posting: offer its seats, by the verb or by the verb without its lock; say yes, or no."""

from sqlalchemy import update
from sqlalchemy.orm import configure_mappers

from portal import clock
from portal.database import db
from portal.domain.jobs import answering
from portal.domain.jobs.answering import NoSeat, seats_left
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.choices import No
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role

configure_mappers()  # once, here, before the crowd is forked: each member would do it again


def offer(application_id: int) -> str:
    application = db.session.get_one(JobApplication, application_id)
    answering.offer(application, "Welcome!", Role.COMPANY, clock.now())
    db.session.commit()
    return str(application.state)


def offer_without_lock(application_id: int) -> str:
    """`offer` as one writes it first: look, count, write."""
    application = db.session.get_one(JobApplication, application_id)
    if not seats_left(application.posting):
        raise NoSeat
    db.session.rollback()  # left to its defaults, SQLite's driver holds nothing that was read
    db.session.info["writing"] = True
    now = clock.now()
    db.session.add(
        JobMove(application_id=application_id, at=now, role=Role.COMPANY, to_state=JobState.OFFERED, why="rush")
    )
    db.session.flush()
    here = update(JobApplication).where(JobApplication.id == application_id)
    db.session.execute(here.values(state=JobState.OFFERED).execution_options(synchronize_session=False))
    db.session.commit()
    return JobState.OFFERED.value


def decide(application_id: int, who: str) -> str:
    """The learner says yes, or the company no after all; tells how it stands then."""
    application = db.session.get_one(JobApplication, application_id)
    if who == "learner":
        answering.confirm(application, Role.PERSON, clock.now())
    else:
        answering.decline(application, No.SOMEBODY_ELSE, True, None, Role.COMPANY, clock.now())
    db.session.commit()
    return str(application.state)
