"""Somebody of the team of the portal under test, and a place where it is early afternoon."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from portal import clock
from portal.database import db
from portal.domain.accounts.accounts import choose_password
from portal.domain.accounts.second_factor import code_at, new_secret
from tests import make
from tests.browser.server import inside

PASSWORD = "grue-lampe-canard-81"


@dataclass(frozen=True)
class Team:
    """Staff of the place called `place`, which gives the course `course`; `secret` is that of the second factor."""

    email: str
    secret: str
    place: str
    course: str
    zone: ZoneInfo


def team(folder: Path, name: str, role: str = "staff") -> Team:
    """An admin is one everywhere. The clock of the place shows early afternoon, so that no test runs at midnight."""
    with inside(folder):
        ahead = 14 - clock.now().hour
        place = make.place(slug=f"place-{name}", timezone=f"Etc/GMT{-ahead:+d}", name=make.words(f"House {name}"))
        programme = make.programme(slug=f"programme-{name}", kind="literacy")
        course = make.course(slug=f"course-{name}", title=make.words(f"Course {name}"), programme=programme)
        who = make.account(
            role, *([place] if role == "staff" else []), totp_secret=new_secret(), totp_confirmed_at=clock.now()
        )
        choose_password(who, PASSWORD, place.zone, clock.now())
        db.session.commit()
        return Team(who.email, who.totp_secret or "", place.name["en"], course.title["en"], place.zone)


def sign_in(page: Page, who: Team) -> None:
    """With password and phone, as the team does."""
    page.goto("/en/office")
    page.get_by_label("Your e-mail").fill(who.email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code_at(who.secret, clock.now()))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Today")
