"""The agreement of a placement as a file: kept and let go like the other files of the application."""

from datetime import datetime

from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind, JobApplication, JobFile
from portal.domain.jobs.file_kinds import Upload
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.placement_owed import UNDER_WAY, must_be, placement_of
from portal.domain.jobs.placements import send_agreement
from portal.domain.jobs.told import tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role


def agreement_of(application: JobApplication) -> JobFile | None:
    return next((file for file in application.files if file.kind == FileKind.AGREEMENT), None)


def keep_agreement(application: JobApplication, upload: Upload, role: Role, now: datetime) -> JobFile:
    """The agreement is this file from now on; an earlier one goes. The learner hears it each time. Raises
    `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    placement = placement_of(application)
    known = placement is not None and placement.agreement_sent_at is not None
    send_agreement(application, role, now)
    made = cv_files.keep(application, upload, FileKind.AGREEMENT, now)
    if known:
        tell_applicant(application, MessageKind.JOB_STARTS, now, {"agreement": True}, f"agreement:{made.ref}")
    return made


def take_agreement_away(application: JobApplication, role: Role) -> None:
    """It was the wrong file. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    file = agreement_of(application)
    if file:
        cv_files.delete(file)
