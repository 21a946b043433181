"""The migrations make the database the models describe: up, down, up again, on a filled database too."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import String, cast, delete, func, inspect, select

from portal.database import begin_write, db
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise, PromiseMove
from tests.apps import another
from tests.conftest import new_database
from tests.databases import with_demo

OF_APPLICATIONS = (PromiseKind.APPLICATION, PromiseKind.INTERVIEW, PromiseKind.INTERVIEW_DATE)


@pytest.fixture
def empty(database_kind: str, filled_app: Flask, tmp_path) -> Iterator[Flask]:
    """A portal on a database of its own, without any table."""
    made = another(filled_app, tmp_path, new_database(database_kind, tmp_path, "migrations"))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def filled(database_kind: str, filled_app: Flask, tmp_path) -> Iterator[Flask]:
    """A portal on a database of its own that was migrated and holds the demo."""
    made = another(filled_app, tmp_path, with_demo(database_kind, tmp_path, "filled_migrations"))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def modelled(database_kind: str, filled_app: Flask, tmp_path) -> dict[str, Any]:
    """The schema as the models alone would make it."""
    folder = tmp_path / "models"
    folder.mkdir()
    made = another(filled_app, folder, new_database(database_kind, folder, "models"))
    with made.app_context():
        db.create_all()
        described = schema()
        db.engine.dispose()
    return described


def schema() -> dict[str, Any]:
    """All that the database promises, table by table: columns, keys, checks, indexes with their conditions."""
    with db.engine.connect() as connection:
        looking = inspect(connection)
        return {
            table: {
                "columns": {one["name"]: (str(one["type"]), one["nullable"]) for one in looking.get_columns(table)},
                "primary": looking.get_pk_constraint(table)["constrained_columns"],
                "foreign": named(looking.get_foreign_keys(table)),
                "unique": named(looking.get_unique_constraints(table)),
                "checks": named(looking.get_check_constraints(table)),
                "indexes": named(looking.get_indexes(table)),
            }
            for table in looking.get_table_names()
            if table != "alembic_version"
        }


def named(found: list[Any]) -> dict[str, str]:
    """Constraints by name, comparable as text."""
    return {str(one["name"]): f"{sorted((key, plain(value)) for key, value in one.items())}" for one in found}


def plain(value: Any) -> str:
    """SQL by its words, a mapping by those of its values."""
    if isinstance(value, dict):
        return str(sorted((key, plain(one)) for key, one in value.items()))
    return " ".join(str(value).split())


def rows() -> dict[str, int]:
    """How many rows each table holds; no transaction is left open, which would hold up the next migration."""
    db.session.rollback()
    there = set(inspect(db.engine).get_table_names())
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables
        if table.name in there
    }
    db.session.rollback()
    return counted


def differences() -> list[Any]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        return list(compare_metadata(context, db.metadata))


def test_they_stand_in_one_line_and_are_numbered(empty):
    script = ScriptDirectory(str(empty.extensions["migrate"].directory))

    numbers = [one.revision for one in revisions(empty)][::-1]

    assert script.get_heads() == numbers[-1:]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_all_the_way_up_is_what_the_models_say(empty, modelled):
    assert differences() != []

    upgrade()

    assert differences() == []
    assert schema() == modelled
    assert "sign_up_live" in str(modelled["sign_up"]["indexes"])
    assert modelled["sign_up"]["checks"]


def test_a_schema_that_lost_a_constraint_is_noticed(empty, modelled):
    """The comparison sees what Alembic's own does not: a check, and the condition of a partial index."""
    upgrade()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX uq_sign_up_live")
        connection.exec_driver_sql("CREATE UNIQUE INDEX uq_sign_up_live ON sign_up (course_session_id, person_id)")

    assert schema() != modelled


def test_all_the_way_down_leaves_nothing_and_up_again_is_the_same(empty, modelled):
    upgrade()

    downgrade(revision="base")
    assert schema() == {}

    upgrade()
    assert schema() == modelled


@pytest.mark.long_on_postgresql
def test_on_a_filled_database_a_second_upgrade_does_nothing(filled):
    before, shape = rows(), schema()
    assert before["sign_up"] > 100

    done = filled.test_cli_runner().invoke(args=["db", "upgrade"])

    assert (done.exit_code, rows(), schema()) == (0, before, shape)


@pytest.mark.long_on_postgresql
def test_on_a_filled_database_each_step_down_and_up_keeps_the_other_tables(filled, modelled):
    older_has_no_word_for(revisions(filled))
    before = rows()

    for down in range(1, len(revisions(filled))):
        downgrade(revision=f"-{down}")
        kept = set(schema())
        assert kept
        upgrade()
        assert {name: count for name, count in rows().items() if name in kept} == {
            name: count for name, count in before.items() if name in kept
        }
    assert schema() == modelled
    assert differences() == []


def revisions(app: Flask) -> list[Script]:
    """The migrations, newest first."""
    return list(ScriptDirectory(str(app.extensions["migrate"].directory)).walk_revisions())


def older_has_no_word_for(steps: list[Script]) -> None:
    """Drop what is said and promised in kinds that came later: it goes with them when the schema goes back."""
    promised = [kind for step in steps for kind in getattr(step.module, "_PROMISES_NEW", ())]
    said = [kind for step in steps for kind in getattr(step.module, "_MESSAGES_NEW", ())]
    assert promised and said
    begin_write()
    db.session.execute(delete(Promise).where(cast(Promise.kind, String).in_(promised)))
    db.session.execute(delete(Message).where(cast(Message.kind, String).in_(said)))
    db.session.commit()


@pytest.mark.long_on_postgresql
def test_a_schema_without_applications_keeps_nothing_that_was_said_of_them(filled):
    everything = rows()
    assert everything["application"]

    downgrade(revision="0004")
    upgrade()

    promises = db.session.scalars(select(Promise)).all()
    assert promises and not {one.kind for one in promises} & set(OF_APPLICATIONS)
    assert {one.promise_id for one in db.session.scalars(select(PromiseMove))} <= {one.id for one in promises}
    assert (rows()["sign_up"], rows()["application"]) == (everything["sign_up"], 0)


@pytest.mark.long_on_postgresql
def test_whoever_fills_a_migrated_database_twice_fills_it_once(empty):
    upgrade()
    run = empty.test_cli_runner()

    first, second = run.invoke(args=["portal", "demo"]), run.invoke(args=["portal", "demo"])

    assert first.output.startswith("Demo data: ")
    assert second.output == "The database already holds courses: left as it is.\n"
