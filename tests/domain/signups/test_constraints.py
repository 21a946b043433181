"""What the database itself refuses, should a sign-up ever be written behind the verb's back."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.database import begin_write, db
from portal.domain.signups.changes import cancel
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import seats_taken
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW


def second_sign_up(first, **other):
    """A sign-up put into the database behind the verb's back, like `first` but for `other`."""
    begin_write()
    facts = {
        "ref": new_ref(16),
        "course_session_id": first.course_session_id,
        "person_id": first.person_id,
        "state": "confirmed",
        "party": 1,
        "code": "KFPR742",
        "code_digest": new_ref(32),
        "consent_version": "test",
        "language": "en",
        "consent_at": clock.now(),
        "created_at": clock.now(),
    }
    db.session.add(SignUp(**facts | other))
    db.session.flush()


@pytest.mark.parametrize("state", ["requested", "confirmed", "waiting", "offered"])
def test_the_database_itself_refuses_a_second_live_sign_up_of_one_person(app, state):
    first = make.sign_up()

    with pytest.raises(IntegrityError, match=r"sign_up.course_session_id, sign_up.person_id|uq_sign_up_live"):
        second_sign_up(first, state=state)


def test_the_database_lets_a_second_sign_up_in_when_one_of_the_two_is_at_its_end(app):
    first = make.sign_up()
    second_sign_up(first, state="cancelled")
    cancel(first, NOW)

    second_sign_up(first)

    assert seats_taken([first.course_session_id]) == {first.course_session_id: 1}


@pytest.mark.parametrize(
    "wrong",
    [{"party": 0}, {"party": 5}, {"state": "dreaming"}, {"course_session_id": 10**9}, {"person_id": 10**9}],
    ids=str,
)
def test_the_database_itself_refuses_nonsense(app, wrong):
    first = make.sign_up()
    cancel(first, NOW)

    with pytest.raises(IntegrityError):
        second_sign_up(first, **wrong)


@pytest.mark.parametrize("unique", ["ref", "code_digest", "request_digest"])
def test_the_database_itself_keeps_addresses_codes_and_requests_apart(app, unique):
    first = make.sign_up()
    cancel(first, NOW)

    with pytest.raises(IntegrityError):
        second_sign_up(first, **{unique: getattr(first, unique)})
