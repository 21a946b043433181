"""Who may enter the views of the jobs board; the marks of all others stand in `access`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.jobs import fairs, scope
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState
from portal.web import holder, office
from portal.web.access import Access, account_only, mark, staff_only


def recruiter_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is signed in and acts for a company; the view gets the `Recruiter`."""

    @account_only
    def guarded(**values: Any) -> Any:
        return view(scope.recruiter_of(office.account()) or abort(404), **values)

    return mark(wraps(view)(guarded), Access.RECRUITER)


def _of_the_company(find: Callable[..., Any]) -> Callable[..., Any]:
    """A mark: recruiters, with the record `ref` of their company; another company's is as unknown as none. While a
    company is suspended it may read, and change nothing. The view gets the `Recruiter` and the record."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        @recruiter_only
        def guarded(recruiter: Any, ref: str, **values: Any) -> Any:
            return view(recruiter, find(recruiter, ref) or abort(404), **values)

        return mark(wraps(view)(guarded), Access.RECRUITER)

    return marked


company_posting = _of_the_company(scope.posting_of)
company_application = _of_the_company(scope.application_for)


def company_admin(view: Callable[..., Any]) -> Callable[..., Any]:
    """Recruiters who may invite colleagues; to the others the page is unknown."""

    @recruiter_only
    def guarded(recruiter: Any, **values: Any) -> Any:
        return view(recruiter, **values) if recruiter.admin else abort(404)

    return mark(wraps(view)(guarded), Access.RECRUITER)


def applicant_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """The browser that holds the application `ref`; the view gets the application."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        mine = select(JobApplication).where(JobApplication.ref == ref)
        found = db.session.scalar(mine) if holder.has_applied(ref) else None
        return view(found or abort(404, description="letter"), **values)

    return mark(guarded, Access.APPLICANT)


def tablet_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """A shared tablet of the job fair `ref`, opened by its newest link, on its day; the view gets the fair."""

    @wraps(view)
    def guarded(ref: str, **values: Any) -> Any:
        fair = fairs.by_ref(ref)
        if fair is None or not fair.tablet_digest or not holder.is_tablet(fair.tablet_digest):
            abort(404)
        return view(fair, **values) if fairs.tablet_open(fair, clock.now()) else abort(404, description="tablet")

    return mark(guarded, Access.TABLET)


def _staff_record(model: type[Any], sees: Callable[..., bool] = lambda powers, found: True) -> Callable[..., Any]:
    """A mark: staff who see the record `ref`; the view gets the record."""

    def marked(view: Callable[..., Any]) -> Callable[..., Any]:
        @staff_only
        def guarded(ref: str, **values: Any) -> Any:
            found = db.session.scalar(select(model).where(model.ref == ref))
            if found is None or not sees(office.powers(), found):
                abort(404)
            return view(found, **values)

        return mark(wraps(view)(guarded), Access.STAFF)

    return marked


#: Companies and postings belong to no place: the staff of each see them all.
staff_company = _staff_record(Company)
staff_posting = _staff_record(Posting)
staff_application = _staff_record(JobApplication, scope.sees_application)
staff_fair = _staff_record(JobFair, lambda powers, fair: powers.sees(fair.place_id))


def takes_part(company: Company) -> bool:
    """May its postings be seen, and its recruiters act?"""
    return company.state == CompanyState.APPROVED
