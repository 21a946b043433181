"""A company joins on a phone without JavaScript, the team accepts it, and its recruiter comes to the desk."""

from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.jobs import companies
from portal.domain.jobs.company_models import Company
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from tests.browser.server import inside

NAME = "Atelier du Zéphyr"


def newest(folder: Path, kind: MessageKind) -> str:
    """The link of the newest mail of this kind."""
    with inside(folder):
        found = db.session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id.desc())).first()
        assert found
        return f"/l/{link_token(found)}"


def accept(folder: Path) -> None:
    """The team looks at it and says yes."""
    with inside(folder):
        company = db.session.scalars(select(Company).where(Company.name == NAME)).one()
        companies.approve(company, clock.now())
        db.session.commit()


def test_from_the_form_to_the_desk_on_a_phone_without_scripts(visit, portal):
    phone = visit(has_touch=True, is_mobile=True, java_script_enabled=False)
    phone.goto("/en/companies/join")
    expect(phone.get_by_label("Registration number in that country")).to_be_hidden()
    phone.get_by_label("Name of the company or association").fill(NAME)
    phone.get_by_label("SIRET number").fill("552 100 554 00021")
    phone.get_by_label("Your name").fill("Ana Diop")
    phone.get_by_label("Your e-mail").fill("ana@zephyr.example.org")
    phone.get_by_label("We keep to this charter.").check()
    phone.get_by_role("button", name="Send our request").click()
    expect(phone.locator("h1")).to_have_text("Thank you. We have your request.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360

    phone.goto(newest(portal.folder, MessageKind.COMPANY_RECEIVED))
    expect(phone.locator("h1")).to_have_text("We have your request")
    accept(portal.folder)
    phone.goto(newest(portal.folder, MessageKind.COMPANY_APPROVED))
    expect(phone.locator("h1")).to_have_text(f"{NAME} takes part")
    phone.get_by_role("button", name="Send me a link to sign in").click()
    phone.goto(newest(portal.folder, MessageKind.ACCOUNT_LINK))
    phone.get_by_role("button", name="Sign in on this device").click()

    expect(phone.locator("h1")).to_have_text(NAME)
    expect(phone.get_by_role("link", name="Post a job")).to_be_visible()
