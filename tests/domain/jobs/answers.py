"""Steps shared by the tests of answers: an application with its promise, who was told what, what is owed."""

from datetime import timedelta

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.owed import owe_answer
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.made import all_open_about
from tests import make_jobs
from tests.conftest import NOW

DAY = timedelta(days=1)
#: Dates of an interview, in some days.
DATES = [NOW + 7 * DAY, NOW + 8 * DAY, NOW + 9 * DAY]


def sent(**facts):
    """Somebody has applied, and the company owes the answer."""
    application = make_jobs.application(**facts)
    owe_answer(application, Role.PERSON, application.created_at)
    return application


def invited(now=NOW, **facts):
    application = sent(**facts)
    interviewing.propose(application, DATES, "12 rue de Paris", Role.COMPANY, now)
    return application


def offered(now=NOW, **facts):
    application = sent(**facts)
    answering.offer(application, "Welcome!", Role.COMPANY, now)
    return application


def confirmed(**facts):
    application = offered(**facts)
    answering.confirm(application, Role.PERSON, NOW)
    return application


def told(application, kind=None):
    """News about it that still stands, oldest first."""
    news = select(Message).where(Message.about == about_application(application), Message.state != "dropped")
    if kind:
        news = news.where(Message.kind == kind)
    return list(db.session.scalars(news.order_by(Message.id)))


def kinds(application, to_learner):
    """Which news one of the two has, in order; of the company's each is named once."""
    mine = [one for one in told(application) if (one.account_id is None) == to_learner]
    return list(dict.fromkeys(str(one.kind) for one in mine))


def to_learner(application):
    return kinds(application, to_learner=True)


def to_company(application):
    return kinds(application, to_learner=False)


def owed(application):
    """What is owed about it, each with its date."""
    return {str(one.kind): one.reply_by for one in all_open_about(about_application(application))}


def in_state(state, **facts):
    """In one of the states of the table, with nothing around it."""
    begin_write()
    return make_jobs.application(JobState(state), **facts)
