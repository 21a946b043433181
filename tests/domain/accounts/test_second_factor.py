"""Six digits from an app, or a code on paper: each good once."""

from datetime import timedelta

import pyotp
import pytest

from portal.database import begin_write, db
from portal.domain.accounts.account_models import RecoveryCode
from portal.domain.accounts.roles import powers_of
from portal.domain.accounts.second_factor import (
    CODES,
    WrongCode,
    check,
    codes_left,
    confirm,
    forget,
    new_codes,
    new_secret,
    owed,
    setup_address,
)
from tests import make
from tests.conftest import NOW

STEP = timedelta(seconds=30)


class Phone:
    """An app that shows digits."""

    def __init__(self) -> None:
        self.secret = new_secret()

    def digits(self, at=NOW) -> str:
        return pyotp.TOTP(self.secret).at(at)


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def account(app, phone):
    made = make.account("staff")
    made.papers = confirm(made, phone.secret, phone.digits(NOW - 10 * STEP), NOW - 10 * STEP)
    db.session.commit()
    return made


def owes(account) -> bool:
    return owed(account, powers_of(account, NOW))


def is_wrong(account, typed, now=NOW) -> bool:
    try:
        check(account, typed, now)
    except WrongCode:
        return True
    return False


def test_the_digits_of_now_open(account, phone):
    assert not is_wrong(account, phone.digits())


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_one_step_off(account, phone, steps):
    assert not is_wrong(account, phone.digits(NOW + steps * STEP))


@pytest.mark.parametrize("steps", [-2, 2, -60])
def test_but_no_more(account, phone, steps):
    assert is_wrong(account, phone.digits(NOW + steps * STEP))


def test_no_digits_are_good_twice_and_none_older_than_the_last(account, phone):
    check(account, phone.digits(NOW), NOW)

    assert is_wrong(account, phone.digits(NOW))
    assert is_wrong(account, phone.digits(NOW - STEP))
    assert not is_wrong(account, phone.digits(NOW + STEP))


def test_digits_may_be_typed_in_groups_or_in_arabic(account, phone):
    digits = phone.digits()
    arabic = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert not is_wrong(account, f" {arabic[:3]} {arabic[3:]} ")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "²²²²²²", "٣٣٣", "None"])
def test_what_is_no_code_is_wrong(account, typed):
    assert is_wrong(account, typed)


def test_an_account_without_a_phone_has_no_right_digits(app):
    assert is_wrong(make.account("staff"), pyotp.TOTP(new_secret()).at(NOW))


def test_the_wrong_digits_set_up_nothing(app, phone):
    account = make.account("staff")

    with pytest.raises(WrongCode):
        confirm(account, phone.secret, "000000", NOW)

    assert account.totp_confirmed_at is None and account.totp_secret is None


def test_a_code_on_paper_opens_once(account):
    first, second, *_rest = account.papers

    assert not is_wrong(account, first.upper().replace(" ", "-"))
    assert is_wrong(account, first)
    assert not is_wrong(account, second)
    assert codes_left(account) == CODES - 2


def test_a_code_on_paper_is_not_in_the_database(account):
    kept = {one.digest for one in db.session.scalars(db.select(RecoveryCode))}

    assert len(kept) == CODES
    assert not kept & {paper.replace(" ", "") for paper in account.papers}


def test_the_code_of_one_account_opens_no_other(account, phone):
    other = make.account("staff")

    assert is_wrong(other, account.papers[0])


def test_new_codes_make_the_old_paper_worthless(account):
    fresh = new_codes(account)

    assert is_wrong(account, account.papers[0])
    assert not is_wrong(account, fresh[0])


def test_a_lost_phone_opens_nothing_any_more(account, phone):
    forget(account)

    assert is_wrong(account, phone.digits())
    assert is_wrong(account, account.papers[1])


def test_the_back_office_owes_a_second_factor_and_others_do_once_they_have_one(app, phone):
    staff, volunteer = make.account("staff"), make.account("volunteer")
    assert (owes(staff), owes(volunteer)) == (True, False)

    confirm(volunteer, phone.secret, phone.digits(), NOW)

    assert owes(volunteer)


def test_who_is_staff_no_more_owes_none(app):
    begin_write()
    account = make.account("staff", until=NOW)

    assert not owes(account)


def test_the_qr_code_names_the_association_and_the_account(phone):
    address = setup_address(phone.secret, "nadia@example.org", "Numérique Ici")

    assert address.startswith("otpauth://totp/Num%C3%A9rique%20Ici:nadia%40example.org?")
    assert f"secret={phone.secret}" in address
