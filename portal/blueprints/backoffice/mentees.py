"""Learners who look for a mentor: the list and its files; somebody of the team writes a learner down."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.matching_forms import ALL, LookForForm, search, seen_places
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.mentoring.choices import SPOKEN, Topic
from portal.domain.mentoring.looking import MayNotLook, look, may_look, mentee_of
from portal.domain.mentoring.mentee_lists import Stand, Standing, mentees, standing
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.told import about_mentee
from portal.domain.moves import Role
from portal.domain.signups.asked import home_zone
from portal.domain.signups.models import SignUp
from portal.web import dates, office
from portal.web.access import staff_only, staff_person
from portal.web.fits import listed as words_of
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.mentoring import spoken_words, topic_words
from portal.web.words import place_words

blueprint = Blueprint("office_mentees", __name__)

_KEPT = ("stand", "topic", "spoken", "place", "q")


@blueprint.get("/office/mentoring")
@staff_only
def list_of() -> Response:
    found = listed(mentees(search(), office.powers()), page_number())
    stands = standing(one.id for one in found.rows)
    return page(
        "backoffice/matching/mentees.html",
        heading=_("Learners and mentors"),
        found=found,
        columns=[*_columns(), Column("stands", _("How it stands"), _standing(stands))],
        search=search(),
        stands=[(Stand.LOOKING, _("Nobody is asked yet")), (Stand.ASKED, _("Somebody is asked")), (ALL, _("Both"))],
        topics=[(topic.value, topic_words(topic)) for topic in Topic],
        languages=[(code, spoken_words(code)) for code in SPOKEN],
        places=seen_places(),
        untouched=not any(request.args.get(key) for key in _KEPT),
        address=lambda number: _address("office_mentees.list_of", page=number),
        as_file=lambda kind: _address("office_mentees.file", kind=kind),
    )


@blueprint.get("/office/mentoring.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    office.noted("mentees.exported", None, kind=kind)
    db.session.commit()
    return export(_columns(), mentees(search(), office.powers()), "mentoring", kind)


@blueprint.get("/office/people/<int(max=2147483647):number>/mentor")
@staff_person
def ask_add(person: Person) -> Response:
    known = mentee_of(person)
    if known:
        return go(url_for("office_match.mentee", ref=known.ref))
    return _show_add(person, LookForForm(_seat_of(person) or abort(404)))


@blueprint.post("/office/people/<int(max=2147483647):number>/mentor")
@staff_person
def add(person: Person) -> Response:
    sign_up = _seat_of(person) or abort(404)
    form = LookForForm(sign_up)
    if not form.validate():
        return _show_add(person, form, 422)
    known = mentee_of(person)
    if known:  # what they said themselves stays as it is
        return go(url_for("office_match.mentee", ref=known.ref))
    try:
        mentee = look(sign_up, form.wanted(), clock.now(), Role.STAFF)
    except MayNotLook:  # the seat was given back meanwhile
        abort(404)
    office.noted("mentee.added", about_mentee(mentee), person=person)
    db.session.commit()
    return go(url_for("office_match.mentee", ref=mentee.ref, done="added"))


def _show_add(person: Person, form: LookForForm, status: int = 200) -> Response:
    return page(
        "backoffice/matching/add.html",
        heading=_("A mentor for %(name)s", name=person.first_name),
        status=status,
        person=person,
        form=form,
    )


def _seat_of(person: Person) -> SignUp | None:
    """Their newest seat that whoever is signed in sees: its card is where the learner finds the news."""
    theirs = select(SignUp).where(SignUp.person_id == person.id).order_by(SignUp.id.desc())
    sees = office.powers().sees
    return next(
        (one for one in db.session.scalars(theirs) if may_look(one) and sees(one.course_session.place_id)), None
    )


def _columns() -> list[Column[Mentee]]:
    zone = home_zone()

    def since(mentee: Mentee) -> datetime:
        return dates.local(mentee.created_at, zone).replace(tzinfo=None)

    return [
        Column("name", _("First name"), lambda one: one.person.first_name, _link),
        Column("since", _("Looks since"), since, lambda one: dates.day_words(since(one).date())),
        Column("place", _("Learns at"), lambda one: place_words(one.sign_up.course_session.place)),
        Column("topics", _("Wants help with"), lambda one: words_of(topic_words(topic) for topic in one.topics)),
        Column("spoken", _("Speaks"), lambda one: words_of(spoken_words(code) for code in one.spoken)),
    ]


def _link(mentee: Mentee) -> Markup:
    address = url_for("office_match.mentee", ref=mentee.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, mentee.person.first_name)


def _standing(stands: dict[int, Standing]) -> Callable[[Mentee], str]:
    """Who is asked, or that the team owes it; until when."""

    def words(mentee: Mentee) -> str:
        stand = stands[mentee.id]
        name = stand.pair.volunteer.first_name if stand.pair else ""
        if stand.by is None or stand.zone is None:
            return _("%(name)s is asked", name=name) if name else _("Nobody is asked")
        moment = dates.moment_words(stand.by, stand.zone)
        if name:
            return _("%(name)s is asked until %(moment)s", name=name, moment=moment)
        return _("We owe an answer until %(moment)s", moment=moment)

    return words


def _address(endpoint: str, **more: object) -> str:
    """The same filter in another place."""
    kept = {key: request.args[key] for key in _KEPT if request.args.get(key)}
    return url_for(endpoint, **kept, **more)  # type: ignore[arg-type]
