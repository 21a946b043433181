"""The phone as the second step: setting it up, recovery codes, another phone."""

import pytest

from portal.domain.accounts import second_factor
from portal.domain.messages.kinds import MessageKind
from tests.blueprints.accounts.steps import (
    SENTENCE,
    digits,
    give_password,
    last_message,
    log,
    sign_in,
    volunteer,
    with_password,
    with_phone,
)
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.steps import path


def key(page) -> str:
    """The secret, as somebody without a camera types it into the app."""
    return page.text("main code").replace(" ", "")


def set_up(client, account):
    """Set up the phone at the first sign-in; returns the page with the recovery codes."""
    page = give_password(client, account)
    assert page.h1 == "Set up your phone"
    return page.form("form.stack").fill(code=digits(key(page))).send()


def paper(page) -> list[str]:
    return page.texts("main ol li")


def test_the_first_sign_in_of_staff_sets_up_the_phone_and_shows_codes_once(client):
    account = with_password("staff")

    page = set_up(client, account)

    assert page.h1 == "Your recovery codes"
    assert len(set(paper(page))) == 10
    assert account.totp_confirmed_at is not None
    assert log()[-1] == "account.factor_set"
    assert client.get_page("/en/account").h1 == "Your account"
    assert paper(page)[0] not in client.get_page("/en/account/codes").words


def test_the_picture_says_the_same_as_the_key(client):
    page = give_password(client, with_password("staff"))

    address = page.link("The app is on this phone: open it")

    assert address.startswith("otpauth://totp/Konexio:")
    assert f"secret={key(page)}" in address
    assert page.all("svg.qr")


def test_looked_at_again_it_is_the_same_key(client):
    page = give_password(client, with_password("staff"))

    assert key(client.get_page("/en/sign-in/phone")) == key(page)


def test_wrong_digits_set_up_nothing_and_keep_the_key(client):
    account = with_password("staff")
    page = give_password(client, account)

    again = page.form("form.stack").fill(code="000000").send()

    assert again.problems == ["This code is not right. Wait for the next one."]
    assert key(again) == key(page)
    assert account.totp_confirmed_at is None
    assert client.get("/en/account").status_code == 303


def test_the_next_sign_in_asks_for_the_digits_and_no_longer_shows_the_key(client, other):
    account = with_password("staff")
    set_up(client, account)

    page = give_password(other, account)

    assert page.h1 == "Your second step"
    assert path(other.get_page("/en/sign-in/phone")) == "/en/sign-in/code"
    assert other.post("/en/sign-in/phone").status_code == 404


def test_a_code_on_paper_opens_once(client, other):
    account = with_password("staff")
    code = paper(set_up(client, account))[3]

    assert give_password(other, account).form().fill(code=code.upper()).send().status == 200
    assert other.get("/en/account").status_code == 200
    client.get_page("/en/account").form("form[action='/en/sign-out']").send()
    assert give_password(client, account).form().fill(code=code).send().status == 422


def test_new_codes_end_the_old_ones_and_the_owner_is_told(client):
    account = with_phone()
    sign_in(client, account)
    old = second_factor.new_codes(account)

    page = client.get_page("/en/account/codes").form().send()

    assert page.h1 == "Your recovery codes" and not set(paper(page)) & set(old)
    assert second_factor.codes_left(account) == 10
    assert last_message(MessageKind.ACCOUNT_CHANGED).facts == {"what": "codes"}


def test_another_phone_takes_the_place_of_the_first_and_the_owner_is_told(client, other):
    account = with_phone()
    sign_in(client, account)

    page = client.get_page("/en/account/phone")
    secret = key(page)
    page.form("form.stack").fill(password=SENTENCE, code=digits(secret)).send()

    assert account.totp_secret == secret
    assert last_message(MessageKind.ACCOUNT_CHANGED).facts == {"what": "factor"}
    assert client.get("/en/account").status_code == 200
    assert give_password(other, account).form().fill(code=digits()).send().status == 422


def test_the_first_phone_is_no_news(client):
    set_up(client, with_password("staff"))

    with pytest.raises(AssertionError, match="no message"):
        last_message(MessageKind.ACCOUNT_CHANGED)


def test_a_volunteer_may_have_one_too_and_is_asked_for_it_from_then_on(client, other):
    account = with_password()
    sign_in(client, account)
    page = client.get_page(client.get_page("/en/account").link("Add a second step"))

    page.form("form.stack").fill(password=SENTENCE, code=digits(key(page))).send()

    assert give_password(other, account).h1 == "Your second step"


def test_whoever_finds_a_browser_left_open_sets_up_no_other_phone(client):
    account = with_phone()
    sign_in(client, account)
    before, page = account.totp_secret, client.get_page("/en/account/phone")

    refused = page.form("form.stack").fill(password="not-this-one-at-all", code=digits(key(page))).send()

    assert refused.status == 422
    assert refused.problems == ["This is not your password. Please try again."]
    assert account.totp_secret == before


def test_codes_without_a_phone_are_not_drawn(client):
    account = volunteer()
    let_in(client, account, two_factors=False)
    token = client.get_page("/en/account").form("form[action='/en/account/everywhere']")["csrf_token"]

    assert client.post("/en/account/codes", data={"csrf_token": token}).status_code == 404
    assert second_factor.codes_left(account) == 0


def test_nobody_is_half_way_without_having_begun(client):
    for address in ("/en/sign-in/code", "/en/sign-in/phone"):
        assert path(client.get_page(address)) == "/en/sign-in"
        assert client.post(address, data={"code": "123456"}).status_code == 404


def test_stopping_half_way_forgets_the_password_that_was_given(client):
    page = give_password(client, with_phone())

    page = page.form("form[action='/en/sign-out']").send()

    assert page.h1 == "Sign in"
    assert path(client.get_page("/en/sign-in/code")) == "/en/sign-in"
    assert SENTENCE not in page.words
