"""Who may answer an application by the link of a message: the recruiter it was written to, as long as they are one.

A link lives for weeks. Whoever left the company since, and everybody of a company that does not take part any more,
finds it closed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.states import CompanyState
from portal.domain.jobs.told import application_of
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web.access import Access, letter_only, mark


def _by_letter(purpose: Purpose) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A mark: whoever came by the link of a message of this purpose; the view gets that and the application."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        @letter_only(purpose)
        def guarded(message: Message, **values: Any) -> Any:
            application = application_of(message)
            if application is None or not still_answers(message, application.posting.company):
                abort(404, description="letter")
            return view(message, application, **values)

        return mark(wraps(view)(guarded), Access.LETTER)

    return marked


#: To answer an application; and, once both said yes, to say how it goes on.
answerer_only = _by_letter(Purpose.JOB_ANSWER)
placer_only = _by_letter(Purpose.PLACEMENT)


def still_answers(message: Message, company: Company) -> bool:
    """Is whoever it was written to a recruiter of this company, and does that take part?"""
    here = Recruiter.company_id == company.id, Recruiter.account_id == message.account_id, Recruiter.until.is_(None)
    found = select(Recruiter.id).join(Account, Account.id == Recruiter.account_id).where(*here)
    return company.state == CompanyState.APPROVED and bool(
        db.session.scalar(found.where(Account.closed_at.is_(None)).limit(1))
    )
