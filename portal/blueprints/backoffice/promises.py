"""Everything that waits for an answer: the list, and one of them with whom to call, what to say, and its history."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.promise_forms import AgainForm, EndForm, OwnerForm, SeatForm, owner_choices
from portal.database import begin_write, db
from portal.domain.accounts.contacts import mask
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.lists import Waits, waits
from portal.domain.promises.models import Promise
from portal.domain.signups import kept_by_staff
from portal.domain.signups.kept_by_staff import BadDay, Ending, NotToEnd
from portal.domain.signups.line import give_by_phone
from portal.domain.signups.office import cancel_for
from portal.domain.signups.owed import find, marks_of, place_id_of, seen_by, sign_up_of, whom_to_call, with_all
from portal.domain.signups.seats import NotBookable
from portal.web import dates, jobs_promises, mentoring_promises
from portal.web.access import staff_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.office import account, noted, powers
from portal.web.promises import (
    about_words,
    done_words,
    ended_words,
    owner_names,
    owner_words,
    promise_words,
    state_words,
    to_whom,
)

blueprint = Blueprint("office_promises", __name__)


@blueprint.get("/office/promises")
@staff_only
def promises() -> Response:
    found, owners = listed(_query(), page_number()), owner_choices()
    kept, names = with_all(found.rows, mentoring_promises.MODELS | jobs_promises.MODELS), dict(owners)
    names |= owner_names(owed.owner for owed in found.rows if owed.owner not in names)
    return page(
        "backoffice/promises/promises.html",
        heading=_("Answers owed"),
        found=found,
        kept=kept,
        columns=_columns(names),
        wanted=_wanted(),
        kinds=[(kind.value, promise_words(kind)) for kind in PromiseKind],
        owners=owners,
        chosen={name: value for name, value in request.args.items() if name != "page" and value},
    )


@blueprint.get("/office/promises.<any(csv, xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    noted("promise.list_taken", None)
    db.session.commit()
    names = {owner: words for owner, words in owner_choices() if owner}
    return export(_columns(names), _query(), "answers-owed", kind)


@blueprint.get("/office/promises/<ref:ref>")
@staff_only
def promise(ref: str) -> Response:
    return _show(_seen(ref))


@blueprint.post("/office/promises/<ref:ref>/contact")
@staff_only
def contact(ref: str) -> Response:
    """The numbers, shown once and written down."""
    owed, form = _seen(ref), PressForm()
    if not form.validate():
        return _show(owed, form, 422)
    for one in whom_to_call(owed):
        noted("person.contact_read", f"promise:{owed.id}", person=one.person, place_id=place_id_of(owed))
    db.session.commit()
    return _show(owed, shown=True)


@blueprint.post("/office/promises/<ref:ref>/done")
@staff_only
def done(ref: str) -> Response:
    return _end(_seen(ref), PressForm(), "promise.kept", lambda owed, form: kept_by_staff.keep(owed, clock.now()))


@blueprint.post("/office/promises/<ref:ref>/again")
@staff_only
def again(ref: str) -> Response:
    def verb(owed: Promise, form: AgainForm) -> Promise:
        return kept_by_staff.call_again(owed, form.day.data, clock.now())

    return _end(_seen(ref), AgainForm(), "promise.later", verb)


@blueprint.post("/office/promises/<ref:ref>/end")
@staff_only
def end(ref: str) -> Response:
    owed = _seen(ref)

    def verb(owed: Promise, form: EndForm) -> Promise:
        return kept_by_staff.end_unkept(owed, Ending(form.why.data), clock.now())

    return _end(owed, EndForm(owed), "promise.ended", verb)


@blueprint.post("/office/promises/<ref:ref>/owner")
@staff_only
def hand_over(ref: str) -> Response:
    def verb(owed: Promise, form: OwnerForm) -> Promise:
        return kept_by_staff.hand_over(owed, form.owner.data, clock.now())

    return _end(_seen(ref), OwnerForm(), "promise.handed_over", verb)


@blueprint.post("/office/promises/<ref:ref>/seat")
@staff_only
def seat(ref: str) -> Response:
    """Somebody who waits was called: they come, or they do not."""
    owed, form = _seen(ref), SeatForm()
    people = [one.sign_up for one in whom_to_call(owed) if one.sign_up]
    chosen = next((one for one in people if one.ref == form.seat.data), None)
    if not form.validate() or chosen is None:
        return _show(owed, form, 422)
    try:
        give_by_phone(chosen, clock.now()) if form.comes else cancel_for(chosen, clock.now())
    except NotBookable:
        db.session.rollback()
        form.refuse("seat", _("No seat is free for them now. Give one on their page, with a reason."))
        return _show(owed, form, 409)
    except MoveNotAllowed:
        db.session.rollback()
        form.refuse("seat", _("They do not wait any more."))
        return _show(owed, form, 409)
    action = "promise.seat_given" if form.comes else "promise.not_coming"
    noted(action, f"sign_up:{chosen.id}", person=chosen.person, place_id=chosen.course_session.place_id)
    db.session.commit()
    return go(url_for("office_promises.promise", ref=ref))


def _end(owed: Promise, form: Any, action: str, verb: Any) -> Response:
    if not form.validate():
        return _show(owed, form, 422)
    begin_write()
    try:
        goes_on = verb(owed, form)
    except NotToEnd:
        db.session.rollback()
        return _show(owed, form, 409, overtaken=True)
    except BadDay:
        db.session.rollback()
        form.refuse("day", _("Choose a day that lies ahead, before it is too late."))
        return _show(owed, form, 422)
    noted(action, f"promise:{owed.id}", place_id=place_id_of(owed), kind=owed.kind, owner=goes_on.owner)
    db.session.commit()
    return go(url_for("office_promises.promise", ref=goes_on.ref))


def _seen(ref: str) -> Promise:
    return find(ref, seen_by(powers(), account())) or abort(404)


def _wanted() -> Waits:
    kind = request.args.get("what", "")
    return Waits(
        PromiseKind(kind) if kind in set(PromiseKind) else None,
        request.args.get("owner") or None,
        bool(request.args.get("overdue")),
        bool(request.args.get("ended")),
        bool(request.args.get("everybody")),
    )


def _query() -> Any:
    return waits(_wanted(), clock.now()).where(seen_by(powers(), account()))


def _columns(names: dict[str, str]) -> list[Column[Promise]]:
    def until(owed: Promise) -> Markup:
        words = escape(dates.moment_words(owed.reply_by, owed.zone))
        late = owed.next_step_at is not None and owed.reply_by < clock.now()
        return words + (Markup(' <strong class="late">{}</strong>').format(_("Late")) if late else Markup())

    def what(owed: Promise) -> Markup:
        address = url_for("office_promises.promise", ref=owed.ref)
        return Markup('<a class="way" href="{}">{}</a>').format(address, promise_words(owed.kind))

    return [
        Column("what", _("What"), lambda owed: promise_words(owed.kind), what),
        Column("until", _("Until"), lambda owed: dates.local(owed.reply_by, owed.zone).replace(tzinfo=None), until),
        Column("for", _("For"), to_whom),
        Column("about", _("About"), about_words),
        Column("owner", _("Owed by"), lambda owed: names.get(owed.owner) or owner_words(owed.owner)),
        Column("state", _("How it stands"), lambda owed: state_words(owed.state)),
    ]


def _show(
    owed: Promise, form: PortalForm | None = None, status: int = 200, shown: bool = False, overtaken: bool = False
) -> Response:
    return page(
        "backoffice/promises/promise.html",
        heading=promise_words(owed.kind),
        status=status,
        owed=owed,
        form=form or PressForm(),
        calls=whom_to_call(owed),
        shown=shown,
        overtaken=overtaken,
        sign_up=sign_up_of(owed),
        about=about_words(owed),
        owner=owner_words(owed.owner),
        late=owed.next_step_at is not None and owed.reply_by < clock.now(),
        ended=ended_words(owed),
        to_end=owed.next_step_at is not None and owed.owner not in NOT_STAFF,
        elsewhere=kept_by_staff.answered_elsewhere(owed),
        again=(form if isinstance(form, AgainForm) else AgainForm()) if owed.kind in kept_by_staff.CALLS else None,
        ending=form if isinstance(form, EndForm) else EndForm(owed),
        handing=form if isinstance(form, OwnerForm) else OwnerForm(),
        marks=marks_of(owed),
        answered_at=mentoring_promises.answered_at(owed) or jobs_promises.answered_at(owed),
        state_words=state_words,
        done_words=done_words,
        masked=mask,
    )
