"""Courses, for staff of all places: their order, what each is in every language, publishing them."""

from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.backoffice.course_forms import (
    CourseForm,
    NewCourseForm,
    blocks_form,
    blocks_of,
    programme_choices,
    save_blocks,
    saved,
    saved_blocks,
)
from portal.database import begin_write, db
from portal.domain.catalogue.models import Course, Programme
from portal.domain.catalogue.order import move_up
from portal.domain.catalogue.search import any_course, every_course, subjects
from portal.domain.catalogue.shelves import add_course
from portal.domain.signups import offers
from portal.domain.signups.publishing import InUse, SignedUpFor, delete_course, publish_course, unpublish_course
from portal.web import office
from portal.web.access import everywhere_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.translated import lacking
from portal.web.words import text

blueprint = Blueprint("office_courses", __name__)


def texts_of(course: Course) -> list[Any]:
    """Every text of a course that is to be translated."""
    own = [course.title, course.summary, course.prerequisites, course.certificate, course.financing, course.details]
    parts = [words for block in course.blocks for words in (block.title, *block.skills)]
    return [*own, *course.activities, *course.bring, *parts]


@blueprint.get("/office/courses")
@everywhere_only
def courses() -> Response:
    found = every_course()
    shelves = [(one, [course for course in found if course.programme_id == one.id]) for one in subjects()]
    return page("backoffice/catalogue/courses.html", heading=_("Courses"), shelves=shelves)


@blueprint.get("/office/courses/new")
@everywhere_only
def ask_new() -> Response:
    form = _new_form()
    form.open({})
    return _show_new(form)


@blueprint.post("/office/courses/new")
@everywhere_only
def make() -> Response:
    form = _new_form()
    if not form.validate():
        return _show_new(form, 422)
    programme = db.session.get_one(Programme, int(form.programme.data))
    made = add_course(programme, form.title.written(), form.summary.written())
    office.noted("course.made", f"course:{made.id}")
    return _done(made, "made")


def _new_form() -> NewCourseForm:
    form = NewCourseForm()
    form.programme.choices = programme_choices(subjects())
    return form


def _show_new(form: NewCourseForm, status: int = 200) -> Response:
    facts: dict[str, Any] = {"form": form, "action": url_for("office_courses.make")}
    return page("backoffice/catalogue/course_new.html", heading=_("Make a course"), status=status, **facts)


@blueprint.get("/office/courses/<slug:slug>")
@everywhere_only
def course(slug: str) -> Response:
    return _show(_found(slug))


def _found(slug: str) -> Course:
    return any_course(slug) or abort(404)


def _show(course: Course, status: int = 200, problem: str = "") -> Response:
    facts: dict[str, Any] = {"course": course, "problem": problem, "lacking": lacking(texts_of(course))}
    return page("backoffice/catalogue/course.html", heading=text(course.title), status=status, **facts)


@blueprint.get("/office/courses/<slug:slug>/edit")
@everywhere_only
def ask_edit(slug: str) -> Response:
    course = _found(slug)
    form = _form(course)
    form.open(saved(course, form))
    return _show_edit(course, form)


@blueprint.post("/office/courses/<slug:slug>/edit")
@everywhere_only
def edit(slug: str) -> Response:
    course = _found(slug)
    form = _form(course)
    if not form.validate():
        return _show_edit(course, form, 422)
    begin_write()
    before = saved(course, form)
    if form.overtaken(before):
        db.session.rollback()
        return _show_edit(course, form, 409)
    form.save(course, every_course())
    fields = sorted(name for name, value in before.items() if form[name].data != value)
    office.noted("course.changed", f"course:{course.id}", fields=fields)
    return _done(course, "changed")


def _form(course: Course) -> CourseForm:
    form = CourseForm()
    form.offer(course, subjects(), every_course())
    return form


def _show_edit(course: Course, form: CourseForm, status: int = 200) -> Response:
    heading = _("Change: %(what)s", what=text(course.title))
    return page("backoffice/catalogue/course_edit.html", heading=heading, status=status, form=form, course=course)


@blueprint.get("/office/courses/<slug:slug>/parts")
@everywhere_only
def ask_parts(slug: str) -> Response:
    course = _found(slug)
    form = blocks_form(course)
    form.open(saved_blocks(course))
    return _show_parts(course, form)


@blueprint.post("/office/courses/<slug:slug>/parts")
@everywhere_only
def parts(slug: str) -> Response:
    course = _found(slug)
    form = blocks_form(course)
    if not form.validate():
        return _show_parts(course, form, 422)
    begin_write()
    if form.overtaken(saved_blocks(course)):
        db.session.rollback()
        return _show_parts(course, form, 409)
    save_blocks(course, blocks_of(form))
    office.noted("course.changed", f"course:{course.id}", fields=["parts"])
    return _done(course, "changed")


def _show_parts(course: Course, form: Any, status: int = 200) -> Response:
    heading = _("Parts: %(what)s", what=text(course.title))
    return page("backoffice/catalogue/course_parts.html", heading=heading, status=status, form=form, course=course)


@blueprint.post("/office/courses/<slug:slug>/<any(publish, unpublish, up, delete):deed>")
@everywhere_only
def press(slug: str, deed: str) -> Response:
    course = _found(slug)
    if not (form := PressForm()).validate():
        return _show(course, 422, form.problems[0][1])
    number = course.id
    try:
        _do(course, deed)
    except SignedUpFor:
        return _refused(course, _("People have a seat in it. Cancel its dates first."))
    except InUse:
        return _refused(course, _("It has dates, or somebody waits for one. Take it back instead."))
    office.noted(f"course.{deed}", f"course:{number}")
    if deed in {"up", "delete"}:
        db.session.commit()
        return go(url_for("office_courses.courses", saved=deed))
    return _done(course, deed)


def _do(course: Course, deed: str) -> None:
    match deed:
        case "publish":
            publish_course(course)
        case "unpublish":
            unpublish_course(course, clock.now())
        case "delete":
            delete_course(course)
        case "up":
            move_up([one for one in every_course() if one.programme_id == course.programme_id], course.id)


def _refused(course: Course, problem: str) -> Response:
    db.session.rollback()
    return _show(course, 409, problem)


@blueprint.get("/office/courses/<slug:slug>/preview")
@everywhere_only
def preview(slug: str) -> Response:
    """As a visitor would see it once it is published."""
    course = _found(slug)
    if not course.draft:
        return go(url_for("catalogue.course", slug=slug))
    coming = offers.of_course(slug, clock.now())
    facts: dict[str, Any] = {"course": course, "offers": coming, "lengths": []}
    return page("backoffice/catalogue/course_preview.html", heading=text(course.title), **facts)


def _done(course: Course, deed: str) -> Response:
    slug = course.slug
    db.session.commit()
    return go(url_for("office_courses.course", slug=slug, saved=deed))
