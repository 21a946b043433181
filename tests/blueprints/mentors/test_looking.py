"""A learner says from the card what they look for, and reads by when they hear."""

from portal.domain.mentoring.looking import mentee_of, wanted_by
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups.asked import home_zone
from portal.domain.signups.bookings import send_link
from portal.domain.signups.changes import cancel
from tests import make
from tests.blueprints.letters import PHONE, follow, press, told_about
from tests.blueprints.steps import holding, path
from tests.conftest import NOW
from tests.domain.mentoring.learners import learner, mentor
from tests.domain.mentoring.test_looking import pair_of
from tests.hx import plain, swapped
from tests.test_fragments import send_part

HEARS_BY = "We look for a mentor. You hear by Tuesday 15 December at 18:00."


def open_form(client, sign_up=None):
    card = holding(client, sign_up or make.sign_up())
    return client.get_page(card.link("Would you like a mentor?"))


def answered(page, **answers):
    return page.form("#look-form form").fill(**{"topics": ["cv"], "spoken": ["fr"], "consent": "y"} | answers)


def test_from_the_card_to_the_promise_in_one_form(client):
    sign_up = make.sign_up()
    asked = open_form(client, sign_up)
    assert asked.h1 == "Would you like a mentor?"
    page = answered(asked, topics=["cv", "interview"], week=["tue_evening"], wish="Find a first job").send()
    assert (page.h1, path(page)) == ("We look for a mentor for you", f"/en/seats/{sign_up.ref}/mentor")
    assert HEARS_BY in page.words
    assert page.texts("main section:last-of-type .facts li")[:3] == [
        "CV, Job interview",
        "French",
        "Evening: Tuesday",
    ]
    assert page.text("q") == "Find a first job"
    mentee = mentee_of(sign_up.person)
    assert (mentee.topics, mentee.week, mentee.online, mentee.wish) == (
        ["cv", "interview"],
        ["tue_evening"],
        True,
        "Find a first job",
    )
    assert mentee.place_id == sign_up.course_session.place_id, "the place where they learn is proposed"


def test_the_card_says_how_it_stands_and_what_was_told(client):
    sign_up = make.sign_up()
    answered(open_form(client, sign_up)).send()
    card = client.get_page(f"/en/seats/{sign_up.ref}")
    assert HEARS_BY in card.text("#mentor")
    assert "You hear from us by Tuesday 15 December at 18:00." in card.texts(".told li")[0]
    assert client.get_page(card.link("See how it stands")).h1 == "We look for a mentor for you"


def test_a_form_half_filled_keeps_what_was_said_and_says_what_to_do(client):
    page = open_form(client).form("#look-form form").fill(spoken=[], online=None, place="", wish="x" * 301).send()
    assert page.status == 422
    assert page.problems == [
        "Tick at least one kind of help.",
        "Tick at least one language.",
        "Tick “Online or by phone”, or choose a place.",
        "Write a shorter text, 300 letters at most.",
        "Tick the box, so that we may look for somebody.",
    ]
    assert page.form("#look-form form")["wish"] == "x" * 301


def test_what_htmx_swaps_in_is_what_a_reload_shows(client):
    page = open_form(client)
    form = page.form("#look-form form").fill(topics=["web"], spoken=[], wish="Learn")
    part = send_part(form)
    assert (part.status, part.problems[0]) == (422, "Tick at least one language.")
    assert swapped(page, part, "look-form") == plain(form.send().tree)


def test_the_same_press_sent_again_is_one_search(client):
    sign_up = make.sign_up()
    form = answered(open_form(client, sign_up))
    form.send()
    assert form.send().h1 == "We look for a mentor for you"
    assert told_about(sign_up, MessageKind.MENTOR_PROMISED).dedupe_key.count(mentee_of(sign_up.person).ref) == 1


def test_what_they_look_for_can_be_changed_and_nothing_is_asked_anew(client):
    mentee = learner(wish="Old wish")
    holding(client, mentee.sign_up)
    form = client.get_page(f"/en/seats/{mentee.sign_up.ref}/mentor/change").form("#look-form form")
    assert form["wish"] == "Old wish"
    page = form.fill(topics=["web"], spoken=["ar"], wish="New wish").send()
    assert "Making websites" in page.words
    assert page.text("q") == "New wish"
    assert HEARS_BY in page.words


def test_they_may_look_no_more_after_one_question(client):
    mentee = learner()
    holding(client, mentee.sign_up)
    asked = client.get_page(client.get_page(f"/en/seats/{mentee.sign_up.ref}/mentor").link("Look no more"))
    assert asked.h1 == "Look no more?"
    assert wanted_by(mentee), "a GET stops nothing"
    assert press(asked, "Yes, look no more").h1 == "Would you like a mentor?"
    assert wanted_by(mentee) is None


def test_who_gave_the_seat_back_is_not_asked_whether_they_want_a_mentor(client):
    sign_up = make.sign_up()
    cancel(sign_up, NOW)
    card = holding(client, sign_up)
    assert "Would you like a mentor?" not in card.words
    assert client.get_page(f"/en/seats/{sign_up.ref}/mentor").h1 == card.h1


def test_who_has_a_mentor_sees_who_and_where_to_go_on(client):
    mentee = learner()
    pair = pair_of(mentee, mentor())
    card = holding(client, mentee.sign_up)
    assert "Amina is your mentor." in card.text("#mentor")
    page = client.get_page(f"/en/seats/{mentee.sign_up.ref}/mentor")
    assert page.h1 == "You have a mentor"
    assert page.link("Open our page") == f"/en/pairs/{pair.ref}"


def test_from_my_bookings_a_link_leads_there(client):
    sign_up = make.sign_up(reach=PHONE)
    send_link(PHONE, "en", home_zone(), NOW)
    message = make.db.session.scalars(make.db.select(Message).where(Message.kind == MessageKind.MY_BOOKINGS)).one()
    mine = follow(client, message).form().fill(first_name="Nour").send()
    assert client.get_page(mine.link("A mentor for you")).h1 == "Would you like a mentor?"
    assert client.get_page(f"/en/seats/{sign_up.ref}").h1 == "Your seat is booked"
