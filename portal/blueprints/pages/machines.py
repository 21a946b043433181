"""Addresses without a language: the root that sends on, and what machines ask."""

import hmac

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request, url_for
from sqlalchemy import text

from portal import clock
from portal.database import db
from portal.web.access import form_page
from portal.web.languages import wished
from portal.web.metrics import text as text_of_figures

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


@blueprint.get("/metrics")
@form_page
def metrics() -> Response:
    """Figures for Prometheus, to who knows the token; nobody else learns that there are any."""
    token = current_app.config["PORTAL_METRICS_TOKEN"]
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(said.encode(), token.encode()):
        abort(404)
    return Response(text_of_figures(clock.now()), content_type="text/plain; version=0.0.4; charset=utf-8")


@blueprint.get("/readyz")
@form_page
def ready() -> Response:
    """The database answers too; otherwise 503, by the error handler."""
    db.session.execute(text("SELECT 1 FROM course_session LIMIT 1"))
    return Response("ready\n", mimetype="text/plain")
