"""Words that differ by one slip of the hand: a letter missing, one too many, two swapped, or a wrong one."""

from collections.abc import Callable, Iterable


def within_one(one: str, other: str) -> bool:
    """At most one slip lies between the two."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        head += 1
    a, b = one[head:], other[head:]
    if len(a) != len(b):
        return a[1:] == b if len(a) > len(b) else a == b[1:]
    return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def best_within_one(word: str, known: Iterable[str], rank: Callable[[str], float]) -> str | None:
    """Of the words one slip away: those that begin alike first (people rarely miss there), then by `rank`."""
    near = [one for one in known if within_one(word, one)]
    return min(near, key=lambda one: (one[0] != word[0], rank(one), one), default=None)
