"""The team changes the words of a message: it sees how they read, and what does not fit is told."""

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.own_words import how_many
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.html import tidy
from tests.worker.office import Office

ADDRESS = "/en/office/wording/date_cancelled/fr"


@pytest.fixture
def staff(client):
    signed_in(client, "staff")
    return client


def field(page, usual):
    (label,) = [one for one in page.all("main label[for]") if tidy(one.text_content()).startswith(usual)]
    return label.get("for")


def write(page, usual, words, do="save"):
    form = page.form("main form")
    form[field(page, usual)] = words
    form.values["do"] = do
    return form.send()


def test_every_kind_is_listed_with_each_language(staff):
    page = staff.get_page("/en/office/wording")

    assert "Date cancelled" in page.texts("tbody th")
    assert ADDRESS in [link.get("href") for link in page.all("tbody a")]


def test_the_page_shows_how_the_message_reads_and_what_it_costs(staff):
    page = staff.get_page(ADDRESS)

    mail, text = page.texts(".card .letter")
    assert "Le centre a dû annuler cette date." in mail
    assert text.startswith("Konexio: ")
    assert "1 segment" in page.words


def test_words_are_tried_without_being_saved(staff):
    page = write(staff.get_page(ADDRESS), "Le centre a dû annuler", "Cette date n’a pas lieu.", do="try")

    assert "Cette date n’a pas lieu." in page.texts(".card .letter")[0]
    assert how_many() == {}


def test_words_that_are_saved_are_said_in_the_next_message(staff, app, tmp_path):
    page = write(
        staff.get_page("/en/office/wording/seat_confirmed/en"),
        "Seat booked.",
        "Yours: %(what)s %(starts)s %(town)s %(code)s",
    )
    assert "Saved." in page.words
    make.sign_up(reach=read_phone("0612345678", "FR"))

    office = Office(app, tmp_path / "outbox")
    office.work()

    assert "Konexio: Yours: A day at work" in office.texts()[0]
    assert db.session.scalar(db.select(AuditLine.action)) == "wording.changed"


def test_a_fact_left_out_and_a_sentence_too_long_are_told_and_nothing_is_lost(staff):
    page = staff.get_page(ADDRESS)
    form = page.form("main form")
    short = next(row for row in page.texts("main label[for]") if "%(starts)s" in row)
    form[field(page, short)] = "Annulé."
    form[field(page, "Le centre a dû annuler")] = "mot %( " * 16
    form.values["do"] = "save"

    answer = form.send()

    assert answer.response.status_code == 422
    assert any("%(what)s" in problem for problem in answer.problems)
    assert "At most 15 words in a sentence, please." in answer.problems
    assert "Annulé." in [one.text.strip() for one in answer.all("main textarea")]
    assert how_many() == {}


def test_a_text_message_that_grows_too_long_is_told_before_it_costs(staff):
    page = staff.get_page(ADDRESS)
    short = next(row for row in page.texts("main label[for]") if "%(starts)s" in row)

    answer = write(page, short, "Bonjour. " * 20 + "%(what)s %(starts)s", do="try")

    assert "That is more than usual, and costs more." in answer.words


def test_the_second_of_two_who_change_the_same_words_is_told_and_loses_nothing(staff):
    usual = "Le centre a dû annuler"
    late = staff.get_page(ADDRESS)
    write(staff.get_page(ADDRESS), usual, "Cette date n’a pas lieu.")

    told = write(late, usual, "Nous annulons cette date.")

    assert told.status == 409
    assert told.problems == [
        "Somebody else changed this meanwhile. Look, then save again.",
        "Cette date n’a pas lieu.",
    ]
    assert "Nous annulons cette date." in [one.text.strip() for one in told.all("main textarea")]
    again = told.form("main form")
    again.values["do"] = "save"
    assert "Nous annulons cette date." in again.send().texts(".card .letter")[0]


def test_an_empty_field_and_the_button_bring_the_portals_words_back(staff):
    usual = "Le centre a dû annuler"
    write(staff.get_page(ADDRESS), usual, "Cette date n’a pas lieu.")
    write(staff.get_page(ADDRESS), usual, "")
    assert how_many() == {}

    write(staff.get_page(ADDRESS), usual, "Cette date n’a pas lieu.")
    page = staff.get_page(ADDRESS).form("main form + form").send()

    assert how_many() == {}
    assert "Cette date n’a pas lieu." not in page.words


def test_a_kind_or_language_that_is_not_there_is_unknown(staff):
    assert staff.get("/en/office/wording/staff_owes/fr").status_code == 404
    assert staff.get("/en/office/wording/nonsense/fr").status_code == 404
    assert staff.get("/en/office/wording/trial/xx").status_code == 404
