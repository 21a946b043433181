"""The Nu checker finds neither errors nor warnings in any page, nor in the style sheet."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from portal.web.statics import STATIC
from tests.conftest import lacking
from tests.sweep.walk import STOPS, Holder, Stop, every_language

_VNU = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="session")
def checker() -> str:
    if not _VNU.is_file():
        lacking("vnu")
    return str(_VNU)


def messages(java: str, checker: str, *arguments: str) -> list[str]:
    """What the checker says of files. (It refuses addresses of this machine, so pages are saved first.)"""
    command = [java, "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", *arguments]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["messages"]
    return [
        f"{Path(one.get('url', '')).name}:{one.get('lastLine')} {one['type']} {one.get('subType', '')}: "
        f"{one['message']} {one.get('extract', '')[:120]!r}"
        for one in said
        if one["type"] != "info" or one.get("subType") == "warning"
    ]


def source(page: Page, stop: Stop, lang: str, holder: Holder) -> str:
    """The document of this stop as it comes over the wire. Where nothing is done there, it need not be drawn."""
    if stop.then is None:
        return page.request.get(f"/{lang}/{stop.path(holder)}").text()
    got: list[Response] = []

    def keep(response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            got.append(response)

    page.on("response", keep)
    stop.open(page, lang, holder)
    page.remove_listener("response", keep)
    return got[-1].text()


@every_language
def test_every_page_is_valid_html(plain_page, holder, java, checker, lang, tmp_path):
    for number, stop in enumerate(STOPS):
        name = stop.name.replace(" ", "-").replace(",", "")
        (tmp_path / f"{number:02}-{name}.html").write_text(source(plain_page, stop, lang, holder))

    assert messages(java, checker, str(tmp_path)) == []


def test_the_style_sheet_is_valid_css(java, checker):
    assert messages(java, checker, "--css", str(STATIC / "app.css")) == []
