"""The agreement of a placement as a file: kept and let go like the other files of the application."""

from datetime import datetime

from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind, JobApplication, JobFile
from portal.domain.jobs.file_kinds import Upload
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.placement_owed import UNDER_WAY, must_be, placement_of
from portal.domain.jobs.placements import send_agreement, tell_both, unsign
from portal.domain.moves import Role


def agreement_of(application: JobApplication) -> JobFile | None:
    return next((file for file in application.files if file.kind == FileKind.AGREEMENT), None)


def keep_agreement(application: JobApplication, upload: Upload, role: Role, now: datetime) -> JobFile:
    """The agreement is this file from now on. An earlier one goes, and who signed that signs the new one. Whoever
    did not send it hears it each time. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    placement = placement_of(application)
    known = placement is not None and placement.agreement_sent_at is not None
    anew = agreement_of(application) is not None and unsign(application)
    send_agreement(application, role, now)
    made = cv_files.keep(application, upload, FileKind.AGREEMENT, now)
    if known:
        facts = {"agreement": True} | ({"anew": True} if anew else {})
        tell_both(application, facts, f"agreement:{made.ref}", role, now)
    return made


def take_agreement_away(application: JobApplication, role: Role) -> None:
    """It was the wrong file, and nobody has signed. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    file = agreement_of(application)
    if file:
        unsign(application)
        cv_files.delete(file)
