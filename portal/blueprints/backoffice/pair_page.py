"""The page of a pair, for the team: how the two are, what they are owed, and what can be done."""

from typing import Any

from flask import Response
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.pair_forms import CareForm, LetterForm, MetForm
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.mentoring import care, letters, meetings
from portal.domain.mentoring.health import health
from portal.domain.mentoring.pair_lists import Facts, facts_of
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import KNOWN_TO_EACH_OTHER, zone_of
from portal.domain.mentoring.states import TOGETHER
from portal.web import office, pair_team
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.meetings import meeting_words
from portal.web.mentoring import mode_words, pair_state_words
from portal.web.pair_team import EndForm, PauseForm
from portal.web.promises import owner_words, promise_words


def noted(deed: str, pair: Pair, **facts: Any) -> None:
    place_id = pair.mentee.sign_up.course_session.place_id
    office.noted(f"pair.{deed}", f"pair:{pair.id}", person=pair.mentee.person, place_id=place_id, **facts)


def end_form() -> EndForm:
    return EndForm(_("Does the learner look for another mentor?"))


def letter_form(pair: Pair) -> LetterForm:
    return LetterForm(pair.mentee.person.first_name, pair.volunteer.first_name)


def show(pair: Pair, status: int = 200, problem: PortalForm | None = None, refused: str = "") -> Response:
    """`problem`: the form that was refused; `refused`: why, where no field of it is wrong."""
    now, zone = clock.now(), zone_of(pair)
    facts: Facts = facts_of([pair], now)[pair.id]
    threads = {side: letters.thread(pair, side) for side in Side}
    return page(
        "backoffice/pairs/pair.html",
        heading=_(
            "%(learner)s and %(mentor)s", learner=pair.mentee.person.first_name, mentor=pair.volunteer.first_name
        ),
        status=status,
        pair=pair,
        facts=facts,
        health=health(pair, now),
        together=pair.state in TOGETHER,
        known=pair.state in KNOWN_TO_EACH_OTHER,
        meetings=meetings.of_pair(pair, 30),
        threads=threads,
        names=_names(threads),
        owed={side: letters.owed_to(pair, side) for side in Side},
        cares=care.care_of(pair),
        care=care,
        care_owed=care.owed_care(pair),
        zone=zone,
        now=now,
        problem=problem,
        refused=refused,
        press_form=PressForm(),
        pause_form=_mine(problem, PauseForm) or PauseForm(formdata=None),
        end_form=_mine(problem, EndForm) or end_form(),
        care_form=_mine(problem, CareForm) or CareForm(),
        met_form=_mine(problem, MetForm) or MetForm(zone),
        letter_form=_mine(problem, LetterForm) or letter_form(pair),
        words=pair_team,
        pair_state_words=pair_state_words,
        promise_words=promise_words,
        owner_words=owner_words,
        mode_words=mode_words,
        meeting_words=meeting_words,
    )


def _mine(problem: PortalForm | None, kind: type[PortalForm]) -> PortalForm | None:
    """The form that was refused, where it is of this kind: only that one of a page keeps what was sent."""
    return problem if type(problem) is kind else None


def _names(threads: dict[Side, list[Any]]) -> dict[int, str]:
    """Who of the team wrote, by number of the account."""
    numbers = {letter.account_id for thread in threads.values() for letter in thread if letter.account_id}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}
