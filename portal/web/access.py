"""Who may enter a view. Default deny: a view without a mark answers 404, and a test finds it."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages import outbox
from portal.domain.messages.kinds import Purpose
from portal.domain.signups import asked
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.scope import sees_person
from portal.web import holder, office
from portal.web.check_in import who_ticks

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """`PUBLIC`: everybody, the page is the same for all. `FORM`: everybody, the page is made for one visitor.
    `HOLDER`: the browser that has shown it holds this booking. `LETTER`: the browser that came by the link of this
    message. `ASKED`: the browser that asked for this, or came by a message about it. `ACCOUNT`: whoever is signed in.
    `STAFF`: staff and admins who have shown both factors, each record only at the places they see. `ADMIN`: admins.
    `CHECK_IN`: the browser that came by the check-in link of this course session, or its staff. `VOLUNTEER`: a
    volunteer who is approved, or on a break. `PAIR`: either side of a pair. `SAFEGUARDING`: whoever is responsible
    for it. `RECRUITER`: whoever acts for a company, each record of that company only. `APPLICANT`: the browser that
    holds this application for work. `TABLET`: the shared tablet of a job fair."""

    PUBLIC = "public"
    FORM = "form"
    HOLDER = "holder"
    LETTER = "letter"
    ASKED = "asked"
    ACCOUNT = "account"
    STAFF = "staff"
    ADMIN = "admin"
    CHECK_IN = "check_in"
    VOLUNTEER = "volunteer"
    PAIR = "pair"
    SAFEGUARDING = "safeguarding"
    RECRUITER = "recruiter"
    APPLICANT = "applicant"
    TABLET = "tablet"


def mark(view: View, access: Access) -> View:
    """Write down on a view who may enter it."""
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Everybody may see it, no cookie is read or set, it may be cached."""
    return mark(view, Access.PUBLIC)


def form_page(view: View) -> View:
    """Everybody may use it, but the answer belongs to one visitor and is never cached."""
    return mark(view, Access.FORM)


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

    return mark(guarded, Access.HOLDER)


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

        return mark(guarded, Access.LETTER)

    return guard


def asked_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only the browser that asked for what the promise `ref` answers; the view gets the promise."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        owed = asked.by_ref(ref) if holder.has_asked(ref) else None
        if owed is None:
            abort(404, description="letter")
        return view(owed, **values)

    return mark(guarded, Access.ASKED)


def account_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is signed in."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if office.current_account() else office.refuse()

    return mark(guarded, Access.ACCOUNT)


def staff_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Staff of any place. What the view shows of records, it chooses by `office.powers()`."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if office.powers().staff else office.refuse()

    return mark(guarded, Access.STAFF)


def admin_only(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if office.powers().admin else office.refuse()

    return mark(guarded, Access.ADMIN)


def everywhere_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Staff of all places, and admins: for what belongs to no single one."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if office.powers().everywhere else office.refuse()

    return mark(guarded, Access.STAFF)


def staff_session(view: Callable[..., Any]) -> Callable[..., Any]:
    """Staff who see the place of the course session `ref`; the view gets the course session."""

    @staff_only
    def guarded(ref: str, **values: Any) -> Any:
        found = _seen_session(ref) or abort(404)
        return view(found, **values)

    return mark(wraps(view)(guarded), Access.STAFF)


def staff_sign_up(view: Callable[..., Any]) -> Callable[..., Any]:
    """Staff who see the place of the sign-up `ref`; the view gets the sign-up."""

    @staff_only
    def guarded(ref: str, **values: Any) -> Any:
        sign_up = by_ref(ref)
        if sign_up is None or not office.powers().sees(sign_up.course_session.place_id):
            abort(404)
        return view(sign_up, **values)

    return mark(wraps(view)(guarded), Access.STAFF)


def staff_person(view: Callable[..., Any]) -> Callable[..., Any]:
    """Staff who see a place where the person of this `number` signed up; the view gets the person. Nothing is
    written any more into the file of somebody who was erased."""

    @staff_only
    def guarded(number: int, **values: Any) -> Any:
        person = db.session.get(Person, number)
        if person is None or not sees_person(office.powers(), person):
            abort(404)
        if person.erased_at and request.method == "POST":
            abort(404)
        return view(person, **values)

    return mark(wraps(view)(guarded), Access.STAFF)


def check_in_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever holds a check-in link of the course session `ref`, its trainer, or its staff; the view gets it."""

    return _who_ticks(view, late=False)


def check_in_late(view: Callable[..., Any]) -> Callable[..., Any]:
    """As `check_in_only`, and for a while after the link has ended: what was ticked in time may still arrive."""
    return _who_ticks(view, late=True)


def _who_ticks(view: Callable[..., Any], late: bool) -> Callable[..., Any]:
    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        found = _session(ref)
        if found is None or not who_ticks(found, late):
            abort(404)
        return view(found, **values)

    return mark(guarded, Access.CHECK_IN)


def _session(ref: str) -> CourseSession | None:
    """Published or not, with all that its pages name."""
    query = select(CourseSession).where(CourseSession.ref == ref)
    whole = joinedload(CourseSession.course), joinedload(CourseSession.place), joinedload(CourseSession.dates)
    return db.session.scalars(query.options(*whole)).unique().one_or_none()


def _seen_session(ref: str) -> CourseSession | None:
    found = _session(ref)
    return found if found and office.powers().sees(found.place_id) else None


def access_of(endpoint: str | None) -> Access | None:
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "access", None)


def _refuse_unmarked() -> None:
    if request.endpoint is not None and access_of(request.endpoint) is None:
        abort(404)


def init_access(app: Flask) -> None:
    app.before_request(_refuse_unmarked)
