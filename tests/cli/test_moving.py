"""A portal on SQLite moves to PostgreSQL: every row, the same on both sides; a second time, nothing more to do."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.jobs.posting_models import Posting
from portal.domain.signups.models import SignUp
from tests import make
from tests.conftest import KEYS
from tests.databases import with_demo

only_postgresql = pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)


@pytest.fixture(scope="module")
def outgrown(tmp_path_factory):
    """A filled SQLite portal."""
    folder = tmp_path_factory.mktemp("outgrown")
    with_demo("sqlite", folder, "outgrown")
    return folder / "outgrown.sqlite3"


@pytest.fixture
def file(outgrown, tmp_path):
    """A copy of it, to be harmed."""
    with closing(sqlite3.connect(outgrown)) as whole, closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copied:
        whole.backup(copied)
    return tmp_path / "copy.sqlite3"


@pytest.fixture
def portal(database_kind, tmp_path):
    with make.portal_of_its_own(database_kind, tmp_path, "moving", **KEYS) as own:
        yield own


@pytest.fixture
def move(portal):
    def run(file, code=0):
        done = portal.test_cli_runner().invoke(args=["portal", "move-to-postgres", str(file)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def counted(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def change(file, statement):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


@only_postgresql
def test_every_row_is_there_and_can_be_read_and_the_next_one_gets_a_number_of_its_own(move, outgrown):
    said = move(outgrown)

    assert "counts and sums are the same on both sides" in said
    for model, table in ((SignUp, "sign_up"), (Person, "person"), (Posting, "posting"), (Contact, "contact")):
        assert count(model) == counted(outgrown, table) > 0
    contact = db.session.scalar(select(Contact).where(Contact.value.is_not(None)))
    assert contact.value.startswith("+") or "@" in contact.value
    newest = db.session.scalar(select(func.max(CourseSession.id)))
    assert make.course_session(timedelta(days=3)).id > newest


@only_postgresql
def test_a_second_time_there_is_nothing_to_do(move, outgrown):
    rows = sum(counted(outgrown, table.name) for table in db.metadata.sorted_tables)
    assert f"{rows:,} rows of " in move(outgrown)

    assert move(outgrown).startswith(f"Nothing to do: all {rows:,} rows of ")


@only_postgresql
def test_what_people_did_since_on_postgresql_is_not_lost_by_a_second_time(move, outgrown):
    move(outgrown)
    begin_write()
    db.session.scalars(select(Person)).first().first_name = "Renamed"
    db.session.commit()

    said = move(outgrown, code=1)

    assert "PostgreSQL holds something else already (person differs). Nothing was changed." in said
    assert db.session.scalar(select(func.count()).where(Person.first_name == "Renamed")) == 1


@only_postgresql
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "tables of another version"),
        ("UPDATE sign_up SET code = 'c2VhbGVkIGJ5IG90aGVycw'", "do not open it"),
        ("UPDATE course_session SET capacity = 99999999999 WHERE id = 1", "Nothing was changed. PostgreSQL says"),
    ],
)
def test_what_cannot_be_moved_is_said_and_nothing_is_there(move, file, harm, words):
    change(file, harm)

    assert words in move(file, code=1)
    assert count(SignUp) == count(Person) == 0


@only_postgresql
def test_a_file_that_is_missing_or_no_database_is_refused(move, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all, " * 200)

    assert "There is no file" in move(tmp_path / "nothing.sqlite3", code=1)
    assert "It cannot be read" in move(tmp_path / "letter.txt", code=1)
    assert not (tmp_path / "nothing.sqlite3").exists()


@only_postgresql
def test_what_lies_beside_the_file_in_its_log_moves_too(move, file):
    with closing(sqlite3.connect(file)) as going_on:
        going_on.execute("PRAGMA journal_mode=WAL")
        going_on.execute("PRAGMA wal_autocheckpoint=0")
        going_on.execute("UPDATE person SET first_name = 'Late' WHERE id = 1")
        going_on.commit()
        move(file)

    assert db.session.get(Person, 1).first_name == "Late"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_portal_that_runs_on_sqlite_itself_says_what_to_set(move, outgrown):
    assert "PORTAL_DATABASE_URL must name the PostgreSQL database" in move(outgrown, code=1)
