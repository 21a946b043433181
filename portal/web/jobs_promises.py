"""The words for what is owed on the jobs board, and where each of it is answered."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting, PostingReport
from portal.domain.jobs.scope import sees_application
from portal.domain.jobs.states import CompanyState
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.web.languages import gettext as _
from portal.web.office import office_has, powers

_COMPANY = joinedload(Posting.company)
#: What these promises are about, by its noun.
MODELS: dict[str, tuple[type, tuple[Any, ...]]] = {
    "company": (Company, ()),
    "posting": (Posting, (_COMPANY,)),
    "posting_report": (PostingReport, (joinedload(PostingReport.posting).options(_COMPANY),)),
    "job_application": (
        JobApplication,
        (joinedload(JobApplication.posting).options(_COMPANY), joinedload(JobApplication.person)),
    ),
}
#: Where each of them is answered: a page of the back office, by the ref of the record.
PAGES = {
    Company: "office_companies.company",
    Posting: "office_postings.posting",
    PostingReport: "office_reports.report",
    JobApplication: "office_jobs.application",
}


def kind_words() -> dict[PromiseKind, str]:
    return {
        PromiseKind.COMPANY: _("Answer a company"),
        PromiseKind.POSTING_REVIEW: _("Look at a posting"),
        PromiseKind.POSTING_REPORT: _("Look into a report of a posting"),
        PromiseKind.JOB_ANSWER: _("Answer somebody who applied"),
        PromiseKind.JOB_DATE: _("Choose a date for the interview"),
        PromiseKind.JOB_OFFER: _("Say yes or no to a company"),
        PromiseKind.JOB_START: _("See that the placement begins"),
        PromiseKind.JOB_END: _("Say how the placement went"),
        PromiseKind.JOB_AGREE: _("Say whether you see it the same way"),
        PromiseKind.JOB_AFTER: _("Say where you stand half a year after"),
    }


def record(owed: Promise) -> Any:
    """What it is about; None: it is about something else, or that is gone."""
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(MODELS[noun][0], int(number)) if noun in MODELS else None


def about_words(owed: Promise) -> str:
    """What it is about, in a few words."""
    one = record(owed)
    if isinstance(one, Company):
        called = one.state == CompanyState.APPROVED
        return _("%(company)s: we called, look again", company=one.name) if called else one.name
    posting = one if isinstance(one, Posting) else one.posting if one is not None else None
    return f"{posting.title} · {posting.company.name}" if posting else ""


def answered_at(owed: Promise) -> str | None:
    """The page on which it is answered; None: whoever asks may not open it, or there is none."""
    one = record(owed)
    endpoint = PAGES.get(type(one), "")
    if isinstance(one, JobApplication) and not sees_application(powers(), one):
        return None
    return url_for(endpoint, ref=one.ref) if one is not None and office_has(endpoint) else None
