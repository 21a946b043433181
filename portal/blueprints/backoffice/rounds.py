"""Matching many at once: the portal proposes, somebody of the team looks and changes, then all are asked."""

from typing import Any

from flask import Blueprint, Response, abort, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import SelectField

from portal import clock
from portal.blueprints.backoffice.round_page import LineForm, mentors_of, show
from portal.database import db
from portal.domain.mentoring import rounds
from portal.domain.mentoring.matching_models import MatchingLine, MatchingRound
from portal.domain.mentoring.room import NoRoom
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.words import text

blueprint = Blueprint("office_rounds", __name__)


class NewForm(PortalForm):
    """Whose learners."""

    course_session = SelectField(_l("For whom?"), default="", invalid_choice_message=_l("Choose one of these."))

    def __init__(self) -> None:
        super().__init__()
        self.found = {one.ref: one for one in rounds.sessions_with_learners(office.powers())}
        named = [(ref, f"{text(one.course.title)}, {dates.session_when(one)}") for ref, one in self.found.items()]
        self.course_session.choices = [("", _("All learners that I see")), *named]


@blueprint.get("/office/mentoring/rounds")
@staff_only
def list_of() -> Response:
    return _show_list(NewForm())


@blueprint.post("/office/mentoring/rounds")
@staff_only
def begin() -> Response:
    form = NewForm()
    if not form.validate():
        return _show_list(form, 422)
    of = form.found.get(form.course_session.data)
    made = rounds.begin(of, office.powers(), office.account(), clock.now())
    _noted(made, "matching_round.made")
    db.session.commit()
    return go(url_for("office_rounds.review", ref=made.ref))


@blueprint.get("/office/mentoring/rounds/<ref:ref>")
@staff_only
def review(ref: str) -> Response:
    return show(_round(ref))


@blueprint.post("/office/mentoring/rounds/<ref:ref>/lines/<int(max=2147483647):number>")
@staff_only
def choose(ref: str, number: int) -> Response:
    round_ = _round(ref)
    line = next((one for one in round_.lines if one.id == number), None) or abort(404)
    form = LineForm(mentors_of(line))
    if not form.validate():
        return show(round_, 422, form)
    try:
        rounds.choose(line, _volunteer(form))
    except NoRoom as full:
        db.session.rollback()
        name = full.volunteer.first_name
        form.refuse("mentor", _("%(name)s has no place left. Choose somebody else.", name=name))
        return show(_round(ref), 409, form)
    except rounds.RoundOver:
        return _over(ref)
    _noted(round_, "matching_round.changed")
    db.session.commit()
    return go(
        url_for("office_rounds.review", ref=ref, page=_page_of(line), done="changed", _anchor=f"line-{line.id}")
    )


@blueprint.post("/office/mentoring/rounds/<ref:ref>/again")
@staff_only
def again(ref: str) -> Response:
    return _press(ref, lambda round_: rounds.match(round_, office.powers()), "matching_round.matched", "again")


@blueprint.get("/office/mentoring/rounds/<ref:ref>/publish")
@staff_only
def ask_publish(ref: str) -> Response:
    return _show_publish(_round(ref), PressForm())


@blueprint.post("/office/mentoring/rounds/<ref:ref>/publish")
@staff_only
def publish(ref: str) -> Response:
    return _press(ref, lambda round_: rounds.publish(round_, clock.now()), "matching_round.published", "published")


@blueprint.post("/office/mentoring/rounds/<ref:ref>/drop")
@staff_only
def drop(ref: str) -> Response:
    round_, form = _round(ref), PressForm()
    if not form.validate():
        return show(round_, 422, form)
    try:
        rounds.drop(round_, clock.now())
    except rounds.RoundOver:
        return _over(ref)
    _noted(round_, "matching_round.dropped")
    db.session.commit()
    return go(url_for("office_rounds.list_of", done="dropped"))


def _press(ref: str, verb: Any, action: str, word: str) -> Response:
    """One button, one verb."""
    round_, form = _round(ref), PressForm()
    if not form.validate():
        return show(round_, 422, form)
    try:
        verb(round_)
    except rounds.RoundOver:
        return _over(ref)
    _noted(round_, action)
    db.session.commit()
    return go(url_for("office_rounds.review", ref=ref, done=word))


def _over(ref: str) -> Response:
    """Somebody else published or dropped it meanwhile: the page says how it stands."""
    db.session.rollback()
    round_ = _round(ref)
    if round_.dropped_at:
        return go(url_for("office_rounds.list_of", done="dropped"))
    return show(round_, 409, problem=_("Somebody else has asked these people already."))


def _show_list(form: NewForm, status: int = 200) -> Response:
    return page(
        "backoffice/matching/rounds.html",
        heading=_("Match many at once"),
        status=status,
        form=form,
        rounds=rounds.rounds_of(office.powers(), office.account()),
        session_of=rounds.session_of,
        home=home_zone(),
    )


def _show_publish(round_: MatchingRound, form: PressForm) -> Response:
    chosen = [line for line in round_.lines if line.volunteer_id]
    return page(
        "backoffice/matching/publish.html",
        heading=_("Ask all of them?"),
        round=round_,
        form=form,
        pairs=len(chosen),
        mentors=len({line.volunteer_id for line in chosen}),
        without=len(round_.lines) - len(chosen),
        possible=bool(chosen) and rounds.is_open(round_),
    )


def _round(ref: str) -> MatchingRound:
    return rounds.by_ref(ref, office.powers(), office.account()) or abort(404)


def _volunteer(form: LineForm) -> Volunteer | None:
    return db.session.scalar(select(Volunteer).where(Volunteer.ref == form.mentor.data)) if form.mentor.data else None


def _page_of(line: MatchingLine) -> int | None:
    """Its page in the list, so that the same line is in view again."""
    number = rounds.page_of(line)
    return number if number > 1 else None


def _noted(round_: MatchingRound, action: str) -> None:
    office.noted(action, f"matching_round:{round_.id}")
