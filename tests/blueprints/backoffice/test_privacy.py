"""What people ask about their data, answered by the team; what leaves by itself, seen beforehand."""

from datetime import timedelta

import time_machine

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.signups.erasure import NOBODY
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.letters import follow
from tests.blueprints.steps import holding
from tests.conftest import NOW
from tests.worker.office import messages

PHONE = read_phone("06 12 34 56 78", "FR")


def asked(visitor, what):
    """Somebody asked from their card."""
    sign_up = make.sign_up(reach=PHONE)
    card = holding(visitor, sign_up)
    visitor.get_page(card.link("See or delete my data")).form(f"form[action$='/{what}']").send()
    return sign_up


def waiting(client):
    return client.get_page("/en/office/privacy")


def test_the_team_sends_the_link_and_the_person_opens_the_copy(client, other):
    asked(other, "copy")
    signed_in(client)

    page = waiting(client).form("article form").send()

    assert "Sent. They open the copy with their first name." in page.words
    assert "Nobody asks anything about their data." in page.words
    copy = follow(other, messages("data_ready")[0]).form().fill(first_name="nour").send()
    assert copy.h1 == "What we keep about you"
    assert "The team made a copy of your data" in copy.words


def test_before_somebody_is_deleted_the_team_reads_what_happens(client, other):
    asked(other, "erasure")
    signed_in(client)

    page = client.get_page(waiting(client).link("Delete this person"))

    assert page.texts(".list li") == [
        "This cannot be undone.",
        "Name, contacts, messages and notes go. The figures stay.",
        "1 seat to come is given back, and the line moves up.",
        "They get one last message.",
    ]


def test_whoever_is_deleted_is_gone_from_every_page_and_told(client, other):
    sign_up = asked(other, "erasure")
    signed_in(client)

    page = client.get_page(waiting(client).link("Delete this person")).form().send()

    assert "Deleted. They were told, where we could." in page.words
    assert client.get_page("/en/office/people").texts("tbody th") == []
    assert sign_up.person.first_name == NOBODY
    assert [one.kind for one in messages()] == ["data_erased"]
    assert "Nour" not in repr(db.session.scalars(db.select(AuditLine.facts)).all())


def test_the_copy_is_read_by_the_team_too_and_that_is_noted(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)

    page = client.get_page(f"/en/office/people/{sign_up.person_id}/copy")
    data = client.get(page.link("As a file for machines (JSON)")).json

    assert "A day at work" in page.words
    assert data["person"]["first_name"] == "Nour"
    actions = db.session.scalars(db.select(AuditLine.action)).all()
    assert actions == ["person.exported", "person.exported"]


def test_the_team_of_one_place_deletes_nobody(client):
    sign_up = make.sign_up()
    signed_in(client, places=(sign_up.course_session.place,))

    assert client.get_page(f"/en/office/people/{sign_up.person_id}/erase").status == 404
    assert waiting(client).status == 404


def test_what_would_leave_is_listed_and_stays(client):
    sign_up = make.sign_up(make.course_session(timedelta(minutes=1)), reach=PHONE)
    db.session.commit()

    with time_machine.travel(NOW + timedelta(days=24 * 30.44 - 10), tick=False):
        signed_in(client)
        page = client.get_page("/en/office/privacy/leaving")

    assert page.texts(".panel dt")[:2] == ["Phones and e-mails", "Messages"]
    assert page.texts(".list a") == ["Nour"]
    assert sign_up.person.first_name == "Nour"
