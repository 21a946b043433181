"""The outbox: what is told once, at which hour, to whom it may still be said, and what it costs."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.reaching import is_reachable, recipient
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import (
    by_ref,
    drop_about,
    log,
    opt_in,
    opt_out,
    opted_out,
    resend,
    segments_since,
    tell,
    told_about,
)
from portal.domain.messages.queue import failed, give_up, sent
from portal.domain.messages.states import State
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.lists import open_promises
from tests import make
from tests.conftest import NOW
from tests.domain.messages.telling import BY_CARD, BY_TEXT, PHONE, TO_TEAM, news, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)  # 23 h in Paris
#: What answers something just done, and what the team is told.
AT_ONCE = {
    "seat_confirmed",
    "seat_changed",
    "seat_given_back",
    "seat_moved",
    "waiting_joined",
    "call_promised",
    "wish_noted",
    "staff_owes",
    MessageKind.APPLICATION_SENT,
    MessageKind.MY_BOOKINGS,
    MessageKind.DATA_ASKED,
    MessageKind.ACCOUNT_INVITED,
    MessageKind.ACCOUNT_LINK,
    MessageKind.ACCOUNT_CHANGED,
    MessageKind.TRIAL,
    MessageKind.VOLUNTEER_DRAFT,
    MessageKind.VOLUNTEER_RECEIVED,
    MessageKind.SLOT_YOURS,
    MessageKind.MENTOR_PROMISED,
    MessageKind.COMPANY_RECEIVED,
    MessageKind.RECRUITER_INVITED,
    MessageKind.POSTING_RECEIVED,
    MessageKind.JOB_SENT,
    MessageKind.JOB_YES,
    MessageKind.SEARCH_ON,
}


def how_many():
    return db.session.scalar(select(func.count()).select_from(Message))


def test_the_same_key_is_told_once_however_often_it_is_said(app):
    first = told(key="once", facts={"place": 1})

    again = tell(news(key="once", facts={"place": 2}), BY_CARD, NOW + DAY)

    assert again is first
    assert (how_many(), again.facts, again.channel) == (1, {"place": 1}, "text")


def test_what_was_told_is_not_told_again_even_after_it_went_out_or_was_dropped(app):
    first = told(MessageKind.SEAT_OFFERED, key="once")
    drop_about("sign_up:1", "over")
    db.session.commit()

    assert tell(news(MessageKind.SEAT_OFFERED, key="once"), BY_TEXT, NOW) is first
    assert first.state == "dropped"


def test_a_message_keeps_its_kind_and_facts_and_no_words(app):
    message = told(MessageKind.WAITING_JOINED, facts={"place": 3, "reply_by": "2026-11-30T18:59:00+00:00"})
    db.session.expire(message)

    assert (message.kind, message.about, message.language) == ("waiting_joined", "sign_up:1", "fr")
    assert message.facts == {"place": 3, "reply_by": "2026-11-30T18:59:00+00:00"}
    assert (message.state, message.channel, message.address) == ("queued", "text", PHONE.value)


def test_news_for_whoever_has_no_way_to_be_reached_is_on_the_card_only(app):
    assert told(to=BY_CARD).state == "card"


def test_what_the_transaction_takes_back_was_never_told(app):
    tell(news(), BY_TEXT, NOW)

    db.session.rollback()

    assert how_many() == 0


@pytest.mark.parametrize("kind", MessageKind)
def test_at_night_only_what_answers_something_just_done_goes_out(app, kind):
    message = tell(news(kind), BY_TEXT, NIGHT)

    eight_in_paris = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
    assert message.next_try_at == (NIGHT if kind in AT_ONCE else eight_in_paris)


def test_whose_night_it_is_is_a_matter_of_the_place(app):
    message = tell(news(MessageKind.DATE_CANCELLED, zone=ZoneInfo("Africa/Nairobi")), BY_TEXT, NIGHT)

    assert message.next_try_at == datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def test_by_day_everything_goes_out_at_once_and_what_has_its_hour_at_its_hour(app):
    assert told(MessageKind.DATE_CANCELLED).next_try_at == NOW
    assert told(MessageKind.DATE_CANCELLED, not_before=NOW + HOUR).next_try_at == NOW + HOUR
    assert told(MessageKind.DATE_CANCELLED, not_before=NOW - HOUR).next_try_at == NOW


def test_when_a_seat_is_given_back_its_reminders_and_offers_are_dropped_and_its_other_news_goes_out(app):
    messages = {kind: told(kind) for kind in MessageKind}
    elsewhere = told(MessageKind.REMINDER_MORNING, about="sign_up:2")

    drop_about("sign_up:1", "cancelled")
    db.session.commit()

    dropped = {kind for kind, message in messages.items() if message.state == State.DROPPED}
    assert dropped == {
        "reminder_day_before",
        "reminder_morning",
        "waiting_confirmed",
        "seat_offered",
        "offer_ends_soon",
        "info_meeting",
        "interview_proposed",
        "interview_agreed",
        "interview_later",
        "application_accepted",
        "application_waiting",
        "application_late",
        "date_changed",
        # What is about a company, a posting or an application for work ends with that.
        *(
            "company_late",
            "posting_late",
            "posting_ending",
            "posting_full",
            "job_to_answer",
            "job_waits",
            "job_begins",
        ),
        *("job_assess", "job_read", "job_interview", "job_agreed", "job_offered", "job_reminder", "search_news"),
        # Never about a seat; of a pair, which ends by itself, nothing is dropped.
        *("volunteer_interview", "volunteer_agreed", "volunteer_later", "volunteer_check"),
        *("slots_open", "slot_reminder"),
    }
    assert {messages[kind].problem for kind in dropped} == {"cancelled"}
    assert elsewhere.state == "queued"


def test_what_went_out_already_cannot_be_dropped(app):
    reminder = told(MessageKind.REMINDER_MORNING)
    sent(reminder, NOW, 1)
    db.session.commit()

    drop_about("sign_up:1", "cancelled")

    assert reminder.state == "sent"


def test_every_kind_has_its_habits():
    assert set(HABITS) == set(MessageKind)
    assert [kind for kind, habit in HABITS.items() if habit.to_staff] == ["staff_owes"]


@pytest.fixture
def reached(app):
    """Somebody with a phone, and an e-mail address given later."""
    person = make.sign_up(reach=PHONE).person
    make.begin_write()
    person.contacts.append(Contact(kind="email", value="nour@example.org", digest="of the address", created_at=NOW))
    db.session.commit()
    return person


def test_somebody_is_reached_by_the_contact_given_last(reached):
    to = recipient(reached, "fr")

    assert (to.channel, to.address, to.address_digest) == ("email", "nour@example.org", "of the address")
    assert (to.person_id, to.language) == (reached.id, "fr")


def test_who_asks_for_no_more_messages_is_reached_another_way_or_by_the_card(reached):
    opt_out("of the address", NOW)
    assert (recipient(reached, "fr").channel, recipient(reached, "fr").address) == ("text", PHONE.value)

    opt_out(PHONE.digest, NOW)
    assert recipient(reached, "fr").channel == Channel.CARD
    assert not is_reachable(reached)


def test_a_wish_for_no_messages_can_be_taken_back(reached):
    for _ in range(2):
        opt_out("of the address", NOW)
    assert opted_out("of the address")
    assert not opted_out(None)

    for _ in range(2):
        opt_in("of the address")

    assert not opted_out("of the address")
    assert recipient(reached, "fr").channel == Channel.EMAIL


def test_who_shares_the_number_is_told_nothing_more_either(app):
    nour, sami = (make.sign_up(first_name=name, reach=PHONE).person for name in ("Nour", "Sami"))

    opt_out(PHONE.digest, NOW)

    assert [is_reachable(one) for one in db.session.scalars(select(Person))] == [False, False]
    assert nour is not sami


def test_staff_send_again_what_was_given_up_with_all_its_tries_before_it(app):
    message = told(useless_from=NOW + HOUR)
    failed(message, "busy", NOW, uncertain=True)
    give_up(message, "refused", NOW)
    db.session.commit()

    resend(message, NOW + DAY)
    db.session.commit()

    assert (message.state, message.next_try_at, message.resent) == ("queued", NOW + DAY, 1)
    assert (message.tries, message.uncertain, message.problem, message.useless_from) == (0, 0, None, NOW + HOUR)


def test_once_it_arrives_after_all_nobody_owes_a_call_in_its_place(app):
    message = told()
    give_up(message, "refused", NOW)
    assert [owed.kind for owed in open_promises()] == ["undelivered"]
    resend(message, NOW + HOUR)

    sent(message, NOW + HOUR, 1)
    db.session.commit()

    assert open_promises() == []


@pytest.mark.parametrize("to", [BY_TEXT, BY_CARD], ids=["still waiting", "on the card"])
def test_what_never_went_out_is_not_sent_again(app, to):
    message = told(to=to)

    with pytest.raises(MoveNotAllowed):
        resend(message, NOW)

    assert message.resent == 0


def test_the_budget_counts_the_segments_of_text_messages_sent_since_a_moment(app):
    for hours, segments in ((-1, 5), (0, 1), (2, 2)):
        sent(told(), NOW + hours * HOUR, segments)
    sent(told(to=TO_TEAM), NOW, None)
    told()
    db.session.commit()

    assert segments_since(NOW) == 3
    assert segments_since(NOW + 3 * HOUR) == 0


def test_what_is_sent_again_is_paid_again(app):
    message = told()
    sent(message, NOW, 2)
    resend(message, NOW)

    sent(message, NOW + HOUR, 2)
    db.session.commit()

    assert segments_since(NOW) == 4


def test_the_card_shows_the_news_newest_first_without_what_was_dropped_or_is_for_the_team(app):
    first = told()
    told(MessageKind.SEAT_OFFERED)
    drop_about("sign_up:1", "over")
    told(MessageKind.STAFF_OWES, TO_TEAM)
    told(about="sign_up:2")
    last = told(MessageKind.DATE_CANCELLED, BY_CARD)

    assert told_about("sign_up:1") == [last, first]
    assert told_about("sign_up:1", most=1) == [last]


def test_staff_read_the_outbox_newest_first_and_by_state(app):
    first, second, third = told(), told(), told(to=BY_CARD)
    sent(first, NOW, 1)
    db.session.commit()

    assert log() == [third, second, first]
    assert log([State.QUEUED, State.SENT]) == [second, first]
    assert log(most=1) == [third]
    assert by_ref(second.ref) is second
