"""The page of one report for the team: what was said, all else that was said of its posting, and who looked."""

from typing import Any

from flask import Response, request
from sqlalchemy import select
from wtforms import IntegerField, RadioField, ValidationError

from portal import clock
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import reports
from portal.domain.jobs.posting_models import PostingReport
from portal.domain.jobs.reports import Found, about_report
from portal.domain.jobs.states import POSTING_MOVES, PostingState
from portal.domain.moves import Role, may_move
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.jobs import found_words, posting_state_words, report_words
from portal.web.languages import gettext as _

#: So many of those who looked are named.
_MOST = 10


class FoundForm(PortalForm):
    """What the team found. `upto`: the last report of the posting that was on the page."""

    found = RadioField(validate_choice=False)
    upto = IntegerField()

    def validate_found(self, field: Any) -> None:
        """What takes the posting off is done on its own page."""
        if field.data not in {Found.FINE, Found.MENDED}:
            raise ValidationError(_("Choose one of these."))


def show(report: PostingReport, status: int = 200, problem: PortalForm | None = None, refused: str = "") -> Response:
    """`problem`: the form that was refused; `refused`: why, where no field of it is wrong."""
    posting, now = report.posting, clock.now()
    owed = open_about(about_report(report), PromiseKind.POSTING_REPORT)
    together = reports.of_posting(posting)
    return page(
        "backoffice/reports/report.html",
        heading=_("Report of a posting"),
        status=status,
        report=report,
        posting=posting,
        others=[one for one in together if one.id != report.id],
        upto=together[0].id,
        owed=owed,
        late=report.closed_at is None and (owed is None or owed.reply_by < now),
        removable=may_move(POSTING_MOVES, PostingState(posting.state), PostingState.REMOVED, Role.STAFF),
        state=posting_state_words(posting.state),
        looked=_looked(report),
        by=_name(report.account_id),
        found_words=found_words,
        why_words=report_words,
        press_form=PressForm(formdata=None),
        problem=problem,
        refused=refused,
        done=_done(),
        home=home_zone(),
    )


def _looked(report: PostingReport) -> list[tuple[str, Any]]:
    """(who, when last): who of the team opened it, the last one first."""
    mine = AuditLine.about == about_report(report), AuditLine.account_id.is_not(None)
    rows = db.session.execute(
        select(Account.name, AuditLine.at)
        .join(Account, Account.id == AuditLine.account_id)
        .where(*mine)
        .order_by(AuditLine.id.desc())
        .limit(50)
    )
    last: dict[str, Any] = {}
    for name, at in rows:
        last.setdefault(name, at)
    return list(last.items())[:_MOST]


def _name(number: int | None) -> str:
    account = db.session.get(Account, number) if number else None
    return account.name if account else ""


def _done() -> str:
    """What was done a moment ago."""
    return {
        "closed": _("Noted. Nobody waits for it any more."),
        "reopened": _("It is open again."),
    }.get(request.args.get("done", ""), "")


def noted(action: str, report: PostingReport, **facts: Any) -> None:
    """Write down what was done."""
    office.noted(f"posting_report.{action}", about_report(report), **facts)
