"""The words for what is owed to volunteers, and to and by mentors and learners."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.mentoring.pair_models import Mentee, Pair, PairLetter, PairProblem
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.web.languages import gettext as _
from portal.web.mentoring import role_words, topic_words
from portal.web.office import office_has

_BOTH = (joinedload(Pair.volunteer), joinedload(Pair.mentee).joinedload(Mentee.person))
#: What these promises are about, by its noun.
MODELS: dict[str, tuple[type, tuple[Any, ...]]] = {
    "volunteer": (Volunteer, ()),
    "mentee": (Mentee, ()),
    "pair": (Pair, _BOTH),
    "pair_letter": (PairLetter, (joinedload(PairLetter.pair).options(*_BOTH),)),
    "pair_problem": (PairProblem, ()),
}
#: Where each of them is answered: a page of the back office, by the ref of the record.
PAGES = {
    Volunteer: "office_volunteers.volunteer",
    Mentee: "office_match.mentee",
    Pair: "office_pairs.pair",
    PairProblem: "office_problems.problem",
}


def kind_words() -> dict[PromiseKind, str]:
    return {
        PromiseKind.VOLUNTEER: _("Answer an offer to help"),
        PromiseKind.VOLUNTEER_INTERVIEW: _("Answer the date of an interview"),
        PromiseKind.VOLUNTEER_DATE: _("Agree on an interview with a volunteer"),
        PromiseKind.VOLUNTEER_CHECK: _("Make the check of a volunteer again"),
        PromiseKind.MENTOR_WANTED: _("Find a mentor for somebody"),
        PromiseKind.MENTOR_ANSWER: _("Say yes or no to a learner"),
        PromiseKind.LEARNER_ANSWER: _("Say yes or no to a mentor"),
        PromiseKind.PAIR_START: _("See that a new pair meets"),
        PromiseKind.PAIR_CARE: _("Ask a pair how it goes"),
        PromiseKind.PAIR_LETTER: _("Answer a letter about a pair"),
        PromiseKind.PAIR_PROBLEM: _("Look into a problem"),
        PromiseKind.SLOT_OPEN: _("Find somebody for a date"),
    }


def record(owed: Promise) -> Any:
    """The volunteer, learner or pair it is about; None: it is about something else, or that is gone."""
    noun, _colon, number = owed.about.partition(":")
    found = db.session.get(MODELS[noun][0], int(number)) if noun in MODELS else None
    return found.pair if isinstance(found, PairLetter) else found


def about_words(owed: Promise) -> str:
    """What it is about, in a few words."""
    one = record(owed)
    if isinstance(one, Volunteer):
        return _(", ").join(role_words(role) for role in one.roles)
    if isinstance(one, Mentee):
        return _(", ").join(topic_words(topic) for topic in one.topics[:3])
    if isinstance(one, Pair):
        return f"{one.volunteer.first_name} · {one.mentee.person.first_name}"
    return ""


def to_whom(owed: Promise) -> str:
    """The first name of the volunteer who waits for it."""
    one = record(owed)
    return one.first_name if isinstance(one, Volunteer) else ""


def answered_at(owed: Promise) -> str | None:
    """The page on which it is answered."""
    one = record(owed)
    endpoint = PAGES.get(type(one), "")
    return url_for(endpoint, ref=one.ref) if one is not None and office_has(endpoint) else None
