"""What the tests of the board read off its pages."""

from typing import Any

from tests import make_jobs
from tests.html import Page, PortalClient
from tests.make_jobs import db


def titles(page: Page) -> list[str]:
    """The titles of the cards, but for those shown because nothing fits."""
    return page.texts("#job-list > .grid h3")


def listed(client: PortalClient, query: str = "", language: str = "en") -> Page:
    db.session.commit()
    return client.get_page(f"/{language}/jobs{query and '?'}{query}")


def found(client: PortalClient, query: str) -> list[str]:
    return titles(listed(client, query))


def offers(*of: dict[str, Any]) -> None:
    for facts in of:
        make_jobs.posting(**facts)
