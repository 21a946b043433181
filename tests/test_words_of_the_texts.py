"""A lint over all that people read, in every language: the words of the portal and the texts of the demo.

What a catalogue must keep on top of it (placeholders, plural forms, names of buttons) is in test_translations.py,
and the letters of text messages in web/letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from portal import i18n
from portal.demo.texts import by_language
from portal.web.languages import KNOWN
from tests.catalogues import LONGEST, catalogue, english, of_language, sentence_lengths

#: Words of an office, of a trade or of a neighbouring country, and what would be said at a kitchen table instead.
JARGON: dict[str, dict[str, str]] = {
    "en": {
        r"digital inclusion|e-inclusion|digital literacy": "say what one learns",
        r"slots?": "date, seat",
        r"sessions?|cohorts?": "date, course",
        r"users?|beneficiar\w+|stakeholders?": "you, people, learner",
        r"submit\w*|enrol\w*|click\w*|log ?in|sign-on": "send, take a seat, press, open",
        r"utili[sz]\w+|leverag\w+|upskill\w*|onboarding": "use, learn, begin",
        r"invalid|mandatory": "say what to write",
    },
    "fr": {
        r"inclusion numérique|illectronisme|littératie": "dire ce qu’on apprend",
        r"dispositifs?|modalités?|accompagnements?": "cours, aide",
        r"sessions?|créneaux?|cohortes?": "date, cours",
        r"usagers?|usagères?|utilisateurs?|bénéficiaires?|publics? cibles?": "vous, personnes",
        r"présentiel|distanciel": "sur place, en ligne",
        r"cliqu\w+|soumettre|optimis\w+|mobilis\w+": "appuyer, envoyer",
        r"veuillez|obligatoires?|invalides?": "dire ce qu’il faut faire",
    },
    "ar": {
        r"الإدماج الرقمي|محو الأمية": "ما نتعلّمه",
        r"جلسات?|جلسة": "موعد، دورة",
        r"المستفيد\w*|المستخدم\w*": "أنت، شخص",
        r"انقر\w*|النقر|تفعيل": "الضغط",
    },
    "fa": {
        r"شمول دیجیتال|سواد دیجیتال": "آنچه یاد می‌گیریم",
        r"کاربران|ذی‌نفع\w*": "شما، مردم",
        r"کلیک\w*|ارسال|بارگذاری": "فشار دادن، فرستادن",
        # Words of Iran, where Afghanistan has another.
        r"رایانه\w*|کامپیوتر\w*": "کمپیوتر",
        r"اینترنت\w*": "انترنت",
        r"پیامک\w*": "پیام متنی",
        r"تلفن\w*|گوشی": "تیلیفون",
        r"داوطلب\w*": "رضاکار",
        r"بله": "بلی",
        r"پله|پله‌ها": "زینه",
        r"دوره|دوره‌ها|دوره‌های": "کورس",
        r"صندلی\w*": "جای",
        r"گواهینامه\w*": "تصدیق‌نامه",
    },
    "uk": {
        r"цифров\w+ (?:інклюзі\w+|грамотн\w+|компетент\w+)": "сказати, чого вчаться",
        r"слот\w*|сесі\w+|когорт\w+|потоки?": "дата, курс",
        r"воркшоп\w*|майстер-клас\w*|тренінг\w*": "заняття",
        r"користувач\w*|бенефіціар\w*|отримувач\w* послуг": "ви, люди",
        r"клік\w*|клацн\w+|логін\w*|авториз\w+|верифік\w+|валідн\w+": "натиснути, код",
        r"[еі]-?мейл\w*": "електронна пошта",
        r"обов’язков\w+|некоректн\w+|невалідн\w+": "сказати, що треба написати",
        r"здійсню\w+|наразі|дан(?:ий|а|ого|ої)|з метою": "простіше слово",
        # Russian in Ukrainian letters.
        r"прийма\w+ участь|слідуюч\w+|получ\w+|на протязі|міроприємств\w+|вірн(?:ий|а|о|е)": "українське слово",
    },
}
#: The names of programmes are those of the programmes.
NAMES = {
    "en": ["Digital Inclusion Program"],
    "fr": ["Programme d’inclusion numérique"],
    "ar": ["برنامج الإدماج الرقمي"],
}
#: A street is written as on its sign.
IN_LATIN = re.compile(r"[\u0000-\u024f\u2000-\u206f]*")


@cache
def texts(code: str) -> list[str]:
    """All that a reader of this language may meet."""
    if code == i18n.SOURCE:
        portal = [text for message in i18n.extract() if message.id for text in english(message)]
    else:
        portal = [form for message in catalogue(code) if message.id for form in i18n.forms(message)]
    return sorted({*portal, *leaves(by_language()[code])})


def leaves(tree: Any) -> Iterator[str]:
    """The sentences of the demo, without their places."""
    if isinstance(tree, str):
        yield tree
    else:
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(branch)


def jargon_in(text: str, code: str) -> list[str]:
    """The hard words of a text, each with the plain ones."""
    for name in NAMES.get(code, []):
        text = text.replace(name, "")
    found = [
        (re.search(rf"(?i)(?<!\w)(?:{words})(?!\w)", text), plain) for words, plain in JARGON.get(code, {}).items()
    ]
    return [f"{hit[0]} ({plain})" for hit, plain in found if hit]


@pytest.mark.parametrize("code", KNOWN)
def test_no_sentence_is_long(code: str):
    assert [text for text in texts(code) if max(sentence_lengths(text)) > LONGEST] == []


@pytest.mark.parametrize("code", KNOWN)
def test_nothing_is_said_in_jargon(code: str):
    assert {text: found for text in texts(code) if (found := jargon_in(text, code))} == {}


@pytest.mark.parametrize("code", KNOWN)
def test_signs_and_letters_are_those_of_the_language(code: str):
    of_a_street = {text for text in texts(code) if KNOWN[code].rtl and IN_LATIN.fullmatch(text)}
    faults = {text: found for text in texts(code) if text not in of_a_street and (found := of_language(text, code))}

    assert faults == {}


@pytest.mark.parametrize("code", KNOWN)
def test_no_text_of_the_demo_waits_to_be_filled_in(code: str):
    said = leaves(by_language()[code])

    assert [text for text in said if re.search(r"%\(|\{|\}|  |\bTODO\b|[Ll]orem", text) or text != text.strip()] == []


@pytest.mark.parametrize("code", KNOWN)
def test_pages_have_the_apostrophe_of_books(code: str):
    assert [text for text in texts(code) if re.search(r"\w'\w", re.sub(r"%\(\w+\)s", "x", text))] == []


@pytest.mark.parametrize(
    ("code", "text", "hit"),
    [
        ("en", "Choose a slot.", "slot (date, seat)"),
        ("fr", "Ce dispositif est gratuit.", "dispositif (cours, aide)"),
        ("fr", "En présentiel", "présentiel (sur place, en ligne)"),
        ("ar", "يرجى النقر هنا", "النقر (الضغط)"),
        ("uk", "Виберіть слот", "слот (дата, курс)"),
        ("uk", "Клікніть тут", "Клікніть (натиснути, код)"),
        ("fa", "پیامک برای شما", "پیامک (پیام متنی)"),
        ("fa", "کار با کامپیوتر", "کامپیوتر (کمپیوتر)"),
    ],
)
def test_a_planted_hard_word_is_found(code: str, text: str, hit: str):
    assert jargon_in(text, code) == [hit]


def test_a_hard_word_within_another_word_or_a_name_is_none():
    assert jargon_in("Digital Inclusion Program", "en") == []
    assert jargon_in("obsessions", "en") == []
