"""Two colours of an association: whoever reads badly can read them, by day and by night."""

import pytest

from portal.web.colours import (
    INK,
    NIGHT,
    PAPER,
    USUAL_ACCENT,
    USUAL_BRAND,
    WHITE,
    check_accent,
    check_brand,
    contrast,
    dark_shades,
    style,
)
from portal.web.statics import STATIC

BRANDS = ["#0b4a4a", "#1a3d8f", "#7a1fa2", "#8c1c10", "#000000", "#4a4a00"]


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0b4a4a", "#0b4a4a") == 1


def test_the_usual_colours_can_be_read_and_leave_the_sheet_as_it_is():
    assert check_brand(USUAL_BRAND) is None
    assert check_accent(USUAL_ACCENT, USUAL_BRAND) is None
    assert style(USUAL_BRAND, USUAL_ACCENT) == ""


def test_the_grounds_are_those_of_the_style_sheet():
    sheet = (STATIC / "app.css").read_text()

    for rule in (f"--paper: {PAPER}", f"--card: {NIGHT}", f"--on-sun: {INK}", f"--brand: {USUAL_BRAND}"):
        assert rule in sheet


@pytest.mark.parametrize("colour", ["#ff0000", "#808080", "#ffff00", "#ffffff", "#b4301f"])
def test_a_brand_that_is_too_pale_is_measured_and_the_nearest_that_passes_is_named(colour):
    refused = check_brand(colour)

    assert refused is not None
    assert refused.measured < refused.needed == 7
    assert check_brand(refused.better) is None


def test_an_accent_on_which_dark_words_cannot_be_read_is_refused():
    refused = check_accent("#ff6600", USUAL_BRAND)

    assert refused is not None
    assert round(refused.measured, 1) == 5.3
    assert check_accent(refused.better, USUAL_BRAND) is None


@pytest.mark.parametrize("brand", BRANDS)
def test_of_each_brand_that_passes_a_dark_scheme_is_made_that_can_be_read(brand):
    assert check_brand(brand) is None
    link, on_link, head = dark_shades(brand)

    assert contrast(link, NIGHT) >= 7
    assert contrast(on_link, link) >= 7
    assert contrast(WHITE, head) >= 7
    assert link in style(brand, "#ffd000")
