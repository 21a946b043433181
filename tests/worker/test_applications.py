"""Applications while the clock moves and the team is silent: reminded, passed on, ended; told at each turn."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.applying import application_of
from portal.domain.signups.audit import audit
from portal.domain.signups.interviews import ask_other_time
from portal.domain.signups.lookup import by_ref
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, cohort, coming, invited, owed
from tests.worker.office import messages

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROMISED = datetime(2026, 12, 8, 17, tzinfo=UTC)


def days_pass(office, until, start=NOW):
    """The worker comes by each hour of the day."""
    now = start
    while now <= until:
        office.work(now)
        assert audit(now) == []
        now += HOUR


def told():
    return [message.kind for message in messages() if message.owner is None]


def test_a_silent_team_is_reminded_and_the_application_lives_until_the_promised_moment(office):
    sign_up = applied()

    days_pass(office, PROMISED - HOUR)

    assert by_ref(sign_up.ref).state == "requested"
    reminders = [message.created_at for message in messages("staff_owes")]
    assert len(reminders) >= 3
    assert told() == ["application_sent"]


def test_then_the_whole_team_owes_it_and_the_person_hears_the_new_date(office):
    sign_up = applied()

    days_pass(office, PROMISED + HOUR, PROMISED - HOUR)

    promise = owed(sign_up)
    assert (promise.owner, promise.reply_by) == ("team", datetime(2026, 12, 11, 17, tzinfo=UTC))
    (late,) = messages("application_late")
    assert late.facts == {"reply_by": promise.reply_by.isoformat()}
    assert by_ref(sign_up.ref).state == "requested"


def test_silence_of_all_ends_it_with_the_way_on_and_never_before_the_date(office):
    sign_up = applied()
    end = datetime(2026, 12, 11, 17, tzinfo=UTC)

    days_pass(office, end - HOUR, PROMISED - HOUR)
    assert by_ref(sign_up.ref).state == "requested"
    days_pass(office, end + HOUR, end)

    assert (by_ref(sign_up.ref).state, owed(sign_up)) == ("expired", None)
    assert told() == ["application_sent", "application_late", "application_over"]
    assert "07 66 38 74 96" in office.texts()[-1]


@pytest.mark.parametrize("starts", [5 * HOUR, 30 * HOUR, 3 * DAY, 12 * DAY], ids=str)
def test_every_application_has_ended_when_the_course_begins(office, starts):
    session = cohort(starts)
    silent, meets = applied(session), applied(session, first_name="Amal")
    if starts > 10 * DAY:
        coming(meets)

    days_pass(office, session.starts_at + HOUR)

    for sign_up in (silent, meets):
        assert by_ref(sign_up.ref).state == "expired"
        assert owed(sign_up) is None
    assert told().count("application_over") == 2


def test_no_answer_to_an_interview_is_asked_about_once_more_and_ends_in_a_call(office):
    sign_up = applied()
    invited(sign_up)
    reply = owed(sign_up, PromiseKind.INTERVIEW).reply_by

    days_pass(office, reply - HOUR)
    assert told().count("interview_proposed") == 2
    days_pass(office, reply + HOUR, reply)

    call = owed(sign_up, PromiseKind.INTERVIEW_DATE)
    assert (application_of(sign_up).step, call.owner.split(":")[0]) == ("to_agree", "place")
    assert told()[-1] == "interview_later"
    assert any(message.about == f"promise:{call.id}" for message in messages("staff_owes"))


def test_a_team_that_finds_no_date_says_so_each_time_its_word_runs_out(office):
    sign_up = applied()
    invited(sign_up)
    ask_other_time(sign_up, Role.PERSON, NOW)
    db.session.commit()

    days_pass(office, NOW + 5 * DAY)

    promised = [message.facts["reply_by"][:10] for message in messages("interview_later")]
    assert promised == ["2026-11-26", "2026-11-27", "2026-12-08"]
    assert owed(sign_up, PromiseKind.INTERVIEW_DATE) is None
    assert owed(sign_up)
