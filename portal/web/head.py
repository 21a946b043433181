"""What the head of a public page says to programs: which address is its own, and where it is in other languages."""

from flask import Flask, request, url_for

from portal.web.access import Access, access_of
from portal.web.languages import language, offered
from portal.web.links import absolute


def canonical() -> str:
    """The one address of this page, without a filter; a further page of a list has its own. Empty: not public."""
    return absolute(_in(language().code)) if _is_public() else ""


def alternates() -> list[tuple[str, str]]:
    """(language code, address) of the same public page; `x-default` is for readers of any other language."""
    if not _is_public():
        return []
    found = [(one.code, absolute(_in(one.code))) for one in offered()]
    anybody = url_for("machines.root") if request.endpoint == "pages.home" else _in(offered()[0].code)
    return [*found, ("x-default", absolute(anybody))]


def _is_public() -> bool:
    in_a_language = request.url_rule is not None and "lang" in request.url_rule.arguments
    return in_a_language and access_of(request.endpoint) is Access.PUBLIC


def _in(code: str) -> str:
    number = request.args.get("page", "")
    further = {"page": number} if number.isascii() and number.isdigit() and number != "1" else {}
    return url_for(str(request.endpoint), lang=code, **(request.view_args or {}), **further)  # type: ignore[arg-type]


def init_head(app: Flask) -> None:
    app.jinja_env.globals.update(canonical=canonical, alternates=alternates)
