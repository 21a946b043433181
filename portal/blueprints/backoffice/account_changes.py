"""What admins do to an account: give a role and take it back, close and open, start over, sign out everywhere."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.backoffice.account_forms import RoleForm
from portal.blueprints.backoffice.accounts import show
from portal.database import db
from portal.domain.accounts import accounts, links, sign_ins
from portal.domain.accounts.account_models import Account, LinkFor
from portal.domain.accounts.accounts import NotNow, by_ref
from portal.domain.accounts.finding import last_seen
from portal.domain.accounts.roles import GrantedAlready, LastAdmin, NotAlone, NotInForce, grant, history_of, revoke
from portal.domain.signups.asked import home_zone
from portal.web.access import admin_only
from portal.web.forms import PressForm
from portal.web.htmx import go
from portal.web.languages import gettext as _
from portal.web.office import account as myself
from portal.web.office import noted

blueprint = Blueprint("office_account_changes", __name__)


@blueprint.post("/office/accounts/<ref:ref>/roles")
@admin_only
def give(ref: str) -> Response:
    who, form = by_ref(ref) or abort(404), RoleForm()
    if not form.validate():
        return show(who, form, 422)
    role, place_id, until = form.given
    try:
        grant(who, role, place_id, until, myself(), clock.now())
    except GrantedAlready:
        db.session.rollback()
        form.refuse("role", _("They have this role there already."))
        return show(who, form, 409)
    except NotAlone:
        db.session.rollback()
        form.refuse("role", _("Make them part of the team first, then give this role."))
        return show(who, form, 409)
    end = until.date().isoformat() if until else None
    noted("account.granted", f"account:{who.id}", place_id=place_id, role=role.value, until=end)
    db.session.commit()
    return _done(ref, "given")


@blueprint.post("/office/accounts/<ref:ref>/roles/<int:number>/end")
@admin_only
def take_back(ref: str, number: int) -> Response:
    def verb(who: Account) -> dict[str, Any]:
        given = next((one for one in history_of(who) if one.id == number), None) or abort(404)
        revoke(given, myself(), clock.now())
        return {"place_id": given.place_id, "role": given.role}

    return _act(ref, "account.revoked", "taken", verb)


@blueprint.post("/office/accounts/<ref:ref>/close")
@admin_only
def close(ref: str) -> Response:
    return _act(ref, "account.closed", "closed", lambda who: accounts.close(who, clock.now()))


@blueprint.post("/office/accounts/<ref:ref>/open")
@admin_only
def reopen(ref: str) -> Response:
    return _act(ref, "account.reopened", "opened", lambda who: accounts.reopen(who))


@blueprint.post("/office/accounts/<ref:ref>/start-over")
@admin_only
def start_over(ref: str) -> Response:
    def verb(who: Account) -> None:
        accounts.reset_factor(who, home_zone(), clock.now())

    return _act(ref, "account.factor_reset", "reset", verb)


@blueprint.post("/office/accounts/<ref:ref>/invite")
@admin_only
def invite_again(ref: str) -> Response:
    def verb(who: Account) -> None:
        if who.closed_at is not None or who.id in last_seen([who.id]):
            raise NotNow
        links.send(who, LinkFor.INVITATION, home_zone(), clock.now())

    return _act(ref, "account.invited", "again", verb)


@blueprint.post("/office/accounts/<ref:ref>/sign-out")
@admin_only
def sign_out(ref: str) -> Response:
    return _act(ref, "account.signed_out_everywhere", "out", lambda who: sign_ins.end_all(who, clock.now()))


def _act(ref: str, action: str, done: str, verb: Callable[[Account], dict[str, Any] | None]) -> Response:
    """One press, one verb, one line in the audit log; what is refused is said on the page."""
    who, form = by_ref(ref) or abort(404), PressForm()
    if not form.validate():
        return show(who, form, 422)
    try:
        facts = verb(who) or {}
    except (LastAdmin, NotNow, NotInForce) as refusal:
        db.session.rollback()
        return show(who, form, 409, _refused(refusal))
    noted(action, f"account:{who.id}", **facts)
    db.session.commit()
    return _done(ref, done)


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, LastAdmin):
        return _("Nobody else could let people in. Make somebody else admin first.")
    return _("Somebody else was faster. See below how it stands now.")


def _done(ref: str, what: str) -> Response:
    return go(url_for("office_accounts.account", ref=ref, done=what))
