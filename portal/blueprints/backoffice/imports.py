"""Bringing in a list: send the file, say what its columns are, look what would happen, do it, read the report."""

import csv
import io
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.backoffice.import_forms import ColumnsForm, FileForm
from portal.database import db
from portal.domain.signups import imports as verbs
from portal.domain.signups.asked import home_zone
from portal.domain.signups.importing import NotAList
from portal.domain.signups.people_models import ImportState, PeopleImport
from portal.web import office
from portal.web.access import staff_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.import_words import file_problem, line_words, outcome_words, reading
from portal.web.languages import gettext as _
from portal.web.lists import disarmed, listed, page_number

blueprint = Blueprint("office_imports", __name__)

#: The file and what goes with it.
_MOST_SENT = 400_000
#: Lines of the report on the page; the file holds them all.
_MOST_SHOWN = 200


@blueprint.get("/office/imports")
@staff_only
def imports() -> Response:
    return _show_all(FileForm())


@blueprint.post("/office/imports")
@staff_only
def send() -> Response:
    request.max_content_length = _MOST_SENT
    form, sent = FileForm(), request.files.get("list")
    if not form.validate():
        return _show_all(form, 422)
    try:
        received = verbs.receive(sent.read() if sent else b"", office.account().id, clock.now())
    except NotAList as problem:
        db.session.rollback()
        form.refuse("list", file_problem(problem.why))
        return _show_all(form, 422)
    office.noted("import.read", f"people_import:{received.id}")
    ref = received.ref
    db.session.commit()
    return go(url_for("office_imports.show", ref=ref))


@blueprint.get("/office/imports/<ref:ref>")
@staff_only
def show(ref: str) -> Response:
    sent = _of(ref)
    return _show(sent, _columns_form(sent))


@blueprint.post("/office/imports/<ref:ref>/columns")
@staff_only
def try_out(ref: str) -> Response:
    sent = _of(ref)
    form = _columns_form(sent)
    if not form.validate() or sent.state == ImportState.DONE or _is_begun(sent):
        return _show(sent, form, 422)
    verbs.try_out(sent, form.columns, form.course_session, reading(), clock.now())
    db.session.commit()
    return go(url_for("office_imports.show", ref=ref, _anchor="report"))


@blueprint.post("/office/imports/<ref:ref>/go-on")
@staff_only
def go_on(ref: str) -> Response:
    sent, form = _of(ref), PressForm()
    if not office.powers().sees(_place_of(sent)):  # somebody took the role there away since it was tried
        abort(404)
    if not form.validate() or sent.state == ImportState.READ:
        return _show(sent, _columns_form(sent), 422, form)
    verbs.go_on(sent, reading(), clock.now())
    if sent.state == ImportState.DONE:
        counts = {outcome.value: count for outcome, count in verbs.count_of_report(sent).items()}
        office.noted("import.done", f"people_import:{sent.id}", lines=counts)
    db.session.commit()
    return go(url_for("office_imports.show", ref=ref, _anchor="report"))


@blueprint.post("/office/imports/<ref:ref>/forget")
@staff_only
def forget(ref: str) -> Response:
    sent, form = _of(ref), PressForm()
    if not form.validate():
        return _show(sent, _columns_form(sent), 422, form)
    office.noted("import.dropped", f"people_import:{sent.id}")
    verbs.forget(sent)
    db.session.commit()
    return go(url_for("office_imports.imports", done="forgotten"))


@blueprint.get("/office/imports/<ref:ref>/report.csv")
@staff_only
def report(ref: str) -> Response:
    """Every line with what became of it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Line"), _("What became of it")])
    for line in verbs.report_of(_of(ref)):
        writer.writerow([line.number, disarmed(line_words(line))])
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="report-{ref}.csv"'
    return response


def _of(ref: str) -> PeopleImport:
    return verbs.by_ref(ref, office.account().id, office.powers()) or abort(404)


def _place_of(sent: PeopleImport) -> int | None:
    """Where they are signed up; None: no date was chosen, or it is gone."""
    course_session = verbs.session_of(sent)
    return course_session.place_id if course_session else None


def _is_begun(sent: PeopleImport) -> bool:
    return verbs.progress_of(sent)[0] > 0


def _columns_form(sent: PeopleImport) -> ColumnsForm:
    return ColumnsForm(verbs.heads_of(sent), verbs.columns_of(sent), sent.columns["session"], office.powers())


def _show_all(form: FileForm, status: int = 200) -> Response:
    return page(
        "backoffice/imports/imports.html",
        heading=_("Bring in a list"),
        status=status,
        form=form,
        found=listed(verbs.of_account(office.account().id), page_number()),
        address=lambda number: url_for("office_imports.imports", page=number),
        home=home_zone(),
    )


def _show(
    sent: PeopleImport, form: ColumnsForm, status: int = 200, pressed: PortalForm | None = None, **facts: Any
) -> Response:
    lines = verbs.report_of(sent)
    return page(
        "backoffice/imports/import.html",
        heading=_("Your list"),
        status=status,
        sent=sent,
        form=form,
        pressed=pressed or PressForm(),
        course_session=verbs.session_of(sent),
        counts=[(outcome_words(outcome, sent), count) for outcome, count in verbs.count_of_report(sent).items()],
        lines=lines[:_MOST_SHOWN],
        more=max(0, len(lines) - _MOST_SHOWN),
        progress=verbs.progress_of(sent),
        line_words=line_words,
        **facts,
    )
