"""The columns of the list of sign-ups, on the page and in its files."""

from flask import url_for
from markupsafe import Markup

from portal.blueprints.backoffice.sign_up_page import contact_words
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance import marks_of
from portal.domain.signups.attendance_models import Mark
from portal.domain.signups.models import SignUp
from portal.web import sign_ups
from portal.web.dates import local, short_day
from portal.web.languages import gettext as _
from portal.web.lists import Column
from portal.web.words import language_words


def columns_of(course_session: CourseSession, unmasked: bool) -> list[Column[SignUp]]:
    """`unmasked`: with the contacts in full; whoever asks for that notes it."""
    zone, marks = course_session.place.zone, marks_of(course_session)

    def came(sign_up: SignUp) -> str:
        own = list(marks.get(sign_up.id, {}).values())
        if len(own) == 1:
            return sign_ups.mark_words(own[0])
        return f"{own.count(Mark.PRESENT)}/{len(own)}" if own else ""

    def reached(sign_up: SignUp) -> str:
        return ", ".join(contact_words(one, unmasked) for one in sign_up.person.contacts)

    return [
        Column("name", _("First name"), lambda one: one.person.first_name, _linked),
        Column("state", _("How it stands"), lambda one: sign_ups.state_words(one.state), _pill),
        Column("seats", _("Seats"), lambda one: one.party),
        Column("contact", _("Reached by"), reached, lambda one: _isolated(reached(one))),
        Column("language", _("Language"), lambda one: language_words(one.language)),
        Column("needs", _("Needs"), lambda one: ", ".join(map(sign_ups.need_short, one.needs))),
        Column("came", _("Came"), came),
        Column(
            "since",
            _("Since"),
            lambda one: local(one.created_at, zone).replace(tzinfo=None),
            lambda one: short_day(local(one.created_at, zone).date()),
        ),
    ]


def _linked(sign_up: SignUp) -> Markup:
    address = url_for("office_sign_ups.sign_up", ref=sign_up.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, sign_up.person.first_name)


def _isolated(words: str) -> Markup:
    return Markup('<bdi class="ltr">{}</bdi>').format(words) if words else Markup()


def _pill(sign_up: SignUp) -> Markup:
    return Markup('<span class="pill st-{}">{}</span>').format(sign_up.state, sign_ups.state_words(sign_up.state))
