"""A trainer's link: taken out of the address bar at once, it opens the names of one course session."""

import re

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.domain.signups.check_in import by_token, may_send_late
from portal.web import holder
from portal.web.access import form_page
from portal.web.addresses import ShortTokenConverter, mended
from portal.web.htmx import go
from portal.web.languages import wished
from portal.web.limits import guess_link_by_address

blueprint = Blueprint("check_in_entry", __name__)

_TOKEN = re.compile(ShortTokenConverter.regex)


@blueprint.get("/c/<short:token>")
@form_page
@guess_link_by_address
def follow(token: str) -> Response:
    """It acts on nothing. A link that has ended lately still lets what was ticked in time arrive."""
    link = by_token(token)
    if link is None or not may_send_late(link, clock.now()):
        abort(404)
    holder.check_in(link.ref)
    return go(url_for("check_in.names", ref=link.course_session.ref, lang=wished().code))


@blueprint.get("/c/<path:typed>")
@form_page
def follow_damaged(typed: str) -> Response:
    """In capitals, or with the full stop of the sentence it stood in, the link still leads on."""
    token = mended(typed).lower()
    if token == typed or not _TOKEN.fullmatch(token):
        abort(404)
    return go(url_for("check_in_entry.follow", token=token))
