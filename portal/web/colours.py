"""The two colours of an association: whether people can read them, on light and on dark, and what is made of them.

Contrast is that of WCAG 2.2 (relative luminance): 7:1 for text, 3:1 for what is no text. The dark scheme is made of
the same hues, so nobody chooses four colours.
"""

import colorsys
from dataclasses import dataclass
from functools import cache

TEXT, CONTROL = 7.0, 3.0
#: What the colours meet, as the style sheet has it (`static/app.css`): light paper, white, dark cards, dark letters.
PAPER, WHITE, NIGHT, INK = "#fffaf2", "#ffffff", "#1b222c", "#1d2433"
#: As the style sheet comes: what is made for it by hand stays.
USUAL_BRAND, USUAL_ACCENT = "#0b4a4a", "#ffc24b"


@dataclass(frozen=True)
class TooPale:
    """A colour that cannot be read: how much contrast it has where it has least, how much is needed, and the nearest
    colour of its hue that has it."""

    measured: float
    needed: float
    better: str


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_brand(colour: str) -> TooPale | None:
    """Links on paper, white words on buttons and in the head; in the dark its lighter and darker shades."""
    return _check(colour, ((PAPER, TEXT), (WHITE, TEXT)))


def check_accent(colour: str, brand: str) -> TooPale | None:
    """Dark words on it; and it marks the page one is on, in the head, light or dark."""
    marks = tuple((head, CONTROL) for head in (brand, *dark_shades(brand)[2:]))
    return _check(colour, ((INK, TEXT), *marks))


def dark_shades(brand: str) -> tuple[str, str, str]:
    """For the dark scheme: (links and buttons, words on them, head)."""
    if brand == USUAL_BRAND:
        return "#8fdcd3", "#08282a", "#0a3838"
    link = _nearest(brand, ((NIGHT, 9.0),))
    head = _nearest(brand, ((WHITE, 12.0),))
    return link, _nearest(brand, ((link, 9.0),)), head


def style(brand: str, accent: str) -> str:
    """Rules that come after the style sheet; nothing where both are as it has them."""
    if (brand, accent) == (USUAL_BRAND, USUAL_ACCENT):
        return ""
    link, on_link, head = dark_shades(brand)
    light = f":root{{--brand:{brand};--head:{brand};--sun:{accent}}}"
    dark = f":root{{--brand:{link};--on-brand:{on_link};--head:{head};--sun:{accent}}}"
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _check(colour: str, grounds: tuple[tuple[str, float], ...]) -> TooPale | None:
    short = [(contrast(colour, ground) / least, contrast(colour, ground), least) for ground, least in grounds]
    share, measured, needed = min(short)
    return None if share >= 1 else TooPale(measured, needed, _nearest(colour, grounds))


@cache
def _nearest(colour: str, grounds: tuple[tuple[str, float], ...]) -> str:
    """The same hue as little lighter or darker as may be, so that it has each contrast; at worst white or black."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(256):
        for sign in (-1, 1):
            tried = lightness + sign * step / 255
            if 0 <= tried <= 1:
                shade = _hex(colorsys.hls_to_rgb(hue, tried, saturation))
                if all(contrast(shade, ground) >= least for ground, least in grounds):
                    return shade
    return max((WHITE, "#000000"), key=lambda one: min(contrast(one, ground) / least for ground, least in grounds))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(255 * channel) for channel in channels).hex()


def _luminance(colour: str) -> float:
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
