"""The link of a message: short, for one purpose, void after a while; what the database keeps opens nothing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from portal.database import db
from portal.domain.messages.kinds import MessageKind, Purpose
from portal.domain.messages.links import by_link, link_token
from portal.domain.messages.outbox import purpose, resend
from portal.domain.messages.queue import sent
from portal.vault import new_data_key, vault
from tests.conftest import NOW
from tests.domain.messages.telling import TO_TEAM, told

DAY = timedelta(days=1)


def test_the_link_finds_its_message_and_no_other_does(app):
    message, other = told(), told()

    assert by_link(link_token(message), NOW) is message
    assert link_token(message) != link_token(other)
    assert by_link(link_token(message)[:-1], NOW) is None
    assert by_link("", NOW) is None


def test_the_token_is_twelve_letters_and_digits_that_fit_a_text_message(app):
    assert re.fullmatch("[a-z2-7]{12}", link_token(told()))


def test_what_lies_in_the_database_opens_nothing(app):
    message = told()

    row = db.session.execute(text("SELECT * FROM message WHERE id = :id"), {"id": message.id}).one()

    assert message.link_digest in [str(value) for value in row]
    assert [value for value in row if link_token(message) in str(value)] == []
    assert [value for value in row if by_link(str(value), NOW)] == []


def test_the_link_of_an_old_message_is_dead(app):
    message = told()

    assert by_link(link_token(message), NOW + 60 * DAY - timedelta(seconds=1)) is message
    assert by_link(link_token(message), NOW + 60 * DAY) is None


def test_a_message_that_goes_out_late_opens_as_long(app):
    message = told(not_before=NOW + 30 * DAY)

    assert by_link(link_token(message), NOW + 80 * DAY) is message


def test_each_try_sends_the_same_link(app):
    message = told()
    before = link_token(message)
    sent(message, NOW, 1)
    resend(message, NOW + DAY)
    db.session.commit()
    db.session.expire(message)

    assert link_token(message) == before
    assert by_link(before, NOW) is message


def test_with_another_key_it_is_another_token(app):
    message = told()
    before, keys = link_token(message), vars(vault).copy()
    try:
        vault.configure([new_data_key()], "another key")

        assert link_token(message) != before
        assert by_link(before, NOW) is None
    finally:
        vars(vault).update(keys)


@pytest.mark.parametrize(
    ("kind", "opens"),
    [
        (MessageKind.SEAT_CONFIRMED, Purpose.CARD),
        (MessageKind.REMINDER_MORNING, Purpose.REMINDER),
        (MessageKind.SEAT_OFFERED, Purpose.OFFER),
        (MessageKind.OFFER_ENDS_SOON, Purpose.OFFER),
        (MessageKind.CALL_PROMISED, Purpose.ASKED),
    ],
)
def test_each_link_has_one_purpose(app, kind, opens):
    assert purpose(told(kind)) == opens


def test_a_letter_to_the_team_carries_no_link(app):
    message = told(MessageKind.STAFF_OWES, TO_TEAM)

    assert (purpose(message), message.link_digest, message.link_until) == (None, None, None)
