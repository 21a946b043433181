"""Which version of its tables a database has, and which this portal knows."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app

from portal.database import db


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def known() -> set[str]:
    """Every version there ever was; none where the migrations cannot be read."""
    try:
        return {script.revision for script in _scripts().walk_revisions()}
    except CommandError:
        return set()


def newest() -> set[str]:
    return set(_scripts().get_heads())


def here() -> set[str]:
    """The version the database has now."""
    return set(MigrationContext.configure(db.session.connection()).get_current_heads())


def behind() -> bool:
    """Has it no tables yet, or those of an older version?"""
    now = here()
    return now != newest() and now <= known()
