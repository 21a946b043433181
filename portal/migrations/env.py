"""Alembic's environment, driven by Flask-Migrate: one migration a subject, the same on both databases."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection

from portal.database import db


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our column types by their name, so that a migration reads as the models do."""
    if kind == "type" and type(item).__module__ == "portal.database":
        autogen.imports.add("import portal.database")
        length = getattr(item.impl, "length", None)
        return f"portal.database.{type(item).__name__}({length or ''})"
    return False


def follow_references(connection: Connection, on: bool) -> None:
    """Altering a table of SQLite means copying and dropping it; rows that refer to it must not go with it.

    Said to the driver: within a transaction, which every statement of ours begins, SQLite ignores this pragma.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


with current_app.app_context(), db.engine.connect() as connection:
    follow_references(connection, False)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    follow_references(connection, True)
