"""The page of one slot for the team: who comes, who could, what can be done."""

from flask import Response, abort, request
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.scope import sees_volunteer
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slot_office import candidates
from portal.domain.mentoring.slots import by_ref
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import office
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.mentoring import role_words
from portal.web.slots import lacks, reasons, when_words


def by_ref_in(found: CourseSession, ref: str) -> Slot:
    """A slot of this course session; any other is unknown here."""
    slot = by_ref(ref)
    if slot is None or slot.session_date.course_session_id != found.id:
        abort(404)
    return slot


def seen_volunteer(ref: str) -> Volunteer | None:
    volunteer = db.session.scalar(select(Volunteer).where(Volunteer.ref == ref))
    return volunteer if volunteer and sees_volunteer(office.powers(), volunteer) else None


def show_slot(slot: Slot, status: int = 200, problem: str = "") -> Response:
    """`problem`: why what was pressed was not done."""
    now, day = clock.now(), slot.session_date
    ahead = day.starts_at > now and not day.course_session.cancelled_at and not day.course_session.draft
    return page(
        "backoffice/slots/slot.html",
        heading=_("%(role)s, %(when)s", role=role_words(slot.role), when=when_words(day)),
        status=status,
        slot=slot,
        course_session=day.course_session,
        ahead=ahead,
        begun=day.starts_at <= now,
        could=[one for one in candidates(slot, office.powers()) if one.volunteer.id != slot.volunteer_id]
        if ahead
        else [],
        reasons=reasons,
        lacks=lacks,
        problem=problem,
        done=request.args.get("done", ""),
    )
