"""The page of a matching round: each learner, the mentor proposed, why, and who else it could be."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, url_for
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.domain.mentoring import rounds
from portal.domain.mentoring.candidates import Mentor, ranked_for
from portal.domain.mentoring.matching_models import MatchingLine, MatchingRound
from portal.domain.mentoring.scope import volunteers_in
from portal.web import fits, office
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.lists import Rows, page_number

#: So many mentors a line offers at most.
_MOST = 8


class LineForm(PortalForm):
    """Which mentor for one learner; none: they are left out."""

    mentor = SelectField(_l("Mentor"), default="", invalid_choice_message=_l("Choose one of these."))

    def __init__(self, mentors: Sequence[Mentor], chosen: str | None = None) -> None:
        super().__init__(data={"mentor": chosen or ""})
        named = [(one.volunteer.ref, _named(one)) for one in mentors]
        self.mentor.choices = [("", _("Nobody: leave out")), *named]


def _named(one: Mentor) -> str:
    return _("%(name)s, %(score)s of 100", name=one.volunteer.first_name, score=one.fit.score)


@dataclass(frozen=True)
class Shown:
    """One line as it is shown. `mentor`: the one of the line, with why they fit."""

    line: MatchingLine
    form: LineForm
    mentor: Mentor | None


def mentors_of(line: MatchingLine) -> list[Mentor]:
    """Who could be chosen for this learner, the one they have among them."""
    return _few(line, _ranked([line])[line.mentee_id])


def show(round_: MatchingRound, status: int = 200, refused: PortalForm | None = None, problem: str = "") -> Response:
    found = _paged(round_.lines)
    ranked = _ranked(found.rows)
    open_ = rounds.is_open(round_)
    return page(
        "backoffice/matching/round.html",
        heading=_("Look, change, ask"),
        status=status,
        round=round_,
        course_session=rounds.session_of(round_),
        found=found,
        lines=[_shown(line, ranked[line.mentee_id]) for line in found.rows],
        chosen=sum(1 for line in round_.lines if line.volunteer_id),
        open=open_,
        failed=[] if open_ else rounds.not_asked(round_),
        form=refused or PressForm(),
        press_form=PressForm(),
        problem=problem,
        fits=fits,
        address=lambda number: url_for("office_rounds.review", ref=round_.ref, page=number),
    )


def _shown(line: MatchingLine, ranked: list[Mentor]) -> Shown:
    mentors = _few(line, ranked)
    mine = next((one for one in mentors if one.volunteer.id == line.volunteer_id), None)
    return Shown(line, LineForm(mentors, mine.volunteer.ref if mine else None), mine)


def _few(line: MatchingLine, ranked: list[Mentor]) -> list[Mentor]:
    best = [one for one in ranked if one.fit.can_work and one.free][:_MOST]
    mine = [one for one in ranked if one.volunteer.id == line.volunteer_id and one not in best]
    return mine + best


def _ranked(lines: Sequence[MatchingLine]) -> dict[int, list[Mentor]]:
    return ranked_for([line.mentee for line in lines], volunteers_in(office.powers()))


def _paged(lines: Sequence[MatchingLine]) -> Rows[MatchingLine]:
    last = max(1, -(-len(lines) // rounds.ON_A_PAGE))
    number = min(max(1, page_number()), last)
    shown = lines[(number - 1) * rounds.ON_A_PAGE : number * rounds.ON_A_PAGE]
    return Rows(shown, len(lines), False, number, last)
