"""Text messages cost by the segment: one in Latin script, two at most in any other, whatever the facts."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.database import Text, db
from portal.demo.catalogue import COURSES, PLACES
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import French
from portal.domain.messages.kinds import HABITS, MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, tell
from portal.domain.messages.segments import is_gsm7, segments
from portal.domain.signups.changes import add_facts
from portal.domain.signups.questions import Asker, wish_for_date
from portal.domain.signups.told import about
from portal.web.languages import KNOWN
from portal.web.letters.compose import text_message
from portal.web.letters.kinds import WORDS
from tests import make
from tests.conftest import NOW

TO_PEOPLE = [kind for kind in WORDS if not HABITS[kind].to_staff]
#: A Wednesday late in September, half past six in the evening: the longest date there is in French.
LONGEST_DATE = datetime(2026, 9, 30, 16, 30, tzinfo=UTC) + timedelta(days=364)


def longest(rows: list[dict], field: str) -> Text:
    """In each language the longest that the demo holds."""
    return Text({code: max((row[field][code] for row in rows), key=len) for code in KNOWN})


@pytest.fixture
def telling(app, monkeypatch):
    """`telling(kind, language)`: that message, about a seat whose every word is long."""
    monkeypatch.setitem(app.config, "PORTAL_ORGANISATION", "Numérique Ici")
    monkeypatch.setitem(app.config, "PORTAL_BASE_URL", "https://portail.numerique-ici.fr")
    course = make.course(title=longest(COURSES, "title"), french=French.NONE)
    place = make.place(city=max((row["city"] for row in PLACES), key=len), name=longest(PLACES, "name"))
    session = make.course_session(LONGEST_DATE, course=course, place=place)
    phone = read_phone("0612345678", "FR")

    def tell_it(kind: MessageKind, language: str) -> Message:
        sign_up = make.sign_up(session, reach=phone)
        add_facts(sign_up, language, [], None, None)
        sign_up.party = 4
        owed = wish_for_date(Asker("Nour", phone, language), course, place.zone, NOW)
        facts = {
            "place": 28,
            "reply_by": (LONGEST_DATE - timedelta(hours=12)).isoformat(),
            "starts_at": LONGEST_DATE.isoformat(),
            "ends_at": (LONGEST_DATE + timedelta(hours=2)).isoformat(),
            "course_session": session.ref,
        }
        of_question = kind.value.startswith(("call_", "wish_"))
        name = f"promise:{owed.id}" if of_question else about(sign_up)
        made = tell(News(kind, name, f"test:{kind}", place.zone, facts), recipient(sign_up.person, language), NOW)
        db.session.commit()
        return made

    return tell_it


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_every_kind_in_every_language_fits_with_the_longest_facts(telling, kind, language):
    sent = text_message(telling(kind, language), "+33612345678").text

    assert segments(sent) <= (2 if KNOWN[language].rtl else 1), sent
    assert is_gsm7(sent) != KNOWN[language].rtl
    assert "Numérique Ici: " in sent
    assert re.search(r"\nhttps://portail\.numerique-ici\.fr/\S+$", sent)


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_no_text_message_names_the_person_or_spoils_a_letter(telling, kind, language):
    """A phone is shared: who reads it first need not be who it is for."""
    sent = text_message(telling(kind, language), "+33612345678").text

    assert "Nour" not in sent
    assert not re.search(r"['’]\s|%\(|\bNone\b|  |,\s*,|\.\.\.\.", sent), sent
    assert "’" not in sent and "\u00a0" not in sent


def test_only_the_title_gives_way_and_most_of_it_stays(telling):
    sent = text_message(telling(MessageKind.SEAT_CONFIRMED, "fr"), "+33612345678").text

    assert "mercredi 29 septembre 18 h 30" in sent
    assert re.search(r"Code [A-Z]{4} \d{3}", sent)
    assert re.search(r"réservée\. \S.{8,}\.\.\.,", sent)


def test_every_kind_has_words_and_only_a_team_is_written_to_by_mail_alone():
    assert set(WORDS) == set(MessageKind)
    assert {kind for kind in WORDS if HABITS[kind].to_staff} == {MessageKind.STAFF_OWES}


def test_a_text_message_keeps_its_name_at_each_try(telling):
    message = telling(MessageKind.REMINDER_MORNING, "ar")

    assert message.channel == Channel.TEXT
    assert text_message(message, "+33612345678") == text_message(message, "+33612345678")
    assert text_message(message, "+33612345678").ref == message.ref
