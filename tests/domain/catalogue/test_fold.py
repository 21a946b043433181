"""One form for words that people write in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.catalogue.fold import fold, spellings, stem


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Été à l’École", "ete a l ecole"),
        ("CŒUR et œuvre", "coeur et oeuvre"),
        ("Straße, İstanbul", "strasse istanbul"),
        ("e-mail / Wi-Fi", "e mail wi fi"),
        ("الحَاسُوبُ", "الحاسوب"),
        ("حـــاسوب", "حاسوب"),
        ("إلى أين؟ آخر", "الي اين اخر"),
        ("مكتبة", "مكتبه"),
        ("کتاب‌ها", "كتابها"),
        ("یاد بگیرید", "ياد بگيريد"),
        ("пʼять ґанків", "пят ганкив"),
        ("Київ, Европа, Європа", "киив европа европа"),
        ("Ёлка", "елка"),
        ("٢٠ ۲۱ 22", "20 21 22"),
        ("ﬁn № 2", "fin no 2"),
        ('"*()-:', ""),
        ("\x00\u200f", ""),
    ],
)
def test_a_word_is_found_however_it_is_written(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_what_is_folded_stays_as_it_is(written):
    folded = fold(written)

    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert not set("'\"*()-:\x00%_\\") & set(folded)


@given(st.text(max_size=60))
def test_capitals_make_no_difference(written):
    assert fold(written.lower()) == fold(written.lower().upper().lower())


@given(st.text(max_size=60))
def test_every_word_of_a_text_is_among_its_spellings(written):
    known = spellings([written])

    assert set(fold(written).replace(" ", "")) <= set("".join(known))
    assert all(word and len(word) <= 40 and 0 < len(shown) <= 80 for word, shown in known.items())


def test_a_word_with_a_dash_is_found_in_parts_and_whole():
    assert set(spellings(["Un e-mail"])) == {"un", "e", "mail", "email"}


def test_a_spelling_is_shown_as_it_was_written():
    assert spellings(["L’École, « Réseaux » !"]) == {"l": "l", "ecole": "école", "reseaux": "réseaux"}


def test_arabic_writes_the_article_and_small_words_onto_the_word():
    assert {stem(fold(word)) for word in ("الحاسوب", "والحاسوب", "بالحاسوب", "للحاسوب", "حاسوب")} == {"حاسوب"}
    assert stem("الف") == "الف"
