"""htmx: where it comes from, and one address in two sizes."""

from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, render_template, request

from portal.web.statics import Statics

VERSION = "4.0.1"
CDN_PATH = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
#: SRI of dist/htmx.min.js 4.0.1; a test computes it from our own copy. (The hash printed in that package's
#: own README belongs to 4.0.0.)
INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
OWN_COPY = "vendor/htmx.min.js"


def wants_fragment() -> bool:
    """htmx asks for a part of the page. (Going back in history it asks for the full page.)"""
    return request.headers.get("HX-Request-Type") == "partial"


def page(template: str, heading: str, fragment: str = "", status: int = 200, **facts: Any) -> Response:
    """Answer with the page, or with its part `fragment` when htmx asks for that.

    The page includes the very file of the fragment, so that a swap leaves what a reload would show.
    """
    facts.setdefault("in_error", status >= 400)
    if fragment and wants_fragment():
        html = render_template("fragment.html", fragment=fragment, heading=heading, **facts)
    else:
        html = render_template(template, heading=heading, **facts)
    response = make_response(html, status)
    if fragment:
        response.vary.update(["HX-Request", "HX-Request-Type"])
    return response


def go(url: str) -> Response:
    """Send the visitor on after a POST: 303 for a browser, a header for htmx."""
    if not wants_fragment():
        return make_response(redirect(url, 303))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = url
    return response


def _sources() -> dict[str, str]:
    """What the page needs to load htmx: the address, its SRI, and our own copy as the fall-back."""
    statics: Statics = current_app.extensions["statics"]
    own = statics.url(OWN_COPY) if statics.has(OWN_COPY) else ""
    if current_app.config["PORTAL_HTMX_SOURCE"] == "local":
        return {"src": own, "integrity": "", "own": ""}
    return {"src": CDN_PATH, "integrity": INTEGRITY, "own": own}


def init_htmx(app: Flask) -> None:
    app.jinja_env.globals["htmx_sources"] = _sources
