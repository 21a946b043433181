"""What somebody changes of their own account: name, language, password, recovery codes, where they are signed in."""

from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.accounts.forms import NameForm, OwnPasswordForm
from portal.blueprints.accounts.second_step import show_codes
from portal.blueprints.accounts.steps import press_again
from portal.database import begin_write, db
from portal.domain.accounts import second_factor, sign_ins
from portal.domain.accounts.accounts import choose_password, tell_changed
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.access import account_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_try, tried

blueprint = Blueprint("own_account", __name__)


def _done(what: str, **values: Any) -> Response:
    return go(url_for("account.account", done=what, **values))


@blueprint.get("/account/name")
@account_only
def name() -> Response:
    who = office.account()
    return _form("name", _("Your name and language"), NameForm(name=who.name, language=who.language))


@blueprint.post("/account/name")
@account_only
def do_name() -> Response:
    form = NameForm()
    if not form.validate():
        return _form("name", _("Your name and language"), form, 422)
    begin_write()
    who = office.account()
    who.name, who.language = form.name.data, form.language.data
    db.session.commit()
    return _done("name", lang=form.language.data)


@blueprint.get("/account/password")
@account_only
def password() -> Response:
    return _form("password", _("Your password"), OwnPasswordForm(office.account()))


@blueprint.post("/account/password")
@account_only
def do_password() -> Response:
    who = office.account()
    form = OwnPasswordForm(who)
    if not may_try("password", who.email_digest):
        form.refuse("password", _("Too many tries. Please wait one hour, or ask for a link."))
        return _form("password", _("Your password"), form, 429)
    if not form.validate():
        if form.password.errors:
            tried("password", who.email_digest)
        return _form("password", _("Your password"), form, 422)
    choose_password(who, form.new_password.data, home_zone(), clock.now())
    office.noted("account.password_chosen", f"account:{who.id}")
    office.sign_in(who, two_factors=_shown())
    db.session.commit()
    return _done("password")


def _shown() -> bool:
    """Did this browser show both factors?"""
    found = office.signed()
    return found is not None and found.sign_in.two_factors


@blueprint.get("/account/codes")
@account_only
def codes() -> Response:
    who = office.account()
    return _form("codes", _("New recovery codes"), PressForm(), left=second_factor.codes_left(who))


@blueprint.post("/account/codes")
@account_only
def do_codes() -> Response:
    who, form = office.account(), PressForm()
    if not form.validate():
        return _form("codes", _("New recovery codes"), form, 422, left=second_factor.codes_left(who))
    if who.totp_confirmed_at is None:
        abort(404)
    drawn = second_factor.new_codes(who)
    tell_changed(who, "codes", home_zone(), clock.now())
    office.noted("account.codes_drawn", f"account:{who.id}")
    db.session.commit()
    return show_codes(drawn, url_for("account.account"))


@blueprint.post("/account/sign-ins/<ref:ref>/end")
@account_only
def end(ref: str) -> Response:
    who, form = office.account(), PressForm()
    if not form.validate():
        return press_again(_("Sign it out"), form)
    found = sign_ins.open_one(who, ref) or abort(404)
    sign_ins.end(found, clock.now())
    office.noted("account.signed_out", f"account:{who.id}")
    db.session.commit()
    return _done("ended")


@blueprint.post("/account/everywhere")
@account_only
def everywhere() -> Response:
    who, form = office.account(), PressForm()
    if not form.validate():
        return press_again(_("Sign out everywhere"), form)
    sign_ins.end_all(who, clock.now())
    office.noted("account.signed_out_everywhere", f"account:{who.id}")
    office.sign_out()
    db.session.commit()
    return go(url_for("account.sign_in", out=1))


def _form(kind: str, heading: str, form: PortalForm, status: int = 200, **facts: Any) -> Response:
    return page(
        f"accounts/{kind}_form.html", heading=heading, status=status, form=form, who=office.account(), **facts
    )
