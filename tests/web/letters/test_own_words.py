"""The team says it in its own words: found, changed, said at once, and taken back."""

import pytest

from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.own_words import Sentence, as_usual, how_many, say, wrong_with
from portal.web.in_force import follow
from portal.web.languages import KNOWN
from portal.web.letters.compose import mail, text_message
from portal.web.letters.samples import CHANGEABLE, preview, sentences
from portal.web.own_words import examples, usual
from tests.conftest import NOW

SORRY = Sentence("The centre had to cancel this date. We are sorry.")
SEATS = Sentence("Your %(num)s seat is booked.", "Your %(num)s seats are booked.")


def change(kind, language, *sentences):
    say(kind, language, sentences, NOW)
    db.session.commit()
    follow()


@pytest.mark.parametrize("language", KNOWN)
def test_every_kind_for_people_has_sentences_and_can_be_tried(app, language):
    for kind in CHANGEABLE:
        found = sentences(kind, language, NOW)
        subject, letter, text = preview(kind, language, {}, NOW)

        assert found and all(usual(one, language) for one in found), kind
        assert subject and letter and text, kind


def test_both_ways_of_a_sentence_are_found(app):
    found = sentences(MessageKind.SEAT_CONFIRMED, "fr", NOW)

    assert Sentence("Your seat is booked.") in found
    assert SEATS in found
    assert [one.source for one in found if one.source.startswith("Seat booked.")]


def test_a_letter_says_what_the_team_wrote_in_that_language_alone(telling):
    change(MessageKind.DATE_CANCELLED, "fr", (SORRY, {0: "Nous annulons cet atelier."}))
    message = telling(MessageKind.DATE_CANCELLED, "fr")

    assert "Nous annulons cet atelier." in mail(message, "a@example.org").text
    message.language = "en"
    assert "We are sorry" in mail(message, "a@example.org").text


def test_a_text_message_says_it_too_and_keeps_its_facts(telling):
    short = Sentence("Cancelled, we are sorry: %(what)s, %(starts)s. Other dates:")
    change(MessageKind.DATE_CANCELLED, "fr", (short, {0: "%(starts)s n'a pas lieu : %(what)s."}))

    sent = text_message(telling(MessageKind.DATE_CANCELLED, "fr"), "+33612345678").text
    assert "29 septembre" in sent.split(" n'a pas lieu")[0]


def test_a_counted_sentence_has_words_for_each_number(telling):
    change(MessageKind.SEAT_CONFIRMED, "uk", (SEATS, {1: "Заброньовано місця: %(num)s."}))

    assert examples("uk") == [1, 2, 5]
    assert "Заброньовано місця: 4." in mail(telling(MessageKind.SEAT_CONFIRMED, "uk"), "a@example.org").text


def test_the_words_of_one_kind_are_not_those_of_another(telling):
    same = Sentence("If you cannot come, tell us on your card.")
    change(MessageKind.SEAT_CONFIRMED, "en", (same, {0: "Tell us if you cannot come."}))

    assert "Tell us if you cannot come." in mail(telling(MessageKind.SEAT_CONFIRMED, "en"), "a@example.org").text
    assert same.source in mail(telling(MessageKind.WAITING_CONFIRMED, "en"), "a@example.org").text


def test_back_to_the_portals_own_words(telling):
    change(MessageKind.DATE_CANCELLED, "en", (SORRY, {0: "It is off."}))
    assert how_many() == {(MessageKind.DATE_CANCELLED, "en"): 1}

    as_usual(MessageKind.DATE_CANCELLED, "en", NOW)
    db.session.commit()
    follow()

    assert how_many() == {}
    assert SORRY.source in mail(telling(MessageKind.DATE_CANCELLED, "en"), "a@example.org").text


def test_a_preview_says_words_that_are_not_saved(app):
    _subject, letter, _text = preview(MessageKind.DATE_CANCELLED, "en", {(SORRY.digest, 0): "It is off."}, NOW)

    assert "It is off." in letter
    assert how_many() == {}


@pytest.mark.parametrize(
    "words, wrong",
    [
        ("We answer by %(moment)s.", []),
        ("We answer soon.", ["facts"]),
        ("We answer by %(moment)d.", ["facts"]),
        ("We answer by %(moment)s, %(name)s.", ["facts"]),
        ("We answer 100 % by %(moment)s.", ["percent"]),
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen %(moment)s six", ["long"]),
    ],
)
def test_what_is_wrong_with_words_is_told(words, wrong):
    assert wrong_with(words, "You hear from us by %(moment)s.") == wrong
