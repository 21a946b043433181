"""Who may answer an application by the link of a message: the recruiter it was written to, as long as they are one.

A link lives for weeks. Whoever left the company since finds it closed; whoever acts for a company that does not take
part any more reads so, and who looks after the learner now.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, abort, request
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.placement_owed import UNDER_WAY
from portal.domain.jobs.states import CompanyState
from portal.domain.jobs.told import application_of
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web.access import Access, letter_only, mark
from portal.web.htmx import page
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _


def _by_letter(purpose: Purpose) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A mark: whoever came by the link of a message of this purpose; the view gets that and the application."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        @letter_only(purpose)
        def guarded(message: Message, **values: Any) -> Any:
            application = application_of(message)
            if application is None or not acts_for(message, application.posting.company):
                abort(404, description="letter")
            if not takes_part(application.posting.company):
                return _stopped(application)
            return view(message, application, **values)

        return mark(wraps(view)(guarded), Access.LETTER)

    return marked


#: To answer an application; and, once both said yes, to say how it goes on.
answerer_only = _by_letter(Purpose.JOB_ANSWER)
placer_only = _by_letter(Purpose.PLACEMENT)


def acts_for(message: Message, company: Company) -> bool:
    """Is whoever it was written to a recruiter of this company?"""
    here = Recruiter.company_id == company.id, Recruiter.account_id == message.account_id, Recruiter.until.is_(None)
    found = select(Recruiter.id).join(Account, Account.id == Recruiter.account_id).where(*here)
    return bool(db.session.scalar(found.where(Account.closed_at.is_(None)).limit(1)))


def _stopped(application: JobApplication) -> Response:
    """Nothing can be answered any more; nothing is shown of who applied."""
    company = application.posting.company
    gone = company.state == CompanyState.CLOSED
    heading = _("Your company has left") if gone else _("%(company)s is stopped for now", company=company.name)
    status = 200 if request.method == "GET" else 409
    kept = application.state in UNDER_WAY
    return page("jobs/stopped.html", heading=heading, status=status, company=company, gone=gone, kept=kept)
