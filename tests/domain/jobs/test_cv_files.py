"""The files of applications: sealed on the disk, gone with their row, never left behind."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import shelf
from portal.database import begin_write, db
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind, JobFile
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.jobs.retention import date_files
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from portal.domain.signups.erasure import erase
from portal.domain.signups.retention import clear
from portal.vault import CannotOpen, Vault, new_data_key
from tests import make_files, make_jobs
from tests.conftest import NOW

DAY = timedelta(days=1)
CV = Upload("cv-of-nour.pdf", Media.PDF, make_files.pdf())


@pytest.fixture(autouse=True)
def shelves(tmp_path):
    """Folders of this test alone."""
    before = shelf.kept._folder, shelf.waiting._folder
    for one in (shelf.kept, shelf.waiting):
        one.configure(tmp_path)
    yield tmp_path
    shelf.kept._folder, shelf.waiting._folder = before


def with_cv(state=JobState.SENT, **facts):
    application = make_jobs.application(state, **facts)
    cv_files.keep(application, CV, FileKind.CV, NOW)
    db.session.commit()
    return application


def on_disk():
    return [name for name, _at in shelf.kept.names()]


def written(folder, ago):
    """The clock of the disk does not stand still: all these files were written so long before NOW."""
    then = (NOW - ago).timestamp()
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def test_a_file_is_read_as_it_came_and_the_disk_shows_nothing_of_it(app, shelves):
    (file,) = with_cv().files

    assert cv_files.read(file) == CV.content
    (path,) = [path for path in shelves.rglob("*") if path.is_file()]
    assert (path.name, path.stat().st_mode & 0o777) == (file.stored, 0o600)
    assert b"PDF" not in path.read_bytes()
    assert "nour" not in path.name


def test_another_file_of_the_same_kind_takes_the_place_of_the_first(app):
    application = with_cv()
    cv_files.keep(application, Upload("new.odt", Media.ODT, b"new"), FileKind.CV, NOW)
    cv_files.keep(application, Upload("signed.pdf", Media.PDF, b"signed"), FileKind.AGREEMENT, NOW)
    db.session.commit()

    assert [file.name for file in application.files] == ["new.odt", "signed.pdf"]
    assert sorted(on_disk()) == sorted(file.stored for file in application.files)


def test_a_file_goes_with_the_commit_and_stays_when_nothing_is_committed(app):
    (file,) = with_cv().files
    name = file.stored

    cv_files.delete(file)
    assert on_disk() == [name]
    db.session.rollback()
    assert cv_files.read(file) == CV.content

    cv_files.delete(file)
    db.session.commit()
    assert on_disk() == []


def test_what_a_lost_transaction_wrote_is_swept_away_and_nothing_else(app, shelves):
    (file,) = with_cv().files
    begin_write()
    lost = shelf.kept.put(b"lost")
    db.session.rollback()

    written(shelves, timedelta(minutes=5))
    assert cv_files.sweep(NOW) == 0  # it may still be committed
    written(shelves, timedelta(hours=2))
    assert cv_files.sweep(NOW) == 1
    assert lost not in on_disk()
    assert cv_files.read(file) == CV.content


def test_a_file_whose_person_is_gone_is_swept_away(app, shelves):
    application = with_cv()
    begin_write()
    db.session.delete(application.person)
    db.session.commit()
    written(shelves, timedelta(hours=2))

    cv_files.sweep(NOW)

    assert on_disk() == []


def test_a_file_waits_for_its_form_for_an_hour(app, shelves):
    cv_files.lay_by("key", CV)
    assert cv_files.laid_by("key") == CV
    assert cv_files.laid_by("another key") is None

    written(shelves, timedelta(minutes=55))
    cv_files.sweep(NOW)
    assert cv_files.laid_by("key") == CV
    written(shelves, timedelta(hours=2))
    cv_files.sweep(NOW)
    assert cv_files.laid_by("key") is None


def test_an_old_key_opens_a_file_while_it_is_in_the_ring():
    old, new = new_data_key(), new_data_key()
    before, after, without = Vault(), Vault(), Vault()
    before.configure([old], "lookup")
    after.configure([new, old], "lookup")
    without.configure([new], "lookup")

    sealed = before.seal_bytes(b"\x00\xff")

    assert after.open_bytes(sealed) == b"\x00\xff"
    with pytest.raises(CannotOpen):
        without.open_bytes(sealed)


def test_a_lost_file_and_a_loose_one_are_counted(app, shelves):
    (file,) = with_cv().files
    shelf.kept.remove(file.stored)
    shelf.kept.put(b"loose")

    written(shelves, timedelta(hours=1))
    assert cv_files.unlike(NOW) == (1, 0)
    written(shelves, timedelta(hours=3))
    assert cv_files.unlike(NOW) == (1, 1)
    with pytest.raises(shelf.NotThere):
        cv_files.read(file)


def test_no_name_leads_out_of_the_folder(shelves):
    for name in ("../keys", "/etc/passwd", "a/b", ""):
        with pytest.raises(shelf.NotThere):
            shelf.kept.read(name)


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [
        (JobState.SENT, 900, True),
        (JobState.STARTED, 900, True),
        (JobState.DECLINED, 180, True),
        (JobState.DECLINED, 184, False),
        (JobState.COMPLETED, 180, True),
        (JobState.COMPLETED, 184, False),
        (JobState.WITHDRAWN, 29, True),
        (JobState.WITHDRAWN, 31, False),
    ],
)
def test_a_file_is_kept_for_six_months_after_the_end_and_a_month_after_taking_back(app, state, days, stays):
    application = with_cv(state, moved_at=NOW)

    clear(NOW + days * DAY)
    db.session.commit()

    assert (db.session.scalar(select(func.count(JobFile.id))), len(on_disk())) == ((1, 1) if stays else (0, 0))
    assert application.words is None or stays


def test_the_day_a_file_goes_is_written_down_when_the_application_ends(app):
    application = with_cv(moved_at=NOW)
    begin_write()
    application.state, application.moved_at = JobState.WITHDRAWN, NOW + 5 * DAY
    db.session.flush()

    assert (date_files(NOW), date_files(NOW)) == (1, 0)
    assert application.files[0].until == (NOW + 35 * DAY).date()


def test_erased_the_file_is_gone_at_once(app):
    application = with_cv()

    erase(application.person, "en", Role.PERSON, NOW)
    db.session.commit()

    assert (application.files, on_disk()) == ([], [])


def test_a_file_whose_application_was_not_stored_is_gone_at_once(app):
    (file,) = with_cv().files
    application, name = file.application, file.stored

    cv_files.keep(application, Upload("new.odt", Media.ODT, b"new"), FileKind.CV, NOW)
    assert len(on_disk()) == 2
    db.session.rollback()

    assert on_disk() == [name]
    assert cv_files.read(file) == CV.content


def test_a_savepoint_that_fails_takes_no_file_of_what_is_stored_after_all(app):
    application = make_jobs.application()
    kept = cv_files.keep(application, CV, FileKind.CV, NOW)
    inner = db.session.begin_nested()
    inner.rollback()
    db.session.commit()

    assert on_disk() == [kept.stored]
