"""What may be wrong with a file that somebody hands in."""

from enum import StrEnum


class Wrong(StrEnum):
    """UNKNOWN: none of the kinds that are taken. BROKEN: it says to be one of them and cannot be read as that.
    ACTIVE: a program would run when it is opened. PACKED: it unpacks to far more than it weighs."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_POINTS = "too_many_points"
    ACTIVE = "active"
    LOCKED = "locked"
    PACKED = "packed"


class NotTaken(Exception):
    """The file is refused; `why` says what to tell."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why
