"""The page of one course session: all that is known of it, and what can be done."""

from flask import Response, request

from portal import clock
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.availability import availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups import offers
from portal.domain.signups.audience import live_sign_ups
from portal.domain.signups.halves import halves_of
from portal.domain.signups.offers import Offer
from portal.domain.signups.publishing import is_untouched
from portal.domain.signups.seats import count_of
from portal.domain.signups.states import State
from portal.web.dates import date_when
from portal.web.files import half_words
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.words import offer_words, text


def show(found: CourseSession, status: int = 200, problem: str = "") -> Response:
    """`problem`: why what was pressed was not done."""
    count, live = count_of(found), live_sign_ups(found)
    seated = set(request.args.get("seated", "").split(","))
    return page(
        "backoffice/catalogue/session.html",
        heading=text(found.course.title),
        status=status,
        course_session=found,
        offer=offers.offer(found, clock.now()),
        state=state_words(found, count.taken),
        taken=count.taken,
        waiting=sum(one.state == State.WAITING for one in live),
        over=max(0, count.taken - found.capacity),
        live=live,
        dates=_dates(found),
        trainer=db.session.get(Account, found.trainer_id) if found.trainer_id else None,
        untouched=is_untouched(found),
        seated=[one.person.first_name for one in live if one.ref in seated],
        saved=request.args.get("saved", ""),
        told=request.args.get("told", default=0, type=int),
        problem=problem,
    )


def _dates(found: CourseSession) -> list[str]:
    """Each date with its half-days."""
    zone = found.place.zone
    return [
        f"{date_when(day, zone)} ({_(', ').join(half_words(half) for half in halves_of(day, zone))})"
        for day in found.dates
    ]


def state_words(one: CourseSession, taken: int) -> str:
    """A draft is one, whatever its dates say; the rest as visitors see it."""
    state = availability(one, taken, clock.now())
    words = offer_words(Offer(one, state, max(0, one.capacity - taken), line=False))
    return _("Draft") if one.draft and one.cancelled_at is None else words
