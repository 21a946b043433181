"""The page of one posting for the team, which every verb about it shows again when it is refused."""

from types import SimpleNamespace
from typing import Any

from flask import Response, request
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs import publishing, reports
from portal.domain.jobs.drafts import missing
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import ON_THE_BOARD
from portal.domain.jobs.told import about_posting
from portal.domain.jobs.worries import Worry, worries
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web import jobs, office
from portal.web.dates import day_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.posting_comments import CommentForm

_KIT = SimpleNamespace(
    kind=jobs.kind_words, state=jobs.posting_state_words, cv=jobs.cv_words, paper=jobs.paper_words, day=day_words
)


def show(posting: Posting, status: int = 200, problem: PortalForm | None = None, refused: str = "") -> Response:
    """`problem`: the form that was refused; `refused`: why, where no field of it is wrong."""
    return page(
        "backoffice/postings/posting.html",
        heading=posting.title or _("Posting without a title"),
        status=status,
        posting=posting,
        owed=open_about(about_posting(posting), PromiseKind.POSTING_REVIEW),
        unseen=posting.state in ON_THE_BOARD and posting.reviewed_at is None,
        doubts=[worry_words(one) for one in worries(posting)],
        lacks=missing(posting),
        waiting=publishing.waiting(posting),
        seated=publishing.seated(posting),
        names=_names(posting),
        reported=[one for one in reports.of_posting(posting) if one.closed_at is None],
        comment_form=problem if isinstance(problem, CommentForm) else CommentForm(formdata=None),
        press_form=PressForm(formdata=None),
        problem=problem,
        refused=refused,
        done=_done(),
        now=clock.now(),
        home=home_zone(),
        kit=_KIT,
    )


def worry_words(worry: Worry) -> str:
    return {
        Worry.NO_PAY: _("It says nothing of the pay."),
        Worry.LOW_PAY: _("The pay is very low for this work."),
        Worry.CONTACT: _("It names a phone, an e-mail or a chat."),
        Worry.MONEY: _("It may ask for money or bank details."),
        Worry.PAPERS: _("It may ask for copies of papers."),
        Worry.LINK: _("It names an address on the web."),
    }[worry]


def _names(posting: Posting) -> dict[int, str]:
    """Who wrote the comments, by number of the account."""
    numbers = {one.account_id for one in posting.comments} - {None}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}


def _done() -> str:
    """What was done a moment ago."""
    return {
        "published": _("It is on the board. The company is told."),
        "approved": _("Noted: it is fine as it is."),
        "sent_back": _("Sent back. The company is told what to change."),
        "written_to": _("Your words are kept. The company reads them."),
        "removed": _("Removed. The company and the applicants are told."),
        "restored": _("It is checked again. The company is told."),
        "changed": _("Saved."),
    }.get(request.args.get("done", ""), "")


def noted(action: str, posting: Posting, **facts: Any) -> None:
    """Write down what was done."""
    office.noted(f"posting.{action}", about_posting(posting), **facts)
