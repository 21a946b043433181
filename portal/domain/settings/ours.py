"""What each association decides for itself and the rules need: when people sleep, when reminders come, how long
data is kept. One value for the process, given to it at start-up and whenever the team changed something.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from portal.domain.privacy import REGISTER, Reason


@dataclass(frozen=True)
class Ours:
    """Hours on the wall of a place. `months`: how long data is kept, where it is not as in the register."""

    #: Messages go out from this hour to that one.
    waking_from: time = time(8)
    waking_until: time = time(20)
    #: An answer promised "by Thursday" comes by this hour.
    office_closes: time = time(18)
    #: Reminders of a date are due from these hours: of the day before, and of the day itself.
    remind_day_before_at: time = time(12)
    remind_morning_at: time = time(8)
    months: Mapping[Reason, int] = field(default_factory=dict)


class _Decided:
    now = Ours()


def ours() -> Ours:
    """As it is decided now."""
    return _Decided.now


def decide(what: Ours) -> None:
    """From now on it is so, for this process."""
    _Decided.now = what


def kept_months(reason: Reason) -> int:
    """How long data is kept for this reason."""
    return ours().months.get(reason, REGISTER[reason].months)


def bounds(reason: Reason) -> tuple[int, int]:
    """The fewest and the most months that a team may choose: what is kept briefly is never kept for years."""
    usual = REGISTER[reason].months
    return 1, usual * 3 if usual == 1 else usual * 2 if usual <= 6 else max(36, usual)
