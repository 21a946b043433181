"""The table of moves of a company, cell by cell: every state, every next one, by everybody."""

import pytest

from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import move_company
from portal.domain.jobs.states import COMPANY_MOVES, CompanyState
from portal.domain.moves import MoveNotAllowed, Role
from tests import make, make_jobs
from tests.conftest import NOW

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
def test_a_move_is_made_and_written_down_where_the_table_allows_it_and_nowhere_else(app, source):
    company = make_jobs.company()
    for target in CompanyState:
        for role in Role:
            make.begin_write()
            saved = make.db.session.begin_nested()
            one = _at(company, source)
            lines = len(one.history)
            if role.value in MAY.get((source, target.value), set()):
                move_company(one, target, role, NOW, "why")
                last = one.history[-1]
                assert (one.state, len(one.history)) == (target, lines + 1)
                assert (last.from_state, last.to_state, last.role, last.why) == (source, target, role, "why")
            else:
                with pytest.raises(MoveNotAllowed):
                    move_company(one, target, role, NOW)
                assert (one.state, len(one.history)) == (source, lines)
            saved.rollback()


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
