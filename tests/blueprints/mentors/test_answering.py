"""Yes or no to a mentor, or to a learner: by the link of the message, on the learner's pages, late, and twice."""

import pytest

from portal.domain.mentoring import asking
from portal.domain.mentoring.looking import live_pair
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages.kinds import MessageKind
from tests import make
from tests.blueprints.letters import buttons, follow, press, told, told_about
from tests.blueprints.steps import holding, path, tables
from tests.conftest import NOW
from tests.domain.mentoring.learners import learner, mentor

BY = "Please answer by Friday 27 November at 18:00."


def suggested(**wanted):
    """A learner and a mentor whom the team would like to bring together."""
    pair = asking.suggest(learner(**wanted), mentor(), NOW)
    make.db.session.commit()
    return pair


def requested(**wanted):
    """A mentor whom a learner chose."""
    pair = asking.request(learner(**wanted), [mentor()], NOW)
    make.db.session.commit()
    return pair


def letter(pair, side):
    """The message that asks this side."""
    if side is Side.MENTOR:
        return told(about_volunteer(pair.volunteer), MessageKind.PAIR_ASKED)
    return told_about(pair.mentee.sign_up, MessageKind.PAIR_ASKED)


def again(pair):
    return make.db.session.get(Pair, pair.id)


def test_a_learner_reads_who_it_is_why_and_until_when(client):
    page = follow(client, letter(suggested(), Side.LEARNER))
    assert page.h1 == "Would you like to meet Amina?"
    assert page.texts(".panel")[0] == "Amina CV French Evening: Tuesday Online or by phone"
    assert page.texts(".panel")[1].startswith("What you have in common CV French Evening: Tuesday")
    assert BY in page.words
    assert buttons(page) == ["Yes, I would like to", "No, not now"]


def test_a_mentor_reads_what_is_looked_for_and_no_name(client):
    page = follow(client, letter(requested(wish="Become a nurse"), Side.MENTOR))
    assert page.h1 == "Would you help somebody as a mentor?"
    assert page.texts(".panel")[0] == "What this person looks for CV French Evening: Tuesday Online or by phone"
    assert BY in page.words
    assert not {"Nour", "nurse"} & set(page.words.replace(".", " ").split())


def test_a_scanner_that_opens_the_link_answers_nothing(client):
    message = letter(suggested(), Side.LEARNER)
    before = tables()
    page = follow(client, message)
    client.get_page(page.link("No, not now"))
    assert tables() == before


def test_the_learner_says_yes_then_the_mentor_and_they_are_a_pair(client, other):
    pair = suggested()
    page = press(follow(client, letter(pair, Side.LEARNER)), "Yes, I would like to")
    assert page.h1 == "Thank you for your yes"
    assert "You hear from us by Friday 27 November at 18:00." in page.words
    page = press(follow(other, letter(again(pair), Side.MENTOR)), "Yes, I would like to")
    assert page.h1 == "You both said yes"
    assert again(pair).state == "accepted"


def test_yes_to_a_learner_who_asked_makes_them_a_pair_at_once(client):
    pair = requested()
    asked = follow(client, letter(pair, Side.MENTOR))
    page = press(asked, "Yes, I would like to")
    assert (page.h1, again(pair).state) == ("You both said yes", "accepted")
    before = tables()
    assert press(asked, "Yes, I would like to").h1 == "You both said yes"
    assert tables() == before, "pressed twice is once"


def test_a_mentor_may_say_why_not_and_the_learner_never_reads_it(client, other):
    pair = requested()
    refs = pair.mentee.sign_up
    asked = client.get_page(follow(client, letter(pair, Side.MENTOR)).link("No, not now"))
    assert asked.h1 == "Say no?"
    page = asked.form("main form").fill(why="not_my_topic").send()
    assert page.h1 == "You said no"
    assert page.words.count("Thank you for telling us. We ask you again another time.") == 1
    assert (again(pair).state, again(pair).end_why) == ("declined", "not_my_topic")
    holding(other, refs)
    assert "subject" not in other.get_page(f"/en/seats/{refs.ref}/mentor").words


@pytest.mark.parametrize("why", ["", "rubbish", None])
def test_a_no_needs_no_reason(client, why):
    pair = requested()
    asked = client.get_page(follow(client, letter(pair, Side.MENTOR)).link("No, not now"))
    assert asked.form("main form").fill(why=why).send().h1 == "You said no"
    assert again(pair).end_why == "mentor"


def test_a_learner_says_no_and_we_go_on_looking(client):
    pair = suggested()
    asked = client.get_page(follow(client, letter(pair, Side.LEARNER)).link("No, not now"))
    assert "Why not?" not in asked.words, "a learner owes no reason"
    page = press(asked, "No, not now")
    assert page.h1 == "You said no"
    assert "We go on looking for you." in page.words
    assert live_pair(pair.mentee) is None


def test_an_answer_too_late_finds_a_calm_page(client):
    pair = requested()
    asked = follow(client, letter(pair, Side.MENTOR))
    asking.let_lapse(again(pair), NOW)
    make.db.session.commit()
    page = press(asked, "Yes, I would like to")
    assert (page.status, page.h1) == (200, "This request is over")
    assert "Your answer did not come in time." in page.words
    assert buttons(page) == []


def test_a_request_taken_back_says_so_to_the_mentor_without_blame(client):
    pair = requested()
    message = letter(pair, Side.MENTOR)
    asking.take_back(pair.mentee, NOW)
    make.db.session.commit()
    page = follow(client, message)
    assert page.h1 == "This request is over"
    assert "It does not come to it this time. We ask you again another time." in page.words


def test_a_mentor_who_has_too_many_already_is_told_what_to_do(client):
    pair = requested()
    asked = follow(client, letter(pair, Side.MENTOR))
    make.begin_write()
    again(pair).volunteer.capacity = 0
    make.db.session.commit()
    page = press(asked, "Yes, I would like to")
    assert (page.status, page.text("[role=alert]")) == (
        409,
        "You already have as many learners as you wished. Please say no.",
    )
    assert again(pair).state == "requested"


def test_without_a_phone_the_learner_answers_from_the_card(client):
    pair = suggested(phone="")
    card = holding(client, pair.mentee.sign_up)
    assert "Would you like to meet Amina? " + BY in card.text("#mentor")
    page = client.get_page(client.get_page(card.link("Answer")).link("Answer"))
    assert (page.h1, path(page)) == ("Would you like to meet Amina?", f"/en/pairs/{pair.ref}/answer")
    page = press(page, "Yes, I would like to")
    assert page.h1 == "Thank you for your yes"
    card = client.get_page(f"/en/seats/{pair.mentee.sign_up.ref}")
    assert "You said yes. Amina answers by Friday 27 November at 18:00." in card.text("#mentor")


def test_a_no_from_the_card_is_asked_once_more_and_counts(client):
    pair = suggested()
    holding(client, pair.mentee.sign_up)
    asked = client.get_page(client.get_page(f"/en/pairs/{pair.ref}/answer").link("No, not now"))
    assert press(asked, "No, not now").h1 == "You said no"
    assert again(pair).state == "declined"


def test_the_link_of_the_question_opens_neither_card_nor_pair(client):
    pair = suggested()
    follow(client, letter(pair, Side.LEARNER))
    assert client.get_page(f"/en/seats/{pair.mentee.sign_up.ref}").status == 404
    assert client.get_page(f"/en/pairs/{pair.ref}/answer").status == 404


def test_when_both_said_yes_the_card_leads_to_their_page(client):
    pair = suggested()
    asking.say_yes(pair, Side.LEARNER, NOW)
    asking.say_yes(pair, Side.MENTOR, NOW)
    make.db.session.commit()
    holding(client, pair.mentee.sign_up)
    page = client.get_page(f"/en/pairs/{pair.ref}/answer")
    assert page.h1 == "You both said yes"
    assert page.link("Open our page") == f"/en/pairs/{pair.ref}"
