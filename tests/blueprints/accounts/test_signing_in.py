"""Signing in with a password, and out again."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts import sign_ins
from portal.domain.accounts.account_models import SignIn
from portal.domain.accounts.accounts import close
from tests import make
from tests.blueprints.accounts.steps import SENTENCE, digits, give_password, log, sign_in, with_password, with_phone
from tests.blueprints.steps import path, tables
from tests.conftest import NOW

WRONG = "E-mail or password is not right. Please try again."


def cookie(client) -> str:
    return client.get_cookie("portal").value


def test_a_volunteer_with_a_password_lands_on_the_own_page(client):
    page = give_password(client, with_password())

    assert (page.h1, path(page)) == ("Your account", "/en/account")
    assert log() == ["account.signed_in"]


def test_staff_show_the_digits_of_their_phone_too(client):
    account = with_phone()
    page = give_password(client, account)
    assert page.h1 == "Your second step"
    assert client.get("/en/account").status_code == 303  # not a step further without them

    page = page.form().fill(code=digits()).send()

    assert page.status == 200 and page.h1 != "Your second step"
    assert client.get_page("/en/account").h1 == "Your account"
    assert log() == ["account.signed_in"]


@pytest.mark.parametrize("typed", ["wrong words for all", SENTENCE + "!"])
def test_a_wrong_password_says_so_keeps_the_e_mail_and_never_shows_the_password(client, typed):
    account = with_password()

    page = give_password(client, account, typed)

    assert (page.status, page.problems) == (422, [WRONG])
    assert page.form()["email"] == account.email
    assert typed not in page.response.get_data(as_text=True)
    assert log() == ["account.sign_in_failed"]


@pytest.mark.parametrize("email", ["nobody@example.org", "no e-mail at all", "closed@example.org"])
def test_who_is_not_there_gets_the_same_answer(client, other, email):
    account = with_password()
    closed = with_password(email="closed@example.org", email_digest="f" * 32)
    close(closed, NOW)
    there = give_password(client, account, "wrong words for all")

    form = other.get_page("/en/sign-in").form()
    page = form.fill(email=email, password="wrong words for all").send()

    assert (page.status, page.problems) == (there.status, there.problems)
    assert page.words == there.words


def test_nothing_typed_is_no_try(client):
    page = client.get_page("/en/sign-in").form().send()

    assert page.problems == ["Write your e-mail.", "Write your password."]
    assert log() == []


@pytest.mark.parametrize("known", [True, False])
def test_after_ten_wrong_passwords_the_right_one_must_wait(client, known):
    account = with_password()
    if not known:
        account.email, account.email_digest = "elsewhere@example.org", "e" * 32
        email = "nobody@example.org"
    else:
        email = account.email
    form = client.get_page("/en/sign-in").form()
    for _try in range(10):
        form.fill(email=email, password="wrong words for all").send()

    page = form.fill(email=email, password=SENTENCE).send()

    assert page.status == 429
    assert page.problems == ["Too many tries. Please wait one hour, or ask for a link."]


def test_wrong_codes_are_counted_as_well(client):
    page = give_password(client, with_phone())
    for _try in range(10):
        page = page.form().fill(code="000000").send()
        assert page.problems == ["This code is not right, or was used. Wait for the next one."]

    assert page.form().fill(code=digits()).send().status == 429


def test_no_digits_open_twice(client, other):
    account = with_phone()
    sign_in(client, account)

    page = give_password(other, account).form().fill(code=digits()).send()

    assert page.status == 422


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("/en/account/name", "/en/account/name"),
        ("/en/account/password%3Fx%3D1", "/en/account/password"),
        ("https://evil.example/", "/en/account"),
        ("//evil.example/", "/en/account"),
        ("%2F%5Cevil.example", "/en/account"),
        ("javascript:alert(1)", "/en/account"),
    ],
)
def test_one_goes_on_where_one_was_going_but_never_to_another_site(client, asked, landed):
    page = give_password(client, with_password(), then=f"?next={asked}")

    assert path(page) == landed


def test_the_way_on_is_kept_through_the_second_step(client):
    page = give_password(client, with_phone(), then="?next=/en/account/codes")

    assert path(page.form().fill(code=digits()).send()) == "/en/account/codes"


def test_a_page_that_needs_an_account_leads_to_the_sign_in_and_back(client):
    account = with_password()
    make.db.session.commit()
    page = client.get_page("/en/account/name")
    assert page.h1 == "Sign in"

    page = page.form().fill(email=account.email, password=SENTENCE).send()

    assert path(page) == "/en/account/name"


def test_each_step_has_a_new_token_and_the_ones_before_open_nothing(client):
    account = with_phone()
    page = give_password(client, account)
    half = cookie(client)
    page.form().fill(code=digits()).send()
    assert client.get("/en/account").status_code == 200

    client.set_cookie("portal", half)

    assert client.get("/en/account").status_code == 303
    assert client.get("/en/sign-in/code").headers["Location"] == "/en/sign-in"


def test_a_cookie_planted_before_is_worth_nothing_after(client, other):
    """Whoever put a cookie into this browser does not come in with it."""
    client.get_page("/en/sign-in")
    planted = cookie(client)
    sign_in(client, with_password())

    other.set_cookie("portal", planted)

    assert other.get("/en/account").status_code == 303


def test_signed_out_is_signed_out_whatever_the_browser_kept(client):
    sign_in(client, with_password())
    kept = cookie(client)

    page = client.get_page("/en/account").form("form[action='/en/sign-out']").send()
    assert (page.h1, page.text(".note.done")) == ("Sign in", "You are signed out.")
    client.set_cookie("portal", kept)

    assert client.get("/en/account").status_code == 303


def test_staff_left_alone_for_half_an_hour_are_signed_out(client):
    sign_in(client, with_phone())

    with time_machine.travel(NOW + timedelta(minutes=29), tick=False):
        assert client.get("/en/account").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=60), tick=False):
        assert client.get("/en/account").status_code == 303


def test_staff_who_never_stop_sign_in_again_after_twelve_hours(client):
    sign_in(client, with_phone())
    for minutes in range(20, 12 * 60 + 1, 20):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            assert client.get("/en/account").status_code == 200

    with time_machine.travel(NOW + timedelta(hours=12, minutes=1), tick=False):
        assert client.get("/en/account").status_code == 303


def test_a_volunteer_stays_for_a_month_and_no_longer(client):
    sign_in(client, with_password())

    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert client.get("/en/account").status_code == 200
    with time_machine.travel(NOW + timedelta(days=30, minutes=1), tick=False):
        assert client.get("/en/account").status_code == 303


def test_a_closed_account_is_out_at_its_next_press(client):
    account = with_password()
    sign_in(client, account)

    close(account, NOW)

    assert client.get("/en/account").status_code == 303


def test_who_becomes_staff_shows_a_second_factor_from_the_next_request_on(client):
    account = with_password()
    sign_in(client, account)

    make.grant(account, "staff")
    make.db.session.commit()

    assert client.get_page("/en/account").h1 == "Set up your phone"


def test_a_public_page_says_nothing_of_it_and_sets_no_cookie(client):
    before = client.get("/en/sessions").get_data()
    sign_in(client, with_password())

    answer = client.get("/en/sessions")

    assert answer.get_data() == before
    assert "Set-Cookie" not in answer.headers


def test_a_form_without_its_token_signs_nobody_in(client):
    account = with_password()
    make.db.session.commit()

    page = client.post_page("/en/sign-in", data={"email": account.email, "password": SENTENCE})

    assert page.status == 422
    assert db.session.scalars(db.select(SignIn)).all() == []


def test_looking_signs_nobody_in_or_out(client):
    account = with_phone()
    sign_in(client, account)
    before = tables()

    for address in ("/en/sign-in", "/en/sign-in/code", "/en/sign-in/phone", "/en/account", "/en/account/phone"):
        client.get(address)

    assert tables() == before
    assert len(sign_ins.open_of(account)) == 1
