"""My bookings without a code: a link and six digits to the contact, then the first name; nobody sees another's."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opt_out
from portal.domain.signups.bookings import six_digits
from tests import make, make_jobs
from tests.blueprints.letters import follow
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.worker.office import Office, messages

PHONE = read_phone("06 12 34 56 78", "FR")
EMAIL = read_email("family@example.org")


def ask(client, phone="06 12 34 56 78"):
    """What somebody reads who asks for a link to this phone."""
    return client.get_page("/en/seats/link").form().fill(phone=phone).send()


def link_to(client, reach=PHONE) -> Message:
    ask(client) if reach is PHONE else client.get_page("/en/seats/link").form().fill(
        reach_by="email", email=reach.value
    ).send()
    return messages("my_bookings")[-1]


def name_said(client, message, name="Nour"):
    return follow(client, message).form().fill(first_name=name).send()


def test_my_seats_offers_a_link_to_whoever_has_no_code(client):
    page = client.get_page("/en/seats")

    assert client.get_page(page.link("Get a link by phone or e-mail")).h1 == "Get a link to your seats"


def test_the_answer_is_the_same_whether_the_contact_is_known_or_not(client, other):
    make.sign_up(reach=PHONE)

    known, unknown = ask(client), ask(other, "07 66 38 74 96")

    assert path(known) == path(unknown) == "/en/seats/link/sent"
    assert known.words == unknown.words
    assert [one.kind for one in messages()] == ["seat_confirmed", "my_bookings"]


def test_behind_the_link_the_first_name_opens_every_booking_of_that_contact(client, other):
    first = make.sign_up(
        make.course_session(timedelta(days=3), course=make.course(title=make.words("Mail"))), reach=PHONE
    )
    make.sign_up(make.course_session(course=make.course(title=make.words("Maps"))), reach=PHONE)
    message = link_to(client)

    page = name_said(other, message, " NOUR ")

    assert page.h1 == "My seats"
    assert page.texts("article h3") == ["Maps", "Mail"]
    assert path(other.get_page(page.link("Mail"))) == f"/en/seats/{first.ref}"


def test_two_people_who_share_a_phone_never_see_each_other_s(client):
    make.sign_up(make.course_session(course=make.course(title=make.words("Hers"))), reach=PHONE)
    his = make.sign_up(
        make.course_session(course=make.course(title=make.words("His"))), first_name="Sami", reach=PHONE
    )
    message = link_to(client)

    page = name_said(client, message)

    assert page.texts("article h3") == ["Hers"]
    assert client.get_page(f"/en/seats/mine/{message.ref}/{his.ref}").status == 404
    assert client.get_page(f"/en/seats/{his.ref}").status == 404


def test_a_wrong_first_name_opens_nothing_and_says_what_to_do(client):
    make.sign_up(reach=PHONE)

    page = name_said(client, link_to(client), "Adam")

    assert page.status == 422
    assert page.problems == ["We find nothing with this first name. Check it."]


def test_the_six_digits_open_the_same_on_the_device_that_asked(client, other):
    make.sign_up(reach=PHONE)
    sent = ask(client)
    code = six_digits(messages("my_bookings")[0])

    page = sent.form().fill(code=f"{code[:3]} {code[3:]}").send()

    assert page.h1 == "Who are you?"
    assert page.form().fill(first_name="Nour").send().h1 == "My seats"
    assert ask(other, "07 66 38 74 96").form().fill(code=code).send().status == 422


@pytest.mark.parametrize("typed", ["12345", "", "abc", "000000"])
def test_what_is_no_code_of_ours_opens_nothing(client, typed):
    make.sign_up(reach=PHONE)

    assert ask(client).form().fill(code=typed).send().status == 422


def test_after_an_hour_the_link_and_what_it_opened_are_closed(client):
    make.sign_up(reach=PHONE)
    message = link_to(client)
    name_said(client, message)

    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert follow(client, message).status == 404
        assert client.get_page(f"/en/seats/mine/{message.ref}").h1 == "This link is too old"


def test_nobody_s_phone_is_flooded(client):
    make.sign_up(reach=PHONE)

    pages = [ask(client) for _ in range(4)]

    assert [page.status for page in pages] == [200, 200, 200, 429]
    assert len(messages("my_bookings")) == 3


def test_guessing_the_digits_ends_after_some_tries(client):
    make.sign_up(reach=PHONE)
    sent = ask(client)

    answers = [sent.form().fill(code="000000").send().status for _ in range(7)]

    assert answers == [422] * 6 + [429]


def test_whoever_wants_no_messages_gets_none_and_nobody_can_tell(client):
    make.sign_up(reach=PHONE)
    opt_out(PHONE.digest, NOW)

    assert "a message is on its way" in ask(client).words
    assert messages("my_bookings") == []


def test_the_text_message_carries_link_and_code_and_no_name(app, client, tmp_path):
    make.sign_up(reach=PHONE)
    ask(client)
    office = Office(app, tmp_path)
    office.work()

    sent = office.texts()[-1]

    assert f"Code {six_digits(messages('my_bookings')[0])}" in sent
    assert "/l/" in sent and "Nour" not in sent


def test_what_is_over_comes_last_and_can_still_be_opened(client):
    over = make.sign_up(make.course_session(timedelta(minutes=1)), reach=EMAIL)
    make.sign_up(make.course_session(timedelta(days=9)), reach=EMAIL)
    db.session.commit()

    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        page = name_said(client, link_to(client, EMAIL))

        assert page.texts("article .pill") == ["Booked", "Finished"]
        assert client.get_page(page.all("article a")[1].get("href")).response.request.path == f"/en/seats/{over.ref}"


def test_applications_for_work_of_that_contact_and_name_are_listed_too(client, other):
    posting = make_jobs.posting(title="Web internship")
    applied = make_jobs.application(posting=posting, reach=PHONE)
    his = make_jobs.application(posting=posting, first_name="Sami", reach=PHONE)
    message = link_to(client)

    page = name_said(other, message)

    assert page.texts("article h3") == ["Web internship"]
    assert page.texts("article .pill") == ["Sent in"]
    assert path(other.get_page(page.link("Web internship"))) == f"/en/applications/{applied.ref}"
    assert other.get_page(f"/en/seats/mine/{message.ref}/jobs/{his.ref}").status == 404
    assert other.get_page(f"/en/applications/{his.ref}").status == 404


def test_a_browser_that_applied_finds_the_application_among_its_seats(client, other):
    applied = make_jobs.application(posting=make_jobs.posting(title="Web internship"))
    db.session.commit()
    with client.session_transaction() as session:
        session["jobs"] = [[applied.ref, int(NOW.timestamp())]]

    page = client.get_page("/en/seats")

    assert path(client.get_page(page.link("Web internship"))) == f"/en/applications/{applied.ref}"
    assert other.get_page("/en/seats").texts("article h3") == []
