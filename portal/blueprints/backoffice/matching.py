"""Who could help whom: mentors ranked for a learner, learners ranked for a mentor, and asking two of them."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, abort, url_for
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.mentoring import asking
from portal.domain.mentoring.candidates import learners_for, mentors_for
from portal.domain.mentoring.looking import stop_looking
from portal.domain.mentoring.mentee_lists import standing
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.question import answer_by
from portal.domain.mentoring.scope import mentees_in, sees_volunteer, volunteers_in
from portal.domain.mentoring.states import ASKED
from portal.domain.mentoring.told import about_mentee, about_pair
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.domain.signups.asked import home_zone
from portal.web import fits, office
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Rows, page_number
from portal.web.mentoring import pair_state_words, spoken_words, topic_words
from portal.web.mentoring_access import staff_mentee, staff_volunteer

blueprint = Blueprint("office_match", __name__)

#: Rows on a page: each says why.
_ON_A_PAGE = 20


@blueprint.get("/office/mentoring/<ref:ref>")
@staff_mentee
def mentee(mentee: Mentee) -> Response:
    _noted(mentee, "mentee.read")
    db.session.commit()
    return _show(mentee)


@blueprint.get("/office/mentoring/volunteers/<ref:ref>")
@staff_volunteer
def volunteer(volunteer: Volunteer) -> Response:
    """The other way round: for whom this mentor would be right."""
    free = asking.places_left(volunteer)
    found = _paged(learners_for(volunteer, free, mentees_in(office.powers())))
    return page(
        "backoffice/matching/volunteer.html",
        heading=_("Learners for %(name)s", name=volunteer.first_name),
        volunteer=volunteer,
        free=free,
        found=found,
        fits=fits,
        pair_state_words=pair_state_words,
        address=lambda number: url_for("office_match.volunteer", ref=volunteer.ref, page=number),
    )


@blueprint.get("/office/mentoring/<ref:ref>/suggest/<ref:mentor>")
@staff_mentee
def ask_suggest(mentee: Mentee, mentor: str) -> Response:
    return _show_suggest(mentee, _mentor(mentor), PressForm())


@blueprint.post("/office/mentoring/<ref:ref>/suggest/<ref:mentor>")
@staff_mentee
def suggest(mentee: Mentee, mentor: str) -> Response:
    volunteer, form = _mentor(mentor), PressForm()
    if not form.validate():
        return _show_suggest(mentee, volunteer, form, 422)
    try:
        pair = asking.suggest(mentee, volunteer, clock.now())
    except (asking.NoRoom, asking.HasMentor, asking.NotLooking) as refusal:
        db.session.rollback()
        return _show_suggest(mentee, volunteer, form, 409, _refused(refusal, volunteer))
    _noted(mentee, "pair.suggested", about_pair(pair))
    db.session.commit()
    return go(url_for("office_match.mentee", ref=mentee.ref, done="asked"))


@blueprint.post("/office/mentoring/<ref:ref>/take-back")
@staff_mentee
def take_back(mentee: Mentee) -> Response:
    return _press(mentee, lambda: asking.take_back(mentee, clock.now(), Role.STAFF), "pair.taken_back", "back")


@blueprint.post("/office/mentoring/<ref:ref>/stop")
@staff_mentee
def stop(mentee: Mentee) -> Response:
    """They said that they need no mentor any more."""
    return _press(mentee, lambda: stop_looking(mentee, clock.now(), "staff", Role.STAFF), "mentee.stopped", "stopped")


@blueprint.post("/office/mentoring/<ref:ref>/<any(mentor,learner):who>-<any(yes,no):said>")
@staff_mentee
def answered(mentee: Mentee, who: str, said: str) -> Response:
    """What somebody answered on the phone."""
    side = Side(who)

    def verb() -> None:
        pair = _asked(mentee)
        if pair is None:
            raise asking.NotAsked
        if said == "yes":
            asking.say_yes(pair, side, clock.now(), Role.STAFF)
        else:
            asking.say_no(pair, side, clock.now(), role=Role.STAFF)

    return _press(mentee, verb, "pair.answered", said)


def _press(mentee: Mentee, verb: Callable[[], None], action: str, word: str) -> Response:
    """One button, one verb."""
    form = PressForm()
    if not form.validate():
        return _show(mentee, 422, form)
    try:
        verb()
    except (asking.NotAsked, asking.NoRoom, asking.HasMentor) as refusal:
        db.session.rollback()
        problem = _("Nobody waits for this answer any more. Look again.")
        if isinstance(refusal, asking.HasMentor):
            problem = _("Somebody else was faster: a mentor is asked already.")
        if isinstance(refusal, asking.NoRoom):
            problem = _refused(refusal, refusal.volunteer)
        return _show(mentee, 409, form, problem)
    _noted(mentee, action)
    db.session.commit()
    return go(url_for("office_match.mentee", ref=mentee.ref, done=word))


def _refused(refusal: Exception, volunteer: Volunteer) -> str:
    match refusal:
        case asking.NoRoom():
            return _("%(name)s takes no learner more now. Choose another mentor.", name=volunteer.first_name)
        case asking.HasMentor():
            return _("Somebody else was faster: a mentor is asked already.")
        case _other:
            return _("This learner looks for no mentor any more.")


def _show(mentee: Mentee, status: int = 200, form: PressForm | None = None, problem: str = "") -> Response:
    stands = standing([mentee.id])[mentee.id]
    looks = stands.pair is None and mentee.closed_at is None
    found = _paged(mentors_for(mentee, volunteers_in(office.powers()), full_too=True) if looks else [])
    return page(
        "backoffice/matching/mentee.html",
        heading=_("A mentor for %(name)s", name=mentee.person.first_name),
        status=status,
        mentee=mentee,
        stands=stands,
        asked=stands.pair if stands.pair and stands.pair.state in ASKED else None,
        looks=looks,
        found=found,
        form=form or PressForm(),
        problem=problem,
        fits=fits,
        topics=fits.listed(topic_words(topic) for topic in mentee.topics),
        languages=fits.listed(spoken_words(code) for code in mentee.spoken),
        pair_state_words=pair_state_words,
        address=lambda number: url_for("office_match.mentee", ref=mentee.ref, page=number),
    )


def _show_suggest(
    mentee: Mentee, volunteer: Volunteer, form: PressForm, status: int = 200, problem: str = ""
) -> Response:
    now, place = clock.now(), mentee.sign_up.course_session.place
    return page(
        "backoffice/matching/suggest.html",
        heading=_("Ask both?"),
        status=status,
        mentee=mentee,
        volunteer=volunteer,
        fit=asking.fit_now(mentee, volunteer),
        form=form,
        problem=problem,
        possible=not problem and asking.places_left(volunteer) > 0 and asking.looks(mentee),
        until=answer_by(now, home_zone()),
        mentor_zone=home_zone(),
        learner_until=answer_by(now, place.zone),
        learner_zone=place.zone,
        fits=fits,
    )


def _mentor(ref: str) -> Volunteer:
    """The volunteer of this address, if whoever is signed in sees them."""
    found = db.session.scalar(select(Volunteer).where(Volunteer.ref == ref))
    return found if found and sees_volunteer(office.powers(), found) else abort(404)


def _asked(mentee: Mentee) -> Pair | None:
    return db.session.scalar(select(Pair).where(Pair.mentee_id == mentee.id, Pair.state.in_(ASKED)))


def _paged(ranked: Sequence[Any]) -> Rows[Any]:
    """One page of a ranking that is in memory as a whole."""
    last = max(1, -(-len(ranked) // _ON_A_PAGE))
    number = min(page_number() or 1, last)
    return Rows(ranked[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE], len(ranked), False, number, last)


def _noted(mentee: Mentee, action: str, about: str | None = None) -> None:
    place_id = mentee.sign_up.course_session.place_id
    office.noted(action, about or about_mentee(mentee), person=mentee.person, place_id=place_id)
