"""Content that a language lacks is shown in another one, and says in which, wherever it stands."""

import pytest

from portal.database import Text
from portal.domain.catalogue.models import SkillBlock
from tests import make


@pytest.fixture
def session(app):
    """A date of a course that has only French."""
    course = make.course(
        programme=make.programme(name=Text(fr="Atelier")),
        title=Text(fr="Premiers pas"),
        summary=Text(fr="Vous découvrez internet."),
        activities=[Text(fr="Chercher")],
        bring=[Text(fr="Un téléphone")],
        prerequisites=Text(fr="Rien"),
        certificate=Text(fr="Attestation"),
        financing=Text(fr="La Région paie."),
        blocks=[SkillBlock(position=0, title=Text(fr="Internet"), skills=[Text(fr="Ouvrir un site")])],
    )
    return make.course_session(course=course, place=make.place(name=Text(fr="La maison bleue")))


def french_on(page):
    """What the page says in French, marked as such."""
    marked = page.all("main [lang=fr]")
    assert all(one.get("dir") == "ltr" for one in marked)
    return {one.text_content() for one in marked}


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("uk", "ltr")])
def test_what_is_only_in_french_is_marked_in_the_list_on_the_card_and_on_its_page(
    client, session, language, direction
):
    in_the_list = client.get_page(f"/{language}/sessions")
    ladder = client.get_page(f"/{language}/courses")
    of_the_date = client.get_page(f"/{language}/sessions/{session.ref}")
    of_the_course = client.get_page(f"/{language}/courses/{session.course.slug}")

    for page in (in_the_list, ladder, of_the_date, of_the_course):
        assert (page.one("html").get("lang"), page.one("html").get("dir")) == (language, direction)
        assert {"Premiers pas", "Atelier"} <= french_on(page)
    assert "La maison bleue" in french_on(in_the_list)
    assert {"Vous découvrez internet.", "Chercher", "Un téléphone", "Rien", "Attestation", "La Région paie."} <= (
        french_on(of_the_date) & french_on(of_the_course)
    )
    assert {"Internet", "Ouvrir un site"} <= french_on(of_the_course)


def test_the_advice_marks_it_too(client, session):
    session.course.programme.kind = "literacy"

    assert "Premiers pas" in french_on(client.get_page("/uk/start?skill=none"))
