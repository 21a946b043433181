"""Text messages cost by the segment: one in Latin script, two at most in any other, whatever the facts."""

import re
from itertools import product

import pytest

from portal.domain.mentoring.pair_models import Side
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel
from portal.domain.messages.segments import is_gsm7, segments
from portal.web.languages import KNOWN
from portal.web.letters.compose import text_message
from portal.web.letters.kinds import WORDS
from tests.web.letters.conftest import LEADS_NOWHERE, OF_PAIRS, TO_PEOPLE

#: The languages that the cheap alphabet can write.
LATIN = {"fr", "en"}


@pytest.mark.parametrize("language", KNOWN)
def test_every_kind_in_every_language_fits_with_the_longest_facts(telling, language):
    for kind, side in [*product(TO_PEOPLE, [Side.LEARNER]), *product(OF_PAIRS, [Side.MENTOR])]:
        sent = text_message(telling(kind, language, side), "+33612345678").text

        assert segments(sent) <= (1 if language in LATIN else 2), sent
        assert is_gsm7(sent) == (language in LATIN)
        assert "Numérique Ici: " in sent
        led = re.search(r"\nhttps://portail\.numerique-ici\.fr/\S+$", sent)
        assert bool(led) == (kind not in LEADS_NOWHERE), kind


@pytest.mark.parametrize("language", KNOWN)
def test_no_text_message_names_the_person_or_spoils_a_letter(telling, language):
    """A phone is shared: who reads it first need not be who it is for."""
    for kind, side in [*product(TO_PEOPLE, [Side.LEARNER]), *product(OF_PAIRS, [Side.MENTOR])]:
        sent = text_message(telling(kind, language, side), "+33612345678").text

        assert "Nour" not in sent
        assert not re.search(r"['’]\s|%\(|\bNone\b|  |,\s*,|\.\.\.\.", sent), sent
        assert "’" not in sent and "\u00a0" not in sent


def test_only_the_title_gives_way_and_most_of_it_stays(telling):
    sent = text_message(telling(MessageKind.SEAT_CONFIRMED, "fr"), "+33612345678").text

    assert "mercredi 29 septembre 18 h 30" in sent
    assert re.search(r"Code [A-Z]{4} \d{3}", sent)
    assert re.search(r"réservée\. \S.{8,}\.\.\.,", sent)


def test_a_ukrainian_message_names_the_weekday_as_calendars_do_and_cuts_with_one_sign(telling):
    sent = text_message(telling(MessageKind.SEAT_CONFIRMED, "uk"), "+33612345678").text

    assert "ср 29 вересня 18:30" in sent
    assert "…, ср" in sent and "..." not in sent


def test_every_kind_has_words_and_only_a_team_is_written_to_by_mail_alone():
    assert set(WORDS) == set(MessageKind)
    assert {kind for kind in WORDS if HABITS[kind].to_staff} == {MessageKind.STAFF_OWES}


def test_a_text_message_keeps_its_name_at_each_try(telling):
    message = telling(MessageKind.REMINDER_MORNING, "ar")

    assert message.channel == Channel.TEXT
    assert text_message(message, "+33612345678") == text_message(message, "+33612345678")
    assert text_message(message, "+33612345678").ref == message.ref
