"""A copy of one's data, or being erased: asked for from the card or from one's bookings, answered by a date."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.data_requests import give_copy
from tests import make
from tests.blueprints.letters import follow
from tests.blueprints.steps import holding, path
from tests.blueprints.test_my_bookings import link_to, name_said
from tests.conftest import NOW
from tests.worker.office import Office, messages

PHONE = read_phone("06 12 34 56 78", "FR")
DAY = timedelta(days=1)
COPY, ERASURE = "form[action$='/copy']", "form[action$='/erasure']"


def asked(client, what=COPY, reach=PHONE):
    """What somebody reads who asks from their card."""
    card = holding(client, make.sign_up(reach=reach))
    return client.get_page(card.link("See or delete my data")).form(what).send()


def owed() -> Promise:
    return db.session.scalars(db.select(Promise).where(Promise.kind.like("data_%"))).one()


def answered() -> None:
    give_copy(owed(), Role.STAFF, clock.now())
    db.session.commit()


def copy_opened(client, name="Nour"):
    return follow(client, messages("data_ready")[0]).form().fill(first_name=name).send()


@pytest.mark.parametrize(
    ("what", "heading"), [(COPY, "You get a copy of your data"), (ERASURE, "We will delete your data")]
)
def test_whoever_asks_reads_by_when_they_hear(client, what, heading):
    page = asked(client, what)

    assert page.h1 == heading
    assert "We answer by Tuesday 8 December at 18:00." in page.words
    assert [one.kind for one in messages()] == ["seat_confirmed", "data_asked"]


def test_it_can_be_taken_back_by_whoever_gets_the_message(client, other):
    asked(client, ERASURE)

    page = follow(other, messages("data_asked")[0]).form().send()

    assert page.h1 == "We keep your data"
    assert owed().state == "withdrawn"


def test_asked_twice_it_is_one_promise(client):
    page = asked(client)
    client.get_page(path(page))
    card = client.get_page("/en/seats")
    again = client.get_page(client.get_page(card.all("article a")[0].get("href")).link("See or delete my data"))

    assert "You asked for a copy of your data. We answer by" in again.words
    again.form(COPY).send()
    assert owed().state == "open"


def test_the_copy_opens_by_the_link_after_the_first_name_and_holds_everything(client, other):
    asked(client)
    answered()

    page = copy_opened(other)

    assert page.h1 == "What we keep about you"
    assert page.texts("h2")[:5] == ["You", "How we reach you", "Your seats", "What you asked", "Messages to you"]
    assert "+33612345678" in page.words and "A day at work" in page.words
    data = other.get(page.link("As a file for machines (JSON)")).json
    assert data["contacts"][0]["value"] == "+33612345678"
    assert [one["what"] for one in data["messages"]] == ["data_ready", "data_asked", "seat_confirmed"]


def test_without_the_first_name_the_copy_stays_closed(client, other):
    asked(client)
    answered()

    page = copy_opened(other, "Sami")

    assert page.status == 422
    assert other.get(path(page) + "/copy.json").status_code == 404


def test_the_link_of_the_copy_opens_no_bookings_and_that_of_the_bookings_no_copy(client, other):
    asked(client)
    answered()
    ready, link = messages("data_ready")[0], link_to(other)
    copy_opened(other)
    name_said(other, link)

    assert other.get_page(f"/en/seats/mine/{ready.ref}").status == 404
    assert other.get_page(f"/en/data/{link.ref}").status == 404


def test_whoever_left_no_contact_finds_the_copy_behind_their_card(client):
    asked(client, reach=None)
    answered()

    page = client.get_page(client.get_page("/en/seats").all("article a")[0].get("href"))
    data = client.get_page(page.link("See or delete my data"))

    assert client.get_page(data.link("Open the copy")).h1 == "What we keep about you"


def test_from_my_bookings_it_is_asked_for_the_same_way(client):
    make.sign_up(reach=PHONE)

    page = name_said(client, link_to(client)).form(COPY).send()

    assert page.h1 == "You get a copy of your data"


def test_a_copy_nobody_gave_is_given_by_the_portal_itself(app, client, tmp_path):
    asked(client)
    office = Office(app, tmp_path)

    for day in range(18):
        office.work(NOW + day * DAY + timedelta(hours=8, minutes=30))

    kinds = [one.kind for one in messages() if one.person_id]
    assert kinds[-2:] == ["data_late", "data_ready"]


def test_an_erasure_nobody_did_ends_with_the_number_to_call(app, client, tmp_path):
    asked(client, ERASURE)
    office = Office(app, tmp_path)

    for day in range(18):
        office.work(NOW + day * DAY + timedelta(hours=8, minutes=30))

    assert "Please call us: 07 66 38 74 96" in office.texts()[-1]
    owed = db.select(Promise.state).where(Promise.kind == PromiseKind.DATA_ERASURE).order_by(Promise.id)
    assert db.session.scalars(owed).all() == ["passed_on", "closed"]
