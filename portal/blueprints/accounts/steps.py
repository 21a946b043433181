"""Where signing in goes on: what is still owed of it, then the page that was asked for."""

from typing import Any

from flask import Response, request, url_for

from portal.domain.jobs.scope import recruiter_of
from portal.domain.mentoring.desk import at_work
from portal.web import office
from portal.web.addresses import own_path
from portal.web.forms import PressForm
from portal.web.htmx import page


def onward(asked: str | None) -> str:
    """The next step of this browser; `asked`: the page it wanted, if that is one of ours."""
    asked = own_path(asked)
    half = office.half_signed()
    if half:
        after: dict[str, Any] = {"next": asked} if asked else {}
        step = "code" if half.totp_confirmed_at else "setup" if half.password_hash else ""
        return url_for(f"second_step.{step}", **after) if step else url_for("account_link.ask", wanted="password")
    if asked:
        return asked
    if office.powers().staff and office.office_has("office_home.home"):
        return url_for("office_home.home")
    who = office.current_account()
    if who and at_work(who):
        return url_for("desk.home")
    return url_for("company.home" if who and recruiter_of(who) else "account.account")


def press_again(words: str, form: PressForm) -> Response:
    """The button was pressed on a page that was open for too long: here it is once more."""
    return page("accounts/again.html", heading=words, status=422, form=form, action=request.path)
