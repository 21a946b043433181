"""Coming in by a link: asking for one, and what it opens. A GET shows; only the press of a button spends."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.accounts.forms import ChoosePasswordForm, LinkForm
from portal.blueprints.accounts.steps import onward
from portal.database import db
from portal.domain.accounts import links
from portal.domain.accounts.account_models import AccountLink, LinkFor
from portal.domain.accounts.accounts import choose_password
from portal.domain.accounts.links import LIVES, LinkSpent, State
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.access import form_page, letter_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("account_link", __name__)

_WANTED = {"link": LinkFor.SIGN_IN, "password": LinkFor.PASSWORD}


def _purpose(wanted: str) -> LinkFor:
    return _WANTED.get(wanted) or abort(404)


@blueprint.get("/sign-in/by/<slug:wanted>")
@form_page
def ask(wanted: str) -> Response:
    return _ask(wanted, LinkForm())


@blueprint.post("/sign-in/by/<slug:wanted>")
@form_page
@asks_by_address
def do_ask(wanted: str) -> Response:
    form, purpose = LinkForm(), _purpose(wanted)
    if not form.validate() or form.reach is None:
        return _ask(wanted, form, 422)
    if not may_ask(form.reach.digest):
        form.refuse(form.reach_by.data, too_often())
        return _ask(wanted, form, 429)
    links.ask(form.reach, purpose, home_zone(), clock.now())
    db.session.commit()
    return go(url_for("account_link.sent", wanted=wanted))


@blueprint.get("/sign-in/by/<slug:wanted>/sent")
@form_page
def sent(wanted: str) -> Response:
    """The same for an account that is there and for one that is not."""
    minutes = int(LIVES[_purpose(wanted)].total_seconds() // 60)
    return page("accounts/link_sent.html", heading=_("Look at your messages"), wanted=wanted, minutes=minutes)


def _ask(wanted: str, form: LinkForm, status: int = 200) -> Response:
    new_password = _purpose(wanted) is LinkFor.PASSWORD
    heading = _("A new password") if new_password else _("Sign in by a link")
    return page(
        "accounts/ask_link.html", heading=heading, status=status, form=form, wanted=wanted, new_password=new_password
    )


@blueprint.get("/sign-in/with/<ref:ref>")
@letter_only(Purpose.ACCOUNT)
def show(message: Message) -> Response:
    link = _of(message)
    return _show(message, link, _form(link))


@blueprint.post("/sign-in/with/<ref:ref>")
@letter_only(Purpose.ACCOUNT)
def use(message: Message) -> Response:
    link, now = _of(message), clock.now()
    form = _form(link)
    if links.state(link, now) is not State.OPEN:
        return _show(message, link, form, 409)
    if not form.validate():
        return _show(message, link, form, 422)
    try:
        account = links.spend(link, now)
    except LinkSpent:  # pressed twice: the other was faster
        db.session.rollback()
        return _show(message, link, form, 409)
    if isinstance(form, ChoosePasswordForm):
        choose_password(account, form.new_password.data, home_zone(), now)
        office.noted_sign_in("account.password_chosen", account)
    office.sign_in(account, two_factors=False)
    if not office.half_signed():
        office.noted_sign_in("account.signed_in", account, by="link")
    db.session.commit()
    return go(onward(""))


def _of(message: Message) -> AccountLink:
    return links.of_message(message) or abort(404, description="letter")


def _form(link: AccountLink) -> PortalForm:
    return ChoosePasswordForm(link.account) if links.needs_password(link, clock.now()) else PressForm()


def _heading(link: AccountLink, state: State, chooses: bool) -> str:
    if state is not State.OPEN:
        return _("This link was used") if state is State.USED else _("This link is too old")
    return _("Choose your password") if chooses else _("Welcome")


def _show(message: Message, link: AccountLink, form: PortalForm, status: int = 200) -> Response:
    state, chooses = links.state(link, clock.now()), isinstance(form, ChoosePasswordForm)
    return page(
        "accounts/by_link.html",
        heading=_heading(link, state, chooses),
        status=status,
        message=message,
        link=link,
        state=state.value,
        chooses=chooses,
        form=form,
    )
