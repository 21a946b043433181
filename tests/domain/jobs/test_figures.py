"""The figures of work found, each against a small scene that is counted by hand."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.roles import Powers
from portal.domain.jobs import figures
from portal.domain.jobs.application_models import JobMove
from portal.domain.jobs.choices import Hired, Outcome, Presence, Situation
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.states import JobState
from portal.domain.mentoring.periods import Period, months, year
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.queries import queries_counted

pytestmark = pytest.mark.usefixtures("app")

ALL, DAY = Powers(everywhere=True), timedelta(days=1)
THIS_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), ZoneInfo("Europe/Paris"))
J = JobState


def applied(*steps, state=None, **facts):
    """An application that went these steps: (state, days after it was sent)."""
    sent = facts.pop("sent", NOW - 40 * DAY)
    made = make_jobs.application(
        state or (steps[-1][0] if steps else J.SENT), created_at=sent, moved_at=sent, **facts
    )
    for to, days in ((J.SENT, 0), *steps):
        db.session.add(JobMove(application=made, at=sent + days * DAY, role=Role.COMPANY, to_state=to))
    db.session.flush()
    return made


def placed(**facts):
    """A placement with what was said of it."""
    begin_write()
    made = Placement(application_id=make_jobs.application(J.COMPLETED).id, **facts)
    db.session.add(made)
    db.session.flush()


def test_nothing_is_counted_of_nothing():
    assert figures.answered(THIS_YEAR, ALL) == figures.Answered(0, 0, 0, 0, None)
    assert figures.steps(THIS_YEAR, ALL) == figures.Steps(0, 0, 0, 0, 0)
    assert figures.after(THIS_YEAR, ALL).replied == 0
    assert figures.by_country(THIS_YEAR, ALL) == figures.by_programme(THIS_YEAR, ALL) == []
    assert figures.years(NOW) == [2026]


def test_an_answer_is_an_interview_a_yes_or_a_no_and_the_first_one_counts():
    nour = applied((J.READ, 1), (J.INTERVIEW, 4), (J.OFFERED, 12)).person
    applied((J.DECLINED, 2), person=nour)
    applied((J.OFFERED, 10))
    applied((J.READ, 1))  # still waits
    applied((J.WITHDRAWN, 2))
    applied((J.EXPIRED, 21))  # silence

    found = figures.answered(THIS_YEAR, ALL)

    assert (found.sent, found.learners) == (6, 5)
    assert (found.in_time, found.owed) == (3, 4)
    assert found.days == pytest.approx(4)


def test_of_an_even_number_the_median_lies_between_the_two_in_the_middle():
    for days in (2, 4, 7, 21):
        applied((J.DECLINED, days))

    assert figures.answered(THIS_YEAR, ALL).days == pytest.approx(5.5)


def test_an_answer_after_three_weeks_is_an_answer_and_late():
    applied((J.INTERVIEW, 3))
    applied((J.DECLINED, 25))

    found = figures.answered(THIS_YEAR, ALL)

    assert (found.in_time, found.owed) == (1, 2)


def test_a_step_counts_in_the_time_in_which_it_happened_and_once_for_each_application():
    sent = NOW.replace(year=2025, month=12, day=20)
    applied((J.INTERVIEW, 3), (J.IN_REVIEW, 20), (J.INTERVIEW, 21), (J.OFFERED, 22), (J.CONFIRMED, 23), sent=sent)

    assert figures.steps(year(2025), ALL) == figures.Steps(1, 0, 0, 0, 0)
    assert figures.steps(THIS_YEAR, ALL) == figures.Steps(1, 1, 1, 0, 0)
    assert figures.answered(THIS_YEAR, ALL).sent == 0


def test_what_both_said_of_placements_and_where_they_stand_half_a_year_after():
    placed(outcome=Outcome.COMPLETED, assessed_at=NOW, hired=Hired.PERMANENT, learner_agrees=True, agreed_at=NOW)
    placed(outcome=Outcome.PARTLY, assessed_at=NOW, hired=Hired.NO, learner_agrees=False, agreed_at=NOW)
    placed(outcome=Outcome.COMPLETED, assessed_at=NOW)
    placed(outcome=Outcome.NO_SHOW, assessed_at=NOW)
    placed(outcome=Outcome.UNSAID, assessed_at=NOW, learner_agrees=True, agreed_at=NOW)
    placed(outcome=Outcome.COMPLETED, assessed_at=NOW.replace(year=2025), after_asked_at=NOW)
    for situation in (Situation.SAME_COMPANY, Situation.OTHER_WORK, Situation.LOOKING):
        placed(after_asked_at=NOW, after=situation, after_at=NOW)

    found = figures.after(THIS_YEAR, ALL)

    assert (found.ended, found.hired) == (3, 1)
    assert (found.the_same, found.said) == (1, 2)
    assert (found.asked, found.replied, found.at_work) == (4, 3, 2)
    assert found.situations[Situation.LOOKING] == 1 and found.situations[Situation.TRAINING] == 0


def test_by_country_of_the_work_and_from_home_apart():
    malawi = make_jobs.posting(country="MW")
    nour = applied(posting=malawi).person
    applied((J.CONFIRMED, 3), posting=make_jobs.posting(country="MW"), person=nour)
    applied(posting=make_jobs.posting(country="FR"))
    applied(posting=make_jobs.posting(presence=Presence.REMOTE, country=None))

    found = [(one.of, one.sent, one.learners, one.agreed) for one in figures.by_country(THIS_YEAR, ALL)]

    assert found[0] == ("MW", 2, 1, 1)
    assert sorted(found[1:], key=str) == [("FR", 1, 1, 0), (None, 1, 1, 0)]


def test_by_programme_a_learner_of_two_counts_in_both_and_each_application_once():
    nour = make.sign_up(make.course_session(), first_name="Nour").person
    make.sign_up(make.course_session(), first_name="Nour")
    begin_write()
    applied((J.CONFIRMED, 3), person=nour)
    applied(person=nour)
    applied()  # without a seat anywhere

    found = figures.by_programme(THIS_YEAR, ALL)

    assert [(one.sent, one.learners, one.agreed) for one in found] == [(2, 1, 1)] * len(found) and found


def test_month_by_month():
    applied(sent=NOW)
    applied(sent=NOW)
    applied(sent=NOW.replace(month=2))

    assert figures.sent_by(months(2026), ALL) == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]


def test_the_first_and_the_last_moment_are_those_of_the_wall():
    new_year = Period(date(2026, 1, 1), date(2026, 1, 1)).since
    applied(sent=new_year)
    applied(sent=new_year - timedelta(seconds=1))

    assert figures.answered(THIS_YEAR, ALL).sent == figures.answered(year(2025), ALL).sent == 1


def test_staff_of_a_place_count_the_learners_of_that_place():
    seat = make.sign_up(first_name="Nour")
    applied((J.OFFERED, 3), person=seat.person)
    applied((J.OFFERED, 3))
    here = Powers(places=frozenset({seat.course_session.place_id}))

    assert figures.answered(THIS_YEAR, here).sent == 1
    assert figures.steps(THIS_YEAR, here).offered == 1
    assert sum(figures.sent_by(months(2026), here)) == 1
    assert sum(one.sent for one in figures.by_country(THIS_YEAR, here)) == 1


def test_the_cost_is_the_same_however_many_there_are():
    def asked():
        with queries_counted() as sent:
            figures.answered(THIS_YEAR, ALL)
            figures.steps(THIS_YEAR, ALL)
            figures.after(THIS_YEAR, ALL)
            figures.by_country(THIS_YEAR, ALL)
        return len(sent)

    few = asked()
    for _each in range(5):
        applied((J.OFFERED, 3))

    assert asked() == few
