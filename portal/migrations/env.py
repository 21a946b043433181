"""Alembic's environment, driven by Flask-Migrate: one migration a subject, the same on both databases."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

from portal.database import db


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our column types by their name, so that a migration reads as the models do."""
    if kind == "type" and type(item).__module__ == "portal.database":
        autogen.imports.add("import portal.database")
        length = getattr(item.impl, "length", None)
        return f"portal.database.{type(item).__name__}({length or ''})"
    return False


with current_app.app_context(), db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # Altering a table means copying it; its references must not cascade meanwhile.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
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
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
