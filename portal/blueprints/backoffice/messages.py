"""The log of messages: what went out, what waits, what failed and why; sending again; stopping a channel."""

from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.message_forms import AllAgainForm
from portal.database import begin_write, db
from portal.domain.accounts.contacts import mask
from portal.domain.accounts.models import Contact, ContactKind, Person
from portal.domain.messages import stopped
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind, Purpose
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import resend
from portal.domain.messages.states import MOVES, State
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.domain.signups.message_log import Sought, failures, find, messages, place_id_of, resend_failed
from portal.domain.signups.scope import sees_person
from portal.web import dates
from portal.web.access import everywhere_only, staff_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import KNOWN, language, offered
from portal.web.languages import gettext as _
from portal.web.letters.compose import mail, text_message
from portal.web.letters.subject import NothingToSay
from portal.web.links import message_link
from portal.web.lists import Column, export, listed, page_number
from portal.web.message_words import channel_words, kind_words, problem_words, state_words
from portal.web.office import account, noted, powers

blueprint = Blueprint("office_messages", __name__)

#: What the link of these opens is for whoever gets it, and for nobody of the team: neither are its words.
_SECRET = {Purpose.BOOKINGS, Purpose.DATA, Purpose.ACCOUNT}


@blueprint.get("/office/messages")
@staff_only
def log() -> Response:
    return _log(PressForm())


def _log(form: PressForm, status: int = 200) -> Response:
    sought, given = _asked()
    found = listed(messages(powers(), sought), page_number())
    return page(
        "backoffice/messages/log.html",
        heading=_("Messages"),
        status=status,
        form=form,
        found=found,
        columns=_columns(_names(found.rows)),
        given=given,
        address=partial(url_for, "office_messages.log", **given),
        file=partial(url_for, "office_messages.file", **given),
        states=[(state.value, state_words(state)) for state in State],
        kinds=[(kind.value, kind_words(kind)) for kind in MessageKind],
        channels=[(channel.value, channel_words(channel)) for channel in Channel],
        failed=[(problem, problem_words(problem) or _("Not known"), count) for problem, count in failures(powers())],
        switches=_switches() if powers().everywhere else [],
        languages=offered(),
    )


@blueprint.get("/office/messages.<any(csv, xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    noted("messages.exported", None)
    db.session.commit()
    return export(_columns(None), messages(powers(), _asked()[0]), "messages", kind)


@blueprint.get("/office/messages/<ref:ref>")
@staff_only
def message(ref: str) -> Response:
    return _show(_seen(ref))


@blueprint.post("/office/messages/<ref:ref>/contact")
@staff_only
def contact(ref: str) -> Response:
    """The address, shown once and written down."""
    one, form = _seen(ref), PressForm()
    if not form.validate():
        return _show(one, form, 422)
    noted("contact.shown", f"message:{one.id}", person=_person(one), place_id=place_id_of(one))
    db.session.commit()
    return _show(one, shown=True)


@blueprint.post("/office/messages/<ref:ref>/again")
@staff_only
def again(ref: str) -> Response:
    one, form = _seen(ref), PressForm()
    if not form.validate():
        return _show(one, form, 422)
    begin_write()
    try:
        resend(one, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return _show(_seen(ref), status=409, refused=True)
    noted("message.sent_again", f"message:{one.id}", person=_person(one), place_id=place_id_of(one), kind=one.kind)
    db.session.commit()
    return go(url_for("office_messages.message", ref=ref))


@blueprint.route("/office/messages/failed", methods=["GET", "POST"])
@staff_only
def failed() -> Response:
    """All that failed for one reason: how many, and once asked, again."""
    form = AllAgainForm()
    if request.method == "GET":
        form.problem.data = request.args.get("problem", "")
    counts = dict(failures(powers()))
    if form.validate_on_submit():
        count = resend_failed(powers(), form.problem.data or "", clock.now())
        noted("messages.sent_again", None, problem=form.problem.data, count=count)
        db.session.commit()
        return go(url_for("office_messages.log", state=State.QUEUED.value))
    return page(
        "backoffice/messages/failed.html",
        heading=_("Send all of them again"),
        status=422 if form.errors else 200,
        form=form,
        why=problem_words(form.problem.data),
        count=counts.get(form.problem.data or "", 0),
    )


@blueprint.post("/office/messages/<any(email, text):channel>/<any(stop, start):what>")
@everywhere_only
def switch(channel: str, what: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _log(form, 422)
    which = Channel(channel)
    done = stopped.stop(which, clock.now(), account().id) if what == "stop" else stopped.start(which)
    if done:
        noted("channel.stopped" if what == "stop" else "channel.started", None, channel=channel)
    db.session.commit()
    return go(url_for("office_messages.log", _anchor="switches"))


def _seen(ref: str) -> Message:
    return find(powers(), ref) or abort(404)


def _person(one: Message) -> Person | None:
    return db.session.get(Person, one.person_id) if one.person_id else None


def _switches() -> list[tuple[Channel, str, str]]:
    """(channel, its name, since when it is stopped; empty: it is not)"""
    since = {one: dates.moment_words(moment, home_zone()) for one, moment in stopped.stopped().items()}
    return [(channel, channel_words(channel), since.get(channel, "")) for channel in stopped.CHANNELS]


def _asked() -> tuple[Sought, dict[str, Any]]:
    """What the address asks for, and that of it which is understood."""
    args = request.args
    known: dict[str, Any] = {}
    for name, choices in (("state", State), ("kind", MessageKind), ("channel", Channel), ("language", KNOWN)):
        if args.get(name) in set(choices):
            known[name] = args[name]
    for name in ("person", "session"):
        asked = args.get(name, "")
        if asked.isascii() and asked.isdigit() and len(asked) < 10:
            known[name] = asked
    try:
        since = datetime.fromisoformat(args.get("since", "")).replace(tzinfo=home_zone())
    except ValueError:
        since = None
    if since and 2000 < since.year < 2200:
        known["since"] = args["since"]
    else:
        since = None
    sought = Sought(
        state=State(known["state"]) if "state" in known else None,
        kind=MessageKind(known["kind"]) if "kind" in known else None,
        channel=Channel(known["channel"]) if "channel" in known else None,
        language=known.get("language"),
        since=since,
        person_id=int(known["person"]) if "person" in known else None,
        course_session_id=int(known["session"]) if "session" in known else None,
    )
    return sought, known


def _names(rows: Any) -> dict[int, str]:
    ids = {one.person_id for one in rows if one.person_id}
    people = db.session.execute(select(Person.id, Person.first_name).where(Person.id.in_(ids)))
    return {row.id: row.first_name for row in people}


def _columns(names: dict[int, str] | None) -> list[Column[Message]]:
    """`names`: first names by person, for a page; a file has numbers of people instead."""

    def what(one: Message) -> Markup:
        address = url_for("office_messages.message", ref=one.ref)
        return Markup('<a class="way" href="{}">{}</a>').format(address, kind_words(one.kind))

    def whom(one: Message) -> str:
        if names is None:
            return str(one.person_id or "")
        return names.get(one.person_id or 0) or (_("The team") if one.owner or one.account_id else "")

    def moment(one: Message) -> datetime:
        return dates.local(one.sent_at or one.created_at, one.zone)

    def how(one: Message) -> Markup:
        why = problem_words(one.problem)
        mark = "late" if one.state == State.DEAD else "stands"
        words = Markup('<span class="{}">{}</span>').format(mark, state_words(one.state))
        return words + (Markup('<br><span class="soft">{}</span>').format(why) if why else Markup())

    return [
        Column("what", _("Message"), lambda one: kind_words(one.kind), what),
        Column(
            "when",
            _("When"),
            lambda one: moment(one).replace(tzinfo=None),
            lambda one: dates.soon_words(one.sent_at or one.created_at, one.zone),
        ),
        Column("whom", _("To"), whom),
        Column("channel", _("How"), lambda one: channel_words(one.channel)),
        Column("language", _("Language"), lambda one: KNOWN[one.language].name if one.language in KNOWN else ""),
        Column("state", _("How it stands"), lambda one: state_words(one.state), how),
        *([] if names is not None else [Column[Message]("why", _("Why"), lambda one: problem_words(one.problem))]),
        Column("tries", _("Tries"), lambda one: one.tries),
        Column("segments", _("Segments"), lambda one: one.segments or ""),
    ]


def _show(
    one: Message, form: PressForm | None = None, status: int = 200, shown: bool = False, refused: bool = False
) -> Response:
    person = _person(one)
    kind = ContactKind.PHONE if one.channel == Channel.TEXT else ContactKind.EMAIL
    subject, words = _words(one)
    return page(
        "backoffice/messages/message.html",
        heading=kind_words(one.kind),
        status=status,
        one=one,
        form=form or PressForm(),
        person=person if person and sees_person(powers(), person) else None,
        contact=(one.address if shown else mask(Contact(kind=kind, value=one.address))) if one.address else "",
        shown=shown,
        refused=refused,
        subject=subject,
        words=words,
        spoken=KNOWN.get(one.language, language()),
        state=state_words(one.state),
        channel=channel_words(one.channel),
        why=problem_words(one.problem),
        told=dates.moment_words(one.created_at, one.zone),
        sent=dates.moment_words(one.sent_at, one.zone) if one.sent_at else "",
        next_try=dates.moment_words(one.next_try_at, one.zone) if one.state == State.QUEUED else "",
        may_again=(State(one.state), State.QUEUED) in MOVES and Role.STAFF in MOVES[State(one.state), State.QUEUED],
    )


def _words(one: Message) -> tuple[str, str]:
    """(subject, text) as its reader has them, but for the link: that opens what is theirs."""
    if HABITS[MessageKind(one.kind)].link in _SECRET:
        return "", ""
    try:
        if one.channel == Channel.TEXT:
            return "", text_message(one, "").text.replace(message_link(one), "…")
        letter = mail(one, "")
    except NothingToSay:
        return "", ""
    return letter.subject, letter.text.replace(message_link(one), "…")
