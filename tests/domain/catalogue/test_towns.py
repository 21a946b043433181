"""Towns: by any spelling, apart from others of the same name, and how far they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.catalogue.near import Spot, kilometres
from portal.domain.catalogue.towns import FILE, Town, find_town


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Lille", "Lille"),
        ("LILLE ", "Lille"),
        ("saint denis", "Saint-Denis"),
        ("St-Denis", "Saint-Denis"),
        ("Pré Saint Gervais", "Le Pré-Saint-Gervais"),
        ("le mans", "Le Mans"),
        ("Montreuil-sous-Bois", "Montreuil"),
        ("باريس", "Paris"),
        ("پاریس", "Paris"),
        ("Париж", "Paris"),
        ("عمان", "Amman"),
        ("Kakuma", "Kakuma"),
        ("Blantyre", "Blantyre"),
    ],
)
def test_a_town_is_found_however_it_is_written(typed, name):
    found = find_town(typed)

    assert found.town
    assert found.town.town.name == name


def test_of_towns_with_one_name_the_largest_is_taken_and_the_others_are_offered():
    found = find_town("montreuil")

    assert found.town.label == "Montreuil (Île-de-France)"
    assert [choice.label for choice in found.others] == ["Montreuil (Hauts-de-France)"]


def test_the_name_under_which_another_town_is_offered_finds_that_one():
    other = find_town("montreuil").others[0]

    found = find_town(other.label)

    assert (found.town, found.others) == (other, [])


def test_two_towns_of_one_name_in_one_region_are_told_apart_by_a_large_town_nearby():
    found = find_town("Vineuil")

    assert [choice.label for choice in (found.town, *found.others)] == [
        "Vineuil (Centre-Val de Loire, Blois)",
        "Vineuil (Centre-Val de Loire, Châteauroux)",
    ]
    assert find_town("Vineuil Centre-Val de Loire Châteauroux").town == found.others[0]


@pytest.mark.parametrize(("typed", "near"), [("bordaux", "Bordeaux"), ("montr", "Montreuil"), ("Lylle", "Lille")])
def test_for_an_unknown_town_the_nearest_names_are_offered(typed, near):
    found = find_town(typed)

    assert found.town is None
    assert near in found.near[:4]


@pytest.mark.parametrize("typed", ["", "xyzzy", "?!", "\x00", "a" * 500, "'; DROP"])
def test_what_is_no_town_is_none(typed):
    assert find_town(typed).town is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_search_for_a_town(typed):
    assert find_town(typed).others == [] or find_town(typed).town


def test_a_town_only_the_association_knows_is_known():
    dzaleka = Town(0, "Dzaleka", "MW", "", Spot(-13.66, 33.87))

    assert find_town("dzaleka").town is None
    assert find_town("DZALEKA", [dzaleka]).town.town == dzaleka


def test_the_list_of_towns_stays_small():
    assert FILE.stat().st_size < 500_000


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ((48.853, 2.349), (48.853, 2.349), 0),
        ((48.853, 2.349), (50.634, 3.055), 204),  # Paris to Lille
        ((48.853, 2.349), (-13.66, 33.87), 7612),  # Paris to Dzaleka
        ((0, 179.5), (0, -179.5), 111),
    ],
)
def test_how_far_it_is_as_the_crow_flies(one, other, far):
    assert kilometres(Spot(*one), Spot(*other)) == pytest.approx(far, abs=5)
    assert kilometres(Spot(*one), Spot(*other)) == kilometres(Spot(*other), Spot(*one))
