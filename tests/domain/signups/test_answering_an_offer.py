"""An offer: yes, no, or no answer. Whatever it is, the next in line has their turn."""

import pytest

from portal.database import db
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.keeping import take_step
from portal.domain.signups.changes import cancel, change_capacity
from portal.domain.signups.line import accept_offer, end_waiting, give_by_phone, let_offer_lapse, say_last_word
from portal.domain.signups.watch import begun, lines
from tests.conftest import NOW
from tests.domain.signups.lines import (
    DAY,
    HOUR,
    full,
    give_back,
    heard,
    join,
    messages,
    news,
    phone,
    promised,
    promises,
    states,
)


@pytest.fixture
def line(app):
    """A date in two days whose only seat is offered to Nour; Sami is next."""
    session, (holder,) = full(NOW + 2 * DAY)
    nour, sami = join(session), join(session, "Sami")
    give_back(holder)
    assert states(nour, sami) == ["offered", "waiting"]
    return session, nour, sami


def lapse(sign_up, now):
    """What the worker does when the time is up of an offer that was heard."""
    heard(sign_up)
    take_step(promises(sign_up)[-1].id, now)
    let_offer_lapse(sign_up, now)
    db.session.commit()


def test_yes_in_time_is_a_seat(line):
    _session, nour, sami = line

    accept_offer(nour, NOW + HOUR)
    db.session.commit()

    assert states(nour, sami) == ["confirmed", "waiting"]
    assert promised(nour) == [("waiting", "answered"), ("offer", "answered")]
    assert news(nour) == [("waiting_joined", "queued"), ("seat_offered", "dropped"), ("seat_confirmed", "queued")]


def test_yes_pressed_twice_is_yes_once(line):
    _session, nour, _sami = line

    for minutes in range(2):
        accept_offer(nour, NOW + minutes * HOUR)
        db.session.commit()

    assert [move.to_state for move in nour.history] == ["waiting", "offered", "confirmed"]
    assert [kind for kind, _ in news(nour)].count("seat_confirmed") == 1


def test_no_gives_the_seat_to_the_next(line):
    _session, nour, sami = line

    cancel(nour, NOW + HOUR)
    db.session.commit()

    assert states(nour, sami) == ["cancelled", "offered"]
    assert promised(nour) == [("waiting", "answered"), ("offer", "withdrawn")]
    assert news(nour)[1:] == [("seat_offered", "dropped"), ("seat_given_back", "queued")]
    assert promises(sami)[-1].reply_by == NOW + 5 * HOUR


def test_no_answer_ends_the_offer_and_the_next_is_asked(line):
    _session, nour, sami = line

    lapse(nour, NOW + 4 * HOUR)

    assert states(nour, sami) == ["expired", "offered"]
    assert (nour.history[-1].role, nour.history[-1].why) == ("rule", "no_answer")
    assert promised(nour) == [("waiting", "answered"), ("offer", "closed")]
    assert news(nour)[1:] == [("seat_offered", "sent"), ("offer_over", "queued")]
    assert news(sami) == [("waiting_joined", "queued"), ("seat_offered", "queued")]


def test_when_the_last_in_line_gives_no_answer_the_seat_is_free(line):
    session, nour, sami = line
    lapse(nour, NOW + 4 * HOUR)

    lapse(sami, NOW + 8 * HOUR)

    assert states(nour, sami) == ["expired", "expired"]
    assert promised(session) == []


def test_yes_after_the_end_is_refused_and_the_next_keeps_the_offer(line):
    _session, nour, sami = line
    lapse(nour, NOW + 4 * HOUR)

    with pytest.raises(MoveNotAllowed):
        accept_offer(nour, NOW + 5 * HOUR)
    db.session.rollback()

    assert states(nour, sami) == ["expired", "offered"]


def test_who_still_waits_cannot_say_yes_to_what_was_not_offered(line):
    _session, _nour, sami = line

    with pytest.raises(MoveNotAllowed):
        accept_offer(sami, NOW)


def test_yes_in_the_same_moment_in_which_the_time_is_up_counts(line):
    _session, nour, sami = line
    accept_offer(nour, NOW + 4 * HOUR)

    let_offer_lapse(nour, NOW + 4 * HOUR)
    db.session.commit()

    assert states(nour, sami) == ["confirmed", "waiting"]
    assert [kind for kind, _ in news(nour)][-1] == "seat_confirmed"


def test_who_lost_an_offer_and_joins_again_stands_behind_the_others(app):
    session, (holder,) = full(NOW + 2 * DAY)
    reach = phone()
    nour, sami = join(session, reach=reach), join(session, "Sami")
    give_back(holder)
    lapse(nour, NOW + 4 * HOUR)

    again = join(session, reach=reach, now=NOW + 5 * HOUR)
    lapse(sami, NOW + 8 * HOUR)

    assert states(nour, sami, again) == ["expired", "expired", "offered"]


def test_several_offers_may_be_out_at_once(line):
    session, nour, sami = line

    change_capacity(session, 2, NOW + HOUR)
    db.session.commit()

    assert states(nour, sami) == ["offered", "offered"]


def test_the_last_word_says_that_no_seat_came_and_they_stay_on_the_list_to_phone(app):
    session, _ = full(NOW + 2 * DAY)
    nour = join(session)
    (owed,) = promises(nour)

    take_step(owed.id, owed.reply_by)
    for _ in range(2):
        say_last_word(nour, owed.reply_by)
    db.session.commit()

    assert nour.state == "waiting"
    assert promised(nour) == [("waiting", "closed")]
    assert news(nour) == [("waiting_joined", "queued"), ("waiting_over", "queued")]


def test_no_last_word_for_whoever_has_a_seat_by_then(app):
    session, (holder,) = full(NOW + 7 * DAY)
    nour = join(session)
    give_back(holder)

    say_last_word(nour, NOW + DAY)

    assert "waiting_over" not in [kind for kind, _ in news(nour)]


def test_a_seat_that_frees_after_the_last_word_is_still_theirs_by_phone(app):
    session, (holder,) = full(NOW + 2 * DAY)
    nour = join(session)
    (owed,) = promises(nour)
    take_step(owed.id, owed.reply_by)
    say_last_word(nour, owed.reply_by)
    db.session.commit()

    give_back(holder, owed.reply_by + HOUR)

    assert promised(session) == [("call_list", "open")]


def test_when_it_begins_nobody_waits_or_thinks_about_an_offer_any_longer_and_each_has_heard(line):
    session, nour, sami = line
    now = session.starts_at

    assert begun(now - HOUR) == []
    assert begun(now) == [nour.id, sami.id]
    for one in (nour, sami):
        end_waiting(one, now)
    db.session.commit()

    assert begun(now) == []
    assert states(nour, sami) == ["expired", "expired"]
    assert [one.history[-1].why for one in (nour, sami)] == ["begun", "begun"]
    assert promised(nour) == [("waiting", "answered"), ("offer", "withdrawn")]
    assert promised(sami) == [("waiting", "withdrawn")]
    assert messages(nour)[-1].kind == "offer_over"
    assert messages(sami)[-1].kind == "waiting_over"


def test_who_heard_the_last_word_in_time_does_not_hear_it_again_when_it_begins(app):
    session, _ = full(NOW + 2 * DAY)
    nour = join(session)
    say_last_word(nour, NOW + DAY)
    end_waiting(nour, session.starts_at)

    assert [kind for kind, _ in news(nour)] == ["waiting_joined", "waiting_over"]


def test_only_lines_ahead_are_looked_at_again(line):
    session, _nour, sami = line
    _other, _ = full(NOW + DAY)

    assert lines(NOW) == [session.id]
    assert lines(session.starts_at) == []
    give_back(sami)
    assert lines(NOW) == []


def test_an_offer_that_never_went_out_takes_nobodys_place_and_is_made_by_phone(line):
    """A gateway that is down must not cost them the seat: silence is an answer only to what was heard."""
    session, nour, sami = line
    take_step(promises(nour)[-1].id, NOW + 4 * HOUR)

    let_offer_lapse(nour, NOW + 4 * HOUR)
    db.session.commit()

    assert states(nour, sami) == ["waiting", "waiting"]
    assert "offer_over" not in [kind for kind, _ in news(nour)]
    assert promised(session) == [("call_list", "open")]
    assert promised(nour)[-1] == ("waiting", "open")
    assert nour.history[-1].why == "unheard"


def test_after_an_offer_that_never_went_out_a_phone_call_gives_the_seat(line):
    session, nour, _sami = line
    let_offer_lapse(nour, NOW + 4 * HOUR)
    db.session.commit()

    give_by_phone(nour, NOW + 5 * HOUR)
    db.session.commit()

    assert nour.state == "confirmed"
    assert promised(session) == [("call_list", "withdrawn")]
