"""What people see when something is wrong: a sentence, what to do, a way on. Never a blank, never a trace."""

import logging

from flask import Flask, Response, current_app, g, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, SecurityError

from portal.database import db
from portal.web.htmx import wants_fragment
from portal.web.languages import gettext as _
from portal.web.languages import of_address, offered, speak
from portal.web.observed import request_number

logger = logging.getLogger(__name__)

#: What a 404 may be about, so that it shows the way on.
_KNOWN_SUBJECTS = ("booking", "letter", "offer", "tablet")


def _words(status: int, about: str) -> tuple[str, str]:
    """(heading, sentence) for a status, in the visitor's language."""
    if about == "booking":
        return _("We cannot show this seat here"), _("Open it with its code and first name.")
    if about == "letter":
        return _("We cannot open this here"), _("The link is old, or a letter is missing. Your code still works.")
    if about == "offer":
        return _("We cannot open this here"), _("Ask for a link to your offer. It comes by e-mail.")
    if about == "tablet":
        return _("This tablet is closed now"), _("It opens on the day of the fair. Ask the team.")
    if about == "file":
        return _("This file is too large"), _("Please go back and choose a smaller one.")
    if about == "unknown language":
        return _("This language is not here yet"), _("Please choose one of these languages.")
    known = {
        400: (_("This address is not right"), _("Please start again from the list of dates.")),
        401: (_("You are signed out"), _("Sign in in another window. Then come back and press again.")),
        404: (_("This page is not here"), _("The link may be old, or a letter is missing.")),
        405: (_("That does not work on this page"), _("Please go back and try again.")),
        413: (_("This is too much text"), _("Please go back and write less.")),
        429: (_("Too many tries"), _("Please wait one hour, or call us.")),
        503: (_("The site is not available right now"), _("Please try again in some minutes, or call us.")),
    }
    if status in known:
        return known[status]
    return _("Something went wrong here"), _("It is not your fault. Please try again, or call us.")


def _speak_something() -> None:
    """An error may come before the address was read: take the language from it all the same."""
    if "language" not in g or "gettext" not in g:
        speak(of_address())


def _is_unknown_language() -> bool:
    first = request.path.split("/")[1]
    return len(first) == 2 and first.isalpha() and first not in {offer.code for offer in offered()}


def answer(status: int, about: str = "") -> Response:
    _speak_something()
    if status == 404 and not about and _is_unknown_language():
        about = "unknown language"
    heading, sentence = _words(status, about)
    html = render_template(
        "errors/error.html",
        heading=heading,
        sentence=sentence,
        status=status,
        about=about,
        in_part=wants_fragment(),
        in_error=False,
        number=request_number() if status >= 500 else "",
    )
    response = make_response(html, status)
    if wants_fragment():
        # The form stays as it is, with all that was typed; the sentence comes above it.
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "afterbegin"
        response.headers["HX-Reselect"] = "#problem"
        response.headers["HX-Push-Url"] = "false"
    return response


def _not_our_name(error: SecurityError) -> Response:
    """Asked under a host name that is not ours, no page can be built: say in a line where the portal is."""
    _speak_something()
    home = current_app.config["PORTAL_BASE_URL"]
    return Response(f"{' '.join(_words(400, ''))}\n{home}\n", 400, mimetype="text/plain")


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    about = error.description if error.description in _KNOWN_SUBJECTS else ""
    if status == 413 and request.mimetype == "multipart/form-data":
        about = "file"
    response = answer(status, about or "")
    if status == 405:
        response.headers["Allow"] = dict(error.get_headers()).get("Allow", "")
    return response


def _database_away(error: Exception) -> Response:
    logger.error("database unavailable: %s", type(error).__name__)
    db.session.rollback()
    response = answer(503)
    response.headers["Retry-After"] = "30"
    return response


def _unexpected(error: Exception) -> Response:
    logger.exception("unexpected error on %s of %s", request.method, request.endpoint)
    db.session.rollback()
    return answer(500)


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _not_our_name)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    if not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _unexpected)
