"""A mail in its two halves, in the reader's language and direction; the same news on the card."""

from datetime import timedelta

import pytest
from lxml import html

from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.signups.changes import add_facts, cancel_course_session, move_to
from portal.domain.signups.codes import show_code
from portal.domain.signups.line import join_line
from portal.web.languages import KNOWN, language, speaking
from portal.web.letters.compose import mail, news_of
from portal.web.letters.kinds import WORDS, worded
from tests import make
from tests.catalogues import LONGEST, sentence_lengths
from tests.conftest import NOW
from tests.web.letters.conftest import LEADS_NOWHERE, TO_ACCOUNTS, TO_PEOPLE
from tests.worker.office import messages

EMAIL = read_email("nour@example.org")


@pytest.mark.parametrize("code", KNOWN)
def test_every_kind_is_a_mail_in_every_language(telling, code):
    for kind in TO_PEOPLE:
        letter = mail(telling(kind, code), "nour@example.org")
        page = html.fromstring(letter.html)

        assert (page.get("lang"), page.get("dir")) == (code, KNOWN[code].direction)
        assert (letter.language, letter.rtl) == (code, KNOWN[code].rtl)
        assert letter.subject and len(letter.subject) < 120
        assert page.findtext("head/title") == letter.subject
        assert "%(" not in letter.text and "None" not in letter.text
        if HABITS[kind].link and kind not in TO_ACCOUNTS:
            assert letter.unsubscribe and letter.unsubscribe in letter.text
        else:
            assert letter.unsubscribe is None
        for link in page.cssselect("a"):
            assert link.get("href").startswith("https://portail.numerique-ici.fr/")
            assert link.get("href") in letter.text
        assert ("https://portail.numerique-ici.fr/" in letter.text) == (kind not in LEADS_NOWHERE)


@pytest.mark.parametrize("code", KNOWN)
def test_no_sentence_of_a_message_is_long(telling, code):
    for kind in TO_PEOPLE:
        message = telling(kind, code)
        with speaking(code):
            for sentence in worded(message).sentences:
                assert max(sentence_lengths(sentence)) <= LONGEST, sentence


def test_the_first_half_says_all_that_the_second_shows(app):
    sign_up = make.sign_up(make.course_session(timedelta(days=9)), reach=EMAIL, party=2)
    letter = mail(messages()[0], EMAIL.value)
    shown = html.fromstring(letter.html).text_content()

    for words in ("Your 2 seats are booked.", "The blue house", "1 rue Bleue, Montreuil", show_code(sign_up.code)):
        assert words in letter.text
        assert words in shown
    assert "07 66 38 74 96" in letter.text


def test_whoever_hears_of_a_cancelled_date_hears_of_the_next_ones(app):
    course = make.course()
    gone = make.course_session(timedelta(days=3), course=course)
    others = [make.course_session(timedelta(days=day), course=course) for day in (10, 17, 24, 31)]
    make.sign_up(gone, reach=EMAIL)
    cancel_course_session(gone, NOW)
    db.session.commit()

    letter = mail(messages("date_cancelled")[0], EMAIL.value)

    assert "The centre had to cancel this date. We are sorry." in letter.text
    assert [ref for ref in (one.ref for one in others) if ref in letter.text] == [one.ref for one in others[:3]]


def test_a_letter_is_worded_in_one_language_and_the_page_around_it_stays_in_its_own(app):
    sign_up = make.sign_up(reach=EMAIL)
    add_facts(sign_up, "ar", [], None, None)
    with speaking("fr") as before:
        mail(messages()[0], EMAIL.value)
        with speaking("ar"):
            pass
        assert language() is before


def test_the_card_tells_the_same_news_newest_first_in_the_language_of_the_page(app):
    session = make.course_session(timedelta(days=9), capacity=1)
    make.sign_up(session)
    waits = join_line(session, make.seat_request("Nour"), NOW)
    later = make.course_session(timedelta(days=20))
    moved = move_to(waits, later, NOW)
    db.session.commit()

    with speaking("fr"):
        old, new = news_of(waits), news_of(moved)

    assert [piece.lines[0] for piece in old] == ["Vous êtes sur la liste d’attente, numéro 1."]
    assert [piece.lines[0] for piece in new] == ["Votre place est maintenant à cette date."]
    assert new[0].when == "mardi 24 novembre à 10\u00a0h"


def test_every_kind_to_people_has_a_link_for_one_purpose_but_what_ends_or_tries_something():
    without = {MessageKind.DATA_ERASED, MessageKind.ACCOUNT_CHANGED, MessageKind.TRIAL, MessageKind.JOB_HELPED}

    assert {kind for kind in TO_PEOPLE if not HABITS[kind].link} <= without
    assert set(TO_PEOPLE) == set(MessageKind) - {MessageKind.STAFF_OWES}
    assert set(WORDS) == set(MessageKind)
