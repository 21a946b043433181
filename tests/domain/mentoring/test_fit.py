"""How well two fit: points for what they share, reasons, and what is missing."""

import json
from dataclasses import replace

import pytest

from portal.domain.mentoring.fit import Meet, Missing, Offers, Wants, fit

WANTS = Wants(
    frozenset({"ar", "fr"}), frozenset({"cv", "interview"}), frozenset({"tue_evening"}), True, 7, "Montreuil"
)
OFFERS = Offers(frozenset({"ar", "en"}), frozenset({"cv"}), frozenset({"tue_evening", "sat_morning"}), False)


def mentor(**facts):
    return replace(OFFERS, **{name: frozenset(v) if isinstance(v, set) else v for name, v in facts.items()})


def test_what_two_share_is_named_and_so_is_what_is_missing():
    found = fit(WANTS, mentor(towns={"Montreuil"}))

    assert (found.languages, found.topics, found.cells) == (("ar",), ("cv",), ("tue_evening",))
    assert (found.meet, found.without, found.missing) == (Meet.TOWN, ("interview",), ())
    assert found.score == 20 + 20 + 15 + 10
    assert found.can_work


def test_all_that_can_be_shared_is_a_hundred_points():
    wants = replace(WANTS, week=frozenset({"mon_evening", "tue_evening", "sat_morning"}))

    assert fit(wants, mentor(topics={"cv", "interview"}, week=wants.week, places={7})).score == 100


def test_without_a_language_in_common_nothing_counts():
    found = fit(WANTS, mentor(spoken={"uk"}, places={7}))

    assert found.score == 0
    assert Missing.LANGUAGE in found.missing
    assert not found.can_work


@pytest.mark.parametrize(
    ("facts", "meet", "points"),
    [
        ({"places": {7}, "towns": {"Montreuil"}, "online": True}, Meet.PLACE, 25),
        ({"towns": {"Montreuil"}, "online": True}, Meet.TOWN, 20),
        ({"online": True}, Meet.ONLINE, 15),
        ({"towns": {"Lyon"}}, None, 0),
    ],
)
def test_the_nearer_they_can_meet_the_better(facts, meet, points):
    found, nowhere = fit(WANTS, mentor(**facts)), fit(WANTS, mentor())

    assert found.meet == meet
    assert found.score - nowhere.score == points
    assert (Missing.MEETING in found.missing) == (meet is None)


@pytest.mark.parametrize(("cells", "points"), [(0, 0), (1, 15), (2, 20), (3, 25), (4, 25)])
def test_more_times_in_common_are_better_up_to_three(cells, points):
    week = frozenset(["mon_evening", "tue_evening", "wed_evening", "thu_evening"][:cells])
    all_week = replace(WANTS, week=frozenset({"mon_evening", "tue_evening", "wed_evening", "thu_evening"}))

    found = fit(all_week, mentor(week=week))

    assert found.score == fit(all_week, mentor(week=frozenset())).score + points
    assert (Missing.TIME in found.missing) == (cells == 0)
    assert Missing.TIME not in found.missing or fit(all_week, mentor(week=week, online=True)).can_work


def test_who_left_the_week_empty_misses_nothing_and_gets_a_few_points():
    found = fit(replace(WANTS, week=frozenset()), mentor())

    assert Missing.TIME not in found.missing
    assert found.score == 20 + 10 + 10


@pytest.mark.parametrize(("spoken", "points"), [({"ar"}, 10), ({"ar", "fr"}, 10), ({"fr"}, 5)])
def test_ones_own_language_counts_more_than_french(spoken, points):
    assert fit(WANTS, mentor(spoken=spoken)).score == 20 + 15 + points


def test_who_helps_with_none_of_the_topics_cannot_work():
    found = fit(WANTS, mentor(topics={"web"}, online=True))

    assert (found.missing, found.can_work) == ((Missing.TOPIC,), False)


def test_a_mentor_without_a_place_is_said_to_have_none():
    assert fit(WANTS, mentor(online=True, free=0)).missing == (Missing.ROOM,)


def test_it_is_kept_as_plain_facts():
    facts = json.loads(json.dumps(fit(WANTS, mentor(online=True)).as_facts()))

    assert facts == {
        "score": 60,
        "languages": ["ar"],
        "topics": ["cv"],
        "cells": ["tue_evening"],
        "meet": "online",
        "without": ["interview"],
        "missing": [],
    }
