"""A learner chooses up to three mentors, says in which order, and takes it back."""

import pytest

from portal.domain.catalogue.models import Place
from portal.domain.mentoring import asking
from portal.domain.mentoring.looking import live_pair, wanted_by
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.states import VolunteerState
from portal.domain.messages.kinds import MessageKind
from tests import make, make_mentoring
from tests.blueprints.letters import press, told_about
from tests.blueprints.steps import holding, tables
from tests.conftest import NOW
from tests.domain.mentoring.learners import learner, mentor
from tests.domain.queries import queries_counted


@pytest.fixture
def mentee(client):
    """Somebody who looks, and whose card is open in this browser."""
    made = learner(topics=("cv", "interview"), spoken=("fr", "ar"))
    holding(client, made.sign_up)
    return made


def directory(client, mentee, **filters):
    return client.get_page(f"/en/seats/{mentee.sign_up.ref}/mentors", query_string=filters)


def names(page):
    """The mentors of the page, those who are ticked first."""
    return page.texts(".panel .pick")


def order(page, *volunteers):
    """Tick them one after the other and go on."""
    picks = {"pick": [one.ref for one in volunteers]}
    return page.client.get_page(page.one("button[formaction]").get("formaction"), query_string=picks)


def ask(client, mentee, *volunteers):
    ordered = order(directory(client, mentee), *volunteers)
    return press_with_picks(ordered)


def press_with_picks(ordered):
    form = ordered.form("main form")
    form.values["pick"] = [one.get("value") for one in ordered.all("input[name=pick]")]
    return form.send()


def test_who_fits_best_stands_first_with_the_reasons(client, mentee):
    mentor("Zoé", topics=["web"], week=[])
    mentor("Amina", topics=["cv", "interview"], spoken=["fr", "ar"])
    page = directory(client, mentee)
    assert page.h1 == "Choose your mentor"
    assert names(page) == ["Amina", "Zoé"]
    assert page.texts(".panel")[0] == (
        "Amina CV, Job interview French, Arabic Evening: Tuesday Online or by phone"
        " In common: CV, Job interview · French, Arabic"
    )


def test_nobody_is_listed_who_cannot_be_asked(client, mentee):
    make.begin_write()
    mentor("Free")
    mentor("Trainer", roles=["trainer"])
    mentor("Paused", state="paused")
    mentor("New", state="received")
    mentor("History", imported=True)
    mentor("None", capacity=0)
    mentor("Other tongue", spoken=["uk"])
    mentor("Elsewhere", online=False)
    taken = mentor("Taken")
    asking.request(learner(first_name="Ali", phone="06 99 99 99 99"), [taken], NOW)
    make.db.session.commit()
    assert names(directory(client, mentee)) == ["Free"]


def test_who_said_no_before_is_not_offered_again(client, mentee):
    no = mentor("No")
    asking.say_no(asking.request(mentee, [no], NOW), Side.MENTOR, NOW)
    make.db.session.commit()
    page = directory(client, mentee)
    assert names(page) == []
    assert "You need do nothing: we look for somebody for you." in page.words


def test_filters_narrow_the_list_and_keep_the_ticks(client, mentee):
    one = mentor("Ticked")
    mentor("Web", topics=["web"])
    mentor("Arabic", spoken=["ar"])
    assert names(directory(client, mentee, topic="web")) == ["Web"]
    assert names(directory(client, mentee, language="ar")) == ["Arabic"]
    page = directory(client, mentee, topic="web", pick=[one.ref])
    assert names(page) == ["Ticked", "Web"]
    assert page.all("input[name=pick][checked]")[0].get("value") == one.ref


def test_what_the_address_holds_besides_is_overlooked(client, mentee):
    mentor("Amina")
    page = directory(client, mentee, topic="magic", language="<b>", shown="-3", pick=["nobody", "x" * 200])
    assert names(page) == ["Amina"]


def test_many_mentors_come_a_dozen_at_a_time(client, mentee):
    for number in range(14):
        mentor(f"Mentor {number:02}")
    page = directory(client, mentee)
    assert len(names(page)) == 12
    more = page.one("button[name=shown]").get("value")
    assert len(names(directory(client, mentee, shown=more))) == 14


def test_the_order_can_be_changed_and_says_until_when(client, mentee):
    one, two, three = mentor("One"), mentor("Two"), mentor("Three")
    page = order(directory(client, mentee), one, two, three)
    assert page.h1 == "Whom do we ask first?"
    assert page.texts("p.big") == ["1. One", "2. Two", "3. Three"]
    assert "We ask now. The answer comes by Friday 27 November at 18:00." in page.words
    page = client.get_page(page.link("Ask Three earlier"))
    page = client.get_page(page.link("Ask Three earlier"))
    assert page.texts("p.big") == ["1. Three", "2. One", "3. Two"]


@pytest.mark.parametrize(
    ("ticked", "problem"),
    [(0, "Tick somebody first, then go on."), (4, "Choose three at most. Take away some ticks.")],
)
def test_none_or_four_are_refused_with_what_to_do(client, mentee, ticked, problem):
    mentors = [mentor(f"Mentor {number}") for number in range(4)]
    page = order(directory(client, mentee), *mentors[:ticked])
    assert (page.status, page.text("[role=alert]")) == (422, problem)
    assert len(page.all("input[name=pick][checked]")) == ticked


def test_the_first_is_asked_and_all_of_it_stands_on_the_card(client, mentee):
    page = ask(client, mentee, mentor("One"), mentor("Two"), mentor("Three"))
    assert page.h1 == "We asked One"
    assert "We asked One. You hear by Friday 27 November at 18:00." in page.words
    assert "If not, we ask Two. If not, we ask Three." in page.words
    card = client.get_page(f"/en/seats/{mentee.sign_up.ref}")
    assert "We asked One. You hear by Friday 27 November at 18:00." in card.text("#mentor")
    assert "We asked One to be your mentor." in card.texts(".told li")[0]


def test_pressed_twice_one_is_asked(client, mentee):
    one, two = mentor("One"), mentor("Two")
    ordered = order(directory(client, mentee), one, two)
    press_with_picks(ordered)
    before = tables("course_session")
    assert press_with_picks(ordered).h1 == "We asked One"
    assert tables("course_session") == before


def test_who_has_no_time_any_more_is_passed_over_and_that_is_said(client, mentee):
    one, two = mentor("One"), mentor("Two")
    ordered = order(directory(client, mentee), one, two)
    asking.request(learner(first_name="Ali", phone="06 99 99 99 99"), [one], NOW)
    make.db.session.commit()
    page = press_with_picks(ordered)
    assert page.h1 == "We asked Two"
    assert "Somebody you chose has no time any more. We ask the next one." in page.words


def test_when_all_of_them_are_taken_meanwhile_the_page_says_how_to_go_on(client, mentee):
    one = mentor("One")
    ordered = order(directory(client, mentee), one)
    asking.request(learner(first_name="Ali", phone="06 99 99 99 99"), [one], NOW)
    make.db.session.commit()
    page = press_with_picks(ordered)
    assert page.h1 == "We look for a mentor for you"
    assert "Nobody you chose has time now. Choose again, or let us look." in page.words


def crafted(client, mentee, *volunteers):
    """Sent without the page: whatever somebody wrote into the form."""
    form = order(directory(client, mentee), volunteers[-1]).form("main form")
    form.values["pick"] = [one.ref for one in volunteers]
    return form.send()


def test_whoever_is_not_in_the_directory_is_not_asked(client, mentee):
    no, elsewhere, one = mentor("No"), mentor("Elsewhere", online=False), mentor("One")
    asking.say_no(asking.request(mentee, [no], NOW), Side.MENTOR, NOW)
    make.db.session.commit()

    assert crafted(client, mentee, no, elsewhere, one).h1 == "We asked One"


def test_a_fourth_mentor_is_not_asked(client, mentee):
    full, last = [mentor(f"Full {number}", capacity=0) for number in range(3)], mentor("Last")

    page = crafted(client, mentee, *full, last)

    assert "Nobody you chose has time now. Choose again, or let us look." in page.words


def test_taking_it_back_frees_the_mentor_and_the_team_looks(client, mentee):
    one = mentor("One")
    page = ask(client, mentee, one, mentor("Two"))
    asked = client.get_page(page.link("Take it back"))
    assert asked.h1 == "Take it back?"
    assert live_pair(mentee), "a GET takes nothing back"
    page = press(asked, "Yes, take it back")
    assert page.h1 == "We look for a mentor for you"
    assert (live_pair(mentee), asking.places_left(one)) == (None, 1)
    assert wanted_by(mentee)
    assert told_about(mentee.sign_up, MessageKind.MENTOR_NEXT).facts["asked"] == "team"


def test_while_somebody_is_asked_the_directory_leads_back(client, mentee):
    one = mentor("One")
    ask(client, mentee, one)
    assert directory(client, mentee).h1 == "We asked One"


def test_the_directory_costs_as_many_queries_for_fifty_mentors_as_for_two(client, mentee):
    def more(number):
        for _ in range(number):
            make.begin_write()
            make_mentoring.volunteer(VolunteerState.APPROVED, make.db.session.get(Place, there))

    def cost():
        with queries_counted() as sent:
            client.get_page(address)
        return len(sent)

    there, address = make.place().id, f"/en/seats/{mentee.sign_up.ref}/mentors"
    more(2)
    client.get_page(address)
    few = cost()
    more(48)
    assert cost() == few < 12
