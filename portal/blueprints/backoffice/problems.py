"""Reports of a problem between a mentor and a learner, for those responsible for safeguarding and for nobody else."""

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.backoffice.pair_forms import OutcomeForm
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.mentoring import problems as domain
from portal.domain.mentoring.pair_models import PairProblem, Side
from portal.domain.mentoring.pairs import contacts_of, first_name_of, zone_of
from portal.domain.promises.states import State
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import listed, page_number
from portal.web.mentoring_access import safeguarding_only
from portal.web.office import account, noted

blueprint = Blueprint("office_problems", __name__)


@blueprint.get("/office/problems")
@safeguarding_only
def problems() -> Response:
    closed = bool(request.args.get("closed"))
    found = listed(domain.problems(closed), page_number())
    return page(
        "backoffice/problems/problems.html",
        heading=_("Reports of a problem"),
        closed=closed,
        found=found,
        owed={one.id: domain.owed_for(one) for one in found.rows} if not closed else {},
        now=clock.now(),
        zone_of=zone_of,
        name=lambda one: first_name_of(one.pair, Side(one.side)),
        address=lambda number: url_for("office_problems.problems", page=number, closed=1 if closed else None),
    )


@blueprint.get("/office/problems/<ref:ref>")
@safeguarding_only
def problem(ref: str) -> Response:
    found = _found(ref)
    _noted("read", found)
    db.session.commit()
    return _show(found, OutcomeForm())


@blueprint.post("/office/problems/<ref:ref>/contact")
@safeguarding_only
def contact(ref: str) -> Response:
    """How to reach whoever reported it, shown once and written down."""
    found, form = _found(ref), PressForm()
    if not form.validate():
        return _show(found, OutcomeForm(), 422, refused=form)
    _noted("contact_read", found)
    db.session.commit()
    return _show(found, OutcomeForm(), contacts=True)


@blueprint.post("/office/problems/<ref:ref>/close")
@safeguarding_only
def close(ref: str) -> Response:
    found, form = _found(ref), OutcomeForm()
    if not form.validate():
        return _show(found, form, 422)
    try:
        domain.close(found, form.text.data, account().id, clock.now())
    except domain.ClosedAlready:
        db.session.rollback()
        form.refuse("text", _("Somebody else was faster. See below how it stands now."))
        return _show(found, form, 409)
    _noted("closed", found)
    db.session.commit()
    return go(url_for("office_problems.problem", ref=ref, done=1))


def _found(ref: str) -> PairProblem:
    return domain.by_ref(ref) or abort(404)


def _noted(deed: str, found: PairProblem) -> None:
    """Of no person and no place: the file of a person, and the log of a place, are read by more people."""
    noted(f"pair_problem.{deed}", domain.about_problem(found))


def _show(
    found: PairProblem,
    form: OutcomeForm,
    status: int = 200,
    contacts: bool = False,
    refused: PortalForm | None = None,
) -> Response:
    pair, side = found.pair, Side(found.side)
    owed = domain.owed_for(found)
    by = db.session.get(Account, found.account_id) if found.account_id else None
    return page(
        "backoffice/problems/problem.html",
        heading=_("Report of a problem"),
        status=status,
        problem=found,
        pair=pair,
        side=side,
        zone=zone_of(pair),
        who=first_name_of(pair, side),
        other=first_name_of(pair, side.other),
        contacts=contacts_of(pair, side) if contacts else None,
        owed=owed if owed and owed.state == State.OPEN else None,
        late=bool(owed and owed.state == State.OPEN and owed.reply_by < clock.now()),
        not_told=domain.not_told(found),
        by=by.name if by else "",
        form=form,
        refused=refused or form,
        press_form=PressForm(),
    )
