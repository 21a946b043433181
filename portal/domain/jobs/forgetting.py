"""What goes of an application when it names nobody any more."""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import undefer_group

from portal.database import begin_write, db
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import JobApplication, JobDate, JobFile
from portal.domain.jobs.placement_models import Placement
from portal.domain.messages.models import Message
from portal.domain.promises.models import Promise

#: What a message about an application tells in the words of somebody.
_SAID = frozenset({"words", "where"})


def forget_words(numbers: list[int]) -> None:
    """Of these applications: every file, and all that somebody said in them or about them. States and dates stay."""
    begin_write()
    cv_files.delete_all(list(db.session.scalars(select(JobFile.id).where(JobFile.application_id.in_(numbers)))))
    nothing: dict[str, Any] = {"surname": None, "profile": {}, "answers": {}, "words": None, "interview_where": None}
    nothing |= {"no_words": None, "offer_words": None, "helper_id": None, "request_digest": None}
    _run(update(JobApplication).where(JobApplication.id.in_(numbers)).values(nothing))
    _run(delete(JobDate).where(JobDate.application_id.in_(numbers)))
    placements = update(Placement).where(Placement.application_id.in_(numbers))
    _run(placements.values(assessment=None, learner_words=None))
    about = [f"job_application:{number}" for number in numbers]
    _run(update(Promise).where(Promise.about.in_(about)).values(note=None))
    told = select(Message).where(Message.about.in_(about)).options(undefer_group("sealed"))
    for message in db.session.scalars(told):
        message.facts = {name: said for name, said in message.facts.items() if name not in _SAID}
    db.session.flush()


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})
