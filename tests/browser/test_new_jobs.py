"""Hearing of new jobs on a phone: what was chosen on the board is saved, and ended by the link of the message."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from tests.browser.server import inside


def link_of_newest(folder: Path) -> str:
    """The address in the message that says a search is saved."""
    with inside(folder):
        mine = db.select(Message).where(Message.kind == MessageKind.SEARCH_ON).order_by(Message.id.desc()).limit(1)
        return f"/l/{link_token(db.session.scalars(mine).one())}"


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_saved_from_the_board_stopped_by_the_link_and_started_again(visit, portal, javascript):
    page = visit(java_script_enabled=javascript, has_touch=True)
    page.goto("/en/jobs?kind=internship&town=Montreuil")
    page.get_by_role("link", name="Tell me about new jobs like these").tap()
    expect(page.locator("main section li").first).to_have_text("Internship")

    page.get_by_role("button", name="Tell me about new jobs").tap()
    expect(page.locator(".summary")).to_contain_text("Write your phone number.")
    page.get_by_label("Your phone number").fill(f"06 12 34 57 0{javascript:d}")
    page.get_by_label("Every day").check()
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Tell me about new jobs").tap()
    expect(page.locator("h1")).to_have_text("Your search is saved")
    expect(page.get_by_role("status").filter(has_text="You get a text message now.")).to_be_visible()

    page.goto(link_of_newest(portal.folder))
    expect(page.locator("h1")).to_have_text("Your job search")
    page.get_by_role("button", name="Stop these messages").tap()
    expect(page.locator("h1")).to_have_text("Your job search has stopped")
    page.get_by_role("button", name="Start it again").tap()
    expect(page.get_by_role("status").filter(has_text="Every day at most.")).to_be_visible()
