"""A slot changes hands: taken, given back, swapped, given and taken away."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.mentoring import slot_fit, slots
from portal.domain.mentoring.slot_fit import fit, open_for
from portal.domain.mentoring.states import VolunteerState
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.slotting import (
    COACH,
    SPEAKER,
    THURSDAY,
    TRAINER,
    coach,
    day,
    history,
    hours,
    online,
    told,
)
from tests.domain.mentoring.slotting import slot as new_slot

pytestmark = pytest.mark.usefixtures("app")


def take(slot, volunteer, **more):
    slots.take(slot, volunteer, NOW, **more)
    db.session.commit()


def offered(volunteer):
    return [one.slot for one in open_for(volunteer, NOW)]


def test_an_open_slot_that_fits_is_offered_with_its_reasons():
    here = make.place()
    slot, claire = new_slot(day(place=here, languages=("fr", "en"))), coach(here)

    (one,) = open_for(claire, NOW)

    assert one.slot == slot
    assert (one.fit.role, one.fit.place, one.fit.hours, one.fit.languages) == (True, True, True, ("fr",))


@pytest.mark.parametrize(
    ("lacking", "facts"),
    [
        ("role", {"roles": [SPEAKER]}),
        ("hours", {"week": ["thu_morning", "fri_afternoon"]}),
        ("languages", {"spoken": ["uk"]}),
    ],
)
def test_what_does_not_fit_is_not_offered_and_cannot_be_taken(lacking, facts):
    here = make.place()
    slot, claire = new_slot(day(place=here)), coach(here, **facts)

    assert not getattr(fit(slot, claire), lacking)
    assert offered(claire) == []
    with pytest.raises(slots.NotForThem):
        take(slot, claire)


def test_a_place_they_do_not_come_to_is_not_offered_and_online_asks_for_online():
    at_home, there = coach(online=True), make.place()
    on_site, from_home = new_slot(day(place=there)), new_slot(day(place=online()))

    assert offered(at_home) == [from_home]
    assert offered(coach(there, online=False)) == [on_site]


def test_a_date_over_noon_needs_both_halves_of_the_day():
    here = make.place()
    new_slot(day(THURSDAY - hours(3), minutes=300, place=here))

    assert offered(coach(here, week=["thu_morning"])) == []
    assert len(offered(coach(here, week=["thu_morning", "thu_afternoon"]))) == 1


def test_who_takes_a_slot_holds_it_and_is_told():
    here = make.place()
    slot, claire = new_slot(day(place=here)), coach(here)

    take(slot, claire)
    take(slot, claire)

    assert slot_fit.held_by(claire, NOW) == [slot]
    assert told(claire) == [("slot_yours", "taken")]
    assert history(slot) == [("volunteer", "taken", claire.first_name)]


def test_a_slot_that_somebody_holds_is_not_open():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    take(slot, claire)

    with pytest.raises(slots.NotOpen):
        take(slot, karim)
    assert offered(karim) == []


@pytest.mark.parametrize("state", [VolunteerState.PAUSED, VolunteerState.ENDED])
def test_who_is_on_a_break_or_has_stopped_takes_nothing(state):
    here = make.place()
    slot, claire = new_slot(day(place=here)), coach(here, state=state)

    with pytest.raises(slots.NotForThem):
        take(slot, claire)


def test_a_date_that_has_begun_or_is_cancelled_takes_nobody():
    here = make.place()
    begun, cancelled = new_slot(day(NOW, place=here)), new_slot(day(place=here, cancelled_at=NOW))

    for slot in (begun, cancelled):
        with pytest.raises(slots.TooLate):
            take(slot, coach(here))


def test_two_dates_at_once_are_refused_and_one_right_after_the_other_at_the_same_place_is_fine():
    here = make.place()
    claire = coach(here)
    take(new_slot(day(place=here)), claire)
    during, right_after = (
        new_slot(day(THURSDAY + hours(1), place=here)),
        new_slot(day(THURSDAY + hours(2), place=here)),
    )

    assert offered(claire) == [right_after]
    with pytest.raises(slots.TwoAtOnce):
        take(during, claire)
    take(right_after, claire)


def test_two_roles_on_one_date_are_two_dates_at_once():
    here = make.place()
    the_day, claire = day(place=here), coach(here)
    take(new_slot(the_day, COACH), claire)

    with pytest.raises(slots.TwoAtOnce):
        take(new_slot(the_day, TRAINER), claire)


def test_a_date_they_teach_as_a_trainer_of_the_team_is_one_they_cannot_leave():
    here = make.place()
    claire = coach(here)
    day(THURSDAY + hours(1), place=here, trainer_id=claire.account_id)

    with pytest.raises(slots.TwoAtOnce):
        take(new_slot(day(place=here)), claire)


@pytest.mark.parametrize(("minutes_between", "asked"), [(59, True), (60, False)])
def test_less_than_an_hour_to_another_place_asks_for_a_second_thought(minutes_between, asked):
    here, there = make.place(), make.place()
    claire = coach(here, there)
    take(new_slot(day(place=here)), claire)
    slot = new_slot(day(THURSDAY + timedelta(minutes=120 + minutes_between), place=there))

    assert (open_for(claire, NOW)[0].near is not None) == asked
    if asked:
        with pytest.raises(slots.HardlyApart):
            take(slot, claire)
        db.session.rollback()
    take(slot, claire, near_is_fine=True)

    assert slot in slot_fit.held_by(claire, NOW)


def test_who_gives_a_slot_back_leaves_it_open_for_others():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    take(slot, claire)

    slots.give_back(slot, claire, NOW)
    db.session.commit()

    assert slot_fit.held_by(claire, NOW) == []
    assert offered(karim) == [slot]
    assert [change for _role, change, _name in history(slot)] == ["taken", "given_back"]


def test_nobody_gives_back_what_another_holds_or_what_has_begun():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    take(slot, claire)

    with pytest.raises(slots.NotTheirs):
        slots.give_back(slot, karim, NOW)
    with pytest.raises(slots.TooLate):
        slots.give_back(slot, claire, THURSDAY)


@pytest.mark.parametrize(("days", "late"), [(3, False), (2, True)])
def test_giving_back_less_than_three_days_before_leaves_people_alone(days, late):
    assert slots.is_late(new_slot(day(NOW + timedelta(days=days))), NOW) is late


def test_who_looks_for_somebody_keeps_the_slot_until_one_takes_it_and_both_are_told():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    another = new_slot(day(THURSDAY - hours(4), place=here))
    take(slot, claire)

    slots.want_swap(slot, claire, True, NOW)
    db.session.commit()
    assert slot_fit.held_by(claire, NOW) == [slot]
    assert offered(karim) == [slot, another]
    assert slot not in offered(claire)

    take(slot, karim)
    assert (slot_fit.held_by(claire, NOW), slot_fit.held_by(karim, NOW)) == ([], [slot])
    assert told(claire, "slot_gone") == ["swapped"]
    assert told(karim, "slot_yours") == ["taken"]
    assert [change for _role, change, _name in history(slot)] == ["taken", "swap_wanted", "swapped", "taken"]


def test_who_keeps_it_after_all_is_not_freed():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    take(slot, claire)
    for wanted in (True, True, False):
        slots.want_swap(slot, claire, wanted, NOW)

    with pytest.raises(slots.NotOpen):
        take(slot, karim)
    assert [change for _role, change, _name in history(slot)] == ["taken", "swap_wanted", "swap_taken_back"]


def test_the_team_gives_a_slot_to_somebody_whom_it_would_not_have_been_offered_to():
    slot, claire = new_slot(day()), coach(week=[])

    slots.give(slot, claire, NOW)

    assert told(claire) == [("slot_yours", "given")]
    assert history(slot) == [("staff", "given", claire.first_name)]


def test_the_team_frees_who_held_it_by_giving_it_to_another():
    here = make.place()
    slot, claire, karim = new_slot(day(place=here)), coach(here), coach(here)
    take(slot, claire)

    slots.give(slot, karim, NOW)

    assert told(claire, "slot_gone") == ["taken_away"]
    assert slot_fit.held_by(karim, NOW) == [slot]


def test_the_team_does_not_give_two_dates_at_once():
    here = make.place()
    claire = coach(here)
    take(new_slot(day(place=here)), claire)

    with pytest.raises(slots.TwoAtOnce):
        slots.give(new_slot(day(place=here)), claire, NOW)


def test_the_team_takes_a_slot_away_and_whoever_held_it_hears():
    here = make.place()
    slot, claire = new_slot(day(place=here)), coach(here)
    take(slot, claire)

    slots.take_away(slot, NOW)

    assert told(claire, "slot_gone") == ["taken_away"]
    with pytest.raises(slots.NotTheirs):
        slots.take_away(slot, NOW)


def test_who_did_not_come_is_marked_once_the_date_has_begun_and_a_slip_is_undone():
    here = make.place()
    slot, claire = new_slot(day(place=here)), coach(here)
    take(slot, claire)

    with pytest.raises(slots.TooLate):
        slots.say_absent(slot, True, NOW)
    slots.say_absent(slot, True, THURSDAY)
    assert slot.absent
    slots.say_absent(slot, False, THURSDAY)
    assert not slot.absent
