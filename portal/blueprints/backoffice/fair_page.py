"""The page of one job fair for the team, which every verb about it shows again when it is refused."""

from itertools import groupby
from typing import Any

from flask import Response, request

from portal import clock
from portal.database import db
from portal.domain.jobs import company_lists, fairs
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.states import CompanyState
from portal.web import office
from portal.web.dates import moment_words
from portal.web.fairs import fair_when
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _

#: So many companies are shown of those that were looked for.
_MOST = 8


def noted(action: str, fair: JobFair, **facts: Any) -> None:
    """Write down what was done with a fair."""
    office.noted(f"job_fair.{action}", fairs.about_fair(fair), place_id=fair.place_id, **facts)


def show(fair: JobFair, status: int = 200, form: PortalForm | None = None, refused: str = "") -> Response:
    now, said = clock.now(), " ".join(request.args.get("company", "").split())[:120]
    postings = {one: list(own) for one, own in groupby(fairs.postings_of(fair, now), lambda one: one.company_id)}
    sent = fairs.sent_by_posting(fair)
    return page(
        "backoffice/jobs/fair.html",
        heading=fair.name,
        status=status,
        fair=fair,
        when=fair_when(fair),
        over=fair.ends_at <= now,
        postings=postings,
        sent=sent,
        total=sum(sent.values()),
        said=said,
        found=_others(fair, said) if said else [],
        opens=moment_words(fair.starts_at - fairs.MARGIN, fair.place.zone),
        form=form or PressForm(),
        refused=refused,
        done=_done_words(request.args.get("done", "")),
    )


def _others(fair: JobFair, said: str) -> list[Company]:
    """Companies that could come, by the beginning of their name."""
    query = company_lists.looked_for(company_lists.Sought(said, CompanyState.APPROVED))
    there = [one.id for one in fair.companies]
    return list(db.session.scalars(query.where(Company.id.not_in(there)).limit(_MOST)))


def _done_words(done: str) -> str:
    return {
        "planned": _("Planned. Now add the companies."),
        "changed": _("Saved."),
        "called_off": _("Called off. Nobody is invited any more."),
        "held_after_all": _("It takes place after all."),
        "company_added": _("The company is added."),
        "company_gone": _("The company is taken away."),
        "link_ended": _("The link opens nothing any more."),
    }.get(done, "")
