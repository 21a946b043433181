"""The team makes a link for a trainer: to copy, to scan, to send from their own phone; and ends it."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, url_for
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance_models import CheckInLink
from portal.domain.signups.check_in import by_ref, end_link, is_open, links_of, make_link, opens_until
from portal.domain.signups.told import about_session
from portal.web import office
from portal.web.access import staff_session
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.links import check_in_link
from portal.web.people_forms import one_line
from portal.web.words import text

blueprint = Blueprint("office_check_in", __name__)


class LinkForm(PortalForm):
    name = StringField(_l("For whom is it?"), filters=[one_line])

    def validate_name(self, field: StringField) -> None:
        if not field.data or len(field.data) > 80:
            raise ValidationError(_("Write a name, so that you know whose link it is."))


@blueprint.get("/office/sessions/<ref:ref>/check-in")
@staff_session
def links(course_session: CourseSession) -> Response:
    return _show(course_session, LinkForm())


@blueprint.post("/office/sessions/<ref:ref>/check-in")
@staff_session
def make(course_session: CourseSession) -> Response:
    form = LinkForm()
    if not form.validate():
        return _show(course_session, form, 422)
    made = make_link(course_session, str(form.name.data), office.account(), clock.now())
    office.noted("check_in_link.made", about_session(course_session), place_id=course_session.place_id)
    db.session.commit()
    return go(url_for("office_check_in.links", ref=course_session.ref, made=made.ref))


@blueprint.post("/office/sessions/<ref:ref>/check-in/<ref:link>/end")
@staff_session
def end(course_session: CourseSession, link: str) -> Response:
    form, found = PressForm(), by_ref(link)
    if not form.validate():
        return _show(course_session, form, 422)
    if found is None or found.course_session_id != course_session.id:
        abort(404)
    end_link(found, clock.now())
    office.noted("check_in_link.ended", about_session(course_session), place_id=course_session.place_id)
    db.session.commit()
    return go(url_for("office_check_in.links", ref=course_session.ref, ended=1))


def _show(course_session: CourseSession, form: PortalForm, status: int = 200) -> Response:
    found, now = links_of(course_session), clock.now()
    return page(
        "backoffice/checkin/links.html",
        heading=_("Check-in on a phone"),
        status=status,
        course_session=course_session,
        form=form,
        making=form if isinstance(form, LinkForm) else LinkForm(formdata=None),
        until=opens_until(course_session, now),
        open_links=[link for link in found if is_open(link, now)],
        ended_links=[link for link in found if not is_open(link, now)],
        address=check_in_link,
        message=_message,
    )


def _message(link: CheckInLink) -> str:
    """What the phone or the mail program of the team sends, ready for an address."""
    what = text(link.course_session.course.title)
    return quote(_("Who is here? %(what)s: %(address)s", what=what, address=check_in_link(link)))
