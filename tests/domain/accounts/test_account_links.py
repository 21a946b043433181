"""Links for an account: good once, for one purpose, until a date."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts import links
from portal.domain.accounts.account_models import LinkFor
from portal.domain.accounts.accounts import close
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.links import LIVES, LinkSpent, State, ask, needs_password, send, spend, state
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.signups.asked import home_zone
from tests import make
from tests.conftest import NOW

PHONE = read_phone("06 12 34 56 78", "FR")
SECOND = timedelta(seconds=1)


def volunteer(role="volunteer", **facts):
    return make.account(role, phone=PHONE.value, phone_digest=PHONE.digest, **facts)


def sent(account, purpose=LinkFor.SIGN_IN, **facts):
    """The link that went out, and the message it stands in."""
    message = send(account, purpose, home_zone(), NOW, **facts)
    return links.of_message(message), message


def asked(reach, wanted=LinkFor.SIGN_IN):
    return ask(reach, wanted, home_zone(), NOW)


def test_it_signs_in_once(app):
    account = volunteer()
    link, _message = sent(account)

    assert spend(link, NOW) is account

    assert state(link, NOW) is State.USED
    with pytest.raises(LinkSpent):
        spend(link, NOW)


@pytest.mark.parametrize("purpose", LinkFor)
def test_it_lives_until_its_hour(app, purpose):
    link, message = sent(volunteer(), purpose)
    end = NOW + LIVES[purpose]

    assert message.useless_from == end
    assert state(link, end - SECOND) is State.OPEN
    assert state(link, end) is State.OVER
    with pytest.raises(LinkSpent):
        spend(link, end)


def test_of_two_links_one_is_enough(app):
    account = volunteer()
    first, _ = sent(account)
    second, _ = sent(account)

    spend(first, NOW)

    assert state(second, NOW) is State.OVER


def test_the_link_of_one_account_spends_no_other_account_s(app):
    mine, _ = sent(volunteer())
    theirs, _ = sent(make.account("volunteer"))

    spend(mine, NOW)

    assert state(theirs, NOW) is State.OPEN


def test_a_closed_account_is_opened_by_no_link(app):
    account = volunteer()
    link, _ = sent(account)

    close(account, NOW)

    assert state(link, NOW) is State.OVER
    with pytest.raises(LinkSpent):
        spend(link, NOW)


def test_who_asks_by_phone_is_answered_by_text_message_and_by_mail_else(app):
    account = volunteer()

    (by_text,), (by_mail,) = asked(PHONE), asked(read_email(account.email))

    assert (by_text.channel, by_text.address) == (Channel.TEXT, PHONE.value)
    assert (by_mail.channel, by_mail.address) == (Channel.EMAIL, account.email)
    assert by_text.account_id == by_mail.account_id == account.id
    assert by_text.kind == MessageKind.ACCOUNT_LINK


def test_a_shared_phone_gets_a_link_for_each(app):
    accounts = [volunteer(), volunteer()]

    assert [message.account_id for message in asked(PHONE)] == [account.id for account in accounts]


@pytest.mark.parametrize("reach", [PHONE, read_email("nobody@example.org")])
def test_who_has_no_account_gets_nothing(app, reach):
    assert asked(reach) == []
    assert db.session.scalars(db.select(Message)).all() == []


def test_nor_does_a_closed_account(app):
    account = volunteer(closed_at=NOW)

    assert asked(PHONE) == asked(read_email(account.email)) == []


def test_a_number_no_text_message_may_go_to_gets_none(app):
    far = read_phone("+254 712 345678", "FR")
    make.account("volunteer", phone=far.value, phone_digest=far.digest)

    assert asked(far) == []


def test_whoever_works_in_the_back_office_needs_a_password_whatever_was_asked(app):
    (message,) = asked(read_email(volunteer("staff").email))
    link = links.of_message(message)

    assert link.purpose == LinkFor.PASSWORD
    assert needs_password(link, NOW)


@pytest.mark.parametrize(
    ("role", "purpose", "needed"),
    [
        ("volunteer", LinkFor.INVITATION, False),
        ("volunteer", LinkFor.SIGN_IN, False),
        ("volunteer", LinkFor.PASSWORD, True),
        ("staff", LinkFor.INVITATION, True),
        ("admin", LinkFor.INVITATION, True),
        ("admin", LinkFor.FACTOR, True),
    ],
)
def test_what_a_link_asks_for(app, role, purpose, needed):
    link, _message = sent(make.account(role), purpose)

    assert needs_password(link, NOW) is needed


def test_a_volunteer_who_became_staff_cannot_come_in_by_an_older_link_alone(app):
    account = make.account("volunteer")
    link, _message = sent(account)
    begin_write()
    make.grant(account, "staff")

    assert needs_password(link, NOW)
