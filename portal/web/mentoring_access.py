"""Who may enter the views of volunteering and mentoring; the marks of all others stand in `access`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, url_for
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.accounts.roles import sees_problems
from portal.domain.mentoring import offer_links
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.scope import sees_mentee, sees_pair, sees_volunteer
from portal.domain.mentoring.states import AT_WORK, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import holder, office, pairs
from portal.web.access import Access, account_only, mark, staff_only
from portal.web.htmx import go


def offer_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only the browser that began the offer to help `ref`, or came by a link to it; the view gets the draft. What is
    no draft any more is shown to whoever reads the mails of its address."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        if not holder.has_offer(ref):
            abort(404, description="offer")
        found = offer_links.by_ref(ref)
        if found is None or found.state != VolunteerState.DRAFT:
            return go(url_for("offering.sent"))
        return view(found, **values)

    return mark(guarded, Access.ASKED)


def safeguarding_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is responsible for safeguarding; where nobody is, admins."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if sees_problems(office.powers(), clock.now()) else office.refuse()

    return mark(guarded, Access.SAFEGUARDING)


def _staff_record(model: type[Any], sees: Callable[..., bool]) -> Callable[..., Any]:
    """A mark: staff who see the record `ref`; the view gets the record."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        @staff_only
        def guarded(ref: str, **values: Any) -> Any:
            found = db.session.scalar(select(model).where(model.ref == ref))
            if found is None or not sees(office.powers(), found):
                abort(404)
            return view(found, **values)

        return mark(wraps(view)(guarded), Access.STAFF)

    return marked


staff_volunteer = _staff_record(Volunteer, sees_volunteer)
staff_mentee = _staff_record(Mentee, sees_mentee)
staff_pair = _staff_record(Pair, sees_pair)


def volunteer_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is signed in and a volunteer, approved or on a break; the view gets the volunteer."""

    @account_only
    def guarded(**values: Any) -> Any:
        mine = Volunteer.account_id == office.account().id, Volunteer.state.in_(AT_WORK)
        found = db.session.scalar(select(Volunteer).where(*mine).order_by(Volunteer.id.desc()).limit(1))
        return view(found or abort(404), **values)

    return mark(wraps(view)(guarded), Access.VOLUNTEER)


def pair_side(view: Callable[..., Any]) -> Callable[..., Any]:
    """Either side of the pair `ref`; the view gets the pair and the side."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        pair = pairs.by_ref(ref)
        side = pairs.side_here(pair) if pair else None
        if side is None:
            abort(404, description="letter")
        return view(pair, side, **values)

    return mark(guarded, Access.PAIR)
