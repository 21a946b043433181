"""What both ways to an application share: its page, the questions before an answer, and each press."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request, url_for

from portal import clock
from portal.blueprints.my_jobs import placed
from portal.blueprints.my_jobs.forms import DateForm, LeaveForm, OthersForm
from portal.blueprints.my_jobs.sent import sent_lines
from portal.blueprints.my_jobs.standing import Standing, standing
from portal.database import db
from portal.domain.accounts.contacts import mask
from portal.domain.jobs import answering, interviewing, leaving, similar
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.helping import help_after, seat_for_mentor
from portal.domain.jobs.placements import AlreadySaid, may_have_begun
from portal.domain.jobs.profile import is_filled
from portal.domain.jobs.states import JobState
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web import holder
from portal.web.dates import moment_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.job_ics import interview_calendar
from portal.web.jobs import no_words
from portal.web.languages import gettext as _
from portal.web.mentoring import topic_words
from portal.web.my_jobs import move_words

#: What a learner may answer, as addresses say it.
HOWS = "any(date, others, yes, no, leave, signed, unsigned, begun, unbegun, same, after)"
#: Answers that are asked about once more.
ASKED = ("others", "no", "leave", "unbegun")


@dataclass(frozen=True)
class Door:
    """How somebody came: by the link of a message; None: in the browser that holds the application."""

    application: JobApplication
    message: Message | None = None

    def to(self, how: str = "", **values: Any) -> str:
        """The address of the page, or of one answer."""
        name = {"": "show", "ics": "ics"}.get(how, "ask")
        values |= {"how": how} if name == "ask" else {}
        if self.message is None:
            return url_for(f"job.{name}", ref=self.application.ref, **values)
        by_letter = "job.by_letter" if name == "show" else f"job.{name}_by_letter"
        return url_for(by_letter, ref=self.message.ref, **values)


def _choose(application: JobApplication, form: DateForm, now: datetime) -> None:
    interviewing.choose(application, form.chosen, Role.PERSON, now)


def _ask_others(application: JobApplication, form: OthersForm, now: datetime) -> None:
    words = (form.words.data or "").strip() or None
    interviewing.ask_others(application, Role.PERSON, now, words)


def _yes(application: JobApplication, form: PortalForm, now: datetime) -> None:
    answering.confirm(application, Role.PERSON, now)


def _no(application: JobApplication, form: PortalForm, now: datetime) -> None:
    """To an offer: an old page refuses nothing else."""
    leaving.leave(application, JobState.OFFERED, now, "offer")


def _leave(application: JobApplication, form: LeaveForm, now: datetime) -> None:
    leaving.leave(application, form.seen.data or "", now)


_VERBS: dict[str, Callable[[JobApplication, Any, datetime], None]] = {
    "date": _choose,
    "others": _ask_others,
    "yes": _yes,
    "no": _no,
    "leave": _leave,
    **placed.VERBS,
}


def form_for(application: JobApplication, how: str) -> PortalForm:
    if how == "date":
        return DateForm(application)
    if how == "leave":
        return LeaveForm(application)
    if how in placed.FORMS:
        return placed.FORMS[how]()
    return OthersForm() if how == "others" else PressForm()


def press(door: Door, how: str) -> Response:
    """What was pressed counts while it can; else the page says what is true by then."""
    form = form_for(door.application, how)
    if not form.validate():
        return ask(door, how, form, 422)
    try:
        _VERBS[how](door.application, form, clock.now())
    except interviewing.BadDate:
        return _too_late(door, _("This date is over. Choose another one."))
    except interviewing.OtherDates:
        return _too_late(door, _("The company proposed other dates meanwhile."))
    except leaving.AnsweredMeanwhile:
        return _too_late(door, _("The company answered meanwhile. Please look first."))
    except (MoveNotAllowed, AlreadySaid):
        return _too_late(door, _("This is no longer possible. The page says how it stands now."))
    db.session.commit()
    return go(door.to(done=how))


def _too_late(door: Door, problem: str) -> Response:
    db.session.rollback()
    return show(door, status=409, problem=problem)


def ask(door: Door, how: str, form: PortalForm | None = None, status: int = 200) -> Response:
    """The question before an answer that is hard to take back; the page itself, where there is nothing to ask."""
    stands = standing(door.application)
    form = form or form_for(door.application, how)
    asks = {"others": bool(stands.dates or stands.agreed_at), "no": stands.offered, "leave": stands.open}
    asks["unbegun"] = may_have_begun(door.application, clock.now())
    if not asks.get(how):
        return show(door, form, status)
    headings = {
        "others": _("None of these dates?") if stands.dates else _("You cannot come?"),
        "no": _("Say no to this company?"),
        "leave": _("Take your application back?"),
        "unbegun": _("You did not begin?"),
    }
    return page(
        "my_jobs/ask.html",
        heading=headings[how],
        status=status,
        door=door,
        how=how,
        form=form,
        posting=door.application.posting,
        placed=stands.placed,
    )


def ics(door: Door) -> Response:
    stands = standing(door.application)
    if stands.agreed_at is None:
        abort(404, description="letter")
    answer = Response(interview_calendar(door.application, stands.agreed_at), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "attachment; filename=interview.ics"
    return answer


def show(door: Door, form: PortalForm | None = None, status: int = 200, problem: str = "") -> Response:
    stands = standing(door.application)
    return page(
        "my_jobs/job.html",
        heading=stands.heading,
        status=status,
        door=door,
        stands=stands,
        application=door.application,
        posting=door.application.posting,
        form=form or form_for(door.application, "date"),
        problem=problem,
        zone=home_zone(),
        **placed.facts(door.application, form, held=door.message is None),
        **_more(door, stands),
    )


def _done(door: Door, stands: Standing) -> str:
    """What was pressed just now, as long as it is so."""
    done = request.args.get("done", "")
    state = door.application.state
    return {
        "date": _("Thank you. The company knows that you come.") if stands.agreed_at else "",
        "others": _("We told the company.") if state == JobState.INTERVIEW and not stands.dates else "",
        "yes": _("Your yes has arrived. We told the company.") if state == JobState.CONFIRMED else "",
        "no": _("We told the company.") if state == JobState.WITHDRAWN else "",
        "leave": _("We told the company.") if state == JobState.WITHDRAWN else "",
        **dict.fromkeys(placed.VERBS, _("Thank you. It is noted.")),
    }.get(done, "")


def _more(door: Door, stands: Standing) -> dict[str, Any]:
    """What else the page shows: after an end what helps now; what was sent, only to who holds it."""
    application, now = door.application, clock.now()
    facts: dict[str, Any] = {"held": door.message is None, "done": _done(door, stands), "told_why": ""}
    if stands.over:
        help_now = help_after(application, now)
        facts |= {
            "help": help_now,
            "topic": topic_words(help_now.topic),
            "postings": similar.for_applicant(application, now),
            "seat": seat_for_mentor(application, holder.held_refs()),
        }
    if door.message is None:
        zone = home_zone()
        facts |= {
            "history": [(moment_words(one.at, zone), move_words(one)) for one in application.history],
            "sent": sent_lines(application, now),
            "profile": is_filled(application.profile),
            "contacts": [mask(one) for one in application.person.contacts],
            "told_why": no_words(application.no) if application.no and application.no_shared else "",
        }
    return facts
