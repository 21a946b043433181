"""Inviting somebody, their password, and starting over when the phone is lost."""

from datetime import timedelta

import argon2
import pytest

from portal.database import db
from portal.domain.accounts import links, second_factor, sign_ins
from portal.domain.accounts.account_models import LinkFor, OfficeRole
from portal.domain.accounts.accounts import (
    EmailTaken,
    Invitation,
    choose_password,
    close,
    invite,
    reset_factor,
    with_password,
)
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.passwords import passwords
from portal.domain.accounts.roles import history_of, powers_of
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.signups.asked import home_zone
from tests import make
from tests.conftest import NOW

EMAIL = read_email("nadia@example.org")
SENTENCE = "la maison bleue du port"


def invited(**facts):
    by = make.account("admin")
    wanted = Invitation(**{"name": "Nadia", "email": EMAIL, "role": OfficeRole.STAFF, "language": "fr"} | facts)
    return invite(wanted, by, home_zone(), NOW)


def with_a_password(role="staff"):
    account = make.account(role, email=EMAIL.value, email_digest=EMAIL.digest)
    choose_password(account, SENTENCE, home_zone(), NOW)
    return account


def messages(kind):
    return db.session.scalars(db.select(Message).where(Message.kind == kind)).all()


def test_an_invitation_is_an_account_a_role_and_a_message_with_a_link(app):
    place = make.place()
    account = invited(place_id=place.id, until=NOW + timedelta(days=90))

    assert powers_of(account, NOW).places == {place.id}
    assert powers_of(account, NOW + timedelta(days=90)).places == frozenset()
    (message,) = messages(MessageKind.ACCOUNT_INVITED)
    assert (message.channel, message.address, message.language) == (Channel.EMAIL, EMAIL.value, "fr")
    assert links.of_message(message).account is account
    assert history_of(account)[0].granted_by_id is not None


def test_nobody_comes_in_before_the_link_was_used(app):
    invited()

    assert with_password(EMAIL, "", NOW) is None


def test_an_e_mail_has_one_account(app):
    account = invited()

    with pytest.raises(EmailTaken) as refusal:
        invited(email=read_email("NADIA@example.org"))

    assert refusal.value.account is account


def test_the_right_password_finds_the_account(app):
    account = with_a_password()

    assert with_password(EMAIL, SENTENCE, NOW) is account
    assert with_password(EMAIL, SENTENCE + " ", NOW) is None


def test_a_closed_account_is_not_found_by_it(app):
    account = with_a_password()

    close(account, NOW)

    assert with_password(EMAIL, SENTENCE, NOW) is None


def test_every_try_costs_one_check_whoever_is_tried(app, monkeypatch):
    with_a_password()
    make.account("staff", email="new@example.org", email_digest=read_email("new@example.org").digest)
    checks = []
    really = argon2.PasswordHasher.verify
    monkeypatch.setattr(
        argon2.PasswordHasher, "verify", lambda self, kept, typed: checks.append(kept) or really(self, kept, typed)
    )

    for tried in ("nadia@example.org", "nobody@example.org", "new@example.org"):
        assert with_password(read_email(tried), "wrong words for all", NOW) is None

    assert len(checks) == 3
    assert len({str(argon2.extract_parameters(one)) for one in checks}) == 1


def test_a_password_kept_at_an_older_cost_is_kept_anew_at_the_next_sign_in(app):
    account = with_a_password()
    account.password_hash = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(SENTENCE)
    db.session.flush()

    assert with_password(EMAIL, SENTENCE, NOW) is account

    assert not passwords.outdated(account.password_hash)
    assert passwords.match(account.password_hash, SENTENCE)


def test_the_first_password_is_no_news_and_every_further_one_is(app):
    account = with_a_password()
    assert messages(MessageKind.ACCOUNT_CHANGED) == []

    choose_password(account, "une autre phrase encore", home_zone(), NOW)

    (message,) = messages(MessageKind.ACCOUNT_CHANGED)
    assert (message.address, message.facts) == (EMAIL.value, {"what": "password"})


def test_a_new_password_signs_out_every_other_browser(app):
    account = with_a_password()
    here, there = (sign_ins.begin(account, "", True, NOW) for _browser in range(2))

    choose_password(account, "une autre phrase encore", home_zone(), NOW, sign_ins.find(here, NOW))

    assert sign_ins.find(here, NOW) is not None
    assert sign_ins.find(there, NOW) is None


def test_who_lost_the_phone_starts_over_by_a_link(app):
    account = with_a_password()
    browser = sign_ins.begin(account, "", True, NOW)

    message = reset_factor(account, home_zone(), NOW)

    assert links.of_message(message).purpose == LinkFor.FACTOR
    assert with_password(EMAIL, SENTENCE, NOW) is None
    assert sign_ins.find(browser, NOW) is None
    assert second_factor.codes_left(account) == 0 and account.totp_secret is None
