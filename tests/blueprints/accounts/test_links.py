"""Coming in by a link: an invitation, a link for one sign-in, a new password."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts import sign_ins
from portal.domain.accounts.account_models import LinkFor, OfficeRole
from portal.domain.accounts.accounts import Invitation, choose_password, close, invite, reset_factor
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.links import LIVES
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opt_out
from portal.domain.signups.asked import home_zone
from tests import make
from tests.blueprints.accounts.steps import (
    SENTENCE,
    give_password,
    last_message,
    log,
    open_link,
    sign_in,
    volunteer,
    with_password,
    with_phone,
)
from tests.blueprints.letters import link
from tests.blueprints.steps import path, tables
from tests.conftest import NOW

PHONE = read_phone("06 12 34 56 78", "FR")
SENT = "If we know this number or e-mail, a link is on its way."


def ask(client, wanted="link", **answers):
    make.db.session.commit()
    form = client.get_page(f"/en/sign-in/by/{wanted}").form()
    return form.fill(**answers).send()


def ask_by_mail(client, account, wanted="link"):
    return ask(client, wanted, reach_by="email", email=account.email)


def invited(role=OfficeRole.STAFF, **facts):
    wanted = Invitation(
        **{"name": "Nadia", "email": read_email("nadia@example.org"), "language": "en"} | facts, role=role
    )
    account = invite(wanted, None, home_zone(), NOW)
    make.db.session.commit()
    return account


def count() -> int:
    return len(db.session.scalars(db.select(Message)).all())


def test_a_volunteer_asks_for_a_link_and_is_signed_in_by_it(client):
    account = volunteer()
    page = ask_by_mail(client, account)
    assert (page.h1, page.text(".note")) == ("Look at your messages", SENT)

    page = open_link(client)
    assert page.h1 == "Welcome" and account.name in page.words
    page = page.form().send()

    assert path(page) == "/en/account"
    assert log() == ["account.signed_in"]


def test_by_phone_the_link_comes_by_text_message(client):
    volunteer(phone=PHONE.value, phone_digest=PHONE.digest)

    ask(client, reach_by="phone", phone="06 12 34 56 78")

    assert last_message(MessageKind.ACCOUNT_LINK).address == PHONE.value
    assert path(open_link(client).form().send()) == "/en/account"


@pytest.mark.parametrize("wanted", ["link", "password"])
def test_the_answer_is_the_same_for_who_has_no_account(client, other, wanted):
    account = volunteer()

    known, unknown = (
        ask_by_mail(client, account, wanted),
        ask(other, wanted, reach_by="email", email="no@example.org"),
    )

    assert known.words == unknown.words
    assert count() == 1


def test_nobody_s_messages_are_flooded_and_a_stranger_s_are_counted_too(client):
    for _time in range(6):
        ask(client, reach_by="email", email="no@example.org")

    assert ask(client, reach_by="email", email="no@example.org").status == 429


def test_opening_it_is_not_using_it(client):
    ask_by_mail(client, volunteer())
    before = tables()

    open_link(client)
    open_link(client)

    assert tables() == before
    assert client.get("/en/account").status_code == 303


def test_it_is_good_once(client, other):
    ask_by_mail(client, volunteer())
    open_link(client).form().send()

    page = open_link(other)

    assert page.h1 == "This link was used"
    assert path(other.get_page(page.link("Send me a new link"))) == "/en/sign-in/by/link"


def test_nor_does_a_form_that_was_open_before_use_it_again(client, other):
    ask_by_mail(client, volunteer())
    late = open_link(other)
    open_link(client).form().send()

    page = late.form().send()

    assert (page.status, page.h1) == (409, "This link was used")
    assert other.get("/en/account").status_code == 303


@pytest.mark.parametrize("wanted", ["link", "password"])
def test_after_its_time_it_says_so_and_offers_another(client, wanted):
    ask_by_mail(client, volunteer(), wanted)
    purpose = LinkFor.SIGN_IN if wanted == "link" else LinkFor.PASSWORD

    with time_machine.travel(NOW + LIVES[purpose], tick=False):
        page = open_link(client)

        assert page.h1 == "This link is too old"
        assert path(client.get_page(page.link("Send me a new link"))) == f"/en/sign-in/by/{wanted}"


def test_the_link_of_a_closed_account_opens_nothing(client):
    account = volunteer()
    ask_by_mail(client, account)
    close(account, NOW)

    assert open_link(client).h1 == "This link is too old"


def test_a_browser_that_did_not_come_by_it_sees_nothing(client, other):
    ask_by_mail(client, volunteer())
    message = last_message(MessageKind.ACCOUNT_LINK)

    assert other.get(f"/en/sign-in/with/{message.ref}").status_code == 404
    assert other.post(f"/en/sign-in/with/{message.ref}").status_code == 404


def test_the_link_of_a_booking_signs_nobody_in(client):
    make.sign_up(reach=PHONE)
    message = last_message(MessageKind.SEAT_CONFIRMED)
    client.get_page(link(message))

    assert client.get(f"/en/sign-in/with/{message.ref}").status_code == 404


def test_who_wants_no_messages_as_a_learner_still_gets_the_link(client, tmp_path, app):
    from tests.worker.office import Office

    account = volunteer()
    opt_out(account.email_digest, NOW)
    ask_by_mail(client, account)

    Office(app, tmp_path).work()

    message = last_message(MessageKind.ACCOUNT_LINK)
    assert message.state == "sent"
    open_link(client)
    assert client.get(f"/en/messages/{message.ref}/stop").status_code == 404


def test_an_invitation_asks_for_a_password_then_for_the_phone(client):
    invited()
    page = open_link(client, MessageKind.ACCOUNT_INVITED)
    assert page.h1 == "Choose your password"

    page = page.form().fill(new_password=SENTENCE).send()

    assert path(page) == "/en/sign-in/phone"
    assert client.get("/en/account").status_code == 303


def test_it_is_gone_on_with_where_it_was_left(client, other):
    """The password is chosen, then the battery is empty."""
    account = invited()
    open_link(client, MessageKind.ACCOUNT_INVITED).form().fill(new_password=SENTENCE).send()

    page = give_password(other, account)

    assert page.h1 == "Set up your phone"


def test_left_before_the_password_the_link_is_still_good(client, other):
    invited()
    open_link(client, MessageKind.ACCOUNT_INVITED).form().fill(new_password="short").send()

    assert open_link(other, MessageKind.ACCOUNT_INVITED).h1 == "Choose your password"


def test_a_volunteer_s_invitation_needs_no_password(client):
    invited(OfficeRole.VOLUNTEER)

    page = open_link(client, MessageKind.ACCOUNT_INVITED).form().send()

    assert path(page) == "/en/account"
    assert "By a link, each time." in page.words


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Write a longer password: 12 signs or more."),
        ("elevensigns", "Write a longer password: 12 signs or more."),
        ("motdepasse2026", "Many people choose this. Take three or four words instead."),
        ("nadia@example.org", "Many people choose this. Take three or four words instead."),
        ("Konexio Konexio 1", "Many people choose this. Take three or four words instead."),
        ("x" * 201, "Write a shorter password, 200 signs at most."),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(client, typed, problem):
    invited()

    page = open_link(client, MessageKind.ACCOUNT_INVITED).form().fill(new_password=typed).send()

    assert (page.status, page.problems) == (422, [problem])


def test_the_password_field_helps_password_managers(client):
    invited()

    page = open_link(client, MessageKind.ACCOUNT_INVITED)

    assert page.one("#new_password").get("autocomplete") == "new-password"
    assert page.one("[autocomplete=username]").get("value") == "nadia@example.org"
    assert client.get_page("/en/sign-in").one("#password").get("autocomplete") == "current-password"


def test_a_forgotten_password_is_chosen_anew_and_other_browsers_are_out(client, other):
    account = with_password()
    sign_in(other, account)
    ask_by_mail(client, account, "password")

    page = open_link(client).form().fill(new_password="une autre phrase encore").send()

    assert path(page) == "/en/account"
    assert other.get("/en/account").status_code == 303
    assert last_message(MessageKind.ACCOUNT_CHANGED).facts == {"what": "password"}
    assert give_password(other, account).status == 422


def test_a_new_password_alone_does_not_open_the_back_office(client):
    account = with_phone()
    ask_by_mail(client, account, "password")

    page = open_link(client).form().fill(new_password="une autre phrase encore").send()

    assert path(page) == "/en/sign-in/code"


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_staff_are_let_in_by_no_link_alone(client, role):
    account = with_phone(role)

    ask_by_mail(client, account, "link")

    assert open_link(client).h1 == "Choose your password"


def test_who_lost_the_phone_chooses_a_password_and_sets_up_another(client):
    make.account("admin", password_hash="kept")
    account = with_phone()
    reset_factor(account, home_zone(), NOW)
    make.db.session.commit()

    page = open_link(client).form().fill(new_password="une autre phrase encore").send()

    assert path(page) == "/en/sign-in/phone"
    assert not sign_ins.open_of(account)[0].two_factors


def test_a_link_lives_longer_in_the_list_than_it_opens_anything(client):
    """Two months later the page still says what to do."""
    account = volunteer()
    ask_by_mail(client, account)

    with time_machine.travel(NOW + timedelta(days=50), tick=False):
        assert open_link(client).h1 == "This link is too old"


def test_a_volunteer_promoted_without_a_password_is_led_to_choose_one(client):
    account = volunteer()
    ask_by_mail(client, account)
    open_link(client).form().send()
    make.grant(account, "staff")
    make.db.session.commit()

    assert path(client.get_page("/en/account")) == "/en/sign-in/by/password"
    choose_password(account, SENTENCE, home_zone(), NOW)
