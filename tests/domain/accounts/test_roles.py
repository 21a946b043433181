"""What an account may do and where, from one request to the next; somebody is always left to let others in."""

from datetime import timedelta

import pytest

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.accounts import NotNow, close, reopen, reset_factor
from portal.domain.accounts.roles import (
    NOBODY,
    GrantedAlready,
    LastAdmin,
    NotInForce,
    grant,
    grants_of,
    history_of,
    powers_of,
    revoke,
)
from portal.domain.signups.asked import home_zone
from tests import make
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def admin(**facts):
    """Somebody who can sign in and let others in."""
    return make.account("admin", **{"password_hash": "kept"} | facts)


def test_a_role_at_a_place_opens_that_place_and_no_other(app):
    here, there = make.place(), make.place()

    powers = powers_of(make.account("staff", here), NOW)

    assert powers.sees(here.id) and not powers.sees(there.id) and not powers.sees(None)
    assert powers.staff and not powers.everywhere and not powers.admin


def test_without_a_place_it_opens_all(app):
    powers = powers_of(make.account("staff"), NOW)

    assert powers.everywhere and powers.sees(make.place().id) and powers.sees(None)


def test_a_trainer_has_no_back_office(app):
    assert not powers_of(make.account("trainer"), NOW).staff


def test_a_role_ends_at_its_hour(app):
    account = make.account("staff", until=NOW + HOUR)

    assert powers_of(account, NOW + HOUR - timedelta(seconds=1)).staff
    assert powers_of(account, NOW + HOUR) == NOBODY


def test_what_is_taken_back_is_gone_at_once_and_remains_in_the_history(app):
    account, by = make.account("staff"), admin()
    (given,) = grants_of(account, NOW)

    revoke(given, by, NOW)

    assert powers_of(account, NOW) == NOBODY
    (past,) = history_of(account)
    assert (past.revoked_at, past.revoked_by_id) == (NOW, by.id)


def test_what_has_ended_cannot_be_taken_back(app):
    account = make.account("staff")
    (given,) = grants_of(account, NOW)
    revoke(given, None, NOW)

    with pytest.raises(NotInForce):
        revoke(given, None, NOW)


def test_the_same_role_at_the_same_place_is_given_once(app):
    place = make.place()
    account = make.account("staff", place)

    with pytest.raises(GrantedAlready):
        grant(account, OfficeRole.STAFF, place.id, None, None, NOW)

    grant(account, OfficeRole.STAFF, None, None, None, NOW)
    assert powers_of(account, NOW).everywhere


def test_an_admin_is_one_everywhere(app):
    account = make.account(None)

    grant(account, OfficeRole.ADMIN, make.place().id, None, None, NOW)

    assert powers_of(account, NOW).admin and powers_of(account, NOW).everywhere


def take_role(account):
    revoke(grants_of(account, NOW)[0], None, NOW)


def shut(account):
    close(account, NOW)


def start_over(account):
    reset_factor(account, home_zone(), NOW)


@pytest.mark.parametrize("leave", [take_role, shut, start_over])
def test_the_last_admin_stays(app, leave):
    only = admin()

    with pytest.raises(LastAdmin):
        leave(only)

    assert powers_of(only, NOW).admin and only.password_hash


@pytest.mark.parametrize("leave", [take_role, shut, start_over])
def test_where_another_can_sign_in_one_may_go(app, leave):
    first, second = admin(), admin()

    leave(first)

    with pytest.raises(LastAdmin):
        leave(second)


@pytest.mark.parametrize(
    "facts",
    [{"password_hash": None}, {"closed_at": NOW}, {"until": NOW + 24 * HOUR}],
    ids=["never came in", "closed", "ends tomorrow"],
)
def test_one_who_cannot_or_soon_will_not_is_no_other_admin(app, facts):
    only = admin()
    admin(**facts)

    with pytest.raises(LastAdmin):
        shut(only)


def test_staff_may_always_go(app):
    account = make.account("staff")

    shut(account)

    assert powers_of(account, NOW) == NOBODY
    with pytest.raises(NotNow):
        shut(account)


def test_an_account_opened_again_has_the_rights_it_still_has(app):
    account = make.account("staff")
    shut(account)

    reopen(account)

    assert powers_of(account, NOW).staff
    with pytest.raises(NotNow):
        reopen(account)
