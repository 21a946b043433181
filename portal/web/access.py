"""Who may enter a view. Default deny: a view without a mark answers 404, and a test finds it."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

from portal.domain.messages import outbox
from portal.domain.messages.kinds import Purpose
from portal.domain.signups import asked
from portal.domain.signups.lookup import by_ref
from portal.web import holder

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """`PUBLIC`: everybody, the page is the same for all. `FORM`: everybody, the page is made for one visitor.
    `HOLDER`: the browser that has shown it holds this booking. `LETTER`: the browser that came by the link of this
    message. `ASKED`: the browser that asked for this, or came by a message about it."""

    PUBLIC = "public"
    FORM = "form"
    HOLDER = "holder"
    LETTER = "letter"
    ASKED = "asked"


def _mark(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Everybody may see it, no cookie is read or set, it may be cached."""
    return _mark(view, Access.PUBLIC)


def form_page(view: View) -> View:
    """Everybody may use it, but the answer belongs to one visitor and is never cached."""
    return _mark(view, Access.FORM)


def holder_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only the browser that holds the booking `ref`; the view gets the sign-up instead of its ref.

    Others get what an unknown address gets: 404, with the way to open a booking by its code.
    """

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        sign_up = by_ref(ref) if holder.holds(ref) else None
        if sign_up is None:
            abort(404, description="booking")
        return view(sign_up, **values)

    return _mark(guarded, Access.HOLDER)


def letter_only(*purposes: Purpose) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only the browser that came by the link of the message `ref`, and only when its purpose is one of these (none
    named: any); the view gets the message. So the link of a reminder opens no offer, and no card."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(ref: str, **values: Any) -> Any:
            message = outbox.by_ref(ref) if holder.has_letter(ref) else None
            if message is None or (purposes and outbox.purpose(message) not in purposes):
                abort(404, description="letter")
            return view(message, **values)

        return _mark(guarded, Access.LETTER)

    return guard


def asked_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only the browser that asked for what the promise `ref` answers; the view gets the promise."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        owed = asked.by_ref(ref) if holder.has_asked(ref) else None
        if owed is None:
            abort(404, description="letter")
        return view(owed, **values)

    return _mark(guarded, Access.ASKED)


def access_of(endpoint: str | None) -> Access | None:
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "access", None)


def _refuse_unmarked() -> None:
    if request.endpoint is not None and access_of(request.endpoint) is None:
        abort(404)


def init_access(app: Flask) -> None:
    app.before_request(_refuse_unmarked)
