"""Browsers that are signed in."""

from datetime import timedelta

import pytest

from portal.domain.accounts.sign_ins import begin, end, end_all, find, in_few_words, is_over, open_of, open_one, seen
from tests import make
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def test_the_token_finds_it_until_it_ends(app):
    account = make.account()
    token = begin(account, "Firefox", True, NOW)
    found = find(token, NOW)
    assert found.account is account and found.token_digest != token

    end(found, NOW)

    assert find(token, NOW) is None


def test_everywhere_else_leaves_the_one_in_hand(app):
    account, other = make.account(), make.account()
    here, there, theirs = begin(account, "", True, NOW), begin(account, "", True, NOW), begin(other, "", True, NOW)

    end_all(account, NOW, but=find(here, NOW))

    assert [bool(find(token, NOW)) for token in (here, there, theirs)] == [True, False, True]


def test_it_is_over_when_left_alone_and_when_it_is_old(app):
    sign_in = find(begin(make.account(), "", True, NOW), NOW)

    assert not is_over(sign_in, HOUR, 3 * HOUR, NOW + HOUR)
    assert is_over(sign_in, HOUR, 3 * HOUR, NOW + HOUR + timedelta(seconds=1))
    for hour in (1, 2, 3):
        seen(sign_in, NOW + hour * HOUR)
    assert not is_over(sign_in, HOUR, 3 * HOUR, NOW + 3 * HOUR)
    assert is_over(sign_in, HOUR, 3 * HOUR, NOW + 3 * HOUR + timedelta(seconds=1))


def test_a_busy_browser_is_written_down_once_a_minute(app):
    sign_in = find(begin(make.account(), "", True, NOW), NOW)

    assert not seen(sign_in, NOW + timedelta(seconds=59))
    assert seen(sign_in, NOW + timedelta(seconds=60))


def test_an_account_sees_its_own_and_no_others(app):
    account, other = make.account(), make.account()
    first, theirs = find(begin(account, "", True, NOW), NOW), find(begin(other, "", True, NOW), NOW)
    second = find(begin(account, "", True, NOW + HOUR), NOW)

    assert open_of(account) == [second, first]
    assert open_one(account, first.ref) is first
    assert open_one(account, theirs.ref) is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", "Firefox, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "Chrome, Linux"),
        ("curl/8.5", ""),
    ],
)
def test_a_browser_in_few_words(agent, words):
    assert in_few_words(agent) == words
