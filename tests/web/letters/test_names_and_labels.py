"""What a mail calls things by: its labels, its lists, what somebody left, the team that owes an answer."""

from datetime import timedelta

import pytest

from portal.database import Text, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import place_owner
from portal.domain.signups.changes import add_facts, cancel, cancel_course_session
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.web.languages import speaking
from portal.web.letters.compose import mail, news_of, text_message
from portal.web.promises import owner_words
from tests import make
from tests.blueprints.letters import offered
from tests.conftest import NOW
from tests.worker.office import messages

EMAIL = read_email("nour@example.org")
DAY = timedelta(days=1)


def test_labels_of_a_french_mail_keep_their_colon_on_the_line(telling):
    lines = mail(telling(MessageKind.DATE_CANCELLED, "fr"), EMAIL.value).text.splitlines()

    assert any(line.startswith("Où\u00a0: ") for line in lines)
    assert "Voir d’autres dates\u00a0:" in lines
    assert "Ne plus recevoir de messages\u00a0:" in lines


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_other_dates_of_a_mail_in_arabic_letters_have_their_commas_only(app, code):
    course = make.course()
    gone, _other = make.course_session(3 * DAY, course=course), make.course_session(10 * DAY, course=course)
    sign_up = make.sign_up(gone, reach=EMAIL)
    add_facts(sign_up, code, [], None, None)
    cancel_course_session(gone, NOW)
    db.session.commit()

    (line,) = [one for one in mail(messages("date_cancelled")[0], EMAIL.value).text.splitlines() if one[:2] == "- "]

    assert "،" in line and "," not in line


def left(state: str) -> tuple[SignUp, Message]:
    """Somebody who had a seat, waited, or was offered one, and leaves it."""
    if state == "offered":
        sign_up, _message = offered()
    else:
        session = make.course_session(9 * DAY, capacity=1)
        sign_up = make.sign_up(session, reach=EMAIL)
    if state == "waiting":
        sign_up = join_line(session, make.seat_request("Adam", reach=EMAIL), NOW)
    cancel(sign_up, NOW)
    db.session.commit()
    return sign_up, messages("seat_given_back")[-1]


@pytest.mark.parametrize(
    ("state", "subject", "sentence"),
    [
        ("confirmed", "Given back: A day at work", "You gave your seat back."),
        ("waiting", "You left the waiting list: A day at work", "You left the waiting list."),
        ("offered", "You left the seat: A day at work", "You left the seat to somebody else."),
    ],
)
def test_who_leaves_reads_in_every_message_what_it_was_that_they_left(app, state, subject, sentence):
    sign_up, message = left(state)

    letter = mail(message, EMAIL.value)
    with speaking("en"):
        card = news_of(sign_up)[0].lines

    assert letter.subject == subject
    assert letter.text.splitlines()[0] == card[0] == sentence
    assert card[1] == "Thank you for telling us."
    assert f": {sentence} A day at work" in text_message(message, "+33612345678").text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "the team of Blue"),
        ("fr", "l’équipe (Bleu)"),
        ("ar", "الفريق (أزرق)"),
        ("fa", "تیم آبی"),
        ("uk", "команда (Синій)"),
    ],
)
def test_a_team_is_named_by_its_place_in_the_language_of_the_reader(app, language, said):
    place = make.place(name=Text({"en": "Blue", "fr": "Bleu", "ar": "أزرق", "fa": "آبی", "uk": "Синій"}))

    with speaking(language):
        assert owner_words(place_owner(place.slug)) == said
        assert place.slug in owner_words("place:" + place.slug + "-gone")


@pytest.mark.parametrize(("language", "town"), [("en", "Lille"), ("ar", "ليل")])
def test_a_town_is_named_as_the_reader_names_it(app, language, town):
    place = make.place(city="Lille", town=Text({"en": "Lille", "ar": "ليل"}))
    sign_up = make.sign_up(make.course_session(place=place), reach=read_phone("0612345678", "FR"))
    add_facts(sign_up, language, [], None, None)
    message = messages("seat_confirmed")[0]
    message.language = language

    assert f" {town}" in text_message(message, "+33612345678").text
    db.session.rollback()
