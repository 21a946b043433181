"""The headers every answer carries: what may run, what may be kept, who may look."""

from flask import Flask, Response, request

from portal.web.access import Access, access_of
from portal.web.htmx import CDN_PATH
from portal.web.page_cache import may_be_kept
from portal.web.statics import Statics


def content_security_policy(statics: Statics, htmx_source: str) -> str:
    """No `unsafe-` anything, no inline script, no style attribute; the inline style sheet by its hash."""
    scripts = "'self'" if htmx_source == "local" else f"'self' {CDN_PATH}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src 'self' '{statics.css_hash}'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "manifest-src 'self'",
            "worker-src 'self'",
        )
    )


def init_headers(app: Flask) -> None:
    always = {
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if app.config["SESSION_COOKIE_SECURE"]:
        always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    def allow(app: Flask) -> None:
        """The style sheet in the page has another hash when the team chose other colours."""
        policy = content_security_policy(app.extensions["statics"], app.config["PORTAL_HTMX_SOURCE"])
        always["Content-Security-Policy"] = policy

    app.extensions["in_force"].then(allow)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if access_of(request.endpoint) is Access.PUBLIC and response.status_code == 200:
            response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            response.headers.setdefault("Cache-Control", "public, no-cache")
            may_be_kept(request.environ)
            if request.method in {"GET", "HEAD"} and not response.is_streamed:
                response.add_etag()
                response.make_conditional(request)
        else:
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            response.headers["Cache-Control"] = "no-store"
        return response
