"""The team makes a link for a trainer, sends it from its own phone, and ends it."""

from urllib.parse import unquote

import pytest

from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.checkin.steps import names, today
from tests.html import tidy


@pytest.fixture
def session(app):
    session = today()
    make.sign_up(session)
    return session


@pytest.fixture
def staff(client, session):
    signed_in(client, "staff", (session.place,))
    return client


def page_of(client, session):
    make.db.session.commit()
    return client.get_page(f"/en/office/sessions/{session.ref}/check-in")


def made(client, session, name="Awa"):
    return page_of(client, session).form("main form").fill(name=name).send()


def link_on(page):
    return page.one(".panel a.ltr").get("href").removeprefix("http://portal.test")


def test_a_link_is_made_for_somebody_and_opens_the_names_on_their_phone(staff, other, session):
    page = made(staff, session)
    assert page.texts(".panel h3") == ["Awa"]
    assert "Until Wednesday 25 November at 23:59" in page.text(".panel")
    assert page.one(".panel .qr") is not None
    assert names(other.get_page(link_on(page)))
    assert other.get(f"/en/office/sessions/{session.ref}/check-in").status_code == 303


def test_it_is_sent_from_the_phone_of_the_team(staff, session):
    page = made(staff, session)
    sent = [unquote(a.get("href")) for a in page.all(".panel .tools a")]
    assert [one.split("body=")[0] for one in sent] == ["sms:?&", "mailto:?"]
    assert all(one.endswith(link_on(page)) for one in sent)


def test_a_link_that_is_ended_opens_nothing_and_is_listed_as_ended(staff, other, session):
    page = made(staff, session)
    link = link_on(page)
    page = page.form("form[action$='/end']").send()
    assert page.texts(".done") == ["This link opens nothing any more."]
    assert [tidy(one.text_content()).split(" · ")[0] for one in page.all("main details li")] == ["Awa"]
    assert other.get(link).status_code == 404


def test_a_link_needs_a_name(staff, session):
    page = made(staff, session, "")
    assert (page.status, page.problems) == (422, ["Write a name, so that you know whose link it is."])


def test_no_link_of_another_course_session_is_ended(staff, session):
    elsewhere = today()
    ref = made(staff, session).one(".panel").get("id").removeprefix("link-")
    signed_in(staff, "admin")
    page = made(staff, elsewhere)
    form = page.form("form[action$='/end']")
    address = f"/en/office/sessions/{elsewhere.ref}/check-in/{ref}/end"
    assert staff.post(address, data=form.values).status_code == 404
    assert len(page_of(staff, session).all(".panel")) == 1


def test_the_team_of_another_place_makes_none(other, session):
    signed_in(other, "staff", (make.place(),))
    assert other.get(f"/en/office/sessions/{session.ref}/check-in").status_code == 404
