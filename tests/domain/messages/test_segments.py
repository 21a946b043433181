"""What a text message costs is known before it is sent, and Latin words keep to the cheap alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.messages.segments import is_gsm7, segments, to_gsm7

#: The table as the standard prints it, row by row, without the escape.
GSM7 = (
    "@Δ 0¡P¿p£_!1AQaq$Φ\"2BRbr¥Γ#3CScsèΛ¤4DTdtéΩ%5EUeuùΠ&6FVfvìΨ'7GWgwòΣ(8HXhxÇΘ)9IYiy\nΞ*:JZjzØ+;KÄkäøÆ,<LÖlö"
    "\ræ-=MÑmñÅß.>NÜnüåÉ/?O§oà"
)
EXTENSION = "\f^{}\\[~]|€"


def test_the_alphabet_is_that_of_the_standard():
    assert len(set(GSM7)) == 127
    assert {chr(number) for number in range(0x11000) if is_gsm7(chr(number))} == set(GSM7) | set(EXTENSION)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("é" * 160, 1),
        ("é" * 161, 2),
        ("é" * 306, 2),
        ("é" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 158 + "€", 1),
        ("a" * 159 + "€", 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("م" * 134, 2),
        ("م" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_segments_are_counted_as_the_network_counts_them(text, count):
    assert segments(text) == count


def test_a_character_of_two_places_is_never_cut_in_two():
    # 306 places in all: two parts if the euro sign could be cut, three because it cannot.
    assert segments("a" * 152 + "€" + "a" * 152) == 3
    assert segments("a" * 151 + "€" + "a" * 153) == 2
    assert segments("م" * 66 + "😀" + "م" * 66) == 3
    assert segments("م" * 65 + "😀" + "م" * 67) == 2


@given(st.text(alphabet=GSM7 + EXTENSION + "êمї😀", max_size=400))
def test_the_parts_hold_the_text_and_none_is_too_many(text):
    units = (
        sum(2 if letter in EXTENSION else 1 for letter in text)
        if is_gsm7(text)
        else len(text.encode("utf-16-le")) // 2
    )
    alone, each = (160, 153) if is_gsm7(text) else (70, 67)

    count = segments(text)

    assert (count == 1) == (units <= alone)
    if count > 1:
        assert (count - 1) * (each - 1) < units <= count * each


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("C’est à l’école, où ça commence à 14 h.", "C'est à l'école, où ca commence à 14 h."),
        ("Forêt, garçon, île, hôtel, sûr, Noël, naïf", "Foret, garcon, ile, hotel, sur, Noel, naif"),
        ("É È Ê À Â Ô Œ œ Ç", "É E E A A O OE oe Ç"),
        ("ù ì ò ñ ü ö ä é è à", "ù ì ò ñ ü ö ä é è à"),
        ("« Prêt ? »", '"Pret ?"'),
        ("“Ready” – 3 × 2 h…", '"Ready" - 3 x 2 h...'),
        ("de 9\u00a0h à 12\u202fh", "de 9 h à 12 h"),
        ("cafe\u0301", "café"),
        ("Łódź, Đorđe, Škoda, ő", "Lódz, Dorde, Skoda, o"),
        ("apprenant·e, n° 5", "apprenant.e, no 5"),
        ("le \u2066KX7\u2069 co\u00adde", "le KX7 code"),
    ],
)
def test_latin_words_are_written_in_the_cheap_alphabet(text, plain):
    expected = plain.replace("ó", "o")

    assert to_gsm7(text) == expected
    assert is_gsm7(to_gsm7(text))


@pytest.mark.parametrize(
    "text", ["أهلا بك يا نور، الموعد غدا", "سلام دوست\u200cها", "Їжак і йогурт", "\u2066KX7\u2069 مرحبا", "😀"]
)
def test_what_the_alphabet_cannot_write_stays_as_it_is(text):
    assert to_gsm7(text) == text


def test_where_each_letter_is_dear_anyhow_three_dots_are_one_sign():
    assert to_gsm7("Ваше ім’я…") == "Ваше ім'я…"


@given(st.text(max_size=200))
def test_plain_words_never_cost_more_and_stay_plain(text):
    plain = to_gsm7(text)

    assert to_gsm7(plain) == plain
    if is_gsm7(plain):
        assert segments(plain) <= segments(text) or "…" in text
