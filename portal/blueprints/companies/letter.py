"""What the link of a mail about a company opens: how it stands, signing in, and taking the request back.

Who acts for the company no more, or asked for one that is known, learns nothing of it here.
"""

from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.database import db
from portal.domain.accounts import links
from portal.domain.accounts.account_models import LinkFor
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind
from portal.domain.jobs import companies, recruiters
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.states import CompanyState
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.access import form_page, letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_get_link
from portal.web.people_forms import too_often

blueprint = Blueprint("company_letter", __name__)


@blueprint.get("/companies/letters/<ref:ref>")
@letter_only(Purpose.COMPANY)
def show(message: Message) -> Response:
    return _show(message)


@blueprint.post("/companies/letters/<ref:ref>/sign-in")
@letter_only(Purpose.COMPANY)
def sign_in(message: Message) -> Response:
    """A link to sign in goes to the e-mail of the mail they came by."""
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422)
    if message.address is None or message.address_digest is None:
        abort(404, description="letter")
    if not may_get_link(message.address_digest):
        return _show(message, form, 429, too_often())
    links.ask(Reach(ContactKind.EMAIL, message.address), LinkFor.SIGN_IN, home_zone(), clock.now())
    db.session.commit()
    return go(url_for("account_link.sent", wanted="link"))


@blueprint.get("/companies/letters/<ref:ref>/take-back")
@letter_only(Purpose.COMPANY)
def ask_take_back(message: Message) -> Response:
    return _ask(message, PressForm())


@blueprint.post("/companies/letters/<ref:ref>/take-back")
@letter_only(Purpose.COMPANY)
def take_back(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _ask(message, form, 422)
    company, acting = _company(message), _acting(message)
    if acting is None or not acting.admin or not companies.can_take_back(company):
        return go(url_for("company_letter.show", ref=message.ref))
    try:
        companies.leave(company, Role.COMPANY, clock.now())
    except MoveNotAllowed:  # the team was faster
        db.session.rollback()
        return go(url_for("company_letter.show", ref=message.ref))
    db.session.commit()
    return go(url_for("company_letter.taken_back"))


@blueprint.get("/companies/taken-back")
@form_page
def taken_back() -> Response:
    return page("companies/taken_back.html", heading=_("You took your request back"))


def _company(message: Message) -> Company:
    return companies.of_message(message) or abort(404, description="letter")


def _acting(message: Message) -> Recruiter | None:
    """Who the mail was for, while they act for the company."""
    return recruiters.by_account(_company(message), message.account_id) if message.account_id else None


def _ask(message: Message, form: PressForm, status: int = 200) -> Response:
    company, acting = _company(message), _acting(message)
    if acting is None or not acting.admin or not companies.can_take_back(company):
        return _show(message, form, status) if status != 200 else go(url_for("company_letter.show", ref=message.ref))
    heading = _("Take your request back?")
    return page("companies/take_back.html", heading=heading, status=status, message=message, form=form)


def _heading(stands: str, company: Company) -> str:
    return {
        "yours": _("You act for a company already"),
        "colleagues": _("Your company is known to us"),
        "gone": _("You do not act for this company"),
        CompanyState.RECEIVED.value: _("We have your request"),
        CompanyState.APPROVED.value: _("%(company)s takes part", company=company.name),
        CompanyState.SUSPENDED.value: _("%(company)s is stopped for now", company=company.name),
        CompanyState.DECLINED.value: _("We cannot take your company"),
        CompanyState.LAPSED.value: _("We did not answer in time"),
        CompanyState.CLOSED.value: _("Your company has left"),
    }[stands]


def _show(message: Message, form: PressForm | None = None, status: int = 200, problem: str = "") -> Response:
    company, acting = _company(message), _acting(message)
    stands = str(message.facts.get("known") or (company.state if acting else "gone"))
    owed = companies.answer_owed(company) if acting else None
    facts: dict[str, Any] = {"company": company} if acting else {}
    return page(
        "companies/letter.html",
        heading=_heading(stands, company),
        status=status,
        message=message,
        stands=stands,
        acting=acting,
        reply_by=owed.reply_by if owed else None,
        zone=home_zone(),
        may_take_back=acting is not None and acting.admin and companies.can_take_back(company),
        inside=acting is not None and office.current_account() == acting.account,
        form=form or PressForm(),
        problem=problem,
        **facts,
    )
