"""The community portal of a digital-inclusion association: `create_app()` builds it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, config, models, shelf  # noqa: F401  (so that every table is known)
from portal.blueprints import BLUEPRINTS
from portal.database import ENGINE_OPTIONS, db, prepare_engine
from portal.domain.accounts.passwords import passwords
from portal.domain.accounts.reaching import ways
from portal.vault import vault
from portal.web.access import init_access
from portal.web.addresses import init_addresses
from portal.web.calendars import init_calendars
from portal.web.compression import COMPRESSED, CompressAll
from portal.web.errors import init_errors
from portal.web.head import init_head
from portal.web.headers import init_headers
from portal.web.htmx import init_htmx
from portal.web.hygiene import CleanRequest
from portal.web.in_force import init_in_force
from portal.web.job_cards import init_job_cards
from portal.web.job_schema import init_job_schema
from portal.web.languages import init_languages
from portal.web.letters import init_letters
from portal.web.limits import init_limits
from portal.web.office import init_office
from portal.web.organisation import init_organisation
from portal.web.page_cache import init_page_cache
from portal.web.statics import init_statics
from portal.web.structured import init_structured
from portal.web.words import init_words


def create_app(overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> Flask:
    """The portal, ready to serve. `environ` replaces the process environment; `overrides` are for tests."""
    app = Flask(__name__, static_folder=None, instance_path=_instance(environ))
    app.request_class = CleanRequest
    app.config.update(config.load(Path(app.instance_path), environ))
    app.config.update(overrides or {})
    app.config.update(SQLALCHEMY_ENGINE_OPTIONS=ENGINE_OPTIONS, COMPRESS_ALGORITHM=["br", "gzip"])
    app.config.update(COMPRESS_BR_LEVEL=5, COMPRESS_MIN_SIZE=400, COMPRESS_MIMETYPES=COMPRESSED)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    vault.configure(app.config["PORTAL_DATA_KEYS"], app.config["PORTAL_LOOKUP_KEY"])
    shelf.kept.configure(app.config["PORTAL_UPLOADS"])
    shelf.waiting.configure(app.config["PORTAL_UPLOADS"])
    passwords.configure(app.config["PORTAL_PASSWORD_MEMORY_MB"])
    ways.configure(app.config["PORTAL_TEXT_URL"] != "none", app.config["PORTAL_TEXT_PREFIXES"])

    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    Migrate(app, db, directory=str(Path(__file__).parent / "migrations"))
    init_in_force(app)
    init_page_cache(app)

    if app.config["PORTAL_PROXIES"]:
        hops = app.config["PORTAL_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    for init in (
        init_addresses,
        init_statics,
        init_languages,
        init_htmx,
        init_words,
        init_job_cards,
        init_letters,
        init_organisation,
        init_calendars,
        init_structured,
        init_job_schema,
        init_head,
        init_office,
        init_access,
        init_limits,
        CompressAll,
        init_headers,
        init_errors,
        cli.init_cli,
    ):
        init(app)
    for blueprint, prefix in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=prefix)
    return app


def _instance(environ: Mapping[str, str] | None) -> str | None:
    """Where the database and the keys of a trial lie: `PORTAL_INSTANCE`, or `instance/` beside the package."""
    place = config.environment(environ).get("PORTAL_INSTANCE")
    return str(Path(place).resolve()) if place else None
