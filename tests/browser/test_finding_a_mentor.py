"""Finding a mentor on a phone: asked for from the card, three chosen, the first says no, the second yes by link."""

import pytest
from playwright.sync_api import expect

from tests.browser.mentors import mentors, question_link
from tests.browser.steps import take_seat


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without"])
def test_the_second_mentor_asked_says_yes_by_the_link(visit, portal, java_script):
    language, tongue = ("rw", "Kinyarwanda") if java_script else ("wo", "Wolof")
    names = [f"{name}{language}" for name in ("Aline", "Bosco", "Chantal")]
    mentors(portal.folder, language, *names)
    page = visit(has_touch=True, is_mobile=True, java_script_enabled=java_script)
    take_seat(page, first_name="Mina")

    page.get_by_role("link", name="Would you like a mentor?").click()
    page.get_by_label("CV").check()
    page.get_by_text("Another language").click()
    page.get_by_label(tongue).check()
    page.get_by_role("button", name="Look for a mentor").click()
    expect(page.locator(".summary li")).to_have_text(["Tick the box, so that we may look for somebody."])
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Look for a mentor").click()
    expect(page.locator("h1")).to_have_text("We look for a mentor for you")

    page.get_by_role("link", name="Choose somebody yourself").click()
    page.get_by_label("Language", exact=True).select_option(language)
    page.get_by_role("button", name="Show", exact=True).click()
    for name in names:
        page.get_by_label(name).check()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("p.big")).to_have_text([f"{place}. {name}" for place, name in enumerate(names, 1)])
    page.get_by_role("button", name=f"Ask {names[0]}").click()
    expect(page.locator("h1")).to_have_text(f"We asked {names[0]}")

    first = visit(has_touch=True, is_mobile=True, java_script_enabled=java_script)
    first.goto(question_link(portal.folder, names[0]))
    first.get_by_role("link", name="No, not now").click()
    first.get_by_label("I have no time now").check()
    first.get_by_role("button", name="No, not now").click()
    expect(first.locator("h1")).to_have_text("You said no")

    page.reload()
    expect(page.locator("h1")).to_have_text(f"We asked {names[1]}")

    second = visit(has_touch=True, is_mobile=True, java_script_enabled=java_script)
    second.goto(question_link(portal.folder, names[1]))
    assert "Mina" not in second.content()
    second.get_by_role("button", name="Yes, I would like to").click()
    expect(second.locator("h1")).to_have_text("You both said yes")

    page.reload()
    expect(page.locator("h1")).to_have_text("You have a mentor")
    page.get_by_role("link", name="Open our page").click()
    expect(page.locator("h1")).to_contain_text(names[1])
