"""The drill: a backup is made while people sign up, and put back elsewhere. Whoever was told "it is yours" before it
began is in it."""

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import func, select

from portal import backup as copies
from portal import clock, create_app, shelf
from portal.backup.problems import BadBackup
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind, JobFile
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.messages.models import Message, StoppedChannel
from portal.domain.signups.audit import audit
from portal.domain.signups.lookup import by_code
from portal.domain.signups.models import SignUp, SignUpMove
from portal.public_version import PublicVersion
from portal.vault import vault
from tests import make, make_jobs
from tests.conftest import new_database, settings
from tests.live import deeds
from tests.live.crowd import Crowd

pytestmark = pytest.mark.live

CLIENTS = 3


def flask(environ, *arguments, code=0):
    """A command in a process of its own; what it says."""
    done = subprocess.run(
        [Path(sys.executable).parent / "flask", "--app", "wsgi", "portal", *arguments],
        env=_clean(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def _clean(environ):
    return {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")} | environ


@pytest.fixture(scope="module")
def drill(database_kind, tmp_path_factory):
    """A portal in which people go on signing up while `flask portal backup` runs."""
    folder = tmp_path_factory.mktemp("backup")
    with make.portal_of_its_own(database_kind, folder, "backup"):
        session_id = make.course_session(timedelta(days=7), capacity=100_000).id
        cv = Upload("cv.pdf", Media.PDF, b"I sold fruit.")
        cv_files.keep(make_jobs.application(), cv, FileKind.CV, clock.now())
        db.session.commit()
        environ = settings(folder, db.engine.url.render_as_string(hide_password=False))
        crowd = Crowd(CLIENTS, environ)
        over, told = folder / "over", []
        each = [(session_id, number, str(over)) for number in range(CLIENTS)]
        people = threading.Thread(target=lambda: told.extend(crowd.all_at_once(deeds.sign_up_until, each, 0)))
        people.start()
        try:
            _until_some_signed_up(people)
            plain = folder / "plain.sqlite3"
            if database_kind == "sqlite":
                shutil.copyfile(folder / "backup.sqlite3", plain)
            began = time.monotonic()
            said = flask(environ, "backup", str(folder / "kept"))
            ended = time.monotonic()
        finally:
            over.touch()
            people.join()
            crowd.leave()
        yield {
            "folder": folder,
            "environ": environ,
            "before": {code for one in told for code, at in one if at < began},
            "during": {code for one in told for code, at in one if began <= at < ended},
            "said": said,
            "plain": plain,
        }


def _until_some_signed_up(people):
    while people.is_alive() and (db.session.scalar(select(func.count()).select_from(SignUp)) or 0) < 30:
        db.session.rollback()
        time.sleep(0.02)
    db.session.rollback()


def elsewhere(drill, kind, name, keys=True):
    """An empty database on another machine, with the keys or without."""
    folder = drill["folder"] / name
    folder.mkdir()
    if keys:
        shutil.copy(drill["folder"] / "keys.json", folder)
    return settings(folder, new_database(kind, folder, name))


@contextmanager
def looking_into(environ):
    """Another portal, in this process: with its own keys as long as it is looked into."""
    keys_of_the_others, folder = vars(vault).copy(), shelf.kept.folder.parent
    with create_app({"TESTING": True}, environ).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
            vars(vault).update(keys_of_the_others)
            shelf.kept.configure(folder)
            shelf.waiting.configure(folder)


def sign_ups():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(SignUp))


def test_everybody_who_was_told_before_the_backup_began_is_in_it(drill, database_kind):
    assert len(drill["before"]) > 10
    assert drill["during"], "nobody signed up meanwhile: the drill shows nothing"
    there = elsewhere(drill, database_kind, "there")

    said = flask(there, "restore", str(drill["folder"] / "kept"))
    assert "1 files that people sent are back." in said

    with looking_into(there):
        held = {one.code for one in db.session.scalars(select(SignUp))}
        assert drill["before"] <= held
        assert f"{len(held)} sign-ups" in said
        # One instant: nothing is half there.
        for whole in (Message, SignUpMove):
            assert db.session.scalar(select(func.count()).select_from(whole)) == len(held)
        assert audit(clock.now()) == []
        assert cv_files.read(db.session.scalars(select(JobFile)).one()) == b"I sold fruit."
        assert by_code(min(drill["before"])).person.first_name.startswith("Nour")


def test_the_command_says_that_it_was_checked_and_where_the_keys_are(drill):
    assert "checked." in drill["said"]
    assert "keys.json" in drill["said"]
    assert (drill["folder"] / "kept").stat().st_mode & 0o777 == 0o600


def test_nobody_is_named_in_the_file(drill):
    kept = (drill["folder"] / "kept").read_bytes() + (drill["folder"] / "kept.files").read_bytes()

    assert b"+3369876" not in kept
    assert b"fruit" not in kept


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")
def test_a_plain_copy_of_a_live_file_loses_people(drill, database_kind):
    """Why there is a command: what was written last lies in a file beside it."""
    there = elsewhere(drill, "sqlite", "plain") | {"PORTAL_DATABASE_URL": f"sqlite:///{drill['plain']}"}

    with looking_into(there):
        held = set()
        try:
            held = {one.code for one in db.session.scalars(select(SignUp))}
        except Exception as error:
            assert "no such table" in str(error) or "malformed" in str(error)

    assert drill["before"] - held


def test_a_database_that_holds_something_is_not_written_over_unless_told(drill, database_kind):
    kept = drill["folder"] / "kept"
    there = elsewhere(drill, database_kind, "full")
    with looking_into(there):
        copies.put_back(kept, clock.now(), hold=False)
        db.session.commit()
        session_id = db.session.scalar(select(CourseSession.id))
        make.sign_up(db.session.get_one(CourseSession, session_id), first_name="Afterwards")
        number, held = db.session.scalar(select(PublicVersion.number)), sign_ups()
        say = current_app.test_cli_runner().invoke

        refused = say(args=["portal", "restore", str(kept)])
        assert refused.exit_code == 1
        assert "not empty" in refused.output
        assert sign_ups() == held

        assert "Nothing goes out" in say(args=["portal", "restore", str(kept), "--replace", "--hold"]).output
        assert sign_ups() == held - 1
        assert set(db.session.scalars(select(StoppedChannel.channel))) == {"email", "text"}
        # Pages in memory are known by this number: it must not come by again.
        assert db.session.scalar(select(PublicVersion.number)) > number
        refused = say(args=["portal", "backup", str(kept)])
        assert "there already" in refused.output


def test_a_backup_is_looked_at_before_anything_is_changed(drill, database_kind):
    folder, whole = drill["folder"], (drill["folder"] / "kept").read_bytes()
    (folder / "short").write_bytes(whole[: len(whole) // 2])
    (folder / "text").write_text("This is no database at all, but it is long enough to look like one.")

    with looking_into(elsewhere(drill, database_kind, "damaged")):
        for name, why in (("short", "damaged"), ("text", "no backup of a"), ("nothing", "There is no file")):
            with pytest.raises(BadBackup, match=why):
                copies.look_into(folder / name)


def test_without_the_keys_it_is_not_put_back(drill, database_kind):
    there = elsewhere(drill, database_kind, "keyless", keys=False)

    with looking_into(there), pytest.raises(BadBackup, match="PORTAL_DATA_KEYS"):
        copies.look_into(drill["folder"] / "kept")
