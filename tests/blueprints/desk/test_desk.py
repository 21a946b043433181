"""The desk of a volunteer: learners with what is to do, dates, hours, what they offer, a break, stopping."""

from datetime import timedelta

from portal.database import db
from portal.domain.accounts.passwords import passwords
from portal.domain.catalogue.models import Place
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from tests import make, make_mentoring
from tests.blueprints.accounts.steps import give_password
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.slots.steps import at_desk, cards
from tests.conftest import NOW
from tests.domain.mentoring.slotting import COACH, THURSDAY, coach, day
from tests.domain.mentoring.slotting import slot as new_slot
from tests.domain.queries import queries_counted

DESK = "/en/desk"
MENTOR = VolunteerRole.MENTOR


def sections(page):
    """What stands under each heading, on one line."""
    return {
        one.cssselect("h2")[0].text_content(): " ".join(one.text_content().split())
        for one in page.all("main section")
    }


def pair(claire, state=PairState.ACTIVE, **facts):
    learner = make_mentoring.mentee(make.sign_up(first_name="Nour"))
    made = make_mentoring.pair(state, mentee=learner, volunteer=claire, **facts)
    db.session.commit()
    return made


def mentor(client, **facts):
    return at_desk(client, roles=[MENTOR], **facts)


def test_after_signing_in_a_volunteer_stands_at_their_desk(client):
    claire = coach(first_name="Claire")
    make.begin_write()
    claire.account.password_hash = passwords.keep("la maison bleue du port")

    page = give_password(client, claire.account, "la maison bleue du port")

    assert page.h1 == "Hello Claire"


def test_an_account_without_an_offer_has_no_desk(client):
    signed_in(client, "volunteer")

    assert client.get(DESK).status_code == 404
    assert "To my desk" not in client.get_page("/en/account").words


def test_a_learner_stands_there_by_the_first_name_with_the_next_meeting(client):
    made = pair(mentor(client))
    make_mentoring.meeting(made, THURSDAY)
    db.session.commit()

    said = sections(client.get_page(DESK))["Your learners"]

    assert "Nour Next meeting: Thursday 26 November at 14:00" in said


def test_without_a_meeting_to_come_they_choose_a_date(client):
    pair(mentor(client))

    assert "No meeting is planned.Choose a date together (Nour)" in sections(client.get_page(DESK))["Your learners"]


def test_a_meeting_whose_time_is_over_asks_whether_it_took_place(client):
    made = pair(mentor(client))
    make_mentoring.meeting(made, NOW - timedelta(days=1), held_at=None)
    db.session.commit()

    assert "Did you meet? (Nour)" in sections(client.get_page(DESK))["Your learners"]


def test_who_is_asked_for_sees_the_question_and_no_page_of_the_pair(client):
    made = pair(mentor(client), PairState.SUGGESTED)

    page = client.get_page(DESK)

    assert (
        "Would you like to be the mentor? Say yes or no (Somebody who looks for a mentor)"
        in sections(page)["Your learners"]
    )
    assert "Nour" not in page.words
    assert f"/en/pairs/{made.ref}" not in {link.get("href") for link in page.all("main a")}


def test_a_pair_that_has_not_met_for_long_says_so(client):
    pair(mentor(client), since=NOW - timedelta(days=40))

    assert "You have not met for a long time." in sections(client.get_page(DESK))["Your learners"]


def test_a_coach_sees_their_dates_and_three_that_need_somebody(client):
    place = make.place()
    claire = at_desk(client, place)
    new_slot(day(place=place), held_by=claire)
    for number in range(1, 6):
        new_slot(day(THURSDAY + timedelta(days=number), place=place))

    page = client.get_page(DESK)

    assert list(sections(page))[:2] == ["You come to", "Dates that need you"]
    assert len(cards(page)) == 1 + 3
    assert page.link("All dates that need me") == "/en/desk/slots"


def test_a_mentor_alone_is_not_troubled_with_dates(client):
    mentor(client)

    assert list(sections(client.get_page(DESK))) == ["Your learners", "Your hours", "What you offer"]


def test_the_hours_of_this_year_are_meetings_and_dates(client):
    place = make.place()
    claire = at_desk(client, place, roles=[MENTOR, COACH])
    make_mentoring.meeting(pair(claire), NOW - timedelta(days=3), 45)
    new_slot(day(NOW - timedelta(days=4), 120, place=place), held_by=claire)

    assert "2 h 45 minSo much you gave this year" in sections(client.get_page(DESK))["Your hours"]


def test_news_of_open_dates_stop_and_start_again(client):
    claire = at_desk(client)

    page = client.get_page(DESK).form("form[action$='alerts/off']").send()
    assert claire.no_alerts
    assert page.texts("main .note") == ["We write to you no more about open dates."]

    page.form("form[action$='alerts/on']").send()
    assert not claire.no_alerts


def test_what_they_offer_is_changed_and_fits_at_once(client):
    place = make.place(name=make.words("Maison verte"))
    claire = at_desk(client, online=True)
    new_slot(day(place=place))
    db.session.commit()
    assert "Fits you" not in client.get_page(DESK).words

    form = client.get_page(client.get_page(DESK).link("Change it")).form()
    form.fill(places=[str(place.id)], spoken=["fr"], week=["thu_afternoon"])
    page = form.send()
    assert page.texts("main .note") == ["Saved. We look for what fits now."]
    assert [one.id for one in claire.places] == [place.id]
    assert "Fits you" in page.words


def test_an_offer_without_language_hours_or_place_says_what_to_do(client):
    at_desk(client)
    form = client.get_page("/en/desk/offer").form()
    form["spoken"] = form["week"] = form["online"] = None

    page = form.send()

    assert page.status == 422
    assert page.problems == [
        "Tick at least one language.",
        "Tick at least one part of a day.",
        "Tick “Online”, or at least one place.",
    ]


def test_an_offer_that_the_team_changed_meanwhile_is_shown_first(client):
    claire = at_desk(client)
    form = client.get_page("/en/desk/offer").form()
    make.begin_write()
    claire.capacity = 3
    db.session.commit()
    form["topics"] = ["interview"]

    page = form.send()
    assert page.status == 409
    page.form().send()

    assert (claire.capacity, claire.topics) == (3, ["interview"])


def test_a_break_is_taken_and_ended_by_one_press_each(client):
    claire = at_desk(client)

    page = client.get_page(client.get_page(DESK).link("A break, or stopping"))
    page = page.form("form[action$=break]").send()
    assert claire.state == "paused"

    page.form("form[action$=go-on]").send()
    assert claire.state == "approved"


def test_who_has_learners_says_goodbye_before_stopping(client):
    claire = mentor(client)
    pair(claire)

    page = client.get_page(f"{DESK}/break")

    assert "Please say goodbye to your learners first." in page.words
    assert page.all("form[action$=stop]") == []
    assert claire.state == "approved"


def test_who_stops_is_signed_out_and_has_no_desk_any_more(client):
    claire = at_desk(client)

    page = client.get_page(f"{DESK}/break").form("form[action$=stop]").send()

    assert (page.status, page.h1) == (200, "Help somebody learn")
    assert claire.state == "ended"
    assert client.get(DESK).status_code == 303


def test_the_desk_asks_no_more_for_six_of_everything_than_for_one(client):
    place = make.place()
    claire_id, place_id = at_desk(client, place, roles=[MENTOR, COACH], capacity=5).id, place.id

    def one_more(number):
        claire, there = db.session.get_one(Volunteer, claire_id), db.session.get_one(Place, place_id)
        make_mentoring.meeting(pair(claire), THURSDAY)
        new_slot(day(THURSDAY + timedelta(days=number + 1), place=there))
        new_slot(day(THURSDAY + timedelta(days=number + 20), place=there), held_by=claire)

    one_more(0)
    with queries_counted() as for_one:
        client.get_page(DESK)
    for number in range(1, 6):
        one_more(number)
    with queries_counted() as for_six:
        client.get_page(DESK)

    assert len(for_six) == len(for_one) <= 21
