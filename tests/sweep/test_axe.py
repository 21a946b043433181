"""What axe-core finds: WCAG 2.2 A and AA, its best practices, and text contrast of 7:1 (AAA).

It looks at each page while the other walks are there: opening the page is what costs.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import lacking

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (tags) => {
    const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
    const found = await axe.run({ runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
    return found.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\\s+/g, " ").slice(0, 260)}`));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    if not _AXE.is_file():
        lacking("axe-core")
    return _AXE.read_text()


def violations(page: Page, axe: str, tags: list[str]) -> list[str]:
    page.evaluate(axe)
    return page.evaluate(_RUN, tags)


def by_day_and_in_the_dark(page: Page, axe: str) -> dict[str, list[str]]:
    """The words and the structure are the same in the dark; the colours are not."""
    found = {"axe": violations(page, axe, TAGS)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = violations(page, axe, ["cat.color"])
    page.emulate_media(color_scheme="light")
    return found


def test_axe_sees_a_fault_it_is_shown(page, axe):
    page.goto("/en/legal")
    page.evaluate(
        """() => {
            document.querySelector("h1").style.color = "#bbb";
            document.querySelector("main p").style.color = "#666";
            document.title = "";
        }"""
    )

    found = {fault.split(":")[0] for fault in violations(page, axe, TAGS)}

    assert found >= {"color-contrast", "color-contrast-enhanced", "document-title"}
