"""The counters behind the limits: right through windows, restarts, threads and processes, on one small file."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from portal.web.limits import SCHEME, SqliteStorage
from tests import make
from tests.conftest import NOW

MINUTE = 60


@pytest.fixture
def counters(tmp_path):
    storage = SqliteStorage(f"{SCHEME}://{tmp_path / 'new folder' / 'limits.sqlite3'}")
    yield storage
    storage._connection().close()


def rows(storage):
    return storage._connection().execute("SELECT key, count FROM hit ORDER BY key").fetchall()


def test_a_file_that_is_not_there_yet_is_made(counters):
    assert counters.check()
    assert counters.get("somebody") == 0


def test_each_hit_counts_and_each_key_has_its_own_count(counters):
    assert [counters.incr("one", MINUTE) for _ in range(3)] == [1, 2, 3]
    assert counters.incr("two", MINUTE) == 1
    assert counters.incr("two", MINUTE, amount=4) == 5
    assert (counters.get("one"), counters.get("two"), counters.get("three")) == (3, 5, 0)


def test_a_window_lasts_from_its_first_hit_whatever_comes_later(counters):
    counters.incr("one", MINUTE)
    with time_machine.travel(NOW + timedelta(seconds=59), tick=False):
        assert counters.incr("one", MINUTE) == 2
        assert counters.get_expiry("one") == (NOW + timedelta(seconds=60)).timestamp()
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        assert counters.get("one") == 0
        assert counters.incr("one", MINUTE) == 1
        assert counters.get_expiry("one") == (NOW + timedelta(seconds=120)).timestamp()


def test_a_key_nobody_used_is_free_now(counters):
    assert counters.get_expiry("nobody") == NOW.timestamp()


def test_windows_that_are_long_over_leave_the_file(counters):
    for number in range(5):
        counters.incr(f"old {number}", MINUTE)
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        counters.incr("new", MINUTE)

    assert rows(counters) == [("new", 1)]


def test_one_key_or_all_can_be_forgotten(counters):
    for key in ("one", "two", "three"):
        counters.incr(key, MINUTE)

    counters.clear("one")
    assert (counters.get("one"), counters.get("two")) == (0, 1)

    assert counters.reset() == 2
    assert rows(counters) == []


@pytest.mark.parametrize("key", ["'; DROP TABLE hit; --", "مفتاح", "a" * 5000, ""])
def test_any_key_is_only_a_key(counters, key):
    assert [counters.incr(key, MINUTE) for _ in range(2)] == [1, 2]
    assert rows(counters) == [(key, 2)]


def test_the_count_outlives_the_process_that_made_it(counters):
    counters.incr("one", 10**9)
    count_once = f"""
from portal.web.limits import SqliteStorage
storage = SqliteStorage("{SCHEME}://{counters._path}")
print(storage.incr("one", 60))
"""

    told = subprocess.run([sys.executable, "-c", count_once], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "2"
    assert counters.get("one") == 2


def test_threads_that_hit_at_once_are_all_counted(counters):
    def hit_and_hang_up(_):
        seen = [counters.incr("one", MINUTE) for _ in range(25)]
        counters._connection().close()
        del counters._local.connection
        return seen

    with ThreadPoolExecutor(8) as threads:
        seen = [count for counts in threads.map(hit_and_hang_up, range(8)) for count in counts]

    assert sorted(seen) == list(range(1, 201))


def test_five_a_minute_means_five_a_minute(counters):
    strategy, limit = FixedWindowRateLimiter(counters), RateLimitItemPerMinute(5)

    assert [strategy.hit(limit, "one") for _ in range(7)] == [True] * 5 + [False] * 2
    assert strategy.hit(limit, "two")
    with time_machine.travel(NOW + timedelta(seconds=60), tick=False):
        assert strategy.hit(limit, "one")


def test_errors_of_the_file_are_known_as_such(tmp_path):
    (tmp_path / "limits.sqlite3").mkdir()
    broken = SqliteStorage(f"{SCHEME}://{tmp_path / 'limits.sqlite3'}")

    assert broken.base_exceptions is sqlite3.Error
    with pytest.raises(sqlite3.Error):
        broken.incr("one", MINUTE)


def test_counters_that_cannot_be_written_lock_nobody_out(tmp_path):
    (tmp_path / "limits.sqlite3").mkdir()
    with make.portal_of_its_own("sqlite", tmp_path, "own", PORTAL_LIMITS_URL="") as own:
        session_ref = make.course_session().ref
        make.db.session.commit()
        visitor = own.test_client()
        token = csrf_token(visitor.get(f"/en/sessions/{session_ref}/seat"))

        answer = visitor.post(
            f"/en/sessions/{session_ref}/seat",
            data={"first_name": "Nour", "reach_by": "none", "party": "1", "consent": "y", "csrf_token": token},
        )

    assert answer.status_code == 303


def csrf_token(response):
    from tests.html import Page

    return Page(response, None).one("#seat-form input[name=csrf_token]").get("value")
