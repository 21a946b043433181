"""What visitors type, and which courses and places it finds: the same on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.database import Text, db
from portal.domain.catalogue.models import SkillBlock
from portal.domain.catalogue.words import MOST_WORDS, look_up, words_of
from tests import make
from tests.domain.queries import queries_counted


def said(**languages: str) -> Text:
    return Text(languages)


@pytest.fixture
def shelves(app):
    """Three courses and two places, by the name of what a query finds."""
    literacy = make.programme(name=said(fr="DigitAll"), summary=said(fr="Pas à pas"))
    quiet = {"summary": said(fr="-"), "activities": []}
    made = {
        "computer": make.course(
            programme=literacy,
            title=said(fr="Premiers pas sur l’ordinateur", ar="الخطوات الأولى على الحاسوب", uk="Комп’ютер для всіх"),
            **quiet,
        ),
        "e-mail": make.course(
            programme=literacy,
            title=said(fr="Votre première adresse e-mail", en="Your first e-mail", fa="نخستین ایمیل شما"),
            **quiet,
        ),
        "networks": make.course(
            programme=make.programme(name=said(fr="Systèmes et réseaux"), summary=said(fr="-")),
            title=said(fr="Cœur de métier"),
            blocks=[SkillBlock(position=0, title=said(fr="Câblage"), skills=[said(fr="Sertir un câble")])],
            **quiet,
        ),
        "Lille": make.place(
            name=said(fr="La Ruche"), city="Lille", town=said(ar="ليل"), address=said(fr="59000 Lille")
        ),
        "Le Pré": make.place(name=said(fr="Maison bleue"), city="Le Pré-Saint-Gervais", address=None),
    }
    db.session.commit()
    return {(type(one).__name__, one.id): name for name, one in made.items()}


def found(shelves, typed: str) -> set[str]:
    """What fits every word: in the course or in the place."""
    hits = look_up(typed).hits
    courses = set.union(*({("Course", one) for one in hit.courses} for hit in hits)) if hits else set()
    places = set.union(*({("Place", one) for one in hit.places} for hit in hits)) if hits else set()
    names = set()
    for key in courses | places:
        ids = {"Course": [hit.courses for hit in hits], "Place": [hit.places for hit in hits]}[key[0]]
        if all(key[1] in one for one in ids):
            names.add(shelves[key])
    return names


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("ordinateur", {"computer"}),
        ("ORDINATEUR", {"computer"}),
        ("ordi", {"computer"}),
        ("l'ordinateur", {"computer"}),
        ("premiers pas", {"computer"}),
        ("reseaux", {"networks"}),
        ("Réseaux systèmes", {"networks"}),
        ("cablage", {"networks"}),
        ("sertir câble", {"networks"}),
        ("coeur", {"networks"}),
        ("email", {"e-mail"}),
        ("e-mail", {"e-mail"}),
        ("e mail", {"e-mail"}),
        ("digitall", {"computer", "e-mail"}),
        ("حاسوب", {"computer"}),
        ("الحَاسُوب", {"computer"}),
        ("والحاسوب", {"computer"}),
        ("الاولى", {"computer"}),
        ("ايميل", {"e-mail"}),
        ("ایمیل", {"e-mail"}),
        ("комп'ютер", {"computer"}),
        ("компютер", {"computer"}),
        ("КОМПʼЮТЕР", {"computer"}),
        ("lille", {"Lille"}),
        ("ليل", {"Lille"}),
        ("59000", {"Lille"}),
        ("٥٩٠٠٠", {"Lille"}),
        ("pre saint gervais", {"Le Pré"}),
        ("saint-gervais", {"Le Pré"}),
        ("ordinateur réseaux", set()),
        ("zzzz", set()),
        ("rdi", set()),
    ],
)
def test_words_find_what_they_begin(app, shelves, typed, finds):
    assert found(shelves, typed) == finds
    assert look_up(typed).instead == {}


@pytest.mark.parametrize(
    ("typed", "finds", "instead"),
    [
        ("ordinatuer", {"computer"}, {"ordinatuer": "ordinateur"}),
        ("ordinnateur", {"computer"}, {"ordinnateur": "ordinateur"}),
        ("ordinatur", {"computer"}, {"ordinatur": "ordinateur"}),
        ("Résaux", {"networks"}, {"résaux": "réseaux"}),
        ("premiere adrese", {"e-mail"}, {"adrese": "adresse"}),
        ("lile", {"Lille"}, {"lile": "lille"}),
        ("حاصوب", {"computer"}, {"حاصوب": "حاسوب"}),
        ("комьютер", {"computer"}, {"комьютер": "комп’ютер"}),
    ],
)
def test_a_slip_is_forgiven_and_said(app, shelves, typed, finds, instead):
    assert found(shelves, typed) == finds
    assert look_up(typed).instead == instead


def test_a_short_word_is_not_guessed_at(app, shelves):
    assert look_up("pqs").instead == {}


def test_words_that_stand_everywhere_are_looked_for_only_when_alone():
    assert words_of("Je veux un cours sur l’ordinateur à Lille") == ["ordinateur", "lille"]
    assert words_of("de la") == ["de", "la"]
    assert words_of("") == []


@pytest.mark.parametrize(
    "typed", ["", '"', "*", "()", "-", ":", "\x00", "' OR 1=1 --", "%", "_", "\\", "NOT AND OR", "NEAR("]
)
def test_signs_of_other_query_languages_are_only_signs(app, shelves, typed):
    assert found(shelves, typed) <= set(shelves.values())


def test_a_very_long_text_is_read_so_far(app, shelves):
    assert len(words_of(" ".join(f"word{number}" for number in range(500)))) == MOST_WORDS
    assert look_up("x" * 5000).hits[0].courses == frozenset()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_search(app, typed):
    sought = look_up(typed)

    assert len(sought.hits) == len(words_of(typed))


def test_many_words_cost_as_many_queries_as_one(app, shelves):
    with queries_counted() as one:
        look_up("ordinateur")
    with queries_counted() as many:
        look_up("premiers pas adresse lille réseaux")

    with queries_counted() as with_slips:
        look_up("ordinatuer adrese lile")

    assert (len(one), len(many), len(with_slips)) == (1, 1, 2)
