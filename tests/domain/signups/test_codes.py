"""The code on the card: easy to read aloud, hard to misread, found again in any spelling."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.domain.signups.codes import DIGITS, LETTERS, code_digest, new_code, read_code, show_code
from portal.vault import new_ref

#: What people take for one another, on paper, on a screen or by ear.
LOOK_ALIKES = ["O0QD", "I1L", "Z2", "S5", "B8", "G6", "UV"]


def test_a_code_is_four_letters_and_three_digits():
    for _ in range(200):
        code = new_code()

        assert len(code) == 7
        assert set(code[:4]) <= set(LETTERS)
        assert set(code[4:]) <= set(DIGITS)


def test_no_two_signs_that_may_stand_in_one_position_look_alike():
    for alphabet in (LETTERS, DIGITS):
        for group in LOOK_ALIKES:
            assert len(set(alphabet) & set(group)) <= 1, f"{group} in {alphabet}"


def test_no_code_spells_a_word():
    assert not set(LETTERS) & set("AEIOU")


def test_codes_are_many():
    assert len(LETTERS) ** 4 * len(DIGITS) ** 3 == 42_762_752
    assert len({new_code() for _ in range(200)}) > 195


def test_a_code_is_shown_in_two_groups():
    assert show_code("KFPR742") == "KFPR 742"


@pytest.mark.parametrize(
    "typed",
    [
        "KFPR742",
        "KFPR 742",
        "kfpr 742",
        "kfpr-742",
        "K F P R 7 4 2",
        "  kfpr742\n",
        "KFPR\u00a0742",
        "KFPR\u202f742",
        "KFPR.742",
        "«KFPR 742»",
        "\u200eKFPR 742\u200f",
        "ＫＦＰＲ　７４２",
        "KFPR ٧٤٢",
        "KFPR ۷۴۲",
        "kfpr ७४२",
    ],
)
def test_a_code_in_any_spelling_reads_back(typed):
    assert read_code(typed) == "KFPR742"


@pytest.mark.parametrize("typed", ["", " ", "KFPR 743", "KFPR 74", "KFPR 7422", "742 KFPR", "КFPR 742"])
def test_another_code_stays_another_code(app, typed):
    assert code_digest(typed) != code_digest("KFPR742")


def test_every_fresh_code_reads_back_as_it_is_shown(app):
    for _ in range(50):
        code = new_code()

        assert read_code(show_code(code).lower()) == code
        assert code_digest(show_code(code)) == code_digest(code)


@given(st.text(st.characters()))
@settings(deadline=None, max_examples=200)
@example("\ud800\x00")
@example("ﷺ" * 40)
@example("½ Ⅻ ㊿ 𝟟 ²")
def test_any_text_can_be_tried_as_a_code(text):
    code = read_code(text)

    assert len(code) <= 32
    assert code.encode() is not None


def test_an_address_says_nothing_and_has_no_sign_that_looks_like_another():
    refs = {new_ref(16) for _ in range(200)}

    assert len(refs) == 200
    assert {len(ref) for ref in refs} == {16}
    assert not set("".join(refs)) & set("il1o0")
