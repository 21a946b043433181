"""Two files that may be one person: side by side, what would move, and taking it back."""

from flask import Blueprint, Response, abort, request, url_for
from wtforms import HiddenField

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import mask
from portal.domain.accounts.models import Person
from portal.domain.signups import merging
from portal.domain.signups.people_models import Merge
from portal.domain.signups.scope import sees_person
from portal.web import office, sign_ups
from portal.web.access import staff_person
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("office_merges", __name__)


class MergeForm(PortalForm):
    """The other file; which sign-ups stay is read from the buttons of each clash."""

    other = HiddenField()

    @property
    def staying(self) -> list[str]:
        return [value for name, value in request.form.items() if name.startswith("stays-")]


@blueprint.get("/office/people/<int(max=2147483647):number>/merge")
@staff_person
def ask(person: Person) -> Response:
    return _show(person, MergeForm(data={"other": request.args.get("other", "")}))


@blueprint.post("/office/people/<int(max=2147483647):number>/merge")
@staff_person
def merge(person: Person) -> Response:
    form = MergeForm()
    if not form.validate():
        return _show(person, form, 422)
    gone = _other(form) or abort(404)
    if _elsewhere(person, gone):
        return _show(person, form, 409)
    try:
        done = merging.merge(person, gone, form.staying, office.account().id, clock.now())
    except (merging.BothSignedUp, merging.CannotMerge) as refusal:
        db.session.rollback()
        return _show(person, form, 409, refusal)
    office.noted("person.merged", f"person:{done.kept_id}", person=person, gone=done.gone_id)
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="merged"))


@blueprint.post("/office/people/<int(max=2147483647):number>/merges/<int(max=2147483647):merge>/undo")
@staff_person
def undo(person: Person, merge: int) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(person, MergeForm(), 422)
    done = db.session.get(Merge, merge)
    if done is None or done.kept_id != person.id:
        abort(404)
    try:
        gone = merging.undo(done, clock.now())
    except merging.CannotUndo as refusal:
        db.session.rollback()
        return _show(person, MergeForm(), 409, refusal)
    office.noted("person.separated", f"person:{person.id}", person=person, gone=gone.id)
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="undone"))


def _other(form: MergeForm) -> Person | None:
    """The other file, where whoever is signed in may see it."""
    typed = form.other.data or ""
    found = db.session.get(Person, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
    return found if found and sees_person(office.powers(), found) else None


def _elsewhere(person: Person, other: Person) -> bool:
    """Would a seat be given back at a place that whoever is signed in does not see?"""
    clashes = merging.preview(person, other).clashes
    return not all(office.powers().sees(one.course_session.place_id) for one, _theirs in clashes)


def _problem(refusal: Exception | None) -> str:
    match refusal:
        case None:
            return ""
        case merging.BothSignedUp():
            return _("Both are signed up there. Say which one stays.")
        case merging.CannotUndo():
            return _("This was undone already, or must wait for a later one.")
    return _("These files cannot be put together.")


def _show(person: Person, form: MergeForm, status: int = 200, refusal: Exception | None = None) -> Response:
    other = _other(form)
    possible = other is not None and other.id != person.id
    if other is not None and possible and _elsewhere(person, other):
        possible, refusal = False, merging.CannotMerge()
    return page(
        "backoffice/people/merge.html",
        heading=_("Is this the same person?"),
        status=status,
        person=person,
        other=other if possible else None,
        seen=merging.preview(person, other) if other is not None and possible else None,
        mask=mask,
        words=sign_ups,
        problem=_problem(refusal),
        form=form,
    )
