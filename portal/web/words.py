"""The words for the values of the domain, in the visitor's language: one function a value."""

from urllib.parse import urlencode

from flask import Flask, current_app, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.database import Text
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import Course, CourseSession, French, Place, Programme, ProgrammeKind
from portal.domain.signups.codes import show_code
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.offers import Offer
from portal.domain.signups.states import LIVE, State
from portal.web import dates
from portal.web.access import access_of
from portal.web.competences import competences_of
from portal.web.languages import KNOWN, Language, language, ngettext, offered
from portal.web.languages import gettext as _
from portal.web.links import absolute
from portal.web.markdown import rich
from portal.web.qr import qr_svg


def kind_words(kind: str) -> str:
    return {
        ProgrammeKind.FLASH: _("Flash workshop"),
        ProgrammeKind.LITERACY: _("First digital steps"),
        ProgrammeKind.DISCOVERY: _("Discover coding"),
        ProgrammeKind.PROFESSIONAL: _("Training for a job"),
        ProgrammeKind.SOFT_SKILLS: _("Find a job"),
        ProgrammeKind.INTERNATIONAL: _("International programme"),
        ProgrammeKind.ON_REQUEST: _("On request"),
    }[ProgrammeKind(kind)]


def french_words(level: int) -> str:
    return {
        French.NONE: _("No French needed"),
        French.A1: _("A little French is enough"),
        French.A2: _("Simple French (A2)"),
        French.B1: _("Everyday French (B1)"),
        French.B2: _("Good French (B2)"),
    }[French(level)]


def offer_words(offer: Offer) -> str:
    """The pill of a card."""
    if offer.availability is Availability.FEW_LEFT:
        return ngettext("%(num)s seat left", "%(num)s seats left", offer.free)
    if offer.line:
        return _("Full, with a waiting list")
    return {
        Availability.OPEN: _("Seats free"),
        Availability.FULL: _("Full"),
        Availability.OPENS_SOON: _("Opens soon"),
        Availability.CLOSED: _("Sign-up closed"),
        Availability.RUNNING: _("Has begun"),
        Availability.PAST: _("Finished"),
        Availability.CANCELLED: _("Cancelled"),
        Availability.DATE_TO_COME: _("Date to come"),
    }[offer.availability]


def language_words(code: str) -> str:
    """The name of a language, in the reader's language: `arabe`."""
    return str(language().babel.languages.get(code, code))


def place_words(place: Place) -> str:
    """A place on one line: `Montreuil`, or `En ligne`."""
    return text(place.name)


def town_words(place: Place) -> str:
    """The town a place is in, as its reader writes it; where there is none, the place: `مونتروي`, or `En ligne`."""
    return text(place.town) if place.town else place.city or place_words(place)


def programme_words(course: Course) -> Markup:
    """`DigitAll, level 1`: the programme as the head of a card names it."""
    name = translated(course.programme.name)
    if course.level is None:
        return name
    return Markup("{}{}{}").format(name, _(", "), _("level %(level)s", level=course.level))


def plain_kind(programme: Programme) -> str:
    """What a programme is, where its name does not say so in plain words: `First digital steps` of DigitAll."""
    plain = kind_words(programme.kind)
    return "" if plain.casefold() == text(programme.name).casefold() else plain


def need_words(need: str) -> str:
    return {
        Need.STEP_FREE: _("A way in without steps"),
        Need.CHILD_COMES: _("I come with a child"),
        Need.LEND_COMPUTER: _("Please lend me a computer"),
        Need.BIG_LETTERS: _("Big letters on paper"),
        Need.INTERPRETER: _("Somebody who speaks my language"),
    }[Need(need)]


def ended(sign_up: SignUp) -> bool:
    """Nobody need come for it any more: given back, cancelled, or over."""
    last = sign_up.course_session.ends_at
    return sign_up.state not in LIVE or (last is not None and last <= clock.now())


def begun(sign_up: SignUp) -> bool:
    """Too late to go elsewhere instead."""
    first = sign_up.course_session.starts_at
    return first is not None and first <= clock.now()


def sign_up_words(sign_up: SignUp) -> str:
    """The pill of a booking."""
    if sign_up.state in LIVE and ended(sign_up):
        return _("Finished")
    if sign_up.state == State.CANCELLED and sign_up.history and sign_up.history[-1].from_state != State.CONFIRMED:
        return _("No longer valid")  # a place in line, an offer, an application: there was no seat to give back
    return {
        State.REQUESTED: _("We will answer you"),
        State.CONFIRMED: _("Booked"),
        State.WAITING: _("On the waiting list"),
        State.OFFERED: _("A seat is free for you"),
        State.CANCELLED: _("Given back"),
        State.CANCELLED_BY_CENTRE: _("Cancelled by the centre"),
        State.DECLINED: _("Not accepted"),
        State.EXPIRED: _("No longer valid"),
        State.MOVED: _("Moved to another date"),
    }[State(sign_up.state)]


def heard_words(source: str) -> str:
    return {
        HeardFrom.FRIEND: _("A friend or family"),
        HeardFrom.ADVISER: _("An adviser (job centre, mission locale)"),
        HeardFrom.PARTNER: _("An association"),
        HeardFrom.VOLUNTEER: _("A volunteer"),
        HeardFrom.WORKSHOP: _("Another workshop"),
        HeardFrom.INTERNET: _("The internet"),
        HeardFrom.OTHER: _("Something else"),
    }[HeardFrom(source)]


def text(content: Text) -> str:
    """Content for an attribute or a sentence: the words only."""
    return content.pick(language().code)[0]


def translated(content: Text) -> Markup:
    """Content in the reader's language; what falls back to another one says so to screen readers."""
    words, really = content.pick(language().code)
    if really == language().code:
        return escape(words)
    direction = KNOWN[really].direction if really in KNOWN else "auto"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(really, direction, words)


def other_languages() -> list[tuple[Language, str]]:
    """Every offered language with the address of this very page in it; the filter stays."""
    return [(other, _same_page(other.code)) for other in offered()]


def _same_page(code: str) -> str:
    if access_of(request.endpoint) is None or "lang" not in (request.url_rule.arguments if request.url_rule else ()):
        return url_for("pages.home", lang=code)
    address = url_for(request.endpoint, lang=code, **(request.view_args or {}))  # type: ignore[arg-type]
    if "GET" not in (request.url_rule.methods or () if request.url_rule else ()):
        return _page_above(address)
    said = request.args.items(multi=True) if request.method in {"GET", "HEAD"} else ()
    query = urlencode([(name, value) for name, value in said if value])
    return f"{address}?{query}" if query else address


def _page_above(address: str) -> str:
    """Where to look from an address a form was sent to: there, or where it only takes forms, at the page above."""
    pages = current_app.url_map.bind("")
    while not pages.test(address, "GET") and address.count("/") > 1:
        address = address.rpartition("/")[0]
    return address


def nav_here(*endpoint_prefixes: str) -> bool:
    """Is this one of the pages whose endpoints begin so?"""
    return (request.endpoint or "").startswith(endpoint_prefixes)


def zone_hint(course_session: CourseSession, home: str = "Europe/Paris") -> str:
    """Whose clock counts, where that is not obvious: online, or far from home."""
    place = course_session.place
    if not place.online and place.timezone == home:
        return ""
    return _("time of %(city)s", city=dates.zone_city(place.zone))


def init_words(app: Flask) -> None:
    app.jinja_env.globals.update(
        absolute=absolute,
        card_day=dates.card_day,
        card_hour=dates.card_hour,
        competences_of=competences_of,
        french_words=french_words,
        heard_words=heard_words,
        how_often=dates.how_often,
        kind_words=kind_words,
        language=language,
        language_words=language_words,
        nav_here=nav_here,
        need_words=need_words,
        number_words=dates.number_words,
        offer_words=offer_words,
        other_languages=other_languages,
        place_words=place_words,
        plain_kind=plain_kind,
        programme_words=programme_words,
        qr_svg=qr_svg,
        sign_up_words=sign_up_words,
        town_words=town_words,
        ended=ended,
        session_when=dates.session_when,
        date_when=dates.date_when,
        moment_words=dates.moment_words,
        show_code=show_code,
        zone_hint=zone_hint,
    )
    app.jinja_env.filters.update(tr=translated, text=text, rich=rich)
