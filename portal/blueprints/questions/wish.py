""" "Tell me when there is a date": for a course without dates, or with full ones only."""

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.questions.forms import WishForm
from portal.database import db
from portal.domain.catalogue.models import Course
from portal.domain.catalogue.search import course_by_slug
from portal.domain.signups import offers
from portal.domain.signups.asked import zone_of_course
from portal.domain.signups.questions import wish_for_date
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("wish", __name__)


@blueprint.get("/courses/<slug:slug>/tell-me")
@form_page
def form(slug: str) -> Response:
    return _show(course_by_slug(slug) or abort(404), WishForm())


@blueprint.post("/courses/<slug:slug>/tell-me")
@form_page
@asks_by_address
def ask(slug: str) -> Response:
    course = course_by_slug(slug) or abort(404)
    form = WishForm()
    if not form.validate():
        return _show(course, form, 422)
    asker = form.asker()
    if not may_ask(asker.reach.digest):
        form.refuse(form.reach_by.data, too_often())
        return _show(course, form, 429)
    now = clock.now()
    zone = zone_of_course(course, request.args.get("near", ""), now)
    promised = wish_for_date(asker, course, zone, now).ref
    db.session.commit()
    holder.asked(promised)
    return go(url_for("asked.show", ref=promised))


def _show(course: Course, form: WishForm, status: int = 200) -> Response:
    near = request.args.get("near")
    return page(
        "questions/wish.html",
        heading=_("Tell me when there is a date"),
        fragment="questions/_wish_form.html",
        status=status,
        course=course,
        free=[offer for offer in offers.of_course(course.slug, clock.now()) if offer.bookable],
        action=url_for("wish.ask", slug=course.slug, near=near) if near else url_for("wish.ask", slug=course.slug),
        form=form,
    )
