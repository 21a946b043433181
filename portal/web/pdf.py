"""Pages as PDF, where the extra `pdf` is installed; where it is not, no page speaks of it.

The drawing reads our own static files and nothing else: whatever an address in the page points at, neither the
network nor a file of the machine is opened.
"""

from importlib.util import find_spec
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Response

from portal.web.statics import STATIC

#: What addresses of the page begin with once they are whole; there is no such host (RFC 6761).
_BASE = "http://own.invalid/"


class NotOurs(ValueError):
    """An address that is none of our static files."""


def has_pdf() -> bool:
    return find_spec("weasyprint") is not None


def own_file(url: str) -> bytes:
    """The static file of this address. Raises `NotOurs`."""
    parts = urlsplit(url)
    path = (STATIC / unquote(parts.path).removeprefix("/static/")).resolve()
    ours = url.startswith(f"{_BASE}static/") and path.is_relative_to(STATIC.resolve())
    if not ours or not path.is_file():
        raise NotOurs(url)
    return path.read_bytes()


def as_pdf(html: str, name: str) -> Response:
    """`html` drawn on paper, as a file to keep; `name` without its ending."""
    response = Response(drawn(html), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def drawn(html: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            try:
                body = own_file(url)
            except NotOurs as refused:
                raise FatalURLFetchingError(str(refused)) from refused
            kind = {"css": "text/css", "svg": "image/svg+xml", "png": "image/png"}.get(
                urlsplit(url).path.rpartition(".")[2], "application/octet-stream"
            )
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    page = HTML(string=html, base_url=_BASE, url_fetcher=OwnFiles())
    try:
        made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as refused:  # no ordinary exception: it would end the worker's thread
        raise NotOurs(str(refused)) from refused
    return made
