"""Addresses without a language: the root that sends on, and what machines ask."""

from flask import Blueprint, Response, make_response, redirect, url_for
from sqlalchemy import text

from portal.database import db
from portal.web.access import form_page
from portal.web.languages import wished

blueprint = Blueprint("machines", __name__)


@blueprint.get("/")
@form_page
def root() -> Response:
    """To the home page in the language the browser wishes."""
    response = make_response(redirect(url_for("pages.home", lang=wished().code), 302))
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/healthz")
@form_page
def live() -> Response:
    """The process answers."""
    return Response("live\n", mimetype="text/plain")


@blueprint.get("/readyz")
@form_page
def ready() -> Response:
    """The database answers too; otherwise 503, by the error handler."""
    db.session.execute(text("SELECT 1 FROM course_session LIMIT 1"))
    return Response("ready\n", mimetype="text/plain")
