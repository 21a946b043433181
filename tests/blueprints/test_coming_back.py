"""Coming back without an account: by code and first name, or by private link and code."""

import pytest
import time_machine

from portal import clock
from portal.domain.accounts.contacts import read_phone
from portal.domain.messages.kinds import MessageKind
from portal.domain.signups.changes import cancel, cancel_course_session
from portal.domain.signups.codes import show_code
from portal.domain.signups.lookup import link_token
from tests import make
from tests.blueprints.letters import follow, reminded, told_about
from tests.blueprints.steps import holding, open_by_code, path, rows, tables, take_seat
from tests.conftest import NOW

_LATER = NOW.replace(hour=11, minute=1)


def arabic(code: str) -> str:
    return code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def persian(code: str) -> str:
    return code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


@pytest.mark.parametrize(
    "spelling",
    [
        show_code,
        str.lower,
        lambda code: f" {code[:2]} {code[2:4]}-{code[4:]} ",
        lambda code: f"{code[:4]}.{code[4:]}",
        arabic,
        persian,
        lambda code: code.translate({ord(letter): ord(letter) + 0xFEE0 for letter in code}),
    ],
    ids=["as printed", "small letters", "spaces and dashes", "dots", "Arabic digits", "Persian digits", "full width"],
)
def test_the_code_opens_the_card_in_any_spelling(client, spelling):
    sign_up = make.sign_up(first_name="Nour")

    card = open_by_code(client, spelling(sign_up.code), "Nour")

    assert (card.h1, card.text(".code")) == ("Your seat is booked", show_code(sign_up.code))


@pytest.mark.parametrize("typed", ["zoe", " ZOÉ ", "Zoë"])
def test_the_first_name_is_read_without_case_or_accents(client, typed):
    sign_up = make.sign_up(first_name="Zoé")

    assert open_by_code(client, sign_up.code, typed).h1 == "Your seat is booked"


def test_a_name_in_arabic_is_read_without_its_marks(client):
    sign_up = make.sign_up(first_name="مُحَمَّد")

    assert open_by_code(client, sign_up.code, "محمد").h1 == "Your seat is booked"


def test_a_wrong_code_and_a_wrong_name_get_the_same_answer(client):
    sign_up = make.sign_up(first_name="Nour")

    wrong_code = open_by_code(client, "CCCC 222", "Nour")
    wrong_name = open_by_code(client, sign_up.code, "Adam")

    assert wrong_code.problems == wrong_name.problems == [
        "We find no seat with this code and this first name. Check both."
    ]  # fmt: skip
    assert (wrong_code.status, wrong_name.status) == (422, 422)
    assert wrong_name.form("#code-form form")["code"] == sign_up.code
    assert wrong_name.form("#code-form form")["first_name"] == "Adam"


def test_the_empty_form_says_what_to_write(client):
    page = open_by_code(client, "", "")

    assert (page.status, sorted(page.problems)) == (
        422,
        ["Write the code of your card. For example: ABCD 123", "Write your first name."],
    )


def test_what_is_open_on_this_phone_is_listed(client):
    take_seat(client, make.course_session(course=make.course(title=make.words("First e-mail"))))
    card = take_seat(client, make.course_session(course=make.course(title=make.words("A safe phone"))))

    seats = client.get_page("/en/seats")

    assert seats.texts("main h3") == ["A safe phone", "First e-mail"]
    assert path(client.get_page(seats.link("A safe phone"))) == path(card)


def test_after_two_hours_the_phone_has_forgotten_and_the_code_opens_again(client):
    card = take_seat(client, first_name="Nour")

    with time_machine.travel(_LATER, tick=False):
        gone = client.get_page(path(card))
        assert (gone.status, gone.h1) == (404, "We cannot show this seat here")
        assert card.text(".code") not in gone.words
        assert client.get_page("/en/seats").texts("main h3") == []

        form = client.get_page(gone.link("Open my seat with my code")).form("#code-form form")
        assert form.fill(code=card.text(".code"), first_name="Nour").send().h1 == "Your seat is booked"


def test_a_private_link_alone_shows_the_workshop_and_nothing_of_the_person(client):
    sign_up = make.sign_up(first_name="Nour", reach=read_phone("0612345678", "FR"))

    page = client.get_page(f"/en/l/{link_token(sign_up)}")

    assert page.h1 == "Is this your seat?"
    assert "A day at work" in page.words
    assert "Tuesday 1 December, 10:00 to 12:00" in page.words
    source = page.response.get_data(as_text=True)
    for secret in ("Nour", sign_up.code, show_code(sign_up.code), "56 78", "612345678"):
        assert secret not in source


def test_the_token_leaves_the_address_at_once_and_never_comes_back(client):
    sign_up = make.sign_up()
    token = link_token(sign_up)

    page = client.get_page(f"/en/l/{token}")

    assert path(page) == f"/en/seats/{sign_up.ref}/open"
    assert token[16:] not in page.response.get_data(as_text=True)
    sent_on = page.response.history[0]
    assert (sent_on.status_code, sent_on.headers["Referrer-Policy"]) == (303, "no-referrer")
    assert sent_on.headers["Cache-Control"] == "no-store"


def test_with_the_code_the_link_opens_the_card(client):
    sign_up = make.sign_up()
    check = client.get_page(f"/en/l/{link_token(sign_up)}")

    card = check.form().fill(code=arabic(sign_up.code.lower())).send()

    assert (card.h1, card.text(".code")) == ("Your seat is booked", show_code(sign_up.code))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("CCCC 222", "This is neither the code nor the name of this seat. Check it."),
        ("", "Write your code, or the first three letters of your name."),
    ],
)
def test_with_another_code_it_does_not(client, typed, problem):
    sign_up, other = make.sign_up(), make.sign_up()
    check = client.get_page(f"/en/l/{link_token(sign_up)}")

    page = check.form().fill(code=typed).send()

    assert (page.status, page.problems) == (422, [problem])
    assert page.form()["code"] == typed
    assert check.form().fill(code=other.code).send().status == 422
    assert client.get_page(f"/en/seats/{sign_up.ref}").status == 404


def test_whoever_holds_the_card_comes_straight_to_it_by_the_link(client):
    card = take_seat(client)

    assert path(client.get_page(card.link("My private link").removeprefix("http://portal.test"))) == path(card)


def test_following_a_link_changes_nothing_in_the_database(client):
    """Scanners open the links of messages: a GET never acts."""
    sign_up = make.sign_up()
    before = tables()

    for _ in range(3):
        client.get_page(f"/en/l/{link_token(sign_up)}")

    assert tables() == before


@pytest.mark.parametrize("tampered", [lambda token: token[:-1] + "_", lambda token: "a" * 16 + token[16:], str.lower])
def test_a_tampered_link_opens_nothing_and_shows_the_way_by_code(client, tampered):
    token = link_token(make.sign_up())
    assert tampered(token) != token

    page = client.get_page(f"/en/l/{tampered(token)}")

    assert (page.status, page.h1) == (404, "We cannot show this seat here")
    assert client.get_page(page.link("Open my seat with my code")).h1 == "My seats"


def test_the_check_cannot_be_reached_without_the_link(client):
    sign_up = make.sign_up()

    assert client.get_page(f"/en/seats/{sign_up.ref}/open").status == 404


def test_a_link_followed_long_ago_must_be_followed_again(client):
    sign_up = make.sign_up()
    check = path(client.get_page(f"/en/l/{link_token(sign_up)}"))

    with time_machine.travel(_LATER, tick=False):
        assert clock.now() > NOW
        assert client.get_page(check).status == 404


def test_my_seats_say_which_are_over_and_name_the_living_first(client):
    given_back, kept = make.sign_up(), make.sign_up()
    for sign_up in (kept, given_back):
        holding(client, sign_up)
    cancel(given_back, clock.now())
    make.db.session.commit()

    page = client.get_page("/en/seats")

    assert page.texts("article .pill") == ["Booked", "Given back"]


def test_the_example_beside_the_field_can_be_typed_by_a_whole_class(client):
    answers = [open_by_code(client, "ABCD 123", "Nour").status for _ in range(7)]

    assert answers == [422] * 7


def test_behind_the_news_of_a_cancelled_date_stand_other_dates_before_the_check(client):
    sign_up, _message = reminded()
    elsewhere = make.course_session(course=sign_up.course_session.course)
    cancel_course_session(sign_up.course_session, clock.now())
    make.db.session.commit()

    page = follow(client, told_about(sign_up, MessageKind.DATE_CANCELLED))

    assert (page.h1, page.text("main > .note")) == ("Is this your seat?", "This date is cancelled. We are sorry.")
    assert [row["address"] for row in rows(page)] == [f"/en/sessions/{elsewhere.ref}"]
    assert "Nour" not in page.words
