"""Pairs of a mentor and a learner: the list that tells which of them need somebody, and the page of one."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request, url_for
from markupsafe import Markup

from portal import clock
from portal.blueprints.backoffice.pair_page import noted, show
from portal.database import db
from portal.domain.catalogue.search import places
from portal.domain.mentoring import pair_lists
from portal.domain.mentoring.health import Health
from portal.domain.mentoring.pair_lists import STATES, Facts, Group, Sought
from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.mentoring import pair_state_words
from portal.web.mentoring_access import staff_pair
from portal.web.pair_team import group_words, health_words
from portal.web.promises import promise_words
from portal.web.words import place_words

blueprint = Blueprint("office_pairs", __name__)

_ASKED = ("q", "state", "health", "place", "mentor")


@blueprint.get("/office/pairs")
@staff_only
def pairs() -> Response:
    given, now = _given(), clock.now()
    found = listed(_query(given, now), page_number())
    mentor = _mentor(given)
    return page(
        "backoffice/pairs/pairs.html",
        heading=_("Pairs"),
        given=given,
        found=found,
        columns=_columns(pair_lists.facts_of(found.rows, now)),
        counts=pair_lists.count_by_health(office.powers(), now),
        states=[(one.value, group_words(one)) for one in Group]
        + [(one.value, pair_state_words(one)) for one in PairState],
        healths=[(one.value, health_words(one)) for one in Health if one is not Health.NONE],
        places=[(str(one.id), place_words(one)) for one in places() if office.powers().sees(one.id)],
        mentor=mentor.first_name if mentor else "",
        health_words=health_words,
        address=lambda number: url_for("office_pairs.pairs", **given | {"page": number}),
        as_file=lambda kind: url_for("office_pairs.file", **given | {"kind": kind}),
    )


@blueprint.get("/office/pairs.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    given, now = _given(), clock.now()
    query = _query(given, now)
    facts = pair_lists.facts_of(db.session.scalars(query).unique(), now)
    office.noted("pairs.exported", None, kind=kind)
    db.session.commit()
    return export(_columns(facts), query, "pairs", kind)


@blueprint.get("/office/pairs/<ref:ref>")
@staff_pair
def pair(pair: Pair) -> Response:
    noted("read", pair)
    db.session.commit()
    return show(pair)


def _given() -> dict[str, Any]:
    return {name: " ".join(value.split())[:80] for name in _ASKED if (value := request.args.get(name))}


def _query(given: dict[str, Any], now: datetime) -> Any:
    state, health = given.get("state", ""), given.get("health", "")
    states = STATES[Group(state)] if state in set(Group) else None
    if states is None and state in set(PairState):
        states = frozenset({PairState(state)})
    mentor = _mentor(given)
    sought = Sought(
        states,
        Health(health) if health in set(Health) else None,
        _number(given.get("place", "")),
        mentor.id if mentor else None,
        given.get("q", ""),
    )
    return pair_lists.pairs(office.powers(), sought, now)


def _mentor(given: dict[str, Any]) -> Volunteer | None:
    ref = given.get("mentor")
    return db.session.scalar(db.select(Volunteer).where(Volunteer.ref == ref)) if ref else None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _columns(facts: dict[int, Facts]) -> list[Column[Pair]]:
    def local(pair: Pair, moment: datetime | None) -> datetime | None:
        zone = pair.mentee.sign_up.course_session.place.zone
        return dates.local(moment, zone).replace(tzinfo=None) if moment else None

    def day(pair: Pair, moment: datetime | None) -> str:
        there = local(pair, moment)
        return dates.day_words(there.date()) if there else ""

    def last(pair: Pair) -> str:
        return day(pair, facts[pair.id].last)

    def following(pair: Pair) -> str:
        return day(pair, facts[pair.id].next)

    def colour(pair: Pair) -> Markup:
        """The colour never stands without its word."""
        how = facts[pair.id].health
        words = health_words(how)
        return Markup('<span class="how is-{}">{}</span>').format(how.value, words) if words else Markup()

    def owed(pair: Pair) -> str:
        one = facts[pair.id].owed
        return _("%(what)s: %(deed)s", what=promise_words(one.kind), deed=day(pair, one.reply_by)) if one else ""

    return [
        Column("learner", _("Learner"), lambda pair: pair.mentee.person.first_name, _link),
        Column("mentor", _("Mentor"), lambda pair: pair.volunteer.first_name),
        Column("state", _("How it stands"), lambda pair: pair_state_words(pair.state)),
        Column("health", _("Meetings"), lambda pair: health_words(facts[pair.id].health), colour),
        Column("last", _("Last met"), lambda pair: local(pair, facts[pair.id].last), last),
        Column("next", _("Next date"), lambda pair: local(pair, facts[pair.id].next), following),
        Column("owed", _("We owe them"), owed),
        Column("place", _("Place"), lambda pair: place_words(pair.mentee.sign_up.course_session.place)),
    ]


def _link(pair: Pair) -> Markup:
    address = url_for("office_pairs.pair", ref=pair.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, pair.mentee.person.first_name)
