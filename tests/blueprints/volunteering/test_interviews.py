"""Answering the date of an interview with the team by the link of the message: yes, another time, or no more."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts.links import last_sent
from portal.domain.mentoring import interviews, vetting
from portal.domain.mentoring.interviews import Meet, meet
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.kinds import PromiseKind
from tests.blueprints.letters import buttons, follow, press, told
from tests.blueprints.steps import path, tables
from tests.conftest import NOW
from tests.domain.mentoring.offers import checked, invited, met, offered, owed


@pytest.fixture
def volunteer(app):
    """Somebody to whom a date was proposed."""
    volunteer = offered()
    invited(volunteer, where="12 rue Bleue")
    return volunteer


def message(volunteer, kind=MessageKind.VOLUNTEER_INTERVIEW):
    return told(about_volunteer(volunteer), kind)


def again(volunteer) -> Volunteer:
    return db.session.get(Volunteer, volunteer.id)


def test_the_link_shows_the_date_and_the_place_and_neither_name_nor_contact(client, volunteer):
    page = follow(client, message(volunteer))

    assert page.h1 == "Can you come to an interview?"
    assert "Monday 30 November at 10:00" in page.text("#interview") and "12 rue Bleue" in page.text("#interview")
    assert "Please answer by Friday 27 November at 18:00." in page.words
    assert "Amina" not in page.words and "@" not in page.text("main")
    assert meet(again(volunteer)) is Meet.PROPOSED


def test_yes_is_yes_once_however_often_it_is_pressed(client, volunteer):
    asked = follow(client, message(volunteer))

    page = press(asked, "Yes, I come")
    before = tables("volunteer")
    again_page = press(asked, "Yes, I come")

    assert page.h1 == again_page.h1 == "Your interview"
    assert "You said yes. We expect you." in page.text("#interview")
    assert "You have our answer by Tuesday 8 December at 18:00." in page.words
    assert tables("volunteer") == before


def test_yes_to_a_date_that_was_changed_meanwhile_shows_the_new_one_and_agrees_to_nothing(client, volunteer):
    asked = follow(client, message(volunteer))
    invited(volunteer, ahead=timedelta(days=7))

    page = press(asked, "Yes, I come")

    assert (page.status, page.problems) == (409, ["The date has changed. Please look again."])
    assert "Tuesday 1 December at 10:00" in page.text("#interview")
    assert meet(again(volunteer)) is Meet.PROPOSED
    assert press(page, "Yes, I come").h1 == "Your interview"


def test_another_time_is_promised_by_a_date_and_the_team_reads_when_it_suits(client, volunteer):
    asked = follow(client, message(volunteer))
    form = next(form for form in asked.all("main form") if "another" in form.get("action"))
    page = type(asked.form("main form"))(form, asked).fill(note="After six").send()

    assert page.h1 == "We look for another date"
    assert "You hear about a date by Thursday 26 November at 18:00." in page.words
    assert owed(again(volunteer), PromiseKind.VOLUNTEER_DATE).note == "After six"
    assert "Yes, I come" in buttons(page)


def test_a_text_that_is_too_long_is_kept_and_says_so(client, volunteer):
    asked = follow(client, message(volunteer))
    form = next(form for form in asked.all("main form") if "another" in form.get("action"))
    page = type(asked.form("main form"))(form, asked).fill(note="x" * 301).send()

    assert (page.status, page.problems) == (422, ["Write a shorter text, 300 letters at most."])
    assert meet(again(volunteer)) is Meet.PROPOSED


def test_taking_it_back_is_asked_about_once_more(client, volunteer):
    page = follow(client, message(volunteer))

    asked = client.get_page(page.link("Take my offer back"))
    assert (asked.h1, again(volunteer).state) == ("Take your offer back?", "interview")
    assert path(client.get_page(asked.link("No, I keep it"))) == path(page)
    left = press(asked, "Yes, take it back")

    assert (left.h1, again(volunteer).state) == ("You took your offer back", "withdrawn")
    assert owed(again(volunteer)) is None


def test_whoever_did_not_answer_may_still_say_yes_while_the_date_lies_ahead(client, volunteer):
    asked = follow(client, message(volunteer))
    interviews.let_lapse(volunteer, owed(volunteer, PromiseKind.VOLUNTEER_INTERVIEW), NOW + timedelta(days=3))
    db.session.commit()

    assert press(asked, "Yes, I come").h1 == "Your interview"


def test_once_the_date_is_over_there_is_no_yes_to_it(client, volunteer):
    with time_machine.travel(NOW + timedelta(days=6, minutes=1), tick=False):
        late = follow(client, message(volunteer))

    assert late.h1 == "We look for another date"
    assert "Yes, I come" not in buttons(late) and "Monday 30 November" not in late.words


@pytest.mark.parametrize("end", ["refused", "approved"])
def test_after_the_answer_the_link_says_only_that_there_is_one(client, volunteer, end):
    asked = follow(client, message(volunteer))
    if end == "refused":
        vetting.decline(volunteer, vetting.Refusal.HOURS, NOW)
    else:
        vetting.approve(checked(met(volunteer)), None, NOW)
    db.session.commit()
    before = tables("volunteer")

    pages = [client.get_page(path(asked)), press(asked, "Yes, I come")]

    assert [page.h1 for page in pages] == ["We have an answer for you"] * 2
    assert "Your hours" not in pages[0].words
    assert tables("volunteer") == before


def test_pressed_after_a_long_time_the_page_comes_back(client, volunteer):
    page = follow(client, message(volunteer))

    refused = client.post_page(f"{path(page)}/yes", data={"csrf_token": "old"})

    assert (refused.status, meet(again(volunteer))) == (422, Meet.PROPOSED)
    assert press(refused, "Yes, I come").h1 == "Your interview"


def test_the_link_of_another_message_opens_no_interview(client, volunteer):
    vetting.approve(checked(met(volunteer)), None, NOW)
    db.session.commit()
    follow(client, message(volunteer, MessageKind.VOLUNTEER_APPROVED))

    assert client.get_page(f"/en/volunteers/interviews/{message(volunteer).ref}").status == 404


def test_who_is_approved_signs_in_by_a_link_to_their_e_mail(client, volunteer):
    vetting.approve(checked(met(volunteer)), None, NOW)
    db.session.commit()
    client.get_page("/en/sign-in/by/link").form().fill(reach_by="email", email=volunteer.email).send()

    follow(client, last_sent(again(volunteer).account)).form().send()

    assert "Amina Benali" in client.get_page("/en/account").words
