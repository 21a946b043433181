"""Erasing a person: nothing names them any more, the figures stay, and who shares their phone keeps theirs."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Contact
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.applying import Told, application_of
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.changes import add_facts
from portal.domain.signups.data_requests import ask_for
from portal.domain.signups.erasure import NOBODY, erase, would_go
from portal.domain.signups.lookup import by_code_and_name, name_fits
from portal.domain.signups.models import Need
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.retention import clear
from tests import make
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, cohort
from tests.domain.signups.lines import DAY, join
from tests.worker.office import Office, messages, states

PHONE = read_phone("06 12 34 56 78", "FR")
PARIS = ZoneInfo("Europe/Paris")


def erased(sign_up):
    erase(sign_up.person, "en", Role.STAFF, NOW)
    db.session.commit()
    return sign_up


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_name_the_contact_and_what_they_wrote_go_and_the_seat_stays_in_the_figures(app):
    sign_up = make.sign_up(make.course_session(timedelta(minutes=1)), reach=PHONE, party=2)
    add_facts(sign_up, "ar", [Need.STEP_FREE], "A lift, please.", None)
    db.session.add(Note(person_id=sign_up.person_id, at=NOW, text="Kind."))
    db.session.commit()

    erase(sign_up.person, "en", Role.STAFF, NOW + DAY)
    db.session.commit()

    assert (sign_up.person.first_name, sign_up.person.contacts, sign_up.needs, sign_up.needs_note) == (
        NOBODY,
        [],
        [],
        None,
    )
    assert (sign_up.state, sign_up.party, sign_up.language) == ("confirmed", 2, "ar")
    assert sign_up.person.erased_at == NOW + DAY
    assert how_many(Note) == 0


def test_neither_the_old_code_nor_any_name_opens_what_is_left(app):
    sign_up = make.sign_up(reach=PHONE)
    code, ref = sign_up.code, sign_up.ref

    erased(sign_up)

    assert by_code_and_name(code, "Nour") is None
    assert by_code_and_name(sign_up.code, NOBODY) is not None  # the new code is known to nobody
    assert not any(name_fits(sign_up, typed) for typed in ("Nour", NOBODY, ""))
    assert sign_up.ref != ref


def test_a_seat_ahead_is_given_back_and_the_line_moves_up(app):
    session = make.course_session(9 * DAY, capacity=1)
    sign_up = make.sign_up(session, reach=PHONE)
    waits = join(session)

    assert would_go(sign_up.person, NOW).seats_ahead == [sign_up]
    erased(sign_up)

    assert (sign_up.state, sign_up.history[-1].why) == ("cancelled", "erased")
    assert waits.state == "confirmed"


def test_they_are_told_once_more_and_that_message_goes_too_once_it_was_sent(app, tmp_path):
    erased(make.sign_up(reach=PHONE))
    assert states() == [("data_erased", "queued")]

    Office(app, tmp_path).work(NOW + timedelta(minutes=1))
    assert states() == [("data_erased", "sent")]

    clear(NOW + 3 * DAY)
    assert how_many(Message) == 0


def test_the_last_word_is_in_the_language_they_booked_in(app):
    sign_up = make.sign_up(reach=PHONE)
    begin_write()
    sign_up.language = "ar"
    db.session.commit()

    erased(sign_up)

    assert [one.language for one in messages() if one.kind == "data_erased"] == ["ar"]


def test_what_they_asked_is_answered_or_withdrawn_and_its_words_go(app):
    sign_up = make.sign_up(reach=PHONE)
    call = ask_call(Asker("Nour", PHONE, "en", "About my son"), None, PARIS, NOW)
    wish = ask_for(PromiseKind.DATA_ERASURE, sign_up.person, "en", PARIS, NOW)

    erased(sign_up)

    assert (call.state, call.note, wish.state) == ("withdrawn", None, "answered")
    assert how_many(Promise) == 2


def test_what_they_wrote_when_they_applied_goes(app):
    sign_up = applied(cohort(DAY), Told("In my own words.", ()))

    erased(sign_up)

    assert application_of(sign_up).why is None


def test_whoever_shares_the_phone_keeps_everything(app):
    hers = make.sign_up(reach=PHONE)
    his = make.sign_up(first_name="Sami", reach=PHONE)

    erased(hers)

    assert [contact.person.first_name for contact in db.session.scalars(select(Contact))] == ["Sami"]
    assert [one.person_id for one in messages("seat_confirmed")] == [his.person_id]


def test_twice_is_once(app):
    sign_up = make.sign_up(reach=PHONE)

    erased(sign_up)
    ref = sign_up.ref
    erased(sign_up)

    assert sign_up.ref == ref
    assert len(messages("data_erased")) == 1


@pytest.mark.parametrize("needle", ["Nour", "A lift, please.", "612345678"])
def test_no_row_of_any_table_holds_it_any_more(app, needle):
    sign_up = make.sign_up(reach=PHONE)
    add_facts(sign_up, "en", [], "A lift, please.", None)
    db.session.commit()
    assert needle in everything()

    erased(sign_up)
    begin_write()
    db.session.delete(messages("data_erased")[0])
    db.session.commit()

    assert needle not in everything()


def everything() -> str:
    """All rows of all tables, opened."""
    db.session.rollback()
    return repr([tuple(row) for table in db.metadata.sorted_tables for row in db.session.execute(table.select())])


def test_a_file_that_was_put_together_with_theirs_is_erased_with_it(app):
    sign_up, gone = make.sign_up(reach=PHONE), make.sign_up(first_name="Noor").person
    begin_write()
    gone.merged_into_id = sign_up.person_id
    db.session.commit()

    erased(sign_up)

    assert (gone.first_name, gone.erased_at) == (NOBODY, NOW)
