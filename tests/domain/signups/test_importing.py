"""A list of people, from the file to the report: read in whatever shape, tried without writing, brought in once."""

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Person
from portal.domain.signups.bringing_in import Outcome
from portal.domain.signups.importing import MOST_LINES, NotAList, Says, guessed, read_file, rows_of
from portal.domain.signups.imports import (
    Reading,
    columns_of,
    count_of_report,
    go_on,
    progress_of,
    receive,
    report_of,
    try_out,
)
from portal.domain.signups.models import SignUp
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages

BY = Reading(lambda typed: read_phone(typed, "FR"), {"fr": "fr", "francais": "fr", "arabe": "ar"}, "fr")
LIST = "Prénom;Téléphone;E-mail;Langue\nNour;06 12 34 56 78;;arabe\nZoé;;zoe@example.org;\n"


@pytest.fixture
def who(app):
    return make.account("staff").id


def tried(who, text=LIST, session=None):
    sent = receive(text.encode(), who, NOW)
    try_out(sent, columns_of(sent), session, BY, NOW)
    db.session.commit()
    return sent


def outcomes(sent):
    return [(line.number, line.outcome.value, line.why) for line in report_of(sent)]


def brought_in(sent):
    while progress_of(sent)[0] < progress_of(sent)[1]:
        go_on(sent, BY, NOW)
        db.session.commit()
    return sent


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("apart", [";", ",", "\t"])
def test_a_list_is_read_in_the_letters_and_with_the_marks_of_any_spreadsheet(encoding, apart):
    text = LIST.replace(";", apart)

    assert rows_of(read_file(text.encode(encoding)))[1:] == [
        ["Nour", "06 12 34 56 78", "", "arabe"],
        ["Zoé", "", "zoe@example.org", ""],
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 a spreadsheet", "no_text"),
        (b"a\0b", "no_text"),
        (b"%PDF-1.7", "no_text"),
        (b"", "empty"),
        ("Prénom\n".encode(), "empty"),
        (b"a\n" + b"b\n" * (MOST_LINES + 1), "too_long"),
        (b"x" * 350_000, "too_big"),
    ],
)
def test_what_is_no_list_is_refused_for_a_reason(content, why):
    with pytest.raises(NotAList) as refused:
        rows_of(read_file(content))

    assert refused.value.why == why


def test_what_the_columns_say_is_guessed_from_their_heads():
    assert guessed(["Nb", "PRENOM", "Tél.", "Courriel"]) == {Says.FIRST_NAME: 1, Says.PHONE: 2, Says.EMAIL: 3}
    assert guessed(["الاسم", "الهاتف"]) == {Says.FIRST_NAME: 0, Says.PHONE: 1}


def test_trying_says_what_would_become_of_each_line_and_writes_nothing(who):
    session = make.course_session(capacity=2)
    make.sign_up(session, reach=read_phone("06 12 34 56 78", "FR"))
    text = LIST + "Sami;;;\n;06 22 34 56 78;;\nAdam;12;;\nEve;;x@;\n"

    sent = tried(who, text, session)

    assert outcomes(sent) == [
        (2, "known", ""),
        (3, "made", ""),
        (4, "full", ""),
        (5, "not_read", "first_name"),
        (6, "not_read", "phone"),
        (7, "not_read", "email"),
    ]
    assert (how_many(SignUp), how_many(Person)) == (1, 1)


def test_doing_it_does_what_was_tried_and_tells_whoever_can_be_told(who):
    session = make.course_session()

    sent = brought_in(tried(who, LIST, session))

    made = db.session.scalars(select(SignUp).order_by(SignUp.id)).all()
    assert [(one.person.first_name, one.state, one.way, one.language) for one in made] == [
        ("Nour", "confirmed", "import", "ar"),
        ("Zoé", "confirmed", "import", "fr"),
    ]
    assert [one.kind for one in messages()] == ["seat_confirmed"] * 2
    assert count_of_report(sent) == {Outcome.MADE: 2}


def test_the_same_list_brought_in_twice_is_in_once(who):
    session = make.course_session()
    text = LIST + "Fatou;;;\nFatou;;;\n"
    brought_in(tried(who, text, session))

    again = tried(who, text, session)
    assert count_of_report(again) == {Outcome.KNOWN: 4}
    brought_in(again)

    assert how_many(SignUp) == 4
    assert len(messages()) == 4


def test_nobody_is_brought_in_above_the_seats_and_nobody_passes_the_line(who):
    session = make.course_session(capacity=1)

    sent = brought_in(tried(who, LIST, session))

    assert count_of_report(sent) == {Outcome.MADE: 1, Outcome.FULL: 1}


@pytest.mark.parametrize("shut", ["cancelled", "applied for"])
def test_nobody_is_brought_in_where_nobody_can_take_a_seat(who, shut):
    course = make.course(entry="application") if shut == "applied for" else make.course()
    session = make.course_session(course=course, cancelled_at=NOW if shut == "cancelled" else None)

    sent = tried(who, LIST, session)

    assert count_of_report(sent) == count_of_report(brought_in(sent)) == {Outcome.CLOSED: 2}


def test_without_a_date_people_are_brought_in_alone_if_they_can_be_reached(who):
    sent = brought_in(tried(who, LIST + "Fatou;;;\n"))

    assert outcomes(sent) == [(2, "made", ""), (3, "made", ""), (4, "not_read", "reach")]
    assert (how_many(SignUp), how_many(Person)) == (0, 2)


def test_a_long_list_is_brought_in_some_lines_at_a_time(who):
    text = "Prénom\n" + "".join(f"Nour {letter}\n" for letter in "abcde")
    sent = tried(who, text, make.course_session())

    go_on(sent, BY, NOW, at_once=3)
    assert progress_of(sent) == (3, 5)
    go_on(sent, BY, NOW, at_once=3)
    go_on(sent, BY, NOW, at_once=3)

    assert progress_of(sent) == (5, 5)
    assert how_many(SignUp) == 5


def test_when_it_is_done_the_file_is_forgotten_and_the_report_names_nobody(who):
    sent = brought_in(tried(who, LIST, make.course_session()))

    assert sent.content is None
    assert "Nour" not in repr(sent.report) and "06 12" not in repr(sent.report)
