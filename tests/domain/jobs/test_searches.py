"""A saved search: one for the same contact and wishes, told of what is new and of nothing twice, ended by a press."""

import pytest
from sqlalchemy import func, select

from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import publishing, searches
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import Every, JobKind
from portal.domain.jobs.states import CompanyState
from portal.domain.jobs.told import about_search
from portal.domain.messages import outbox, queue
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.hours import is_waking
from portal.domain.promises.lists import open_promises
from portal.domain.signups.asked import home_zone
from portal.worker.jobs import tell_searches
from tests import make, make_jobs
from tests.conftest import NOW
from tests.make_searches import DAY, EMAIL, HOUR, alert, published, saved
from tests.worker.office import messages, states

NEWS, ON = MessageKind.SEARCH_NEWS.value, MessageKind.SEARCH_ON.value
PHONE = read_phone("06 12 34 56 78", "FR")


def told():
    """How many jobs each message names."""
    return [one.facts["count"] for one in messages(NEWS)]


def sent(moment):
    """What is due has left the house."""
    for message in queue.claim("postman", moment, 500):
        queue.sent(message, moment, None)
    make.db.session.commit()


def work(*moments):
    """The worker looks at the searches, and what it says leaves; returns how many jobs each message named."""
    for moment in moments:
        sent(moment)
        tell_searches(moment)
        sent(moment)
    return told()


def test_whoever_saves_a_search_hears_so_at_once_and_nothing_before_something_is_new(app):
    saved()

    assert work(*(NOW + day * DAY for day in range(1, 10))) == []
    assert states() == [(ON, "sent")]


def test_what_came_to_the_board_since_and_fits_is_told_once(app):
    published(NOW - HOUR)
    saved()
    published(NOW + HOUR)
    published(NOW + 2 * HOUR)
    published(NOW + HOUR, kind=JobKind.PERMANENT)
    make.db.session.commit()

    assert work(NOW + DAY - HOUR) == []
    assert work(NOW + DAY, NOW + DAY, NOW + DAY + HOUR) == [2]
    published(NOW + DAY + HOUR)
    assert work(NOW + 2 * DAY, NOW + 3 * DAY) == [2, 1]


def test_what_comes_at_the_very_moment_of_the_look_is_told_the_next_time_and_not_lost(app):
    saved()
    published(NOW + DAY)
    make.db.session.commit()

    assert work(NOW + DAY) == []
    assert work(NOW + 2 * DAY) == [1]


def test_once_a_week_is_once_a_week(app):
    saved(every=Every.WEEK)
    for day in range(20):
        published(NOW + day * DAY + HOUR)
    make.db.session.commit()

    assert work(*(NOW + day * DAY for day in range(1, 21))) == [7, 7]


def test_a_job_that_pauses_and_comes_back_is_no_news(app):
    saved()
    posting = published(NOW + HOUR)
    make.db.session.commit()
    assert work(NOW + DAY) == [1]

    publishing.pause(posting, Role.COMPANY, NOW + DAY)
    publishing.go_on(posting, Role.COMPANY, NOW + DAY + HOUR)
    publishing.refresh(posting, Role.COMPANY, NOW + DAY + 2 * HOUR)
    make.db.session.commit()

    assert work(NOW + 2 * DAY, NOW + 3 * DAY) == [1]


def test_what_left_the_board_before_the_news_is_not_told(app):
    saved()
    publishing.pause(published(NOW + HOUR), Role.COMPANY, NOW + 2 * HOUR)
    published(NOW + HOUR, company=make_jobs.company(CompanyState.SUSPENDED))
    published(NOW + HOUR, expires_on=NOW.date())
    make.db.session.commit()

    assert work(NOW + DAY) == []


def test_nobody_is_written_to_at_night(app):
    late = NOW + 13 * HOUR
    search = saved(now=late)
    published(late + HOUR)
    make.db.session.commit()
    assert not is_waking(late, home_zone())

    assert work(*(late + hours * HOUR for hours in range(1, 40))) == [1]

    assert all(is_waking(one.next_try_at, home_zone()) for one in messages(NEWS))
    assert is_waking(search.next_at, home_zone())


def test_saved_twice_it_is_one_search_told_as_often_as_was_said_last(app):
    first = saved(every=Every.WEEK, q="Développement", town="Paris")

    again = saved(every=Every.DAY, now=NOW + HOUR, town="paris", q="developpement", new="1")

    assert (again.id, again.every, again.next_at) == (first.id, "day", NOW + HOUR + DAY)
    assert states() == [(ON, "queued")]
    other, elsewhere = saved(reach=PHONE, town="Paris"), saved(town="Lille")
    assert len({first.id, other.id, elsewhere.id}) == 3


def test_who_lost_the_message_gets_it_again_on_another_day(app):
    saved()
    saved(now=NOW + DAY)

    assert [kind for kind, _state in states()] == [ON, ON]


def test_a_contact_has_ten_searches_at_most_and_one_that_is_stopped_makes_room(app):
    first, *_others = [saved(town=f"Town {number}") for number in range(searches.MOST)]

    with pytest.raises(searches.TooMany):
        searches.save(alert(town="Paris"), NOW)
    make.db.session.rollback()
    assert saved(reach=PHONE, town="Paris").ended_at is None
    searches.stop(first, NOW)
    assert saved(town="Paris").ended_at is None
    with pytest.raises(searches.TooMany):
        searches.save(alert(town="Town 0"), NOW)


def test_a_stopped_search_is_silent_and_what_waits_to_go_out_is_dropped(app):
    search = saved()
    published(NOW + HOUR)
    make.db.session.commit()
    sent(NOW)
    tell_searches(NOW + DAY)

    searches.stop(search, NOW + DAY)
    searches.stop(search, NOW + DAY + HOUR)
    make.db.session.commit()

    assert states(NEWS) == [(NEWS, "dropped")]
    assert search.ended_at == NOW + DAY
    published(NOW + DAY + HOUR)
    work(*(NOW + day * DAY for day in range(2, 6)))
    assert states(NEWS) == [(NEWS, "dropped")]


def test_started_again_nothing_of_its_usual_time_is_lost(app):
    search = saved()
    searches.stop(search, NOW + HOUR)
    published(NOW + 2 * HOUR)
    searches.go_on(search, NOW + 3 * HOUR)
    make.db.session.commit()

    assert work(NOW + DAY + 3 * HOUR) == [1]
    assert searches.ends_at(search) == NOW + 3 * HOUR + searches.LASTS


def test_after_a_long_stop_only_the_last_day_or_week_counts_as_new(app):
    search = saved()
    searches.stop(search, NOW + HOUR)
    published(NOW + 2 * HOUR)
    published(NOW + 30 * DAY)
    searches.go_on(search, NOW + 30 * DAY + HOUR)
    make.db.session.commit()

    assert work(NOW + 31 * DAY + HOUR) == [1]


def test_a_stopped_search_saved_again_goes_on_as_the_same_one(app):
    search = saved()
    searches.stop(search, NOW + HOUR)

    again = saved(now=NOW + DAY)

    assert (again.id, again.ended_at) == (search.id, None)


@pytest.mark.parametrize("new", [0, 2])
def test_after_a_year_it_ends_with_a_last_message(app, new):
    search = saved()
    year = NOW + searches.LASTS
    for _one in range(new):
        published(year - HOUR, expires_on=year.date() + 9 * DAY)
    make.db.session.commit()
    begun = search.told_until

    work(year - DAY, year, year + DAY, year + 2 * DAY)

    assert [(one.facts["count"], one.facts["last"]) for one in messages(NEWS)] == [(new, True)]
    assert (search.ended_at, search.next_at) == (year, None)
    assert search.told_until > begun


def test_while_the_last_news_still_waits_no_more_is_said_and_nothing_is_lost(app):
    """The gateway is down, or the day's money for text messages is spent."""
    saved(reach=PHONE)
    sent(NOW)
    for day in (0, 1, 2):
        published(NOW + day * DAY + HOUR)
    make.db.session.commit()

    for day in (1, 2, 3):
        tell_searches(NOW + day * DAY)
    assert told() == [1]

    assert work(NOW + 4 * DAY) == [1, 2]


def test_while_the_first_message_still_waits_news_are_told(app):
    saved(reach=PHONE)
    published(NOW + HOUR)
    make.db.session.commit()

    tell_searches(NOW + DAY)

    assert states() == [(ON, "queued"), (NEWS, "queued")]


def test_where_nobody_is_reached_the_search_ends_and_the_team_is_asked_once(app):
    search = saved(reach=PHONE)
    for message in queue.claim("postman", NOW):
        queue.give_up(message, "prefix", NOW)
    published(NOW + HOUR)
    make.db.session.commit()

    assert work(NOW + DAY, NOW + 2 * DAY) == []
    assert search.ended_at == NOW + DAY
    assert [one.kind for one in open_promises()] == ["undelivered"]


def test_a_gateway_that_is_away_for_a_day_ends_no_search(app):
    search = saved()
    (message,) = queue.claim("postman", NOW)
    for _time in range(queue.MOST_TRIES):
        queue.failed(message, "away", NOW)
    published(NOW + HOUR)

    tell_searches(NOW + 2 * DAY)

    assert message.state == "dead"
    assert search.ended_at is None
    assert told() == [1]


def test_whoever_wants_no_messages_gets_none_until_they_are_switched_on_again(app):
    saved()
    outbox.opt_out(EMAIL.digest, NOW)
    published(NOW + HOUR)
    make.db.session.commit()

    assert work(NOW + DAY, NOW + 2 * DAY) == []
    outbox.opt_in(EMAIL.digest)
    make.db.session.commit()
    assert work(NOW + 3 * DAY) == [1]


def test_what_is_saved_is_the_search_and_the_contact_and_nothing_else(app):
    search = saved(reach=PHONE, every=Every.WEEK, language="fa", kind="internship", new="1")

    assert (search.kind, search.value, search.language) == ("phone", "+33612345678", "fa")
    assert (search.query, search.every) == ({"kind": "internship"}, "week")
    (message,) = messages()
    assert (message.about, message.person_id, message.channel) == (about_search(search), None, "text")


def test_a_worker_that_was_away_for_days_tells_once_and_goes_on_in_step(app):
    search = saved()
    published(NOW + HOUR)
    make.db.session.commit()

    assert work(NOW + 5 * DAY + 2 * HOUR) == [1]
    assert search.next_at == NOW + 6 * DAY


def test_a_search_whose_rows_were_erased_meanwhile_stops_nobody_else(app):
    gone, stays = saved(town="Paris"), saved()
    published(NOW + HOUR, town="Lille", latitude=50.6, longitude=3.06)
    make.begin_write()
    make.db.session.delete(gone)
    make.db.session.commit()

    assert work(NOW + DAY) == [1]
    assert make.db.session.scalar(select(func.count()).select_from(SavedSearch)) == 1
    assert stays.next_at > NOW + DAY
