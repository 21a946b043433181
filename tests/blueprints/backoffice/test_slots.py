"""Trainers, coaches and speakers for dates, as the team sees them: needs, who comes, who could, what is open."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring.slot_models import Slot
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.mentoring.slotting import COACH, SPEAKER, THURSDAY, coach, day, told
from tests.domain.mentoring.slotting import slot as new_slot
from tests.domain.queries import queries_counted

LIST = "/en/office/slots"


def page_of(the_day):
    return f"/en/office/sessions/{the_day.course_session.ref}/helpers"


def page_of_slot(slot):
    return f"{page_of(slot.session_date)}/{slot.ref}"


def rows(page):
    """The list as a person reads it: a row by the headings of its columns."""
    heads = page.texts("main thead th")
    return [
        dict(zip(heads, [" ".join(cell.text_content().split()) for cell in row], strict=True))
        for row in page.all("main tbody tr")
    ]


def lines(page):
    return [" ".join(one.text_content().split()) for one in page.all("main .told li, main .todo li")]


def needing(client, the_day, **numbers):
    """Say how many a date needs, as the form is sent."""
    form = client.get_page(page_of(the_day)).form(f"form[action$='/{the_day.id}/needs']")
    return form.fill(**{f"day{the_day.id}-{name}": value for name, value in numbers.items()})


def test_the_page_of_a_date_leads_to_who_helps(client):
    signed_in(client)
    thursday = day()

    page = client.get_page(f"/en/office/sessions/{thursday.course_session.ref}")

    assert page.link("Who helps") == page_of(thursday)


def test_what_a_date_needs_is_said_in_one_form_and_stands_there_as_open(client):
    signed_in(client)
    thursday = day()

    page = needing(client, thursday, trainer="1", coach="2").send()

    assert page.texts("main .note.done") == ["Saved."]
    assert lines(page) == [
        "Soft-skills coach · Nobody yet",
        "Soft-skills coach · Nobody yet",
        "Trainer · Nobody yet",
    ]


def test_the_same_is_said_for_all_later_dates_at_once(client):
    signed_in(client)
    first = make.course_session(THURSDAY, dates=3).dates[0]
    db.session.commit()

    page = needing(client, first, coach="1", alike="y").send()

    assert len(lines(page)) == 3


def test_fewer_than_come_asks_whom_to_free_and_tells_them(client):
    signed_in(client)
    place = make.place()
    thursday, claire, karim = day(place=place), coach(place), coach(place)
    slots = [new_slot(thursday, COACH, one) for one in (claire, karim)]

    asked = needing(client, thursday, coach="1").send()
    assert asked.status == 409
    assert asked.problems == ["Tick as many as are too many: 1."]

    form = asked.form(f"form[action$='/{thursday.id}/needs']")
    form[f"day{thursday.id}-freed"] = [slots[0].ref]
    page = form.send()
    assert page.texts("main .note.done") == ["Saved.1 person is told."]
    assert told(claire) == [("slot_gone", "fewer")]
    assert lines(page) == [f"Soft-skills coach · {karim.first_name}"]


def test_the_page_of_a_slot_ranks_who_could_come_and_says_what_speaks_against(client):
    signed_in(client)
    place = make.place()
    far, near = coach(online=False, spoken=["uk"]), coach(place)
    slot = new_slot(day(place=place))
    coach(place, roles=[SPEAKER])
    busy = coach(place)
    new_slot(day(place=place), held_by=busy)

    found = lines(client.get_page(page_of_slot(slot)))

    assert [line.split("Give it")[0].strip() for line in found] == [
        f"{near.first_name} Thursday, afternoon, The blue house, French",
        f"{far.first_name} Thursday, afternoon another place, no language in common",
    ]


def test_the_team_gives_a_slot_and_takes_it_away_and_both_are_told(client):
    signed_in(client)
    place = make.place()
    claire, slot = coach(place), new_slot(day(place=place))

    page = client.get_page(page_of_slot(slot)).form(".todo form").send()
    assert page.texts("main .note") == ["Given. They are told."]
    assert told(claire) == [("slot_yours", "given")]

    page = page.form("form[action$=take-away]").send()
    assert page.texts("main .note") == ["Taken away. They are told."]
    assert told(claire, "slot_gone") == ["taken_away"]
    actions = db.session.scalars(select(AuditLine.action).where(AuditLine.action.startswith("slot."))).all()
    assert sorted(actions) == ["slot.given", "slot.taken_away"]


def test_somebody_of_another_place_is_not_given_a_slot(client):
    place, elsewhere = make.place(), make.place()
    db.session.commit()
    signed_in(client, places=(place,))
    near, slot = coach(place, online=False), new_slot(day(place=place))
    stranger = coach(elsewhere, online=False)
    form = client.get_page(page_of_slot(slot)).form(".todo form")
    assert form["volunteer"] == near.ref
    form["volunteer"] = stranger.ref

    assert client.post(form.element.get("action"), data=form.values).status_code == 404
    assert told(stranger) == []


def test_who_did_not_come_is_marked_after_the_date_has_begun(client):
    place = make.place()
    slot = new_slot(day(place=place), held_by=coach(place))
    with time_machine.travel(THURSDAY + timedelta(hours=1), tick=False):
        signed_in(client)
        page = client.get_page(page_of_slot(slot)).form("form[action$=absent]").send()
        assert page.texts("main .note") == ["Noted: they did not come."]
        page.form("form[action$=came]").send()

    db.session.refresh(slot)
    assert not slot.absent


def test_the_list_shows_what_is_open_at_their_places_and_who_looks_for_somebody(client):
    here, elsewhere = make.place(), make.place()
    db.session.commit()
    signed_in(client, places=(here,))
    new_slot(day(place=elsewhere))
    claire = coach(here)
    new_slot(day(place=here), SPEAKER)
    leaving = new_slot(day(THURSDAY + timedelta(days=1), place=here), held_by=claire)
    new_slot(day(THURSDAY + timedelta(days=2), place=here), held_by=claire)
    begin_write()
    leaving.swap_wanted_at = NOW
    db.session.commit()

    found = rows(client.get_page(LIST))

    assert [(row["Needed"], row["Who comes"]) for row in found] == [
        ("Workshop speaker", "Nobody yet"),
        ("Soft-skills coach", f"{claire.first_name} looks for somebody"),
    ]
    assert [row["Who comes"] for row in rows(client.get_page(f"{LIST}?which=taken"))] == [claire.first_name]
    assert len(rows(client.get_page(f"{LIST}?which=all&role=coach"))) == 2


@pytest.mark.parametrize("asked", ["which=nothing", "role=mentor", "place=x"])
def test_a_filter_that_is_none_is_an_unknown_page(client, asked):
    signed_in(client)

    assert client.get(f"{LIST}?{asked}").status_code == 404


def test_the_list_is_taken_as_a_file_and_that_is_written_down(client):
    signed_in(client)
    new_slot(day())

    file = client.get(f"{LIST}?as=csv")

    assert "A day at work;2026-11-26 14:00;The blue house;Soft-skills coach;Nobody yet" in file.text
    assert db.session.scalars(select(AuditLine.action)).all() == ["slots.exported"]


def test_the_list_asks_as_much_for_ten_as_for_one(client):
    signed_in(client)
    place = make.place()
    new_slot(day(place=place))
    place_id = place.id
    with queries_counted() as for_one:
        client.get_page(LIST)
    there = db.session.get(type(place), place_id)
    for number in range(9):
        new_slot(day(THURSDAY + timedelta(days=number), place=there))
    with queries_counted() as for_ten:
        client.get_page(LIST)

    assert len(for_ten) == len(for_one) < 12


def test_the_first_page_of_the_team_names_near_dates_that_lack_somebody(client):
    signed_in(client)
    thursday = day()
    new_slot(thursday)
    new_slot(thursday)
    new_slot(day(NOW + timedelta(days=20)))

    page = client.get_page("/en/office")

    (line,) = [one for one in lines(page) if "Soft-skills coach" in one]
    assert line == "A day at work Thursday 26 November, 14:00 to 16:00 · The blue house Soft-skills coach: 2"


def test_a_date_that_the_team_moves_tells_whoever_comes(client):
    signed_in(client)
    place = make.place()
    claire = coach(place)
    thursday = day(place=place)
    new_slot(thursday, held_by=claire)
    address = f"/en/office/sessions/{thursday.course_session.ref}/dates"

    form = client.get_page(address).form()
    form.fill(**{"dates-day": ["2026-11-26"], "dates-start": ["10:00"], "dates-end": ["12:00"]})
    page = form.send()

    assert "1 person is told." in page.words
    assert told(claire) == [("slot_yours", "moved")]


def test_the_slot_of_another_date_is_unknown_here(client):
    signed_in(client)
    slot, other = new_slot(day()), day()

    assert client.get(f"{page_of(other)}/{slot.ref}").status_code == 404
    assert db.session.scalars(select(Slot.volunteer_id)).all() == [None]
