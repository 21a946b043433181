"""The sentences of the demo: one file a language, all of the same shape; French says what there is.

What a language lacks falls back as any content of the portal does. French punctuation has its no-break space.
A street address stays in Latin letters in every language, so that it matches the sign on the street.
"""

import json
from pathlib import Path
from typing import Any

from portal.database import Text

_FOLDER = Path(__file__).parent
#: The language every text of the demo is in.
SOURCE = "fr"


def by_language() -> dict[str, Any]:
    """What each file says, by the code of its language."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.json"))}


def together() -> Any:
    """One tree with a `Text` at each leaf."""
    said = by_language()
    return _together(said.pop(SOURCE), said)


def _together(source: Any, others: dict[str, Any]) -> Any:
    if isinstance(source, dict):
        return {key: _together(value, _inside(others, key)) for key, value in source.items()}
    if isinstance(source, list):
        return [_together(value, _inside(others, place)) for place, value in enumerate(source)]
    return Text({SOURCE: source, **others})


def _inside(others: dict[str, Any], key: str | int) -> dict[str, Any]:
    """What the other languages say under `key`; one that is shorter or lacks it says nothing."""
    found = {}
    for code, tree in others.items():
        try:
            found[code] = tree[key]
        except (KeyError, IndexError):
            continue
    return found
