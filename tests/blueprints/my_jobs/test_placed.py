"""Once both said yes, for the learner: the agreement, how it was, and where they stand half a year after."""

from datetime import date

import pytest

from portal.database import db
from portal.domain.jobs import placement_after, placements
from portal.domain.jobs.choices import Hired, Outcome, Situation
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.jobs.told import about_application
from portal.domain.moves import Role
from portal.domain.promises.made import all_open_about
from tests import make_jobs
from tests.blueprints.answers.steps import fresh
from tests.blueprints.letters import buttons, press
from tests.blueprints.my_jobs.test_pages import come_by_letter, held
from tests.conftest import NOW
from tests.domain.jobs.answers import DAY, confirmed

ENTRIES = pytest.mark.parametrize("open_", [come_by_letter, held], ids=["by the letter", "held"])


def with_agreement():
    application = confirmed()
    placements.plan(application, date(2026, 12, 7), date(2026, 12, 18), Role.COMPANY, NOW)
    placements.send_agreement(application, Role.COMPANY, NOW)
    return application


def over(outcome=Outcome.PARTLY):
    """It has ended, and the company said how it went."""
    application = confirmed()
    placements.start(application, Role.COMPANY, NOW)
    placements.assess(application, outcome, "Kind, often late.", Hired.NO, None, Role.COMPANY, NOW)
    return application


def half_a_year_after():
    application = over()
    placement_after.ask_after(application, NOW + 183 * DAY)
    return application


def of(application):
    db.session.expire_all()
    return placement_of(application)


def owed(application):
    return {str(one.kind) for one in all_open_about(about_application(application))}


@ENTRIES
def test_the_learner_sees_the_days_and_says_that_they_signed(client, open_):
    application = with_agreement()

    page = open_(client, application)
    assert "First day Monday 7 December Last day Friday 18 December" in page.words
    page = press(page, "I have signed")

    assert "Thank you. It is noted." in page.words and of(application).learner_signed_at
    press(page, "Not signed, after all")
    assert of(application).learner_signed_at is None


def test_before_the_agreement_is_sent_there_is_nothing_to_sign(client):
    assert "I have signed" not in buttons(held(client, confirmed()))


@ENTRIES
@pytest.mark.parametrize(("said", "agrees"), [("yes", True), ("no", False)])
def test_after_the_end_the_learner_says_whether_it_was_so(client, open_, said, agrees):
    application = over()

    page = open_(client, application)
    assert "Partly done" in page.words
    page = page.form("form[action*=same]").fill(same=said, words="The bus was late.").send()

    assert (of(application).learner_agrees, of(application).learner_words) == (agrees, "The bus was late.")
    assert ("You see it the same way." in page.words) is agrees
    assert owed(application) == set()


def test_who_did_not_come_says_how_it_was(client):
    application = confirmed(posting=make_jobs.posting(starts_on=NOW.date()))
    placements.did_not_come(application, Role.COMPANY, NOW)

    page = held(client, application).form("form[action*=same]").fill(same="no", words="I was there.").send()

    assert "You see it differently. Call us if you want help." in page.words
    assert of(application).learner_agrees is False


def test_the_words_of_both_are_only_for_who_holds_the_application(client, other):
    application = over()
    placements.say_agreement(application, False, "The bus was late.", Role.PERSON, NOW)

    mine, by_letter = held(client, application), come_by_letter(other, application)

    for words in ("Kind, often late.", "The bus was late."):
        assert words in mine.words and words not in by_letter.words


def test_an_answer_that_is_none_is_refused_and_the_words_are_kept(client):
    application = over()

    page = held(client, application).form("form[action*=same]").fill(words="The bus was late.").send()

    assert page.status == 422 and "Say yes or no." in page.words
    assert page.form("form[action*=same]")["words"].strip() == "The bus was late."


def test_said_twice_the_first_word_stands(client):
    application = over()
    form = held(client, application).form("form[action*=same]")
    placements.say_agreement(application, True, None, Role.PERSON, NOW)
    db.session.commit()

    page = form.fill(same="no").send()

    assert page.status == 409 and of(application).learner_agrees is True


@ENTRIES
def test_half_a_year_after_one_question_is_answered_and_answered_again(client, open_):
    application = half_a_year_after()

    page = open_(client, application).form("form[action*=after]").fill(situation="training").send()
    assert "I am in training" in page.text("section[aria-labelledby=today] strong")
    page.form("form[action*=after]").fill(situation="other_work").send()

    assert of(application).after == Situation.OTHER_WORK
    assert "job_after" not in owed(application)


def test_nobody_is_asked_before_half_a_year_is_over(client):
    page = held(client, over())

    assert "Where are you today?" not in page.words


@pytest.mark.parametrize("how", ["signed", "unsigned", "same", "after"])
def test_to_look_does_nothing_and_too_early_is_answered_with_how_it_stands(client, how):
    application = confirmed()
    held(client, application)
    address = f"/en/applications/{application.ref}/{how}"

    assert client.get_page(address).h1 == "You both say yes"
    token = client.get_page("/en/seats").form("#code-form form")["csrf_token"]
    answer = client.post_page(address, data={"csrf_token": token, "same": "yes", "situation": "other"})

    assert answer.status == (409 if how in {"same", "after"} else 200)
    assert of(application).agreed_at is None and of(application).after is None


def test_a_page_in_arabic_says_it_in_arabic(client):
    page = held(client, over(), "ar")

    assert "هل رأيك كذلك؟" in page.words


def first_day_has_come():
    """Both said yes two weeks ago, to begin yesterday."""
    posting = make_jobs.posting(starts_on=(NOW - DAY).date(), seats=1)
    return confirmed(posting=posting)


@ENTRIES
def test_from_the_first_day_on_the_learner_says_that_they_have_begun(client, open_):
    application = first_day_has_come()

    page = open_(client, application)
    assert "Has your work begun?" in page.words
    page = press(page, "Yes, I have begun")

    assert page.h1 == "You have begun" and "Thank you. It is noted." in page.words
    assert fresh(application).state == JobState.STARTED
    assert of(application).starts_on == (NOW - DAY).date()


@ENTRIES
def test_that_it_did_not_begin_is_asked_once_more_and_then_it_is_over(client, open_):
    application = first_day_has_come()

    page = open_(client, application)
    page = page.client.get_page(page.link("No, I did not begin"))
    assert page.h1 == "You did not begin?" and fresh(application).state == JobState.CONFIRMED
    page = page.form().send()

    assert "The agreement did not come about." in page.words
    assert fresh(application).state == JobState.CLOSED


def test_before_the_first_day_nobody_is_asked_and_nothing_can_be_said(client):
    application = confirmed(posting=make_jobs.posting(starts_on=(NOW + DAY).date()))
    page = held(client, application)
    assert "Has your work begun?" not in page.words
    token = client.get_page("/en/seats").form("#code-form form")["csrf_token"]

    for how in ("begun", "unbegun"):
        answer = client.post_page(f"/en/applications/{application.ref}/{how}", data={"csrf_token": token})
        assert answer.status == 409 and "This is no longer possible." in answer.words

    assert fresh(application).state == JobState.CONFIRMED


def test_what_the_team_wrote_down_is_not_said_to_be_the_company_s_words(client):
    application = confirmed()
    placements.start(application, Role.STAFF, NOW)
    placements.assess(application, Outcome.PARTLY, "They closed early.", Hired.NO, None, Role.STAFF, NOW)

    words = held(client, application).words

    assert "Partly done" in words and "The company writes" not in words
    assert "Our team writes They closed early." in words


def test_that_they_did_not_come_is_said_by_whoever_said_it(client):
    by_team, by_company = confirmed(), confirmed()
    placements.plan(by_team, NOW.date(), None, Role.COMPANY, NOW)
    placements.plan(by_company, NOW.date(), None, Role.COMPANY, NOW)
    placements.did_not_come(by_team, Role.STAFF, NOW + DAY, "company")
    placements.did_not_come(by_company, Role.COMPANY, NOW + DAY)

    assert "Our team noted that you did not come." in held(client, by_team).words
    assert "The company says that you did not come." in held(client, by_company).words


def test_of_a_stopped_company_the_page_says_who_looks_after_it(client):
    application = confirmed()
    application.posting.company.state = CompanyState.SUSPENDED

    page = held(client, application)

    assert "This company does not take part with us any more. What you agreed with it stays agreed." in page.words
