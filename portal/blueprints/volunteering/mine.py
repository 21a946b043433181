"""What volunteers do, for everybody; how it stands with an offer, for whoever reads the mails of its address."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.database import db
from portal.domain.mentoring import drafts, offering
from portal.domain.mentoring.offer_sending import ANSWER_WITHIN_DAYS, answer_by, can_take_back, take_back
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import volunteer_of
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups.asked import home_zone
from portal.web import holder
from portal.web.access import form_page, letter_only, public
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("volunteering", __name__)


@blueprint.get("/volunteering")
@public
def home() -> Response:
    return page("volunteering/home.html", heading=_("Help somebody learn"), answer_days=ANSWER_WITHIN_DAYS)


def _mine(message: Message) -> Volunteer:
    """The offer this message is about, while its address is the one the message went to."""
    found = volunteer_of(message)
    if found is None or found.email_digest is None or found.email_digest != message.address_digest:
        abort(404, description="offer")
    return found


@blueprint.get("/volunteering/mine/<ref:ref>")
@letter_only(Purpose.VOLUNTEER)
def back(message: Message) -> Response:
    volunteer = _mine(message)
    draft = volunteer.state == VolunteerState.DRAFT
    if draft:
        holder.began_offer(volunteer.ref)
    return page(
        "volunteering/mine.html",
        heading=_heading(VolunteerState(volunteer.state)),
        message=message,
        volunteer=volunteer,
        zone=home_zone(),
        answer_by=answer_by(volunteer),
        go_on=offering.next_step(volunteer) if draft else None,
        kept_until=drafts.ends_at(volunteer) if draft else None,
        may_take_back=can_take_back(volunteer),
    )


def _heading(state: VolunteerState) -> str:
    return {
        VolunteerState.DRAFT: _("Your offer is not sent yet"),
        VolunteerState.RECEIVED: _("We have your offer"),
        VolunteerState.IN_REVIEW: _("We read your offer"),
        VolunteerState.INTERVIEW: _("We would like to meet you"),
        VolunteerState.APPROVED: _("You are a volunteer with us"),
        VolunteerState.PAUSED: _("You are on a break"),
        VolunteerState.ENDED: _("You are no volunteer any more"),
        VolunteerState.DECLINED: _("We cannot take your offer"),
        VolunteerState.WITHDRAWN: _("You took your offer back"),
        VolunteerState.LAPSED: _("Your offer has ended"),
    }[state]


@blueprint.get("/volunteering/mine/<ref:ref>/take-back")
@letter_only(Purpose.VOLUNTEER)
def ask_take_back(message: Message) -> Response:
    return _ask(message, PressForm())


@blueprint.post("/volunteering/mine/<ref:ref>/take-back")
@letter_only(Purpose.VOLUNTEER)
def do_take_back(message: Message) -> Response:
    form = PressForm()
    volunteer = _mine(message)
    if not form.validate():
        return _ask(message, form, 422)
    try:
        take_back(volunteer, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return go(url_for("volunteering.back", ref=message.ref))
    db.session.commit()
    return go(url_for("volunteering.taken_back"))


@blueprint.get("/volunteering/taken-back")
@form_page
def taken_back() -> Response:
    return page("volunteering/taken_back.html", heading=_("You took your offer back"))


def _ask(message: Message, form: PressForm, status: int = 200) -> Response:
    volunteer = _mine(message)
    if not can_take_back(volunteer):
        return go(url_for("volunteering.back", ref=message.ref))
    draft = volunteer.state == VolunteerState.DRAFT
    return page(
        "volunteering/take_back.html",
        heading=_("Delete your answers?") if draft else _("Take your offer back?"),
        status=status,
        message=message,
        draft=draft,
        form=form,
    )
