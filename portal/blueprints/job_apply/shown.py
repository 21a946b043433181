"""The page of the form, for whoever fills it in: what is asked, what will be sent, or why nothing can be sent now."""

from datetime import datetime

from flask import Response, abort

from portal import clock
from portal.blueprints.job_apply.forms import ApplyForm
from portal.domain.jobs.applying import answer_by
from portal.domain.jobs.board import Standing, posting_by_ref, standing, was_public
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.similar import like
from portal.domain.signups.asked import home_zone
from portal.web.dates import day_words
from portal.web.htmx import page
from portal.web.job_profile import came_line
from portal.web.languages import gettext as _
from portal.web.uploads import ACCEPT


def posting_or_404(ref: str) -> Posting:
    """What people may have the address of, whether it takes applications or not."""
    found = posting_by_ref(ref)
    return found if found and was_public(found) else abort(404)


def show(
    posting: Posting, form: ApplyForm, action: str, status: int = 200, problem: str = "", for_others: str = ""
) -> Response:
    """`problem`: what became of a form that was in order, on top of it. `for_others`: where whoever helps learners
    applies for somebody else."""
    now = clock.now()
    stands = standing(posting, now)
    # Who has filled it in keeps it: a place among those who wait may be free in an hour.
    asks = stands is Standing.OPEN or (stands is Standing.BUSY and form.is_submitted())
    return page(
        "job_apply/form.html",
        heading=_("Apply for this job") if asks else _("You cannot apply here now"),
        fragment="job_apply/_job_form.html",
        status=409 if status == 200 and not asks else status,
        posting=posting,
        form=form,
        action=action,
        asks=asks,
        problem=problem or ("" if stands is Standing.OPEN else why_not(stands)),
        accept=ACCEPT,
        came_line=came_line,
        answer_day=answer_day(now),
        instead=[] if stands is Standing.OPEN else like(posting, now),
        in_error=bool(form.problems) or bool(problem) or not asks,
        for_others=for_others,
    )


def answer_day(now: datetime) -> str:
    """The day by which somebody who applies now has an answer."""
    zone = home_zone()
    return day_words(answer_by(now, zone).astimezone(zone).date())


def why_not(stands: Standing) -> str:
    return {
        Standing.BUSY: _("Many people applied. It opens again when some are answered."),
        Standing.PAUSED: _("The company takes a break. Look again in some days."),
        Standing.FILLED: _("All places are taken."),
        Standing.OVER: _("The time to apply is over."),
    }.get(stands, _("This job is not offered any more."))
