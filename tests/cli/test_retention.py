"""What leaves by itself, from the command line: first listed, then let go."""

from datetime import timedelta

import time_machine

from portal.database import db
from portal.domain.accounts.models import Contact, Person
from portal.domain.signups.erasure import NOBODY
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import phone


def how_many(model):
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_a_dry_run_lists_what_would_go_and_lets_nothing_go(say):
    person = make.sign_up(make.course_session(timedelta(minutes=1)), reach=phone()).person

    with time_machine.travel(NOW + timedelta(days=25 * 30.44), tick=False):
        said = say("retention", "--dry-run")

    assert "people: 1 would go" in said and f"person {person.id}, known since 2026-11-24" in said
    assert (how_many(Person), how_many(Contact)) == (1, 1)


def test_without_it_what_is_old_enough_goes_and_what_is_left_names_nobody(say):
    person = make.sign_up(make.course_session(timedelta(minutes=1)), reach=phone()).person

    with time_machine.travel(NOW + timedelta(days=25 * 30.44), tick=False):
        assert "people: 1 went" in say("retention")
        assert say("retention") == "Nothing went.\n"

    assert (person.first_name, how_many(Contact)) == (NOBODY, 0)
