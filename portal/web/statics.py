"""Static files: one style sheet, small enough to travel inside the page, and addresses that change with content."""

import base64
import hashlib
import re
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from portal.web.colours import style

STATIC = Path(__file__).parent.parent / "static"
YEAR = 31_536_000


def squeeze(css: str) -> str:
    """CSS without comments and needless spaces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()


def csp_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class Statics:
    """The files of `static/` as templates need them; read once at start-up."""

    def __init__(self) -> None:
        self._sheet = squeeze((STATIC / "app.css").read_text())
        self._versions: dict[str, str] = {}
        self.dress("")

    def dress(self, more: str) -> None:
        """`more`: rules after those of the sheet, the colours of the association."""
        self.css = self._sheet + more
        self.css_hash = csp_hash(self.css)

    def url(self, name: str) -> str:
        """`/static/app.js?v=1a2b3c4d`: may be kept for a year, changes when the file does."""
        if name not in self._versions:
            digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
            self._versions[name] = f"/static/{name}?v={digest[:8]}"
        return self._versions[name]

    @staticmethod
    def has(name: str) -> bool:
        return (STATIC / name).is_file()


def _for_a_year(headers: Headers, path: str, url: str) -> None:
    headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    headers["X-Content-Type-Options"] = "nosniff"


def init_statics(app: Flask) -> None:
    statics = Statics()
    app.extensions["statics"] = statics
    app.jinja_env.globals["static_url"] = statics.url

    def dress(app: Flask) -> None:
        brand, accent = app.config["PORTAL_COLOUR_BRAND"], app.config["PORTAL_COLOUR_ACCENT"]
        statics.dress(style(brand, accent))
        app.jinja_env.globals["css"] = statics.css

    app.extensions["in_force"].then(dress)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(STATIC), prefix="static/", add_headers_function=_for_a_year
    )
