"""Signing in and out, and the own page. The same answer, and the same work, for an e-mail that nobody has."""

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.accounts.forms import SignInForm
from portal.blueprints.accounts.steps import onward, press_again
from portal.blueprints.accounts.trials import who_can_sign_in
from portal.database import db
from portal.domain.accounts import second_factor, sign_ins
from portal.domain.accounts.accounts import by_email, with_password
from portal.domain.accounts.roles import grants_of
from portal.domain.jobs.scope import recruiter_of
from portal.domain.mentoring.desk import at_work
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import account_only, form_page
from portal.web.addresses import own_path
from portal.web.demo_accounts import PASSWORD
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_try, sign_ins_by_address, tried
from portal.web.roles import grant_words

blueprint = Blueprint("account", __name__)


@blueprint.get("/sign-in")
@form_page
def sign_in() -> Response:
    asked = own_path(request.args.get("next", ""))
    if office.signed():
        return go(onward(asked))
    form = SignInForm()
    form.next.data = asked
    return _show(form)


@blueprint.post("/sign-in")
@form_page
@sign_ins_by_address
def do_sign_in() -> Response:
    form = SignInForm()
    if not form.validate():
        return _show(form, 422)
    email = form.reach
    if not may_try("password", email.digest):
        form.refuse("password", _("Too many tries. Please wait one hour, or ask for a link."))
        return _show(form, 429)
    account = with_password(email, form.password.data, clock.now())
    if account is None:
        tried("password", email.digest)
        office.noted_sign_in("account.sign_in_failed", by_email(email))
        db.session.commit()
        form.refuse("password", _("E-mail or password is not right. Please try again."))
        return _show(form, 422)
    office.sign_in(account, two_factors=False)
    if not office.half_signed():
        office.noted_sign_in("account.signed_in", account)
    db.session.commit()
    return go(onward(form.next.data))


@blueprint.post("/sign-out")
@form_page
def sign_out() -> Response:
    form = PressForm()
    if not form.validate():
        return press_again(_("Sign out"), form)
    office.sign_out()
    db.session.commit()
    return go(url_for("account.sign_in", out=1))


@blueprint.get("/account")
@account_only
def account() -> Response:
    who, now = office.account(), clock.now()
    return page(
        "accounts/account.html",
        heading=_("Your account"),
        account=who,
        desk=at_work(who) is not None,
        recruiter=recruiter_of(who),
        roles=[grant_words(one) for one in grants_of(who, now)],
        codes_left=second_factor.codes_left(who),
        sign_ins=sign_ins.open_of(who),
        moment_words=lambda moment: dates.moment_words(moment, home_zone()),
        done=request.args.get("done", ""),
        form=PressForm(),
    )


def _show(form: SignInForm, status: int = 200) -> Response:
    return page(
        "accounts/sign_in.html",
        heading=_("Sign in"),
        status=status,
        form=form,
        out="out" in request.args,
        trials=who_can_sign_in(),
        trial_password=PASSWORD,
    )
