"""What the page of a posting is about, as schema.org says it: JobPosting.

Source: https://schema.org/JobPosting, and what Google asks of it. Only what can be applied for, or may be again, is
told: search engines show a job that is over to nobody.
"""

from datetime import datetime, time

from flask import Flask, url_for
from markupsafe import Markup, escape

from portal.domain.jobs.choices import JobKind, PayPer, Presence
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.signups.asked import home_zone
from portal.web.jobs import french_words
from portal.web.languages import gettext as _
from portal.web.links import absolute, address
from portal.web.postings import hours_line
from portal.web.structured import Thing, thing, trail

#: From so many hours a week on it is full work.
_FULL = 30
_TYPES = {
    JobKind.INTERNSHIP: "INTERN",
    JobKind.FREELANCE: "CONTRACTOR",
    JobKind.FIXED_TERM: "TEMPORARY",
    JobKind.APPRENTICESHIP: "TEMPORARY",
    JobKind.IMMERSION: "OTHER",
}
_UNITS = {PayPer.HOUR: "HOUR", PayPer.DAY: "DAY", PayPer.MONTH: "MONTH", PayPer.YEAR: "YEAR"}


def job_link(posting: Posting) -> str:
    return address("jobs.posting", ref=posting.ref)


def job_data(posting: Posting, takes_applications: bool) -> Thing:
    """A posting on the board, in the words of the company."""
    no_requirements = "no requirements" if posting.beginner else None
    return thing(
        "JobPosting",
        title=posting.title,
        description=_description(posting),
        identifier=thing("PropertyValue", name=posting.company.name, value=posting.ref),
        url=job_link(posting),
        datePosted=posting.published_at.date().isoformat() if posting.published_at else None,
        validThrough=_last_moment(posting),
        employmentType=_types(posting),
        hiringOrganization=_company(posting.company),
        **_where(posting),
        baseSalary=_pay(posting),
        directApply=takes_applications,
        jobStartDate=posting.starts_on.isoformat() if posting.starts_on else None,
        workHours=hours_line(posting),
        totalJobOpenings=posting.seats,
        responsibilities=posting.tasks,
        skills=posting.skills_wanted,
        qualifications=french_words(posting.french) if posting.french is not None else None,
        experienceRequirements=no_requirements,
        educationRequirements=no_requirements,
    )


def job_trail(posting: Posting) -> Thing:
    """All jobs > this one."""
    return trail((_("Find work"), absolute(url_for("jobs.list_of"))), (posting.title, job_link(posting)))


def _description(posting: Posting) -> str:
    """All texts, with what one learns; search engines want paragraphs as HTML."""
    parts = [
        ("", posting.tasks),
        (_("What you will learn"), posting.skills_learned),
        (_("What you need for it"), posting.skills_wanted),
    ]
    written = [(f"{heading}: " if heading else "") + words for heading, words in parts if words]
    return "".join(Markup("<p>{}</p>").format(Markup("<br>").join(map(escape, one.splitlines()))) for one in written)


def _last_moment(posting: Posting) -> str | None:
    """The last day ends at midnight, where the association is."""
    last = posting.expires_on
    return datetime.combine(last, time(23, 59, 59), home_zone()).isoformat() if last else None


def _types(posting: Posting) -> list[str]:
    hours = [] if posting.weekly_hours is None else ["FULL_TIME" if posting.weekly_hours >= _FULL else "PART_TIME"]
    kind = _TYPES.get(JobKind(posting.kind)) if posting.kind else None
    return [*([kind] if kind else []), *hours] or ["FULL_TIME"]


def _company(company: Company) -> Thing:
    return thing("Organization", name=company.name, sameAs=company.website, description=company.about)


def _where(posting: Posting) -> Thing:
    """Where the work is; from home: in which country one must be."""
    country = posting.country or posting.company.country
    if posting.presence == Presence.REMOTE:
        there = thing("Country", name=country)
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": there}
    postal = thing("PostalAddress", addressLocality=posting.town, addressCountry=country)
    geo = None
    if posting.latitude is not None and posting.longitude is not None:
        geo = thing("GeoCoordinates", latitude=posting.latitude, longitude=posting.longitude)
    return {"jobLocation": thing("Place", address=postal, geo=geo)}


def _pay(posting: Posting) -> Thing | None:
    unit = _UNITS.get(PayPer(posting.pay_per)) if posting.pay_per else None
    if unit is None or posting.pay_from is None:
        return None
    least, most = posting.pay_from / 100, posting.pay_to / 100 if posting.pay_to else None
    amounts = {"minValue": least, "maxValue": most} if most and most != least else {"value": least}
    value = thing("QuantitativeValue", unitText=unit, **amounts)
    return thing("MonetaryAmount", currency=posting.currency, value=value)


def init_job_schema(app: Flask) -> None:
    app.jinja_env.globals.update(job_data=job_data, job_trail=job_trail)
