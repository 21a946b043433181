"""The second step of signing in: the digits of an app, or a recovery code; and setting it up the first time.

The secret of a phone that is being set up stands in the signed cookie until the app has shown the right digits; a
set-up that is left in the middle has changed nothing.
"""

from flask import Blueprint, Response, abort, current_app, request, session, url_for

from portal import clock
from portal.blueprints.accounts.forms import CodeForm, NewPhoneForm
from portal.blueprints.accounts.steps import onward
from portal.blueprints.accounts.trials import demo_code
from portal.database import db
from portal.domain.accounts import second_factor
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.accounts import tell_changed
from portal.domain.accounts.second_factor import WrongCode
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.access import account_only, form_page
from portal.web.addresses import own_path
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_try, sign_ins_by_address, tried
from portal.web.qr import qr_svg

blueprint = Blueprint("second_step", __name__)

_NEW_PHONE = "new_phone"


@blueprint.get("/sign-in/code")
@form_page
def code() -> Response:
    who = office.half_signed()
    if who is None or who.totp_confirmed_at is None:
        return go(onward("") if who or office.current_account() else url_for("account.sign_in"))
    return _ask(CodeForm(next=own_path(request.args.get("next", ""))))


@blueprint.post("/sign-in/code")
@form_page
@sign_ins_by_address
def check_code() -> Response:
    who, form = office.half_signed() or abort(404), CodeForm()
    if not form.validate():
        return _ask(form, 422)
    if not may_try("code", who.ref):
        form.refuse("code", _("Too many tries. Please wait one hour, or call us."))
        return _ask(form, 429)
    try:
        second_factor.check(who, form.code.data, clock.now())
    except WrongCode:
        tried("code", who.ref)
        office.noted_sign_in("account.sign_in_failed", who, step="code")
        db.session.commit()
        form.refuse("code", _("This code is not right, or was used. Wait for the next one."))
        return _ask(form, 422)
    office.sign_in(who, two_factors=True)
    office.noted_sign_in("account.signed_in", who)
    db.session.commit()
    return go(onward(form.next.data))


def _ask(form: CodeForm, status: int = 200) -> Response:
    who = office.half_signed()
    return page(
        "accounts/code.html",
        heading=_("Your second step"),
        status=status,
        form=form,
        leave=PressForm(),
        trial_code=demo_code(who) if who and current_app.config["PORTAL_DEMO"] else "",
    )


@blueprint.get("/sign-in/phone")
@form_page
def setup() -> Response:
    """The first time: whoever works in the back office comes in by no other way."""
    who = office.half_signed()
    if who is None or who.totp_confirmed_at is not None or who.password_hash is None:
        return go(onward("") if who or office.current_account() else url_for("account.sign_in"))
    return _show(who, url_for("second_step.do_setup"), CodeForm(next=own_path(request.args.get("next", ""))))


@blueprint.post("/sign-in/phone")
@form_page
def do_setup() -> Response:
    who = office.half_signed()
    if who is None or who.totp_confirmed_at is not None or who.password_hash is None:
        abort(404)
    return _confirm(who, url_for("second_step.do_setup"), CodeForm())


@blueprint.get("/account/phone")
@account_only
def change() -> Response:
    """Another phone, or the first one of somebody who need not have any."""
    who = office.account()
    return _show(who, url_for("second_step.do_change"), NewPhoneForm(who))


@blueprint.post("/account/phone")
@account_only
def do_change() -> Response:
    who, action = office.account(), url_for("second_step.do_change")
    form = NewPhoneForm(who)
    if not may_try("password", who.email_digest):
        form.refuse("password", _("Too many tries. Please wait one hour, or ask for a link."))
        return _show(who, action, form, 429)
    answer = _confirm(who, action, form)
    if form.password.errors:
        tried("password", who.email_digest)
    return answer


def _confirm(who: Account, action: str, form: CodeForm) -> Response:
    secret = session.get(_NEW_PHONE)
    if not form.validate() or not secret:
        return _show(who, action, form, 422)
    again = who.totp_confirmed_at is not None
    try:
        codes = second_factor.confirm(who, secret, form.code.data, clock.now())
    except WrongCode:
        db.session.rollback()
        form.refuse("code", _("This code is not right. Wait for the next one."))
        return _show(who, action, form, 422)
    if again:
        tell_changed(who, "factor", home_zone(), clock.now())
    office.sign_in(who, two_factors=True)
    office.noted_sign_in("account.factor_set", who)
    db.session.commit()
    return show_codes(codes, onward(form.next.data))


def show_codes(codes: list[str], onward_to: str) -> Response:
    """The one time that they can be seen."""
    return page("accounts/codes.html", heading=_("Your recovery codes"), codes=codes, onward=onward_to)


def _show(who: Account, action: str, form: CodeForm, status: int = 200) -> Response:
    secret = session.setdefault(_NEW_PHONE, second_factor.new_secret())
    address = second_factor.setup_address(secret, who.email, current_app.config["PORTAL_ORGANISATION"])
    return page(
        "accounts/phone.html",
        heading=_("Set up your phone"),
        status=status,
        form=form,
        action=action,
        first=office.half_signed() is not None,
        address=address,
        picture=qr_svg(address, _("QR code for your app")),
        key=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )
