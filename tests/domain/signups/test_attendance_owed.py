"""When a date is over and marks are missing, somebody owes them; and who did not come twice in a row."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import SessionDate
from portal.domain.promises.lists import open_promises
from portal.domain.signups.absences import absent_in_a_row
from portal.domain.signups.attendance import By, Tick, Ticker, take
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.attendance_owed import dates_unmarked, missing, owe_marks
from portal.domain.signups.changes import cancel, cancel_course_session
from portal.domain.signups.check_in import is_open, links_of
from portal.domain.signups.halves import halves_of
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW
from tests.domain.queries import queries_counted

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AFTER = NOW + 5 * HOUR


@pytest.fixture
def session(app):
    """From ten past ten to ten past twelve on the wall of today."""
    return make.course_session(timedelta(minutes=10), place=make.place(slug="blue-house"))


def marked(sign_up, mark=Mark.PRESENT, day=None, half=None):
    day = day or sign_up.course_session.dates[0]
    half = half or halves_of(day, sign_up.course_session.place.zone)[0]
    take(Tick(new_ref(16), sign_up, day, half, mark, AFTER), By(Ticker.TEAM), day.ends_at + HOUR)
    db.session.commit()


def owed(now=AFTER):
    """Let the worker's round come by; (owner, about) of what is owed then."""
    for one in dates_unmarked(now):
        owe_marks(db.session.get(SessionDate, one), now)
    db.session.commit()
    return [(one.owner, one.about) for one in open_promises() if one.kind == "attendance"]


def trainer():
    made = make.account("trainer", name="Awa Diop", language="fr")
    db.session.commit()
    return made


def test_when_the_date_is_over_the_team_of_the_place_owes_the_marks(session):
    make.sign_up(session)
    assert owed(NOW + 2 * HOUR) == [], "the trainer has an hour"
    assert owed() == [("place:blue-house", f"session_date:{session.dates[0].id}")]
    assert owed(AFTER + HOUR) == owed(), "once"


def test_where_there_is_a_trainer_the_trainer_owes_them_and_has_a_link(session):
    awa = trainer()
    begin_write()
    session.trainer_id = awa.id
    db.session.commit()
    make.sign_up(session)

    assert [owner for owner, _about in owed()] == [f"account:{awa.ref}"]

    assert [(link.name, is_open(link, AFTER)) for link in links_of(session)] == [("Awa Diop", True)]


def test_whoever_is_no_trainer_any_more_gets_no_link_to_the_names(session):
    awa = trainer()
    begin_write()
    session.trainer_id = awa.id
    db.session.commit()
    make.sign_up(session)
    make.end_grants(awa)

    assert [owner for owner, _about in owed()] == ["place:blue-house"]
    assert links_of(session) == []


def test_the_last_mark_is_the_answer(session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    assert owed()

    marked(nour)
    assert (missing(session.dates[0]), len(owed())) == (1, 1)
    marked(ali, Mark.ABSENT)

    assert (missing(session.dates[0]), owed()) == (0, [])


def test_a_date_with_two_half_days_wants_a_mark_for_each(app):
    session = make.course_session(timedelta(minutes=10), minutes=420)
    nour = make.sign_up(session)
    marked(nour)
    assert missing(session.dates[0]) == 1
    marked(nour, half=Half.AFTERNOON)
    assert missing(session.dates[0]) == 0


def test_nothing_is_owed_when_all_are_marked_already(session):
    marked(make.sign_up(session))
    assert owed() == []


def test_nothing_is_owed_of_a_date_nobody_had_a_seat_on(app):
    session = make.course_session(DAY)
    cancel(make.sign_up(session), NOW)
    db.session.commit()
    assert owed(NOW + 2 * DAY) == []


def test_nothing_is_owed_of_a_date_that_was_cancelled(app):
    session = make.course_session(DAY)
    make.sign_up(session)
    cancel_course_session(session, NOW)
    db.session.commit()
    assert owed(NOW + 2 * DAY) == []


def test_after_two_weeks_nobody_is_asked_any_more(session):
    make.sign_up(session)
    assert owed(NOW + 15 * DAY) == []


def dates_of(name, *marks, **facts):
    """A person with so many dates behind, one a day, and what was marked of each."""
    session = make.course_session(timedelta(minutes=10), dates=1, **facts)
    sign_up = make.sign_up(session, first_name=name)
    begin_write()
    first = session.dates[0]
    for later in range(1, len(marks)):
        session.dates.append(
            SessionDate(starts_at=first.starts_at + later * DAY, ends_at=first.ends_at + later * DAY)
        )
    db.session.flush()
    for day, one in zip(session.dates, marks, strict=True):
        marked(sign_up, one, day)
    return sign_up


def test_two_absences_in_a_row_are_seen_and_nothing_else(app):
    twice = dates_of("Twice", Mark.PRESENT, Mark.ABSENT, Mark.ABSENT)
    dates_of("Back again", Mark.ABSENT, Mark.ABSENT, Mark.PRESENT)
    dates_of("Excused", Mark.ABSENT, Mark.EXCUSED, Mark.ABSENT)
    dates_of("Once", Mark.ABSENT)

    found = absent_in_a_row(Powers(everywhere=True), NOW + 5 * DAY)

    assert [(one.person.first_name, one.sign_up) for one in found] == [("Twice", twice)]
    assert found[0].since == twice.course_session.dates[-1].starts_at


def test_a_date_of_which_they_saw_one_half_was_not_missed(app):
    session = make.course_session(timedelta(minutes=10), minutes=420, dates=2)
    nour = make.sign_up(session)
    for day in session.dates:
        marked(nour, Mark.ABSENT, day)
        marked(nour, Mark.ABSENT, day, Half.AFTERNOON)
    marked(nour, Mark.PRESENT, session.dates[1], Half.AFTERNOON)
    assert absent_in_a_row(Powers(everywhere=True), NOW + 9 * DAY) == []


def test_absences_are_shown_to_the_team_of_the_place(app):
    here = make.place()
    dates_of("Twice", Mark.ABSENT, Mark.ABSENT, place=here)
    assert len(absent_in_a_row(Powers(places=frozenset({here.id})), NOW + 5 * DAY)) == 1
    assert absent_in_a_row(Powers(places=frozenset({make.place().id})), NOW + 5 * DAY) == []


def test_absences_of_long_ago_are_no_reason_to_call(app):
    dates_of("Twice", Mark.ABSENT, Mark.ABSENT)
    assert absent_in_a_row(Powers(everywhere=True), NOW + 90 * DAY) == []


def test_looking_for_missing_marks_costs_the_same_however_many_dates_there_were(app):
    sizes = []
    for dates in (1, 8):
        for _ in range(dates):
            make.sign_up(make.course_session(timedelta(minutes=10)))
        with queries_counted() as sent:
            assert dates_unmarked(AFTER)
        sizes.append(len(sent))
    assert sizes[0] == sizes[1]


def test_looking_for_missing_marks_writes_nothing_where_all_are_made(session):
    marked(make.sign_up(session))
    before = session.rev
    assert dates_unmarked(AFTER) == []
    assert session.rev == before
