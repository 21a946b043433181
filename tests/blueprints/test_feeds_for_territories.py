"""The offer in the data-inclusion schema, judged by the models of those who made it."""

from collections import Counter
from datetime import timedelta

import pytest
from data_inclusion.schema.v1 import Service, Structure
from pydantic import TypeAdapter

from portal import clock
from portal.demo.build import build
from portal.domain.catalogue.models import French
from portal.domain.signups.changes import cancel_course_session
from tests import make
from tests.domain.queries import queries_counted

KINDS = {"structures": Structure, "services": Service}


def listed(client, kind: str) -> list:
    """What is served, read strictly: their warnings count as errors, and unknown names are noticed."""
    answer = client.get(f"/data-inclusion/v1/{kind}.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    found = answer.get_json()
    assert {name for one in found for name in one} <= KINDS[kind].model_fields.keys()
    return TypeAdapter(list[KINDS[kind]]).validate_python(found, context={"ignore_warnings": False})


def test_the_whole_demo_is_in_the_schema(client):
    build(clock.now())

    structures, services = listed(client, "structures"), listed(client, "services")

    assert len(services) > 20
    assert {one.structure_id for one in services} <= {one.id for one in structures}
    assert not [one for one, count in Counter(one.id for one in (*structures, *services)).items() if count > 1]
    assert all(one.frais == "gratuit" and one.thematiques and one.telephone for one in services)


def test_a_course_at_a_place_is_one_service_with_its_facts_in_french(client):
    place = make.place(slug="maison", address=make.words("1 rue Bleue, 93100 Montreuil"))
    course = make.course(
        slug="premiers-pas", kind="literacy", french=French.A1, prerequisites=make.words("A mouse."), bring=[]
    )
    make.course_session(place=place, course=course, dates=3, minutes=90, languages=("fr", "ar"))
    make.course_session(timedelta(days=30), place=place, course=course)

    (found,) = listed(client, "services")

    assert (found.id, found.structure_id) == ("konexio--premiers-pas--maison", "konexio--maison")
    assert (found.nom, found.type, found.thematiques) == (
        "A day at work (fr)",
        "formation",
        {"numerique--maitriser-les-fondamentaux-du-numerique"},
    )
    assert (found.adresse, found.code_postal, found.commune) == ("1 rue Bleue", "93100", "Montreuil")
    assert (found.latitude, found.longitude) == (48.86, 2.44)
    assert found.modes_accueil == {"en-presentiel"}
    assert found.conditions_acces == "A mouse. (fr)\nUn peu de français suffit"
    assert (found.nombre_semaines, found.volume_horaire_hebdomadaire) == (3, 1.5)
    assert str(found.lien_source) == "http://portal.test/fr/courses/premiers-pas"
    assert "- arabe" in found.description
    assert found.date_maj == clock.now().date()


def test_online_it_belongs_to_the_association_and_has_no_address(client):
    make.course_session(place=make.place(online=True, city="", address=None, latitude=None, longitude=None))

    (service,), (association,) = listed(client, "services"), listed(client, "structures")

    assert (service.structure_id, association.id) == ("konexio--association", "konexio--association")
    assert (service.modes_accueil, service.adresse, service.latitude) == ({"a-distance"}, None, None)
    assert (association.adresse, association.code_postal, association.commune) == (
        "15 rue de la Réunion",
        "75020",
        "Paris",
    )


@pytest.mark.parametrize("written", ["Near the town hall", "Camp 93, second street"])
def test_an_address_that_is_not_written_the_french_way_is_given_as_it_is(client, written):
    make.course_session(place=make.place(address=make.words(written)))

    (found,) = listed(client, "services")

    assert (found.adresse, found.code_postal, found.commune) == (f"{written} (fr)", None, "Montreuil")


def test_what_is_elsewhere_over_called_off_or_begun_is_left_out(client):
    make.course_session(place=make.place(country="MW", timezone="Africa/Blantyre"))
    make.course_session(timedelta(days=-9))
    make.course_session(timedelta(hours=-1))
    cancel_course_session(make.course_session(), clock.now())
    to_come = make.course_session(None)

    (found,) = listed(client, "services")

    assert found.id.endswith(f"--{to_come.course.slug}--{to_come.place.slug}")
    assert found.nombre_semaines is None


def test_it_is_french_whatever_the_browser_wishes(client):
    make.course_session()

    answers = [
        client.get("/data-inclusion/v1/services.json", headers={"Accept-Language": wish}).data
        for wish in ("ar", "fr")
    ]

    assert answers[0] == answers[1]


def test_joining_links_are_not_in_it(client):
    make.course_session(place=make.place(online=True), join_url="https://meet.example.org/secret-room")

    for kind in KINDS:
        assert "secret-room" not in client.get(f"/data-inclusion/v1/{kind}.json").get_data(as_text=True)


@pytest.mark.parametrize("kind", KINDS)
def test_many_cost_as_many_questions_to_the_database_as_one(client, kind):
    make.course_session()
    with queries_counted() as few:
        client.get(f"/data-inclusion/v1/{kind}.json")
    for _number in range(20):
        make.course_session()

    with queries_counted() as many:
        assert len(listed(client, kind)) >= 21

    assert len(many) == len(few) <= 8
