"""People as the team finds them, their file, who reads it, and the contacts in it."""

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.moves import Role
from portal.domain.signups.erasure import erase
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted

PHONE = read_phone("06 12 34 56 78", "FR")
OTHER = read_phone("07 66 38 74 96", "FR")


def looked_for(client, typed):
    return client.get_page("/en/office/people").form("form.filter").fill(q=typed).send()


def names(page):
    return page.texts("tbody th")


def opened(client, sign_up):
    return client.get_page(f"/en/office/people/{sign_up.person_id}")


def noted() -> list[str]:
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))


@pytest.mark.parametrize("typed", ["nou", "+33 6 12 34 56 78", "06.12.34.56.78", "٠٦١٢٣٤٥٦٧٨"])
def test_a_name_or_a_phone_in_any_spelling_finds_the_person_with_the_contact_masked(client, typed):
    make.sign_up(reach=PHONE)
    make.sign_up(first_name="Sami", reach=OTHER)
    signed_in(client)

    page = looked_for(client, typed)

    assert names(page) == ["Nour"]
    assert "•••• 56 78" in page.words and "0612345678" not in page.words


def test_the_list_names_nobody_of_another_place(client):
    here, _elsewhere = make.sign_up(), make.sign_up(first_name="Noura")
    signed_in(client, places=(here.course_session.place,))

    assert names(client.get_page("/en/office/people")) == ["Nour"]
    assert opened(client, _elsewhere).status == 404


def test_nobody_found_says_what_to_try(client):
    signed_in(client)

    assert "Nobody is here yet." in client.get_page("/en/office/people").words
    assert "Nobody fits. Try fewer letters, or the phone number." in looked_for(client, "x").words


def test_the_list_is_a_file_too_masked_and_noted(client):
    make.sign_up(first_name="=1+1", reach=PHONE)
    signed_in(client)

    file = client.get("/en/office/people.csv").get_data(as_text=True)

    assert "'=1+1;•••• 56 78;2026-11-24 10:00" in file
    assert noted() == ["people.exported"]


def test_opening_a_file_is_written_down_and_shown_there(client):
    sign_up = make.sign_up(reach=PHONE)
    who = signed_in(client)

    opened(client, sign_up)
    page = opened(client, sign_up)

    assert noted() == ["person.read", "person.read"]
    assert f"Person: looked at Tuesday 24 November at 10:00 · {who.name}" in page.words


def test_the_contact_stays_masked_until_it_is_asked_for_and_that_is_written_down(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)
    page = opened(client, sign_up)
    assert "•••• 56 78" in page.words and "06 12 34 56 78" not in page.words

    page = page.form("form[action$='/contact']").send()

    assert "06 12 34 56 78" in page.words
    assert noted() == ["person.read", "person.contact_read"]


def test_the_team_of_one_place_reads_nothing_of_another(client):
    here = make.sign_up(make.course_session(course=make.course(title=make.words("Here"))), reach=PHONE)
    make.sign_up(make.course_session(course=make.course(title=make.words("Elsewhere"))), reach=PHONE)
    signed_in(client, places=(here.course_session.place,))

    page = opened(client, here)

    assert "Here" in page.words and "1 more at another place" in page.words
    assert "Elsewhere" not in page.words


def test_what_another_team_did_with_a_person_is_not_told_here(client):
    here, there = make.sign_up(reach=PHONE), make.sign_up(reach=PHONE)
    signed_in(client)
    client.get_page(f"/en/office/sign-ups/{there.ref}")
    signed_in(client, places=(here.course_session.place,))

    page = opened(client, here)

    assert "1 entry" in page.words and "Person: looked at" in page.words
    assert "Sign-up: looked at" not in page.words


def test_nothing_is_written_into_the_file_of_somebody_who_was_erased(client):
    sign_up = make.sign_up(reach=PHONE)
    number = sign_up.person_id
    signed_in(client)
    page = opened(client, sign_up)
    begin_write()
    erase(sign_up.person, "en", Role.STAFF, NOW)
    db.session.commit()

    assert "This person was deleted." in opened(client, sign_up).words
    sent = {"csrf_token": page.form("#notes form")["csrf_token"], "text": "Her name is Nour"}
    assert client.post(f"/en/office/people/{number}/note", data=sent).status_code == 404


def test_a_wrong_number_is_corrected_for_all_bookings(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)
    form = client.get_page(opened(client, sign_up).link("Correct a contact")).form()

    page = form.fill(replaces=str(sign_up.person.contacts[0].id), phone="07 66 38 74 96").send()

    assert "Saved. It holds for all their seats." in page.words
    assert [one.value for one in sign_up.person.contacts] == [OTHER.value]


def test_the_second_of_two_who_correct_is_told_and_keeps_what_was_typed(client, other):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)
    signed_in(other)
    address = f"/en/office/people/{sign_up.person_id}/correct"
    mine, theirs = client.get_page(address).form(), other.get_page(address).form()
    theirs.fill(phone="07 66 38 74 96").send()

    page = mine.fill(reach_by="email", email="nour@example.org").send()

    assert page.status == 409
    assert page.problems == ["Somebody else changed this meanwhile. Look, then save again."]
    assert page.form()["email"] == "nour@example.org"
    assert path(page.form().send()) == f"/en/office/people/{sign_up.person_id}"


def test_a_phone_is_marked_as_shared_and_who_shares_it_is_named(client):
    sign_up = make.sign_up(reach=PHONE)
    make.sign_up(first_name="Sami", reach=PHONE)
    signed_in(client)
    page = opened(client, sign_up)
    assert "Also given by: Sami" in page.words

    page = page.form("form[action*='/shared/']").send()

    assert "Marked: several people use this contact." in page.words


def test_a_note_is_kept_with_its_author(client):
    sign_up = make.sign_up()
    who = signed_in(client)

    page = opened(client, sign_up).form("#notes form").fill(text="Comes by bus.").send()

    assert f"Comes by bus. Tuesday 24 November at 10:00 · {who.name}" in page.words


def test_whoever_says_by_phone_that_they_stay_stays(client):
    sign_up = make.sign_up(reach=PHONE)
    make.begin_write()
    sign_up.person.notice_at = NOW
    signed_in(client)

    page = opened(client, sign_up).form("form[action$='/stay']").send()

    assert "Noted. Their data stays." in page.words
    assert sign_up.person.notice_at is None


def test_the_list_asks_the_database_the_same_few_things_however_many_there_are(client):
    for number in range(30):
        make.sign_up(first_name=f"Nour {number}", reach=PHONE)
    signed_in(client)

    with queries_counted() as asked:
        client.get_page("/en/office/people?q=nour")

    assert len(asked) <= 12
