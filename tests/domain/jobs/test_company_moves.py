"""The table of moves of a company, cell by cell: every state, every next one, by everybody."""

import pytest

from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import move_company
from portal.domain.jobs.states import COMPANY_MOVES, CompanyState
from portal.domain.moves import MoveNotAllowed
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.cells import cells

#: As people say it: who may do what, from where.
MAY = {
    (None, "received"): {"company", "staff"},
    ("received", "approved"): {"staff"},
    ("received", "declined"): {"staff"},
    ("received", "lapsed"): {"staff", "rule"},
    ("received", "closed"): {"company"},
    ("lapsed", "approved"): {"staff"},
    ("declined", "approved"): {"staff"},
    ("approved", "suspended"): {"staff"},
    ("suspended", "approved"): {"staff"},
    ("approved", "closed"): {"company", "staff"},
    ("suspended", "closed"): {"staff"},
    ("closed", "approved"): {"staff"},
}


def test_the_table_says_what_people_were_promised():
    assert {cell: {role.value for role in roles} for cell, roles in COMPANY_MOVES.items()} == MAY


@pytest.mark.parametrize("source", [None, *CompanyState], ids=str)
def test_a_move_is_made_and_written_down_where_the_table_allows_it(app, source):
    company = make_jobs.company()
    for target, role in cells(MAY, source, CompanyState, allowed=True):
        make.begin_write()
        saved = make.db.session.begin_nested()
        one = _at(company, source)
        move_company(one, target, role, NOW, "why")
        (line,) = one.history
        assert one.state == target
        assert (line.from_state, line.to_state, line.role, line.why) == (source, target, role, "why")
        saved.rollback()


@pytest.mark.parametrize("source", [None, *CompanyState], ids=str)
def test_everywhere_else_a_move_is_refused_and_nothing_is_written(app, source):
    one = _at(make_jobs.company(), source)
    for target, role in cells(MAY, source, CompanyState, allowed=False):
        with pytest.raises(MoveNotAllowed):
            move_company(one, target, role, NOW)
        assert (one.state, one.history) == (source, [])


def _at(company: Company, state: CompanyState | None) -> Company:
    """A company in this state; None: a new one."""
    if state is None:
        new = Company(
            ref="new" * 5, kind=CompanyKind.COMPANY, name="New", country="FR", created_at=NOW, changed_at=NOW
        )
        make.db.session.add(new)
        return new
    company.state = state
    make.db.session.flush()
    return company
