"""What a learner answers a company: a date, none of them, yes, no, no more; early, twice, and too late."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.jobs import answering, closing, interviewing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import No
from portal.domain.jobs.closing import Why
from portal.domain.moves import Role
from tests import make_jobs
from tests.blueprints.letters import buttons, press
from tests.blueprints.my_jobs.test_pages import come_by_letter, held
from tests.conftest import NOW
from tests.domain.jobs.answers import DATES, confirmed, invited, offered, sent, to_company, told


def state(application) -> str:
    return db.session.get(JobApplication, application.id).state


def choose(page, date=DATES[0]):
    """Press "Choose this date" with this one chosen."""
    return page.form().fill(at=date.isoformat()).send()


def test_a_date_is_chosen_from_the_link_of_the_message(client):
    application = invited()
    page = come_by_letter(client, application)
    assert page.h1 == "Choose a date for your interview"
    assert page.texts("label.pick")[0] == "Tuesday 1 December at 10:00"

    chosen = choose(page, DATES[2])

    assert chosen.h1 == "Your interview is agreed"
    assert chosen.text("main [role=status]") == "Thank you. The company knows that you come."
    assert chosen.text("main .big") == "Thursday 3 December at 10:00"
    assert to_company(application)[-1] == "job_date_chosen"


def test_without_a_choice_the_page_says_what_to_do(client):
    page = come_by_letter(client, invited()).form().send()

    assert (page.status, page.problems) == (422, ["Choose one of the dates."])


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-12-01T09:00:00", "2026-13-01T09:00:00+00:00"])
def test_what_is_no_date_is_refused_with_the_same_sentence(client, typed):
    form = come_by_letter(client, invited()).form()
    form.values["at"] = typed

    assert form.send().problems == ["Choose one of the dates."]


def test_choosing_twice_is_choosing_once(client):
    application = invited()
    page = come_by_letter(client, application)

    choose(page)
    again = choose(page)

    assert again.h1 == "Your interview is agreed"
    assert len(told(application, "job_agreed")) == 1


def test_a_date_that_was_proposed_before_is_not_agreed_to(client):
    application = invited()
    page = come_by_letter(client, application)
    interviewing.propose(application, [NOW + timedelta(days=5)], "By phone", Role.COMPANY, NOW)

    late = choose(page)

    assert late.status == 409
    assert "The company proposed other dates meanwhile." in late.text(".summary")
    assert late.texts("label.pick") == ["Sunday 29 November at 10:00"]


def test_a_date_that_is_over_is_not_agreed_to(client):
    application = invited()
    with time_machine.travel(DATES[0] - timedelta(minutes=1), tick=False):
        page = held(client, application)

    with time_machine.travel(DATES[0] + timedelta(minutes=1), tick=False):
        late = choose(page)

    assert (late.status, "This date is over. Choose another one." in late.text(".summary")) == (409, True)


def test_none_of_the_dates_goes_to_the_company_with_their_words(client):
    application = invited()
    asked = client.get_page(come_by_letter(client, application).link("None of these dates"))
    assert asked.h1 == "None of these dates?"

    page = asked.form().fill(words="Tuesday morning").send()

    assert page.h1 == "The company looks for another date"
    assert page.text("main [role=status]") == "We told the company."
    assert told(application, "job_date_chosen")[-1].facts["words"] == "Tuesday morning"


def test_an_agreed_date_can_be_given_up_for_another(client):
    application = invited()
    agreed = choose(come_by_letter(client, application))

    asked = client.get_page(agreed.link("I cannot come then"))
    page = press(asked, "Ask for other dates")

    assert asked.h1 == "You cannot come?"
    assert page.h1 == "The company looks for another date"


def test_the_agreed_date_goes_into_a_calendar_and_names_nobody(client):
    agreed = choose(come_by_letter(client, invited()))

    calendar = client.get(agreed.link("Add to my calendar"))

    assert calendar.mimetype == "text/calendar"
    lines = calendar.get_data(as_text=True).split("\r\n")
    assert "DTSTART:20261201T090000Z" in lines and "LOCATION:12 rue de Paris" in lines
    assert "Nour" not in calendar.get_data(as_text=True)


def test_without_an_agreed_date_there_is_no_calendar(client):
    page = come_by_letter(client, invited())

    assert client.get(f"{page.response.request.path}/interview.ics").status_code == 404


def test_yes_takes_the_place_and_ends_the_others_of_the_same_learner(client):
    application = offered()
    other = sent(person=application.person)
    page = come_by_letter(client, application)
    assert "Please answer by Sunday 29 November at 18:00." in page.words

    done = press(page, "Yes, I want this place")

    assert done.h1 == "You both say yes"
    assert done.text("main [role=status]") == "Your yes has arrived. We told the company."
    assert (state(application), state(other)) == ("confirmed", "closed")


def test_yes_pressed_twice_is_one_yes(client):
    application = offered()
    page = come_by_letter(client, application)

    press(page, "Yes, I want this place")
    again = press(page, "Yes, I want this place")

    assert again.h1 == "You both say yes"
    assert len(told(application, "job_yes")) == 1


def test_no_is_asked_about_once(client):
    application = offered()
    page = come_by_letter(client, application)

    asked = client.get_page(page.link("No, thank you"))
    assert (asked.h1, state(application)) == ("Say no to this company?", "offered")
    done = press(asked, "Yes, say no")

    assert done.h1 == "You took your application back"
    assert state(application) == "withdrawn"
    assert to_company(application)[-1] == "job_left"


@pytest.mark.parametrize("ready", [sent, invited, offered, confirmed], ids=lambda ready: ready.__name__)
def test_an_application_is_taken_back_after_a_question(client, ready):
    application = ready()
    page = held(client, application)

    asked = client.get_page(page.link("Take my application back"))
    assert asked.h1 == "Take your application back?"
    done = press(asked, "Yes, take it back")

    assert done.h1 == "You took your application back"
    assert state(application) == "withdrawn"


def test_an_old_question_does_not_throw_away_a_yes_that_came_meanwhile(client):
    application = sent()
    asked = client.get_page(held(client, application).link("Take my application back"))
    answering.offer(application, None, Role.COMPANY, NOW)

    late = press(asked, "Yes, take it back")

    assert late.status == 409
    assert "The company answered meanwhile. Please look first." in late.text(".summary")
    assert (late.h1, state(application)) == ("The company says yes to you", "offered")


def declined(application):
    answering.decline(application, No.SKILLS, False, None, Role.COMPANY, NOW)


def gone(application):
    closing.close_company(application.posting.company, Why.SUSPENDED, NOW)


def lapsed(application):
    closing.let_lapse(application, NOW)


@pytest.mark.parametrize(
    ("end", "h1"),
    [
        (declined, "The company says no this time"),
        (gone, "Your application is closed"),
        (lapsed, "Your answer did not come in time"),
    ],
    ids=["declined", "company gone", "lapsed"],
)
def test_a_yes_that_comes_too_late_is_answered_with_a_sentence(client, end, h1):
    application = offered()
    page = come_by_letter(client, application)
    end(application)
    before = state(application)

    late = press(page, "Yes, I want this place")

    assert (late.status, late.h1) == (409, h1)
    assert "This is no longer possible. The page says how it stands now." in late.text(".summary")
    assert state(application) == before
    assert "See all jobs" in buttons(late)


def test_pressed_after_a_long_time_the_page_comes_back(client):
    application = offered()
    page = come_by_letter(client, application)

    refused = client.post_page(f"{page.response.request.path}/yes", data={"csrf_token": "old"})

    assert (refused.status, state(application)) == (422, "offered")
    assert press(refused, "Yes, I want this place").h1 == "You both say yes"


def test_the_letter_of_another_application_answers_nothing_here(client):
    application, another = offered(), make_jobs.application(first_name="Sami")
    page = come_by_letter(client, another)

    pressed = client.post_page(
        f"/en/applications/{application.ref}/yes",
        data={"csrf_token": client.get_page("/en/seats").form("#code-form form")["csrf_token"]},
    )

    assert (page.h1, pressed.status, state(application)) == ("Your application is sent", 404, "offered")
