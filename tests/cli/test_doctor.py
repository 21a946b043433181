"""`flask portal doctor`: a line for each thing that can go wrong, with what to do, and a code for scripts."""

import socket
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask_migrate import downgrade
from sqlalchemy import text

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.messages.models import Message
from portal.domain.settings.alive import BACKUP, WORKER, note_alive
from portal.vault import new_data_key, vault
from portal.web import health
from tests import make
from tests.conftest import NOW
from tests.delivery.mail_server import mail_server

PHONE = read_phone("0612345678", "FR")


@pytest.fixture
def well(app):
    """A portal at work, with a backup."""
    for name in (WORKER, BACKUP):
        note_alive(name, NOW)
    db.session.commit()


def lines(said):
    """What is said of each thing: (mark, how it is, what to do)."""
    found, what = {}, ""
    for line in said.splitlines():
        if line.startswith("      "):
            found[what] = (*found[what][:2], line.strip())
        else:
            what, _colon, is_so = line[6:].partition(": ")
            found[what] = (line[:4].strip(), is_so, "")
    return found


def bad(said):
    return {what for what, (mark, _is_so, _to_do) in lines(said).items() if mark == "BAD"}


def test_of_a_portal_that_is_well_nothing_is_bad(say, well):
    assert bad(say("doctor")) == set()


def test_each_thing_that_is_not_good_comes_with_what_to_do(say, well):
    for what, (mark, _is_so, to_do) in lines(say("doctor")).items():
        assert bool(to_do) == (mark != "good"), what


def test_a_worker_that_is_not_at_work_is_bad(say, well):
    note_alive(WORKER, NOW - timedelta(minutes=6))
    db.session.commit()

    said = say("doctor", code=1)

    assert lines(said)["Worker"] == (
        "BAD",
        "Last seen: Tuesday 24 November at 09:54",
        "Start it: flask portal worker",
    )


def test_messages_that_wait_too_long_are_bad(say, well):
    make.sign_up(reach=PHONE)
    begin_write()
    db.session.execute(db.update(Message).values(next_try_at=NOW - timedelta(minutes=16)))
    db.session.commit()

    assert bad(say("doctor", code=1)) == {"Messages that wait"}


def test_keys_that_do_not_open_the_data_are_bad(say, well, app):
    make.sign_up()
    kept = vars(vault).copy()
    vault.configure([new_data_key()], app.config["PORTAL_LOOKUP_KEY"])
    db.session.expire_all()
    try:
        assert bad(say("doctor", code=1)) == {"Keys"}
    finally:
        vars(vault).update(kept)


def test_tables_of_an_older_version_are_bad_and_the_command_is_named(say, well):
    begin_write()
    db.session.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    db.session.commit()

    assert lines(say("doctor", code=1))["Tables"][2] == "Run: flask db upgrade"


def test_a_clock_that_went_back_is_bad(say, well):
    make.sign_up(reach=PHONE)
    begin_write()
    db.session.execute(db.update(Message).values(created_at=NOW + timedelta(hours=1)))
    db.session.commit()

    assert "Clock" in bad(say("doctor", code=1))


@pytest.mark.parametrize(("megabytes", "grade"), [(150, "BAD"), (900, "LOOK"), (5000, "good")])
def test_a_disk_that_is_nearly_full_is_said(say, well, monkeypatch, megabytes, grade):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(free=megabytes * 1_000_000))

    assert lines(say("doctor", code=int(grade == "BAD")))["Disk"][0] == grade


@pytest.mark.parametrize(
    ("setting", "what"), [("PORTAL_MAIL_URL", "Mail server"), ("PORTAL_TEXT_URL", "Text message gateway")]
)
def test_a_gateway_that_nobody_answers_at_is_bad(say, well, app, setting, what):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        before = app.config[setting]
        app.config[setting] = f"smtp://{address}" if "MAIL" in setting else f"http://{address}/?{{to}}{{text}}"
        try:
            said = lines(say("doctor", code=1))
        finally:
            app.config[setting] = before

    assert said[what][:2] == ("BAD", "It cannot be reached: connection")


def test_a_gateway_that_answers_is_good(say, well, app):
    before = app.config["PORTAL_MAIL_URL"]
    with mail_server() as server:
        app.config["PORTAL_MAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        try:
            assert lines(say("doctor"))["Mail server"][0] == "good"
        finally:
            app.config["PORTAL_MAIL_URL"] = before


def test_the_nearest_mount_says_what_a_folder_lies_on(tmp_path):
    shared = tmp_path / "shared" / "portal"
    shared.mkdir(parents=True)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path / 'shared'} nfs4 rw 0 0\n")

    assert health.file_system(shared, mounts) == "nfs4"
    assert health.file_system(tmp_path, mounts) == "ext4"


def test_before_the_first_tables_doctor_and_audit_name_the_command_to_run(database_kind, tmp_path):
    with make.portal_of_its_own(database_kind, tmp_path, "bare") as own:
        downgrade(revision="base")
        doctor, audit = (own.test_cli_runner().invoke(args=["portal", name]) for name in ("doctor", "audit"))

    assert lines(doctor.output)["Answers owed"][1:] == (
        "The tables are of an older version.",
        "Run: flask db upgrade",
    )
    assert "does not answer" not in doctor.output
    assert audit.exit_code == 1
    assert "Run `flask db upgrade` first." in audit.output
