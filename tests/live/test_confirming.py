"""Several of the team give the last seats to people who wait, all at once: never one too many without a reason."""

from collections import Counter

import pytest

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.line import join_line
from portal.domain.signups.seats import seats_taken
from tests import make
from tests.conftest import settings
from tests.live import deeds
from tests.live.crowd import Crowd

pytestmark = pytest.mark.live

SEATS, CROWD = 2, 5


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("confirming")
    with make.portal_of_its_own(database_kind, folder, "confirming"):
        people = Crowd(CROWD, settings(folder, db.engine.url.render_as_string(hide_password=False)))
        yield people
        people.leave()


@pytest.mark.parametrize("patience", [0.4, 0], ids=["held at the worst moment", "at full speed"])
def test_the_last_seats_are_given_once_and_the_others_of_the_team_are_told(crowd, patience):
    session = make.course_session(capacity=0)
    session_id = session.id
    phones = [read_phone(f"06123457{number:02}", "FR") for number in range(CROWD)]
    waiting = [join_line(session, make.seat_request("Nour", reach), clock.now()).id for reach in phones]
    session.capacity = SEATS  # more seats, before the line has moved up
    db.session.commit()

    answers = crowd.all_at_once(deeds.confirm_waiting, [(number,) for number in waiting], patience)

    db.session.rollback()
    assert seats_taken([session_id]) == {session_id: SEATS}
    assert Counter(answers) == {"confirmed": SEATS, "NotEnoughSeats": CROWD - SEATS}
