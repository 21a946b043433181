"""The attendance sheet as the printer gets it: as many sheets as it says, nothing cut off, in both directions."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import Course, Place
from tests import make
from tests.browser.server import inside
from tests.browser.team import sign_in, team
from tests.browser.test_prints import SHEET, WIDER_THAN_ITS_BOX, sheets


def cohort(folder, name: str) -> str:
    """Thirteen people, six Thursdays of a whole day each; returns what its addresses show."""
    with inside(folder):
        place = db.session.scalars(select(Place).where(Place.slug == f"place-{name}")).one()
        course = db.session.scalars(select(Course).where(Course.slug == f"course-{name}")).one()
        session = make.course_session(
            timedelta(days=3), minutes=420, dates=6, place=place, course=course, capacity=13
        )
        for number in range(13):
            make.sign_up(session, first_name=f"Marie-Antoinette {number}")
        return session.ref


def test_a_sheet_of_paper_for_each_that_is_announced_and_nothing_is_cut_off(visit, portal):
    page = visit(viewport=SHEET)
    who = team(portal.folder, "signing")
    ref = cohort(portal.folder, "signing")
    sign_in(page, who)

    for lang, part, count in (("fr", "0", 2), ("ar", "all", 6)):
        page.goto(f"/{lang}/office/sessions/{ref}/sheet?part={part}")
        assert sheets(page) == page.locator(".signing").count() == count

        page.emulate_media(media="print")
        for gone in (".top", ".who", "main > h1", "main nav", "main button"):
            expect(page.locator(gone).first).not_to_be_visible()
        assert page.evaluate(WIDER_THAN_ITS_BOX.replace(".paper *", ".signing :not(.unseen)")) == []
        first = page.locator(".signing tbody tr").first
        number, name = (first.locator(f":scope > :nth-child({place})").bounding_box() for place in (1, 2))
        assert (number["x"] > name["x"]) == (lang == "ar"), "the number stands where one begins to read"
        page.emulate_media(media="null")
