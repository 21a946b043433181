"""The page that says whether all is well, and what the portal does by itself."""

from datetime import timedelta

from portal.database import db
from portal.domain.settings.alive import WORKER, note_alive
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW


def test_what_is_wrong_stands_first_with_what_to_do(client):
    note_alive(WORKER, NOW - timedelta(hours=1))
    db.session.commit()
    signed_in(client)

    page = client.get_page("/en/office/health")

    assert page.text("main .note") == "No. Please see below what to do."
    first = page.all("main tbody tr")[0]
    assert [" ".join(cell.text_content().split()) for cell in first] == [
        "Worker",
        "Bad",
        "Last seen: Tuesday 24 November at 09:00",
        "Start it: flask portal worker",
    ]


def test_with_nothing_bad_it_says_that_all_is_well(client):
    note_alive(WORKER, NOW)
    db.session.commit()
    signed_in(client)

    assert client.get_page("/en/office/health").text("main .note") == "Yes, all is well."


def test_limits_retries_and_promises_are_there_to_be_read(client):
    signed_in(client)

    words = client.get_page("/en/office/health").words

    assert "Wrong codes for one booking 5 in an hour" in words
    assert "A message is tried 48 times." in words
    assert "Call somebody back 1 day before, 3 h before the whole team" in words
