"""Six steps to offer help: what is asked, kept, read again and sent; and what a stranger does not learn."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from tests import make, make_mentoring
from tests.blueprints.letters import follow, press
from tests.blueprints.steps import path
from tests.blueprints.volunteering.offers import FORM, answer, answered, begin, in_state, letter, newest, sent
from tests.conftest import NOW


def test_from_the_page_for_everybody_to_the_date_of_the_answer(client):
    home = client.get_page("/en/volunteering")
    page = client.get_page(home.link("Offer help"))
    assert page.h1 == "Step 1 of 6 · Who are you?"

    check = answered(client)

    assert check.h1 == "Step 6 of 6 · Is everything right?"
    for said in (
        "Claire Petit",
        "claire@example.org",
        "Mentor",
        "French, Arabic",
        "CV",
        "Online",
        "2 learners at once",
    ):
        assert said in check.words
    assert "Tuesday evening" in check.words
    assert "You hear from us by Tuesday 8 December at 18:00." in check.words
    done = check.form("main form").send()
    assert done.h1 == "Thank you. Your offer is sent."
    assert done.text(".note strong") == "You hear from us by Tuesday 8 December at 18:00."
    offer = newest()
    assert (offer.state, offer.language, offer.capacity) == (VolunteerState.RECEIVED, "en", 2)
    assert f"{open_about(about_volunteer(offer), PromiseKind.VOLUNTEER).reply_by:%d %B}" == "08 December"


def test_each_step_says_where_it_stands_and_leads_back(client):
    page = answered(client, 2)

    assert page.h1 == "Step 3 of 6 · What do you bring?"
    assert page.title.startswith("Step 3 of 6")
    before = client.get_page(page.link("Back one step"))
    assert before.h1 == "Step 2 of 6 · What would you like to do?"
    assert before.form(FORM)["roles"] == "mentor"


def test_going_back_to_the_first_step_shows_what_was_said(client):
    answered(client, 4)
    ref = newest().ref

    page = client.get_page(f"/en/volunteering/offer/{ref}/who")

    form = page.form(FORM)
    assert (form["first_name"], form["surname"], form["email"]) == ("Claire", "Petit", "claire@example.org")
    assert answer(page, employer="Atelier Nord").h1.startswith("Step 5 of 6")


def test_what_is_changed_in_the_summary_comes_back_to_it(client):
    check = answered(client)

    page = client.get_page(check.link("Change: Languages"))
    again = answer(page, spoken=["uk"])

    assert again.h1.startswith("Step 6 of 6")
    assert "Ukrainian" in again.words


def test_a_later_step_waits_for_those_before_it(client):
    answered(client, 1)
    ref = newest().ref

    assert client.get_page(f"/en/volunteering/offer/{ref}/why").h1.startswith("Step 2 of 6")
    assert client.get_page(f"/en/volunteering/offer/{ref}/check").h1.startswith("Step 2 of 6")


@pytest.mark.parametrize(
    ("step", "given", "problems"),
    [
        (0, {"first_name": "", "email": "", "employer": "Nord"}, ["Write your first name.", "Write your e-mail."]),
        (
            0,
            {"first_name": "Claire", "email": "claire@", "phone": "12"},
            [
                "Check this e-mail. For example: nour@example.org",
                "Check this phone number. For example: 06 12 34 56 78",
            ],
        ),
        (1, {}, ["Choose at least one."]),
        (2, {"spoken": None, "topics": None}, ["Choose at least one language.", "Choose at least one topic."]),
        (3, {"capacity": "3"}, ["Choose “Online”, or a place.", "Choose at least one moment of the week."]),
        (
            4,
            {"motivation": "I like to help."},
            ["Read the charter, then tick the box.", "Tick the box, so that we may answer you."],
        ),
    ],
)
def test_an_answer_that_is_missing_is_asked_for_and_the_others_stay(client, step, given, problems):
    page = answer(answered(client, step), **given)

    assert page.status == 422
    assert sorted(page.problems) == sorted(problems)
    form = page.form(FORM)
    assert {name: form[name] for name in given if given[name] is not None} == {
        name: value for name, value in given.items() if value is not None
    }


def test_somebody_who_only_tells_of_their_work_is_asked_less(client):
    page = answer(answered(client, 1), roles=["speaker"])
    assert not page.all("#topics")

    page = answer(page)
    assert not page.all("select")
    page = answer(page, where=["@online"])

    assert page.h1.startswith("Step 5 of 6")


def test_a_place_is_chosen_by_its_name(client):
    place = make.place()
    page = answered(client, 3)
    assert "The blue house" in page.text("#where")

    answer(page, where=[place.slug], week=["mon_morning"])

    assert [one.slug for one in newest().places] == [place.slug]


def test_nobody_else_sees_a_draft(client, other):
    answered(client, 1)

    page = other.get_page(f"/en/volunteering/offer/{newest().ref}/who")

    assert (page.status, page.h1) == (404, "We cannot open this here")
    assert other.get_page(page.link("Send me the link")).h1 == "Back to your offer"


def test_the_link_of_the_mail_goes_on_with_it_on_another_phone(client, other):
    answered(client, 2)

    page = follow(other, letter())

    assert page.h1 == "Your offer is not sent yet"
    assert "Your answers are kept until Thursday 24 December at 10:00." in page.words
    on = other.get_page(page.link("Go on with my offer"))
    assert on.h1.startswith("Step 3 of 6")


def test_who_stops_gets_a_link_to_go_on(client):
    page = client.get_page(answered(client, 3).link("Stop here, go on later"))
    assert page.words.count("Your answers are kept until") == 1

    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        assert press(page, "Send me the link").h1 == "Look into your mails"
    assert letter().about == about_volunteer(newest())


def test_asking_for_a_link_again_and_again_has_an_end(client):
    for _time in range(4):
        page = press(client.get_page(f"{path(answered(client, 1)).rsplit('/', 1)[0]}/later"), "Send me the link")

    assert page.status == 429
    assert "Too many tries" in page.text(".summary")


def test_the_same_phone_is_led_back_to_what_it_began(client):
    answered(client, 2)

    page = begin(client)

    assert client.get_page(page.link("Go on with my offer")).h1.startswith("Step 3 of 6")


def test_the_button_pressed_twice_makes_one_draft(client):
    form = begin(client).form(FORM).fill(first_name="Claire", email="claire@example.org")

    form.send()
    form.send()

    assert in_state(VolunteerState.DRAFT) == 1


def test_the_next_person_at_the_same_phone_begins_a_draft_of_their_own(client):
    answered(client, 1)
    answered(client, 1, first_name="Nora", email="nora@example.org")

    assert in_state(VolunteerState.DRAFT) == 2


def test_an_address_that_is_known_shows_the_same_pages_and_hears_it_by_mail(client, other):
    known = make_mentoring.volunteer(email="claire@example.org", language="en")
    with_known, with_new = sent(client), sent(other, email="nora@example.org")

    assert with_known.words == with_new.words
    assert path(with_known) == path(with_new)
    assert (in_state(VolunteerState.DRAFT), in_state(VolunteerState.RECEIVED)) == (0, 1)
    make.db.session.refresh(known)
    told = [one for one in _letters_to("claire@example.org") if one.state != "dropped"]
    assert [(one.kind, one.about) for one in told] == [(MessageKind.VOLUNTEER_DRAFT, about_volunteer(known))]
    assert follow(client, told[0]).h1 == "You are a volunteer with us"


def _letters_to(address):
    from portal.domain.messages.models import Message

    return [one for one in make.db.session.scalars(make.db.select(Message)) if one.address == address]


def test_after_sending_the_form_is_closed_in_this_browser_known_or_not(client):
    sent(client)
    ref = newest().ref

    page = client.get_page(f"/en/volunteering/offer/{ref}/roles")

    assert page.h1 == "Thank you. Your offer is sent."


def test_asked_for_by_anybody_the_link_goes_to_the_address_and_nothing_is_told(client):
    make_mentoring.volunteer(VolunteerState.RECEIVED, email="claire@example.org")
    pages = []
    for email in ("claire@example.org", "nobody@example.org"):
        form = client.get_page("/en/volunteering/link").form("#link-form form")
        pages.append(form.fill(email=email).send())

    assert pages[0].words == pages[1].words
    assert [one.kind for one in _letters_to("claire@example.org")] == [MessageKind.VOLUNTEER_DRAFT]
    assert _letters_to("nobody@example.org") == []


def test_one_draft_does_not_try_address_after_address(client):
    answered(client, 1)
    step = f"/en/volunteering/offer/{newest().ref}"

    tries = [client.post(f"{step}/who").status_code for _time in range(61)]

    assert tries == [422] * 60 + [429]
    assert client.post(f"{step}/roles").status_code == 422


def test_an_e_mail_that_is_none_is_asked_for_again(client):
    page = client.get_page("/en/volunteering/link").form("#link-form form").fill(email="claire").send()

    assert (page.status, page.problems) == (422, ["Check this e-mail. For example: nour@example.org"])
