"""The table of moves of a posting, cell by cell: every state, every next one, by everybody."""

import pytest

from portal.domain.jobs.moves import move_posting
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import POSTING_MOVES, PostingState
from portal.domain.moves import MoveNotAllowed
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.cells import cells

_BOTH = {"company", "staff"}
#: As people say it: who may do what, from where.
MAY = {
    (None, "draft"): _BOTH,
    ("draft", "in_review"): _BOTH,
    ("draft", "published"): _BOTH,
    ("draft", "withdrawn"): _BOTH | {"rule"},
    ("in_review", "draft"): _BOTH | {"rule"},
    ("in_review", "published"): {"staff"},
    ("in_review", "withdrawn"): _BOTH,
    ("in_review", "removed"): {"staff"},
    ("published", "paused"): _BOTH,
    ("paused", "published"): _BOTH,
    ("published", "filled"): _BOTH | {"rule"},
    ("paused", "filled"): _BOTH | {"rule"},
    ("filled", "published"): _BOTH | {"rule"},
    ("published", "expired"): {"rule"},
    ("paused", "expired"): {"rule"},
    ("expired", "published"): _BOTH,
    **{(one, "withdrawn"): _BOTH | {"rule"} for one in ("published", "paused", "filled", "expired")},
    **{(one, "removed"): {"staff"} for one in ("published", "paused", "filled", "expired")},
    ("removed", "in_review"): {"staff"},
}


def test_the_table_says_what_people_were_promised():
    assert {cell: {role.value for role in roles} for cell, roles in POSTING_MOVES.items()} == MAY


@pytest.mark.parametrize("source", [None, *PostingState], ids=str)
def test_a_move_is_made_and_written_down_where_the_table_allows_it(app, source):
    posting = make_jobs.posting()
    for target, role in cells(MAY, source, PostingState, allowed=True):
        make.begin_write()
        saved = make.db.session.begin_nested()
        one = _at(posting, source)
        move_posting(one, target, role, NOW, "why")
        (line,) = one.history
        assert one.state == target
        assert (line.from_state, line.to_state, line.role, line.why) == (source, target, role, "why")
        saved.rollback()


@pytest.mark.parametrize("source", [None, *PostingState], ids=str)
def test_everywhere_else_a_move_is_refused_and_nothing_is_written(app, source):
    one = _at(make_jobs.posting(), source)
    for target, role in cells(MAY, source, PostingState, allowed=False):
        with pytest.raises(MoveNotAllowed):
            move_posting(one, target, role, NOW)
        assert (one.state, one.history) == (source, [])


def _at(posting: Posting, state: PostingState | None) -> Posting:
    """A posting in this state; None: a new one."""
    if state is None:
        new = Posting(ref="newonenew"[:8], company=posting.company, language="fr", created_at=NOW, changed_at=NOW)
        make.db.session.add(new)
        return new
    posting.state = state
    make.db.session.flush()
    return posting
