"""One slip of the hand between two words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.catalogue.spelling import best_within_one, within_one


@pytest.mark.parametrize("typed", ["ordinatur", "ordinnateur", "ordinatuer", "irdinateur", "ordinateu", "rdinateur"])
def test_one_slip_is_forgiven(typed):
    assert within_one(typed, "ordinateur")


@pytest.mark.parametrize("typed", ["ordinat", "ordniatuer", "voiture", ""])
def test_two_slips_are_another_word(typed):
    assert not within_one(typed, "ordinateur")


def slips(word: str) -> set[str]:
    """Every text one slip away, by the four kinds of slips; letters of a small alphabet."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    wrong = {head + letter + tail[1:] for head, tail in cuts if tail for letter in "abc"}
    extra = {head + letter + tail for head, tail in cuts for letter in "abc"}
    return missing | swapped | wrong | extra | {word}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_it_forgives_exactly_the_four_slips(one, other):
    assert within_one(one, other) == (other in slips(one)) == within_one(other, one)


def test_the_first_letter_is_rarely_wrong_and_the_commonest_word_is_meant():
    common = {"mail": 1, "main": 5, "bail": 9}

    assert best_within_one("maik", common, lambda one: -common[one]) == "main"
    assert best_within_one("xyz", common, lambda one: 0) is None
