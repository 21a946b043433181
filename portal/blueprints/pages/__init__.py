"""The front door and the pages that explain: home, internships, legal notice, privacy, accessibility."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.domain.catalogue.search import places
from portal.domain.signups.offers import soon
from portal.web import favourites, holder
from portal.web.access import form_page, public
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.privacy_words import register_rows

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@public
def home() -> Response:
    return page(
        "pages/home.html",
        heading=_("Learn computers and the internet. It is free."),
        offers=soon(clock.now()),
        places=places(),
    )


@blueprint.get("/internships")
@public
def internships() -> Response:
    return page("pages/internships.html", heading=_("Offer an internship"))


@blueprint.get("/legal")
@public
def legal() -> Response:
    return page("pages/legal.html", heading=_("Legal notice"))


@blueprint.get("/privacy")
@public
def privacy() -> Response:
    return page("pages/privacy.html", heading=_("Your data is yours"), rows=register_rows())


@blueprint.get("/accessibility")
@public
def accessibility() -> Response:
    return page("pages/accessibility.html", heading=_("A site for everybody"))


@blueprint.post("/leave")
@form_page
def leave() -> Response:
    """Forget this visit. No token: the worst a stranger can make it do is protect somebody."""
    holder.leave()
    response = favourites.forget(go(url_for("pages.home", closed=1)))
    # A kept card goes, too. Not "cookies": that takes those of sister sites along.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
