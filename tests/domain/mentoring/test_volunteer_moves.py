"""The table of moves of a volunteer, cell by cell: every state, every next one, by everybody."""

import pytest

from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.states import VOLUNTEER_MOVES, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import MoveNotAllowed
from tests import make
from tests.conftest import NOW
from tests.domain.cells import cells
from tests.domain.mentoring.offers import offered

#: As people say it: who may do what, from where.
MAY = {
    (None, "draft"): {"volunteer"},
    (None, "received"): {"staff"},
    ("draft", "received"): {"volunteer"},
    ("draft", "withdrawn"): {"volunteer"},
    ("draft", "lapsed"): {"rule"},
    ("received", "in_review"): {"staff"},
    ("received", "declined"): {"staff"},
    ("received", "withdrawn"): {"volunteer"},
    ("received", "lapsed"): {"staff", "rule"},
    ("in_review", "interview"): {"staff"},
    ("in_review", "declined"): {"staff"},
    ("in_review", "withdrawn"): {"volunteer"},
    ("in_review", "lapsed"): {"staff", "rule"},
    ("interview", "in_review"): {"staff"},
    ("interview", "approved"): {"staff"},
    ("interview", "declined"): {"staff"},
    ("interview", "withdrawn"): {"volunteer"},
    ("interview", "lapsed"): {"staff", "rule"},
    ("approved", "paused"): {"volunteer", "staff", "rule"},
    ("approved", "ended"): {"volunteer", "staff"},
    ("paused", "approved"): {"volunteer", "staff", "rule"},
    ("paused", "ended"): {"volunteer", "staff"},
    ("lapsed", "in_review"): {"staff"},
    ("declined", "in_review"): {"staff"},
    ("ended", "in_review"): {"staff"},
}


def test_the_table_says_what_people_were_promised():
    assert {cell: {role.value for role in roles} for cell, roles in VOLUNTEER_MOVES.items()} == MAY


@pytest.mark.parametrize("source", [None, *VolunteerState], ids=str)
def test_a_move_is_made_and_written_down_where_the_table_allows_it(app, source):
    volunteer = offered()
    for target, role in cells(MAY, source, VolunteerState, allowed=True):
        make.begin_write()
        saved = make.db.session.begin_nested()
        one = _at(volunteer, source)
        lines = len(one.history)
        move_volunteer(one, target, role, NOW, "why")
        last = one.history[-1]
        assert (one.state, len(one.history)) == (target, lines + 1)
        assert (last.from_state, last.to_state, last.role, last.why) == (source, target, role, "why")
        saved.rollback()


@pytest.mark.parametrize("source", [None, *VolunteerState], ids=str)
def test_everywhere_else_a_move_is_refused_and_nothing_is_written(app, source):
    volunteer = offered()
    make.begin_write()
    one = _at(volunteer, source)
    lines = len(one.history)
    for target, role in cells(MAY, source, VolunteerState, allowed=False):
        with pytest.raises(MoveNotAllowed):
            move_volunteer(one, target, role, NOW)
        assert (one.state, len(one.history)) == (source, lines)


def _at(volunteer: Volunteer, state: VolunteerState | None) -> Volunteer:
    """Somebody in this state; None: somebody new."""
    if state is None:
        new = Volunteer(ref="new" * 5, first_name="Amina", language="en", created_at=NOW, changed_at=NOW)
        make.db.session.add(new)
        return new
    volunteer.state = state
    make.db.session.flush()
    return volunteer
