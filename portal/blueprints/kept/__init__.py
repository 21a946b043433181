"""The portal on the phone: a card that opens without network, and the icon on the home screen.

The journey: on the card its holder presses "Keep on this phone". Only then is the service worker (`static/sw.js`)
registered; it stores the copy of the card (`copy`), the page that opens where nothing else does (`shelf`) and the
list of dates. Giving the seat back or leaving empties it again (`static/keep.js`, `pages.leave`).
"""

from flask import Blueprint, Response, current_app, jsonify, url_for

from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.web import links
from portal.web.access import holder_only, public
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.organisation import organisation
from portal.web.statics import STATIC, Statics
from portal.web.words import ended

blueprint = Blueprint("kept", __name__)
#: What has no language: the script itself.
worker = Blueprint("worker", __name__)

#: Home screens show about so many letters under an icon.
_SHORT = 12


@blueprint.get("/kept")
@public
def shelf() -> Response:
    """What this phone kept, and the page for every address that has no network."""
    return page("kept/shelf.html", heading=_("Kept on this phone"))


@blueprint.get("/seats/<ref:ref>/kept")
@holder_only
def copy(sign_up: SignUp) -> Response:
    """The card to be read without network: nothing on it asks for an answer."""
    over = ended(sign_up)
    return page(
        "kept/copy.html",
        heading=_("Your card"),
        sign_up=sign_up,
        over=over,
        seated=not over and sign_up.state == State.CONFIRMED,
        private_link=links.private_link(sign_up),
    )


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """How the portal stands on a home screen. It opens in the browser, with its address and its way back."""
    name = current_app.config["PORTAL_ORGANISATION"]
    response = jsonify(
        id="/",
        name=name,
        short_name=name if len(name) <= _SHORT else name.split()[0][:_SHORT],
        description=_("Learn computers and the internet. It is free."),
        lang=language().code,
        dir=language().direction,
        scope="/",
        start_url=url_for("pages.home"),
        display="browser",
        theme_color=organisation().colour,
        background_color="#fffaf2",
        icons=[
            _icon("icon.svg", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            _icon("icon-maskable.png", "512x512", purpose="maskable"),
        ],
    )
    response.mimetype = "application/manifest+json"
    return response


def _icon(name: str, sizes: str, type_: str = "image/png", purpose: str = "any") -> dict[str, str]:
    statics: Statics = current_app.extensions["statics"]
    return {"src": statics.url(name), "sizes": sizes, "type": type_, "purpose": purpose}


@worker.get("/sw.js")
@public
def script() -> Response:
    """At the root, so that every address is in its reach; asked for anew each time, so that a release replaces it."""
    return Response((STATIC / "sw.js").read_bytes(), mimetype="text/javascript")
