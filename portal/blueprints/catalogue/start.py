"""Where do I start? Five questions, and an answer with a date.

The questions are a form that sends by GET: the address holds the answers, says no person, and nothing is kept.
A question left out is no wish; what was never asked for brings the questions back.
"""

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from portal import clock
from portal.blueprints.catalogue.questions import QUESTIONS, questions_for
from portal.domain.catalogue.models import French, Place
from portal.domain.catalogue.placement import Goal, Skill
from portal.domain.catalogue.search import places
from portal.domain.signups.guide import Answers, When, advise
from portal.web.access import public
from portal.web.htmx import page
from portal.web.languages import gettext as _

blueprint = Blueprint("start", __name__)


class NoSuchAnswer(Exception):
    """The address gives an answer that is not to be chosen."""


@blueprint.get("/start")
@public
def questions() -> Response:
    known = places()
    given = {name: request.args[name] for name in QUESTIONS if name in request.args}
    try:
        answers = _read(request.args, known)
    except NoSuchAnswer:
        return _ask(known, {}, status=400)
    if not given:
        return _ask(known, given)
    advice = advise(answers, clock.now())
    return page(
        "catalogue/advice.html", heading=_("Begin here"), advice=advice, questions=questions_for(known), given=given
    )


def _ask(known: list[Place], given: dict[str, str], status: int = 200) -> Response:
    return page(
        "catalogue/start.html",
        heading=_("Where do I start?"),
        status=status,
        in_error=False,
        lost=status >= 400,
        questions=questions_for(known),
        given=given,
    )


def _read(args: MultiDict[str, str], known: list[Place]) -> Answers:
    """What was answered. Who says nothing of what they can do, or of their French, is asked for none."""
    near = args.get("place")
    here = {place.slug: place for place in known}
    try:
        return Answers(
            skill=Skill(args.get("skill") or Skill.NONE),
            french=French[(args.get("french") or "none").upper()],
            goal=Goal(args.get("goal") or Goal.LIFE),
            near=here[near] if near else None,
            when=When(args["when"]) if args.get("when") else None,
            country=known[0].country if known else "",
        )
    except (KeyError, ValueError) as unknown:
        raise NoSuchAnswer from unknown
