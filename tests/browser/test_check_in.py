"""A trainer ticks names in a classroom where the network comes and goes: nothing is lost, nothing is taken twice."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.classroom import classroom

LOST = "ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch"
#: How often a phone tries again, in milliseconds.
ROUND = 5_000


def open_list(page: Page, link: str) -> None:
    page.clock.install()
    page.goto(link)
    expect(page.get_by_role("heading", name="Who is here?")).to_be_visible()


def tap(page: Page, name: str, word: str) -> None:
    """The button of this name that says `word`."""
    page.get_by_role("group", name=name).get_by_label(word, exact=True).tap()


def marks(portal, ref: str) -> list[tuple]:
    """(first name, mark) of all who have one."""
    return portal.ask(
        "SELECT first_name, mark FROM attendance JOIN sign_up ON sign_up.id = sign_up_id"
        " JOIN person ON person.id = person_id JOIN course_session ON course_session.id = course_session_id"
        " WHERE course_session.ref = ? ORDER BY first_name",
        ref,
    )


def ticks(portal, ref: str) -> int:
    return portal.ask(
        "SELECT count(*) FROM attendance_tick JOIN sign_up ON sign_up.id = sign_up_id"
        " JOIN course_session ON course_session.id = course_session_id WHERE course_session.ref = ?",
        ref,
    )[0][0]


def said(page: Page) -> Locator:
    return page.locator("#unsent")


def test_a_tap_is_saved_at_once_and_the_list_says_how_far_it_is(phone, portal):
    room = classroom(portal.folder, "Adjoa", "Bilal", "Chen")
    open_list(phone, room.link)

    tap(phone, "Adjoa", "Present")

    expect(phone.locator("#progress")).to_have_text("1 of 3 names marked")
    expect(said(phone)).to_have_text("Everything is saved.")
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    assert marks(portal, room.ref) == [("Adjoa", "present")]
    tap(phone, "Adjoa", "Take back")
    expect(phone.locator("#progress")).to_have_text("0 of 3 names marked")
    assert marks(portal, room.ref) == []


def test_ticks_without_network_wait_on_the_phone_and_are_sent_when_it_is_back(visit, portal):
    room = classroom(portal.folder, "Dina", "Emre")
    page = visit(expected=LOST, has_touch=True, is_mobile=True)
    open_list(page, room.link)

    page.context.set_offline(True)
    tap(page, "Dina", "Present")
    tap(page, "Emre", "Absent")
    expect(said(page)).to_contain_text("Not sent yet: 2.")
    expect(page.get_by_role("button", name="Mark the rest absent")).to_be_disabled()
    tap(page, "Emre", "Excused")
    expect(said(page)).to_contain_text("Not sent yet: 3.")
    assert marks(portal, room.ref) == []

    page.context.set_offline(False)
    page.clock.run_for(ROUND)

    expect(said(page)).to_have_text("Everything is saved.")
    expect(page.locator("#progress")).to_have_text("2 of 2 names marked")
    assert marks(portal, room.ref) == [("Dina", "present"), ("Emre", "excused")]


def test_a_tick_whose_answer_was_lost_is_sent_again_and_taken_once(visit, portal):
    room = classroom(portal.folder, "Farid")
    page = visit(expected=LOST, has_touch=True, is_mobile=True)
    open_list(page, room.link)
    lost: list[int] = []

    def let_it_arrive(route: Route) -> None:
        if lost:
            route.fallback()
            return
        lost.append(route.fetch().status)
        route.abort("internetdisconnected")

    page.route("**/ticks?**", let_it_arrive)
    tap(page, "Farid", "Present")
    expect(said(page)).to_contain_text("Not sent yet: 1.")
    assert (lost, ticks(portal, room.ref)) == ([200], 1)

    page.clock.run_for(ROUND)

    expect(said(page)).to_have_text("Everything is saved.")
    assert (marks(portal, room.ref), ticks(portal, room.ref)) == ([("Farid", "present")], 1)


def test_ticks_outlast_a_page_that_was_closed_and_go_out_when_it_is_opened_again(visit, portal):
    room = classroom(portal.folder, "Gita", "Hugo")
    page = visit(expected=LOST, has_touch=True, is_mobile=True)
    open_list(page, room.link)
    page.context.set_offline(True)
    tap(page, "Gita", "Present")
    expect(said(page)).to_contain_text("Not sent yet: 1.")
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    open_list(again, room.link)

    expect(said(again)).to_have_text("Everything is saved.")
    expect(again.get_by_role("group", name="Gita").get_by_label("Present")).to_be_checked()
    assert marks(portal, room.ref) == [("Gita", "present")]


def test_a_card_before_the_camera_brings_its_name_to_the_top(phone, portal):
    room = classroom(portal.folder, "Ines", "Zoe")
    open_list(phone, room.link)

    phone.goto(room.cards["Zoe"])

    expect(phone.locator(".check-in fieldset").first).to_contain_text("Zoe")
    assert marks(portal, room.ref) == []
    tap(phone, "Zoe", "Present")
    expect(phone.locator("#progress")).to_have_text("1 of 2 names marked")


def test_without_javascript_all_names_are_saved_by_one_press(plain_phone, portal):
    room = classroom(portal.folder, "Jamila", "Kofi")
    plain_phone.goto(room.link)
    tap(plain_phone, "Jamila", "Present")
    tap(plain_phone, "Kofi", "Absent")
    plain_phone.get_by_role("button", name="Save", exact=True).tap()
    expect(plain_phone.locator("#progress")).to_have_text("2 of 2 names marked")
    assert marks(portal, room.ref) == [("Jamila", "present"), ("Kofi", "absent")]
