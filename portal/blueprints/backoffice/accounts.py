"""Accounts, for admins: who has one, what they may do and where, and inviting somebody."""

from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup

from portal import clock
from portal.blueprints.backoffice.account_forms import InviteForm, RoleForm, place_choices
from portal.database import db
from portal.domain.accounts import second_factor, sign_ins
from portal.domain.accounts.account_models import TWO_FACTORS, Account, OfficeRole
from portal.domain.accounts.accounts import EmailTaken, by_ref, invite
from portal.domain.accounts.finding import Sought, grants_by_account, last_seen
from portal.domain.accounts.finding import accounts as query_of
from portal.domain.accounts.roles import grants_of, history_of, powers_of
from portal.domain.signups.asked import home_zone
from portal.web import dates
from portal.web.access import admin_only
from portal.web.forms import PortalForm
from portal.web.htmx import go, page
from portal.web.languages import KNOWN
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.office import account as myself
from portal.web.office import noted
from portal.web.roles import grant_words, role_words

blueprint = Blueprint("office_accounts", __name__)


@blueprint.get("/office/accounts")
@admin_only
def accounts() -> Response:
    sought, given = _asked()
    found = listed(query_of(sought, clock.now()), page_number())
    return page(
        "backoffice/accounts/accounts.html",
        heading=_("Accounts"),
        found=found,
        columns=_columns([one.id for one in found.rows]),
        given=given,
        address=partial(url_for, "office_accounts.accounts", **given),
        file=partial(url_for, "office_accounts.file", **given),
        roles=[(role.value, role_words(role)) for role in OfficeRole],
        places=place_choices(_("All places")),
    )


@blueprint.get("/office/accounts.<any(csv, xlsx):kind>")
@admin_only
def file(kind: str) -> Response:
    sought, _given = _asked()
    query = query_of(sought, clock.now())
    noted("account.list_taken", None)
    db.session.commit()
    return export(_columns(list(db.session.scalars(query.with_only_columns(Account.id)))), query, "accounts", kind)


@blueprint.get("/office/accounts/new")
@admin_only
def new() -> Response:
    return _invite(InviteForm())


@blueprint.post("/office/accounts/new")
@admin_only
def do_invite() -> Response:
    form = InviteForm()
    if not form.validate():
        return _invite(form, 422)
    try:
        made = invite(form.invitation, myself(), home_zone(), clock.now())
    except EmailTaken as refusal:
        known = refusal.account.ref
        db.session.rollback()
        form.refuse("email", _("This e-mail has an account already."))
        return _invite(form, 409, known)
    role, place_id, _until = form.given
    noted("account.invited", f"account:{made.id}", place_id=place_id, role=role.value)
    db.session.commit()
    return go(url_for("office_accounts.account", ref=made.ref, done="invited"))


@blueprint.get("/office/accounts/<ref:ref>")
@admin_only
def account(ref: str) -> Response:
    return show(by_ref(ref) or abort(404), RoleForm())


def _invite(form: InviteForm, status: int = 200, known: str = "") -> Response:
    return page("backoffice/accounts/new.html", heading=_("Invite somebody"), status=status, form=form, known=known)


def show(who: Account, form: PortalForm, status: int = 200, refused: str = "") -> Response:
    """The page of one account, with what was refused just now."""
    now, roles = clock.now(), form if isinstance(form, RoleForm) else RoleForm(formdata=None)
    holds = grants_of(who, now)
    return page(
        "backoffice/accounts/account.html",
        heading=who.name,
        status=status,
        who=who,
        form=roles,
        pressed=form,
        refused=refused,
        done=request.args.get("done", ""),
        holds=holds,
        past=[one for one in history_of(who) if one not in holds],
        words=grant_words,
        state=_state(who, last_seen([who.id])),
        office=bool(powers_of(who, now).roles & TWO_FACTORS),
        never_came=who.id not in last_seen([who.id]),
        sign_ins=sign_ins.open_of(who),
        codes_left=second_factor.codes_left(who),
        tongue=KNOWN[who.language].name if who.language in KNOWN else who.language,
        day=lambda moment: dates.day_words(dates.local(moment, home_zone()).date()),
        is_me=who.id == myself().id,
    )


def _asked() -> tuple[Sought, dict[str, Any]]:
    """The filter, and what stands of it in the address."""
    given = {name: request.args.get(name, "").strip()[:80] for name in ("who", "role", "place", "closed")}
    role = given["role"] if given["role"] in set(OfficeRole) else ""
    place = given["place"] if given["place"] in dict(place_choices("")) else ""
    sought = Sought(
        given["who"], OfficeRole(role) if role else None, int(place) if place else None, bool(given["closed"])
    )
    return sought, {name: value for name, value in given.items() if value}


def _columns(ids: list[int]) -> list[Column[Account]]:
    holds, seen = grants_by_account(ids, clock.now()), last_seen(ids)

    def link(one: Account) -> Markup:
        return Markup('<a href="{}">{}</a>').format(url_for("office_accounts.account", ref=one.ref), one.name)

    def address(one: Account) -> Markup:
        return Markup('<bdi class="ltr">{}</bdi>').format(one.email)

    return [
        Column("name", _("Name"), lambda one: one.name, link),
        Column("email", _("E-mail"), lambda one: one.email, address),
        Column("roles", _("What they may do"), lambda one: "; ".join(map(grant_words, holds.get(one.id, [])))),
        Column("state", _("State"), lambda one: _state(one, seen)),
    ]


def _state(who: Account, seen: dict[int, datetime]) -> str:
    if who.closed_at is not None:
        return _("Closed")
    moment = seen.get(who.id)
    if moment is None:
        return _("Invited, never signed in")
    last = dates.local(moment, home_zone()).date()
    return _("Last seen: %(day)s", day=dates.day_words(last))
