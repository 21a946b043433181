"""The jobs a browser keeps for later: their refs, in a signed cookie of their own.

Apart from what `holder` keeps, because that ends after some hours. Only the pages of this list read and set it. It
names nobody.
"""

from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

#: So many are kept, the oldest goes first; so many days after the last change, all of them.
MOST, DAYS = 30, 90


def refs() -> list[str]:
    """What this browser keeps, the newest first."""
    try:
        kept = _signer().loads(request.cookies.get(_name(), ""), max_age=DAYS * 86400)
    except BadSignature:
        return []
    return [str(ref) for ref in kept]


def keep(response: Response, ref: str) -> Response:
    """Keep this one, too."""
    return _put(response, [ref, *(one for one in refs() if one != ref)][:MOST])


def let_go(response: Response, ref: str) -> Response:
    return _put(response, [one for one in refs() if one != ref])


def is_full(ref: str) -> bool:
    """To keep this one, another must go."""
    kept = refs()
    return ref not in kept and len(kept) >= MOST


def forget(response: Response) -> Response:
    """Nothing of it stays."""
    response.delete_cookie(_name(), **_habits())
    return response


def _put(response: Response, kept: list[str]) -> Response:
    if not kept:
        return forget(response)
    response.set_cookie(_name(), _signer().dumps(kept), max_age=DAYS * 86400, **_habits())
    return response


def _name() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-jobs"


def _habits() -> dict[str, Any]:
    """As the cookie of the visit."""
    settings = current_app.config
    return {
        "secure": settings["SESSION_COOKIE_SECURE"],
        "httponly": settings["SESSION_COOKIE_HTTPONLY"],
        "samesite": settings["SESSION_COOKIE_SAMESITE"],
    }


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept jobs")
