"""Applications for work in the portal under test, and the links by which their learners hear of news."""

from datetime import timedelta
from pathlib import Path

from portal import clock
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.owed import owe_answer
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.browser.server import inside


def invitation_link(folder: Path, first_name: str, language: str = "en") -> str:
    """The address in the message that proposes two dates for an interview."""
    with inside(folder):
        now, application = clock.now(), _sent(first_name, language)
        days = [now + timedelta(days=5), now + timedelta(days=6)]
        interviewing.propose(application, days, "12 rue de Paris", Role.COMPANY, now)
        return _link(application, MessageKind.JOB_INTERVIEW)


def offer_link(folder: Path, first_name: str, language: str = "en") -> str:
    """The address in the message that the company says yes."""
    with inside(folder):
        application = _sent(first_name, language)
        answering.offer(application, "Welcome!", Role.COMPANY, clock.now())
        return _link(application, MessageKind.JOB_OFFERED)


def _sent(first_name: str, language: str) -> JobApplication:
    now = clock.now()
    posting = make_jobs.posting(title="Web internship", language="en")
    reach = read_phone("06 12 34 56 95", "FR")
    made = make_jobs.application(
        posting=posting, first_name=first_name, reach=reach, language=language, created_at=now, moved_at=now
    )
    owe_answer(made, Role.PERSON, now)
    return made


def _link(application: JobApplication, kind: MessageKind) -> str:
    about = Message.about == about_application(application), Message.kind == kind
    return f"/l/{link_token(make.db.session.scalars(make.db.select(Message).where(*about)).one())}"
