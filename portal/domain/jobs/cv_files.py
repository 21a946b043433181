"""The files of an application: kept beside their row, read, and gone with it.

The folder follows the database: a file goes with the transaction that would have named it, and one that no row names
is swept away; a file is taken away only once the transaction that let its row go is committed.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction

from portal import shelf
from portal.database import begin_write, db
from portal.domain.jobs.application_models import FileKind, JobApplication, JobFile
from portal.domain.jobs.file_kinds import Media, Upload, judge
from portal.domain.jobs.file_names import safe_name
from portal.domain.jobs.file_times import at_latest
from portal.vault import CannotOpen, new_ref, vault

#: A file that came with a form which came back waits so long for the form.
WAITS = timedelta(hours=1)
_TO_GO, _COME = "files to go", "files that came"


def taken(name: str, content: bytes) -> Upload:
    """The file, judged. Raises `NotTaken`."""
    media = judge(content)
    return Upload(safe_name(name, media), media, content)


def keep(application: JobApplication, upload: Upload, kind: FileKind, now: datetime) -> JobFile:
    """Of each kind an application has one file: an earlier one goes."""
    begin_write()
    for earlier in [one for one in application.files if one.kind == kind]:
        delete(earlier)
    made = JobFile(
        ref=new_ref(16),
        kind=kind,
        name=upload.name,
        media=upload.media,
        size=len(upload.content),
        stored=shelf.kept.put(upload.content),
        at=now,
        until=at_latest(now),
    )
    db.session().info.setdefault(_COME, set()).add(made.stored)
    application.files.append(made)
    db.session.flush()
    return made


def read(file: JobFile) -> bytes:
    """Raises `NotThere` when it is lost."""
    return shelf.kept.read(file.stored)


def delete(file: JobFile) -> None:
    application = file.application
    delete_all([file.id])
    db.session.expire(application, ["files"])


def delete_all(ids: list[int]) -> int:
    """The rows now, the files with the commit; returns how many."""
    begin_write()
    db.session.flush()
    names = db.session.scalars(select(JobFile.stored).where(JobFile.id.in_(ids))).all()
    gone = delete_rows(JobFile).where(JobFile.id.in_(ids))
    db.session.execute(gone, execution_options={"synchronize_session": "fetch"})
    db.session().info.setdefault(_TO_GO, set()).update(names)
    return len(names)


@event.listens_for(Session, "after_commit")
def _take_away(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint ends, nothing is certain yet
        return
    session.info.pop(_COME, None)
    for name in session.info.pop(_TO_GO, ()):
        shelf.kept.remove(name)


@event.listens_for(Session, "after_soft_rollback")
def _leave(session: Session, ended: SessionTransaction) -> None:
    """What was to go stays; what came with it has no row."""
    if ended.nested:  # a savepoint ends, the rest may still be committed
        return
    session.info.pop(_TO_GO, None)
    for name in session.info.pop(_COME, ()):
        shelf.kept.remove(name)


def lay_by(key: str, upload: Upload) -> None:
    """Whoever fills in the form with this key need not choose the file again."""
    facts = json.dumps({"name": upload.name, "media": upload.media}).encode()
    shelf.waiting.put(facts + b"\n" + upload.content, _waiting_name(key))


def laid_by(key: str) -> Upload | None:
    """The file that came with an earlier try of the form with this key."""
    try:
        facts, _newline, content = shelf.waiting.read(_waiting_name(key)).partition(b"\n")
    except (shelf.NotThere, CannotOpen):
        return None
    known: dict[str, Any] = json.loads(facts)
    return Upload(known["name"], Media(known["media"]), content)


def lay_away(key: str) -> None:
    """The form was sent, or its file is not wanted any more."""
    shelf.waiting.remove(_waiting_name(key))


def _waiting_name(key: str) -> str:
    return vault.digest("waiting file", key)


def sweep(now: datetime) -> int:
    """Take away what waited too long, and what no row names (any more); returns how many. Young ones are let be: the
    transaction that names them may not be committed yet."""
    old = (now - WAITS).timestamp()
    gone = [name for name, at in shelf.waiting.names() if at < old]
    for name in gone:
        shelf.waiting.remove(name)
    return len(gone) + _sweep_loose([name for name, at in shelf.kept.names() if at < old])


def _sweep_loose(names: list[str], most: int = 500) -> int:
    gone = 0
    for start in range(0, len(names), most):
        some = names[start : start + most]
        loose = set(some) - set(db.session.scalars(select(JobFile.stored).where(JobFile.stored.in_(some))))
        for name in loose:
            shelf.kept.remove(name)
        gone += len(loose)
    return gone


def unlike(now: datetime) -> tuple[int, int]:
    """(rows whose file is lost, files that no row names and no sweep took away)."""
    here = dict(shelf.kept.names())
    named = set(db.session.scalars(select(JobFile.stored)))
    old = (now - 2 * WAITS).timestamp()
    return len(named - here.keys()), sum(at < old for name, at in here.items() if name not in named)
