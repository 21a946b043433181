"""The page of a pair, the same for both, each seeing their own."""

import re
from datetime import timedelta

import pytest

from portal.domain.mentoring import ending, meetings
from portal.domain.mentoring.choices import Topic
from portal.domain.mentoring.pair_models import Side
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make, make_mentoring
from tests.blueprints.letters import buttons
from tests.blueprints.pairs.steps import address, by_letter, client_of, met, opened, planned, two
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.hx import plain, swapped

BOTH = pytest.mark.parametrize("side", Side)


@pytest.mark.parametrize(("side", "other"), [(Side.LEARNER, "Claire"), (Side.MENTOR, "Nour")])
def test_each_sees_the_first_name_of_the_other(app, side, other):
    page = opened(app, two(), side)

    assert page.h1 == f"You and {other}"


def test_the_page_says_with_what_and_in_which_languages_they_work(app):
    page = opened(app, two(topics=[Topic.CV, Topic.INTERVIEW]), Side.LEARNER)

    assert page.text(".lead") == "Claire helps you with: CV. You both speak: Arabic, French."


def test_the_wish_of_the_learner_is_for_the_mentor_who_is_signed_in(app):
    pair = two(wish="A job in a bakery.")

    assert "A job in a bakery." in opened(app, pair, Side.MENTOR).words
    assert "A job in a bakery." not in by_letter(app, pair, MessageKind.PAIR_BEGINS, Side.MENTOR).words


def test_until_they_meet_the_page_asks_for_a_first_date(app):
    page = opened(app, two(), Side.LEARNER)

    assert "No date yet. Please meet by Tuesday 8 December at 18:00." in page.words
    assert "Plan a meeting" in buttons(page)


@BOTH
def test_the_next_meeting_is_on_the_page_of_both(app, side):
    pair = two()
    planned(pair)

    assert opened(app, pair, side).text(".meets .big") == "Thursday 26 November, 10:00 to 11:00"


def test_far_from_home_the_page_says_whose_clock_counts(app):
    pair = two(place=make.place(timezone="Africa/Nairobi"))
    planned(pair)

    page = opened(app, pair, Side.LEARNER)

    assert page.text(".meets .big") == "Thursday 26 November, 12:00 to 13:00"
    assert "time of Nairobi" in page.text(".meets .fact")


def test_a_mentor_lands_on_the_page_by_the_link_of_a_message(app):
    assert by_letter(app, two(), MessageKind.PAIR_BEGINS, Side.MENTOR).h1 == "You and Nour"


def test_a_learner_who_does_not_hold_the_card_passes_the_small_check_first(app):
    page = by_letter(app, two(), MessageKind.PAIR_BEGINS, Side.LEARNER)

    assert page.form()["code"] == ""
    assert "Claire" not in page.words


def test_nobody_else_sees_the_page(app):
    pair, stranger = two(), app.test_client()

    assert stranger.get_page(address(pair)).status == 404


def test_two_who_have_not_both_said_yes_have_no_page(app):
    pair = make_mentoring.pair("requested", mentee=make_mentoring.mentee(make.sign_up()))

    assert opened(app, pair, Side.LEARNER).status == 404


def test_the_page_asks_the_database_as_often_after_many_meetings(app):
    pair = two()
    client, page, asked = client_of(app, pair, Side.MENTOR), address(pair), []
    for hours in (20, 40, 60):
        met(pair, NOW - timedelta(hours=hours))
        with queries_counted() as sent:
            client.get_page(page)
        asked.append(len(sent))
        pair = make.db.session.merge(pair)

    assert asked[1] == asked[2] <= 20


def goals(client, pair, *texts):
    form = client.get_page(address(pair, "/goals")).form()
    return form.fill(**{f"goal{number}": text for number, text in enumerate(texts, 1)}).send()


@BOTH
def test_either_writes_goals_and_both_see_them(app, side):
    pair = two()

    goals(client_of(app, pair, side), pair, "A CV", "", "Phone a company")

    assert opened(app, pair, side.other).texts(".goal p") == ["A CV", "Phone a company"]


def test_a_goal_that_is_reached_says_so_and_can_be_taken_back(app):
    pair = two()
    client = client_of(app, pair, Side.LEARNER)
    page = goals(client, pair, "A CV")

    page = page.form(".goal form").send()
    assert page.text(".goal p") == "Reached:A CV"
    page = page.form(".goal form").send()
    assert page.text(".goal p") == "A CV"


def test_a_goal_pressed_through_htmx_leaves_what_a_reload_shows(app):
    pair = two()
    client = client_of(app, pair, Side.LEARNER)
    page = goals(client, pair, "A CV")
    form = page.form(".goal form")

    part = client.fragment(form.element.get("action"), method="POST", data=form.values)

    assert swapped(page, part, "pair-goals") == plain(client.get_page(address(pair)).tree)


def test_whoever_writes_goals_beside_the_other_loses_nothing_and_overwrites_nothing(app):
    pair = two()
    mentor, learner = client_of(app, pair, Side.MENTOR), client_of(app, pair, Side.LEARNER)
    form = learner.get_page(address(pair, "/goals")).form()
    goals(mentor, pair, "A CV")

    page = form.fill(goal2="Phone a company").send()

    assert (page.status, page.form()["goal1"], page.form()["goal2"]) == (409, "A CV", "Phone a company")
    assert page.form().send().texts(".goal p") == ["A CV", "Phone a company"]


def test_a_goal_that_is_too_long_is_said_so_and_stays_typed(app):
    pair = two()

    page = goals(client_of(app, pair, Side.LEARNER), pair, "x" * 141)

    assert page.problems == ["Write a shorter text, 140 letters at most."]
    assert page.form()["goal1"] == "x" * 141


def press_contacts(client, pair):
    return client.get_page(address(pair)).form("#pair-contacts form").send()


def shown_contacts(page):
    return page.texts("#pair-contacts bdi")


def test_contacts_show_to_both_when_both_agreed(app):
    pair = two()
    mentor, learner = client_of(app, pair, Side.MENTOR), client_of(app, pair, Side.LEARNER)

    assert shown_contacts(press_contacts(learner, pair)) == []
    assert "Nour said yes. Do you agree, too?" in mentor.get_page(address(pair)).words

    assert shown_contacts(press_contacts(mentor, pair)) == ["06 12 34 56 78"]
    assert shown_contacts(learner.get_page(address(pair))) == [pair.volunteer.email]


def test_contacts_taken_back_are_gone_for_both(app):
    pair = two()
    mentor, learner = client_of(app, pair, Side.MENTOR), client_of(app, pair, Side.LEARNER)
    press_contacts(learner, pair), press_contacts(mentor, pair)

    press_contacts(learner, pair)

    assert [shown_contacts(one.get_page(address(pair))) for one in (mentor, learner)] == [[], []]


def test_a_forwarded_mail_shows_no_contact(app):
    pair = two()
    for side in Side:
        press_contacts(client_of(app, pair, side), pair)

    page = by_letter(app, pair, MessageKind.PAIR_BEGINS, Side.MENTOR)

    assert shown_contacts(page) == []
    assert "Sign in to see how to reach Nour." in page.words


def test_a_learner_without_any_contact_is_shown_where_to_add_one(app):
    pair = two(reach=None)

    page = opened(app, pair, Side.LEARNER)

    assert page.link("Add one").endswith(f"/seats/{pair.mentee.sign_up.ref}/contact")


def test_to_the_mentor_the_page_says_that_a_learner_has_no_contact(app):
    pair = two(reach=None)
    mentor, learner = client_of(app, pair, Side.MENTOR), client_of(app, pair, Side.LEARNER)
    press_contacts(learner, pair)

    assert "Nour has no phone and no e-mail. Plan meetings here." in press_contacts(mentor, pair).words


def test_contacts_pressed_through_htmx_leave_what_a_reload_shows(app):
    pair = two()
    client = client_of(app, pair, Side.LEARNER)
    page = client.get_page(address(pair))
    form = page.form("#pair-contacts form")

    part = client.fragment(form.element.get("action"), method="POST", data=form.values)

    assert swapped(page, part, "pair-contacts") == plain(client.get_page(address(pair)).tree)


def test_nothing_of_the_other_one_stands_on_the_page_before_both_agreed(app):
    pair = two()
    mentor = pair.volunteer

    for side in Side:
        html = opened(app, pair, side).response.get_data(as_text=True)
        secrets = [mentor.surname, mentor.employer, mentor.email, mentor.motivation, "34 56 78", "+33612345678"]
        assert [one for one in secrets if re.search(re.escape(str(one)), html)] == []


def test_two_who_parted_still_say_that_they_met_the_last_time(app):
    pair = two()
    planned(pair, NOW - timedelta(days=1))
    ending.end(pair, ending.EndWhy.TIME, Role.VOLUNTEER, NOW)
    make.db.session.commit()
    client = client_of(app, pair, Side.MENTOR)

    page = client.get_page(client.get_page(address(pair)).link("Say yes or no")).form().fill(length="60").send()

    assert page.h1 == "You met"
    assert "Say yes or no" not in client.get_page(address(pair)).words


def test_a_meeting_called_off_for_another_one_does_not_take_its_time_again(app):
    pair = two()
    off = planned(pair, NOW - timedelta(days=1))
    meetings.call_off(off, Side.LEARNER, NOW - timedelta(days=2))
    planned(pair, off.at)

    page = opened(app, pair, Side.MENTOR, f"/meetings/{off.ref}").form().fill(length="60").send()

    assert page.status == 409
    assert page.problems == ["You meet then already: Monday 23 November, 10:00 to 11:00. Choose another hour."]
