"""Two files of one person: proposed on the page of each, compared, put together, taken apart."""

from portal.domain.accounts.contacts import read_email, read_phone
from tests import make
from tests.blueprints.backoffice.steps import signed_in

PHONE = read_phone("06 12 34 56 78", "FR")
EMAIL = read_email("nour@example.org")


def twice(session):
    return make.sign_up(session, reach=PHONE), make.sign_up(session, reach=EMAIL)


def compared(client, one):
    page = client.get_page(f"/en/office/people/{one.person_id}")
    return client.get_page(page.link("Compare the two"))


def test_who_may_be_the_same_is_proposed_with_what_would_move(client):
    one, _other = twice(make.course_session())
    signed_in(client)

    page = compared(client, one)

    assert page.texts(".list li") == ["1 sign-up", "1 contact", "1 message"]
    assert page.texts("legend") == ["Both are signed up there. Which one stays?"]


def test_a_name_written_differently_on_the_same_phone_can_be_compared(client):
    one, other = make.sign_up(reach=PHONE, first_name="Nour"), make.sign_up(reach=PHONE, first_name="Nour Aline")
    signed_in(client)

    page = client.get_page(f"/en/office/people/{one.person_id}")
    page = client.get_page(page.link("Compare the two: Nour Aline")).form().send()

    assert "The two files are one now." in page.words
    assert other.person is one.person


def test_without_an_answer_nothing_is_put_together(client):
    one, _other = twice(make.course_session())
    signed_in(client)

    page = compared(client, one).form().send()

    assert page.status == 409
    assert "Both are signed up there. Say which one stays." in page.words


def test_put_together_they_are_one_and_taken_apart_two_again(client):
    session = make.course_session()
    one, other = twice(session)
    gone = other.person
    signed_in(client)

    page = compared(client, one).form().fill(**{f"stays-{one.ref}": one.ref}).send()
    assert "The two files are one now." in page.words
    assert other.person is one.person

    page = page.form("form[action$='/undo']").send()
    assert "The two files are apart again." in page.words
    assert other.person is gone


def test_a_file_of_another_place_cannot_be_taken(client):
    here, elsewhere = make.sign_up(), make.sign_up()
    signed_in(client, places=(here.course_session.place,))

    page = client.get_page(f"/en/office/people/{here.person_id}/merge?other={elsewhere.person_id}")

    assert "Open the other file first" in page.words
    token = client.get_page(f"/en/office/people/{here.person_id}").form("#notes form")["csrf_token"]
    sent = {"csrf_token": token, "other": elsewhere.person_id}
    assert client.post(f"/en/office/people/{here.person_id}/merge", data=sent).status_code == 404


def test_no_seat_of_another_place_is_given_back_by_putting_files_together(client):
    place, elsewhere = make.place(), make.course_session()
    one, other = make.sign_up(make.course_session(place=place), reach=PHONE), make.sign_up(elsewhere, reach=PHONE)
    third = make.sign_up(make.course_session(place=place), reach=EMAIL)
    fourth = make.sign_up(elsewhere, reach=EMAIL)
    assert (one.person, third.person) == (other.person, fourth.person)
    signed_in(client, places=(place,))
    address = f"/en/office/people/{one.person_id}"

    page = client.get_page(f"{address}/merge?other={third.person_id}")

    assert "These files cannot be put together." in page.words and fourth.code not in page.words.replace(" ", "")
    token = client.get_page(address).form("#notes form")["csrf_token"]
    sent = {"csrf_token": token, "other": third.person_id, f"stays-{other.ref}": other.ref}
    assert client.post(f"{address}/merge", data=sent).status_code == 409
    assert fourth.state == "confirmed"
