"""Charts by hand: bars of an SVG, with attributes only, as the content security policy wants it."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Units of the drawing: its width, the height of the tallest bar, and what lies above and below the bars.
WIDTH, TALLEST, ABOVE, BELOW = 336, 120, 24, 26


@dataclass(frozen=True)
class Bar:
    """`x`: its side that is nearer to the left. `middle`: where its label stands."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    #: The largest of the values, in words, beside the line it reaches.
    top: str
    width: int = WIDTH
    height: int = ABOVE + TALLEST + BELOW
    ground: int = ABOVE + TALLEST
    above: int = ABOVE
    rtl: bool = False


def chart(values: Sequence[int], labels: Sequence[str], top: str, rtl: bool) -> Chart | None:
    """Bars in the order people read them; None: there is nothing to show."""
    most = max(values, default=0)
    if most <= 0:
        return None
    step = WIDTH // len(values)
    bars = []
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        left = (len(values) - 1 - place if rtl else place) * step
        height = max(2, round(TALLEST * value / most)) if value else 0
        bars.append(Bar(left + 3, ABOVE + TALLEST - height, step - 6, height, left + step // 2, label))
    return Chart(bars, top, rtl=rtl)
