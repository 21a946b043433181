"""Swap equals reload: after a fragment replaced its part, the page is what a reload would show."""

from copy import deepcopy
from typing import Any

from lxml import html

from tests.html import Page


def swapped(page: Page, fragment: Page, target: str) -> str:
    """`page` after htmx put `fragment` in the place of #target: outerHTML, title and out-of-band parts too."""
    tree = deepcopy(page.tree)
    parts = {element.get("id"): element for element in fragment.tree.iter() if isinstance(element.tag, str)}
    assert target in parts, f"the fragment's root has the id {target}"
    _replace(tree, target, parts[target])
    for name, element in parts.items():
        if element.get("data-hx-swap-oob"):
            copied = deepcopy(element)
            del copied.attrib["data-hx-swap-oob"]
            _replace(tree, name, copied)
    tree.cssselect("title")[0].text = fragment.tree.cssselect("title")[0].text
    return plain(tree)


def _replace(tree: Any, name: str, new: Any) -> None:
    old = tree.get_element_by_id(name)
    new = deepcopy(new)
    new.tail = old.tail
    old.getparent().replace(old, new)


def plain(tree: Any) -> str:
    """The page without what differs from one answer to the next: CSRF tokens, keys of forms, layout of the source."""
    tree = deepcopy(tree)
    for hidden in tree.cssselect("input[type=hidden]"):
        hidden.attrib.pop("value", None)
    for element in tree.iter():
        element.text = " ".join((element.text or "").split()) or None
        element.tail = " ".join((element.tail or "").split()) or None
    return html.tostring(tree, encoding="unicode")
