"""What the worker does with files of applications: dates them, and takes away what belongs to nothing any more."""

from datetime import datetime, timedelta

from portal.database import begin_write, db
from portal.domain.jobs.cv_files import sweep
from portal.domain.jobs.retention import date_files


def look_after_files(now: datetime) -> int:
    begin_write()
    date_files(now)
    db.session.commit()
    return sweep(now)


ROUNDS = ((timedelta(minutes=30), look_after_files),)
