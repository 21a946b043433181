"""What an association decides for itself holds in every rule that asks for it."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.domain.messages.kinds import MessageKind
from portal.domain.privacy import REGISTER, Reason
from portal.domain.promises.hours import is_waking, last_waking, next_waking, working_days_later
from portal.domain.settings.ours import Ours, bounds, decide, kept_months
from portal.domain.signups.reminders import due_at
from portal.domain.signups.retention import before

PARIS = ZoneInfo("Europe/Paris")


def wall(moment):
    return f"{moment.astimezone(PARIS):%a %H:%M}"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


def test_nobody_is_written_to_before_nine_where_the_team_says_so():
    decide(Ours(waking_from=time(9), waking_until=time(18)))

    assert not is_waking(at("2026-03-10T08:30"), PARIS)
    assert wall(next_waking(at("2026-03-10T08:30"), PARIS)) == "Tue 09:00"
    assert wall(next_waking(at("2026-03-10T18:00"), PARIS)) == "Wed 09:00"
    assert wall(last_waking(at("2026-03-10T23:00"), PARIS)) == "Tue 17:30"


def test_an_answer_comes_by_the_hour_at_which_the_team_closes():
    decide(Ours(office_closes=time(16, 30)))

    assert wall(working_days_later(at("2026-03-10T10:00"), 1, PARIS)) == "Wed 16:30"


def test_reminders_come_at_the_hours_the_team_chose():
    decide(Ours(remind_day_before_at=time(17), remind_morning_at=time(9)))
    starts = at("2026-03-10T14:00")

    assert [wall(one) for one in due_at(MessageKind.REMINDER_DAY_BEFORE, starts, PARIS)] == ["Mon 17:00", "Tue 09:00"]
    assert [wall(one) for one in due_at(MessageKind.REMINDER_MORNING, starts, PARIS)] == ["Tue 09:00", "Tue 13:00"]


def test_what_is_kept_for_a_shorter_time_goes_sooner():
    now = at("2026-03-10T10:00")
    usual = before(Reason.CONTACT, now)
    decide(Ours(months={Reason.CONTACT: 3}))

    assert kept_months(Reason.CONTACT) == 3
    assert kept_months(Reason.NAME) == REGISTER[Reason.NAME].months
    assert before(Reason.CONTACT, now) > usual


@pytest.mark.parametrize("reason", Reason)
def test_what_the_register_says_lies_within_the_bounds_of_a_choice(reason):
    fewest, most = bounds(reason)

    assert 1 <= fewest <= REGISTER[reason].months <= most <= (60 if reason is Reason.SAFEGUARDING else 36)
