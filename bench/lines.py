"""One line of a table: what was measured, the figure, the bar it is held against, and whether it is met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`met` is None on a line that is only context, and on one that cannot be measured yet or here."""

    what: str
    figure: str
    bar: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "met", False: "NOT MET", None: ""}[self.met]


def at_most(what: str, value: float, bar: float, unit: str = "", digits: int = 0) -> Line:
    return Line(what, _number(value, unit, digits), f"at most {_number(bar, unit, digits)}", value <= bar)


def at_least(what: str, value: float, bar: float, unit: str = "", digits: int = 0) -> Line:
    return Line(what, _number(value, unit, digits), f"at least {_number(bar, unit, digits)}", value >= bar)


def context(what: str, value: float, unit: str = "", digits: int = 0) -> Line:
    return Line(what, _number(value, unit, digits))


def _number(value: float, unit: str, digits: int) -> str:
    return f"{value:,.{digits}f}{unit}"


def table(title: str, lines: list[Line]) -> str:
    """The lines under their title, in columns."""
    rows = [(line.what, line.figure, line.bar, line.verdict) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    text = [
        f"  {what:<{widths[0]}}  {figure:>{widths[1]}}  {bar:<{widths[2]}}  {verdict}".rstrip()
        for what, figure, bar, verdict in rows
    ]
    return "\n".join(["", title, *text])
