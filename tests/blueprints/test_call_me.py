""" "Ask for a call": asking for a call, by when it comes, how it ends."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.accounts.models import Contact
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.keeping import take_step
from portal.domain.promises.lists import open_promises
from portal.domain.promises.made import answer, withdraw
from portal.domain.promises.models import Promise
from tests import make
from tests.blueprints.letters import buttons, follow, press, told
from tests.blueprints.steps import path, tables
from tests.conftest import NOW

_ANSWERS = {"first_name": "Nour", "phone": "06 12 34 56 78", "consent": "y"}


def ask(client, address="/en/call", **answers):
    return client.get_page(address).form("#call-form form").fill(**_ANSWERS | answers).send()


def promised() -> Promise:
    (owed,) = open_promises()
    return owed


def silence(times: int) -> None:
    """Nobody of the team does anything until the date has passed, `times` times."""
    for _ in range(times):
        owed = promised()
        with time_machine.travel(owed.reply_by, tick=False):
            take_step(owed.id, clock.now())
            make.db.session.commit()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_leads_to_the_form_from_the_same_place(client, language):
    session = make.course_session()
    make.db.session.commit()
    pages = [
        "",
        "volunteering",
        "internships",
        "sessions",
        f"sessions/{session.ref}",
        "courses",
        "legal",
        "seats",
        "nowhere",
    ]

    links = [
        next(link.get("href") for link in client.get_page(f"/{language}/{page}").all(".band a")) for page in pages
    ]

    assert links == [f"/{language}/call"] * len(pages)


def test_three_questions_are_asked_and_the_number_to_call_stands_below(client):
    page = client.get_page("/en/call")

    assert page.h1 == "Ask for a call"
    assert page.texts("#call-form label") == [
        "Your first name",
        "Your phone number",
        "When is a good time? What is it about?",
        "I agree: Konexio keeps this to answer me.",
    ]
    assert page.one("#or-call a").get("href") == "tel:+33766387496"


def test_whoever_asks_is_told_by_when_and_what_happens_if_we_are_late(client):
    page = ask(client, note="After 17 h, please.")

    assert (page.h1, path(page)) == ("We will call you", f"/en/asked/{promised().ref}")
    assert page.texts(".note p") == [
        "We call you by Thursday 26 November at 18:00.",
        "If we miss it, somebody else calls one working day later.",
        "You hear from us in any case.",
    ]
    assert promised().note == "After 17 h, please."


def test_what_was_asked_on_a_friday_is_answered_by_tuesday(client):
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert "We call you by Tuesday 1 December at 18:00." in ask(client).words


def test_nothing_personal_stands_on_the_page_that_follows(client):
    source = ask(client, note="My sister Leila").response.get_data(as_text=True)

    assert not [secret for secret in ("Nour", "Leila", "56 78", "612345678") if secret in source]


@pytest.mark.parametrize(
    "typed", ["0612345678", "+33 6 12 34 56 78", "0033612345678", "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "06.12.34.56.78"]
)
def test_a_number_is_read_in_any_spelling(client, typed):
    ask(client, phone=typed)

    assert make.db.session.scalars(make.db.select(Contact)).one().value == "+33612345678"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"first_name": ""}, "Write your first name."),
        ({"phone": ""}, "Write your phone number."),
        ({"phone": "12"}, "Check this phone number. For example: 06 12 34 56 78"),
        ({"consent": None}, "Tick the box, so that we may answer you."),
        ({"note": "n" * 501}, "Write a shorter text, 500 letters at most."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, answers, problem):
    page = ask(client, **answers)

    assert (page.status, [" ".join(one.split()) for one in page.problems]) == (422, [problem])
    assert page.form("#call-form form")["first_name"] == answers.get("first_name", "Nour")
    assert open_promises() == []


def test_sent_twice_it_is_the_same_promise_told_once(client, other):
    first = ask(client)

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        again = ask(other, phone="+33612345678", first_name="nour")

    assert path(first) == path(again)
    assert "We call you by Thursday 26 November at 18:00." in again.words
    assert make.db.session.scalar(make.db.select(make.db.func.count()).select_from(Message)) == 1


def test_about_a_workshop_its_own_team_calls_by_its_own_clock(client):
    session = make.course_session(place=make.place(slug="dzaleka", timezone="Africa/Blantyre"))
    make.db.session.commit()
    form = client.get_page(f"/en/sessions/{session.ref}/call")
    assert "A day at work" in form.text(".workshop")

    page = ask(client, f"/en/sessions/{session.ref}/call")

    assert "A day at work" in page.texts(".lead")
    owed = promised()
    assert (owed.about, owed.owner) == (f"course_session:{session.id}", "place:dzaleka")
    assert (owed.reply_by.hour, owed.timezone) == (16, "Africa/Blantyre")
    assert "We call you by Thursday 26 November at 18:00." in page.words


def test_without_a_workshop_the_clock_of_the_first_place_counts(client):
    make.place(position=2)
    make.place(position=1, timezone="Africa/Nairobi")

    ask(client)

    assert promised().timezone == "Africa/Nairobi"


def test_a_workshop_nobody_knows_is_no_page(client):
    assert client.get_page("/en/sessions/abcdefgh/call").status == 404


def test_only_the_browser_that_asked_sees_how_it_stands(client, other):
    page = ask(client)

    assert client.get_page(path(page)).status == 200
    assert other.get_page(path(page)).status == 404


def test_whoever_comes_by_the_message_sees_it_too(client, other):
    page = ask(client)

    seen = follow(other, told(f"promise:{promised().id}", MessageKind.CALL_PROMISED))

    assert path(seen) == path(page)
    assert seen.texts(".note p") == page.texts(".note p")


def test_a_promise_only_the_team_knows_of_is_no_page(client):
    page = ask(client)
    make.begin_write()
    promised().kind = "call_list"

    assert client.get_page(path(page)).status == 404


def test_what_is_not_needed_any_more_is_taken_back_once(client):
    page = ask(client)

    taken = press(page, "I do not need it any more")
    before = tables()
    again = press(page, "I do not need it any more")

    assert (taken.h1, again.h1) == ("We do not call you any more",) * 2
    assert taken.texts("[role=status].note") == ["Thank you for telling us."]
    assert (open_promises(), tables()) == ([], before)
    assert client.get_page(taken.link("Ask again")).h1 == "Ask for a call"


def test_taken_back_from_another_page_of_the_past_needs_a_fresh_press(client):
    page = ask(client)

    refused = client.post_page(f"{path(page)}/back", data={"csrf_token": "old"})

    assert (refused.status, refused.h1, len(open_promises())) == (422, "We will call you", 1)
    assert press(refused, "I do not need it any more").h1 == "We do not call you any more"


def test_when_we_are_late_the_page_says_so_and_by_when_somebody_else_calls(client):
    page = ask(client)
    silence(1)

    late = client.get_page(path(page))

    assert late.texts(".note p") == [
        "We call you by Friday 27 November at 18:00.",
        "We are late. We are sorry. Somebody else calls you now.",
        "You hear from us in any case.",
    ]


def test_a_late_call_can_be_taken_back_by_its_first_address(client):
    page = ask(client)
    silence(1)

    assert press(client.get_page(path(page)), "I do not need it any more").h1 == "We do not call you any more"
    assert open_promises() == []


def test_a_call_that_never_came_ends_with_an_excuse_and_a_number(client):
    page = ask(client)
    silence(2)

    ended = client.get_page(path(page))

    assert ended.h1 == "We did not call you. We are sorry."
    assert ended.one("#or-call a").get("href") == "tel:+33766387496"
    assert buttons(ended) == ["Ask again"]
    assert open_promises() == []


def test_after_the_call_the_page_says_that_we_called(client):
    page = ask(client)
    answer(promised(), Role.STAFF, clock.now(), "called")

    seen = client.get_page(path(page))

    assert (seen.h1, buttons(seen)) == ("We have called you", ["Ask again"])


def test_a_call_the_team_withdrew_says_what_to_do_next(client):
    page = ask(client)
    withdraw(promised(), Role.STAFF, clock.now())

    seen = client.get_page(path(page))

    assert seen.h1 == "We do not call you any more"
    assert "What you asked about is over. Is a question left? Ask again, or call us." in seen.texts("main p")


def test_one_number_cannot_be_flooded_whatever_the_name_and_the_spelling(client):
    spellings = ("0612345678", "+33612345678", "06 12 34 56 78")
    tries = [ask(client, first_name=f"N{'a' * number}", phone=spellings[number % 3]).status for number in range(8)]

    assert tries == [200] * 6 + [429] * 2
    assert ask(client, phone="06 22 34 56 78").status == 200


def test_typing_errors_do_not_use_up_the_tries(client):
    assert [ask(client, consent=None).status for _ in range(8)] == [422] * 8
    assert ask(client).status == 200


def test_a_flood_from_one_address_ends_and_reading_goes_on(client):
    statuses = [client.post("/en/call").status_code for _ in range(61)]

    assert statuses == [422] * 60 + [429]
    assert client.get_page("/en/call").status == 200


def test_whatever_else_is_sent_along_the_number_that_is_called_counts(client):
    """The form has no e-mail; a program sends one all the same."""
    form = client.get_page("/en/call").form("#call-form form").fill(**_ANSWERS)
    sent = [
        form.values | {"first_name": f"N{'a' * number}", "reach_by": "email", "email": f"a{number}@example.org"}
        for number in range(7)
    ]

    assert [client.post_page("/en/call", data=answers).status for answers in sent] == [200] * 6 + [429]


def test_refused_nothing_typed_is_lost(client):
    for _ in range(6):
        ask(client)

    refused = ask(client, note="After 17 h, please.")

    too_often = "Too many tries with this number or e-mail. Please wait one hour, or call us."
    assert (refused.status, refused.h1, refused.problems) == (429, "Ask for a call", [too_often])
    form = refused.form("#call-form form")
    assert [form[name] for name in ("first_name", "phone", "note")] == [
        "Nour",
        "06 12 34 56 78",
        "After 17 h, please.",
    ]
