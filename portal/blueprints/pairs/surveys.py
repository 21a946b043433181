"""A few questions to each of a pair: after the first meeting whether it fits, at the end what it brought."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.pairs.forms import SurveyForm
from portal.blueprints.pairs.shown import WORDS, Shown, shown
from portal.database import db
from portal.domain.mentoring import surveys
from portal.domain.mentoring.pair_models import Pair, Side, Survey
from portal.domain.mentoring.told import about_pair
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.web import pairs
from portal.web.access import letter_only
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("pair_survey", __name__)


@blueprint.get("/pair-questions/<ref:ref>")
@letter_only(Purpose.PAIR_SURVEY)
def show(message: Message) -> Response:
    return _show(_of(message), url_for("pair_survey.send", ref=message.ref))


@blueprint.post("/pair-questions/<ref:ref>")
@letter_only(Purpose.PAIR_SURVEY)
def send(message: Message) -> Response:
    here = url_for("pair_survey.show", ref=message.ref)
    return _send(_of(message), url_for("pair_survey.send", ref=message.ref), here)


@blueprint.get("/pairs/<ref:ref>/questions")
@pair_side
def show_mine(pair: Pair, side: Side) -> Response:
    return _show(_mine(pair, side), url_for("pair_survey.send_mine", ref=pair.ref))


@blueprint.post("/pairs/<ref:ref>/questions")
@pair_side
def send_mine(pair: Pair, side: Side) -> Response:
    here = url_for("pair_survey.show_mine", ref=pair.ref)
    return _send(_mine(pair, side), url_for("pair_survey.send_mine", ref=pair.ref), here)


def _of(message: Message) -> Shown:
    pair = pairs.by_ref(str(message.facts.get("pair", ""))) or abort(404, description="letter")
    return _mine(pair, Side(message.facts["side"]))


def _mine(pair: Pair, side: Side) -> Shown:
    return shown(pair, side, clock.now(), with_meetings=False)


def _survey(known: Shown) -> Survey:
    """The questions whose time it is: those of the end once it is over, whatever the message was about."""
    asked = (one for one in Survey if surveys.is_asked(known.pair, one))
    return next(asked, None) or abort(404, description="letter")


def _send(known: Shown, action: str, here: str) -> Response:
    survey = _survey(known)
    form = SurveyForm(survey, known.side, None)
    if not form.validate():
        return _show(known, action, form, 422)
    surveys.answer(known.pair, known.side, survey, form.answers, form.own_words, clock.now())
    db.session.commit()
    return go(here)


def _show(known: Shown, action: str, form: SurveyForm | None = None, status: int = 200) -> Response:
    survey = _survey(known)
    said = surveys.answered(known.pair, known.side, survey)
    care = open_about(about_pair(known.pair), PromiseKind.PAIR_CARE) if said else None
    heading = _("How was it?") if survey is Survey.END else _("Does it fit?")
    return page(
        "pairs/survey.html",
        heading=_("Thank you") if said and form is None else heading,
        status=status,
        **WORDS,
        shown=known,
        form=form or SurveyForm(survey, known.side, said.answers if said else None),
        said=said if form is None else None,
        care=care if said and said.answers.get("fit") == surveys.Answer.NO else None,
        action=action,
        inside=pairs.side_here(known.pair) is known.side,
    )
