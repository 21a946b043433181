"""Leaving fast: the shared phone forgets at once."""

from portal.domain.signups.lookup import link_token
from tests import make
from tests.blueprints.steps import path, take_seat


def test_leaving_forgets_every_seat_of_this_phone(client):
    first, second = take_seat(client), take_seat(client)
    linked = make.sign_up()
    check = path(client.get_page(f"/en/l/{link_token(linked)}"))

    home = client.get_page(path(first)).form("form[action$='/leave']").send()

    assert home.h1 == "Learn computers and the internet. It is free."
    assert [client.get_page(path(card)).status for card in (first, second)] == [404, 404]
    assert client.get_page(check).status == 404
    assert client.get_page("/en/seats").texts("main h3") == []


def test_no_cookie_is_left_behind(client):
    take_seat(client)
    assert client.get_cookie("portal") is not None

    client.get_page("/en/seats").form("form[action$='/leave']").send()

    assert client.get_cookie("portal") is None


def test_leaving_needs_no_seat_and_no_token(client):
    assert client.post_page("/en/leave").h1 == "Learn computers and the internet. It is free."


def test_what_was_left_stays_booked(client):
    session = make.course_session(capacity=3)
    take_seat(client, session)

    client.post_page("/en/leave")

    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "2 seats left"
