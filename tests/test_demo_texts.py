"""The sentences of the demo: each language says what French says."""

from typing import Any

import pytest

from portal.demo.texts import SOURCE, by_language
from portal.web.languages import KNOWN


def test_the_demo_speaks_every_language_of_the_portal():
    assert set(by_language()) == set(KNOWN)


@pytest.mark.parametrize("code", [code for code in KNOWN if code != SOURCE])
def test_no_text_of_the_demo_is_missing_or_left_over(code: str):
    said = by_language()
    wanted, given = set(places(said[SOURCE])), set(places(said[code]))

    assert (sorted(wanted - given), sorted(given - wanted)) == ([], [])


def places(tree: Any, path: str = "") -> list[str]:
    """Where each text stands: `courses/digistart/bring/0`."""
    if isinstance(tree, dict):
        return [place for key, value in tree.items() for place in places(value, f"{path}/{key}")]
    if isinstance(tree, list):
        return [place for number, value in enumerate(tree) for place in places(value, f"{path}/{number}")]
    assert isinstance(tree, str) and tree.strip(), f"nothing is said at {path}"
    return [path]
