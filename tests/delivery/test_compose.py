"""An e-mail reads back as it was written, in every script, and nobody can add a header to it."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.delivery.compose import as_sent, compose
from portal.delivery.letters import Attachment
from tests.delivery.letters import mail

ARABIC = {
    "subject": "موعدك غدا الساعة 14:00 في مركز كونكسيو، شارع لا ريونيون رقم 15 في باريس",
    "text": "أهلا بك يا نور،\nموعدك غدا الساعة 14:00.\n.\nإلى اللقاء\n",
    "language": "ar",
    "rtl": True,
}


def composed(name="Konexio", **facts):
    made = compose(mail(**facts), mail(**facts).to, "hello@example.org", name)
    return message_from_bytes(as_sent(made), policy=default)


def words_of(part):
    """Its text; lines end with CR LF on the way, whatever the encoding."""
    return part.get_content().replace("\r\n", "\n")


def test_arabic_words_arrive_letter_by_letter():
    read = composed(**ARABIC)

    assert read["Subject"] == ARABIC["subject"]
    assert read["Content-Language"] == "ar"
    assert words_of(read.get_body(("plain",))) == ARABIC["text"]


def test_a_language_from_the_right_is_laid_out_from_the_right():
    page = words_of(composed(**ARABIC).get_body(("html",)))

    assert '<html lang="ar" dir="rtl">' in page
    assert "أهلا بك يا نور،<br>" in page


def test_words_that_look_like_html_stay_words():
    page = composed(rtl=True, text="<b>5 < 6 & 7</b>\n").get_body(("html",)).get_content()

    assert "&lt;b&gt;5 &lt; 6 &amp; 7&lt;/b&gt;" in page


def test_a_language_from_the_left_needs_no_html():
    assert composed().get_content_type() == "text/plain"


def test_html_is_an_alternative_to_the_text_and_carries_the_same_language():
    read = composed(html="<p>Bonjour Zoé</p>\n", language="fr")

    assert read.get_content_type() == "multipart/alternative"
    assert words_of(read.get_body(("html",))) == "<p>Bonjour Zoé</p>\n"
    assert read["Content-Language"] == "fr"


def test_it_says_that_a_machine_wrote_it_when_and_how_to_get_no_more():
    read = composed(unsubscribe="https://portal.example.org/en/letters/abc")

    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"] == "<https://portal.example.org/en/letters/abc>"
    assert read["Date"] == "Tue, 24 Nov 2026 09:00:00 +0000"
    assert "List-Unsubscribe" not in composed()


def test_a_calendar_and_a_picture_come_along():
    calendar = Attachment("réservé.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Créer\r\n".encode(), "text/calendar")
    picture = Attachment("code.png", b"\x89PNG\x00\xff", "image/png")

    first, second = composed(**ARABIC, attachments=(calendar, picture)).iter_attachments()

    assert (first.get_filename(), first.get_content_type()) == ("réservé.ics", "text/calendar")
    assert "SUMMARY:Créer" in first.get_content()
    assert (second.get_filename(), second.get_content()) == ("code.png", b"\x89PNG\x00\xff")


def test_no_line_is_longer_than_servers_take_and_none_needs_eight_bits():
    letter = mail(subject="م" * 999, text="é" * 3000, html="<p>" + "م" * 3000)

    lines = as_sent(compose(letter, "a@example.org", "b@example.org", "É" * 500)).split(b"\r\n")

    assert max(map(len, lines)) <= 998
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("field", ["subject", "language", "ref", "unsubscribe", "to"])
def test_a_line_break_begins_no_header_of_its_own(field):
    read = composed(**{field: "a@example.org\r\nBcc: spy@example.org\n\nInstead of the letter"})

    assert read["Bcc"] is None
    assert words_of(read) == mail().text


def test_a_name_with_a_line_break_begins_no_header_either():
    assert composed(name="Konéxio\r\nBcc: spy@example.org")["Bcc"] is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_said_can_be_sent_and_read(subject, text):
    read = composed(subject=subject, text=text)

    assert [name for name, _ in read.items()].count("Subject") == 1
    assert read.get_content_type() == "text/plain"


def test_half_a_letter_becomes_a_question_mark():
    read = composed(subject="a \ud83d b", text="c \ud83d d\n", html="e \ud83d f\n")

    assert read["Subject"] == "a ? b"
    assert words_of(read.get_body(("plain",))) == "c ? d\n"
    assert words_of(read.get_body(("html",))) == "e ? f\n"


#: Words of several scripts, in every mixture.
PHRASES = st.lists(st.text(alphabet="abcéêأهلاпривітی5:،", min_size=1, max_size=12), max_size=25).map(" ".join)


@given(PHRASES)
def test_subjects_are_folded_and_unfolded_without_loss(subject):
    assert composed(subject=subject)["Subject"] == subject


@given(PHRASES)
def test_the_name_of_the_sender_is_folded_and_unfolded_without_loss(name):
    raw = as_sent(compose(mail(), "a@example.org", "hello@example.org", name))

    # The new parser of Python 3.11 keeps the space between two encoded words of a name; RFC 2047 drops it.
    written, address = parseaddr(message_from_bytes(raw)["From"])
    assert (str(make_header(decode_header(written))), address) == (name, "hello@example.org")
