"""Competences: a course names only those a framework has, and each has a name."""

import pytest

from portal.demo.catalogue import COURSES
from portal.domain.catalogue.frameworks import CODES, is_known
from portal.domain.catalogue.models import Competence
from portal.web.competences import competences_of
from portal.web.languages import KNOWN, speak
from tests import make


def test_digcomp_has_21_competences_in_five_areas():
    codes = CODES["DigComp", "2.2"]

    assert len(codes) == 21
    assert (codes[0], codes[-1]) == ("1.1", "5.4")


@pytest.mark.parametrize("wrong", [("DigComp", "2.2", "1.4"), ("DigComp", "1.0", "1.1"), ("RNCP", "2.2", "1.1")])
def test_what_a_framework_lacks_is_not_known(wrong):
    assert is_known("DigComp", "2.2", "1.1")
    assert not is_known(*wrong)


def test_the_demo_claims_only_what_there_is():
    claimed = [competence for course in COURSES for competence in course["competences"]]

    assert claimed
    assert [one for one in claimed if not is_known(*one)] == []


@pytest.mark.parametrize("code", KNOWN)
def test_every_competence_has_a_name_of_its_own_in_every_language(app, code):
    course = make.course(
        competences=[Competence(framework="DigComp", version="2.2", code=one) for one in CODES["DigComp", "2.2"]]
    )
    with app.test_request_context():
        speak(KNOWN[code])
        (framework,) = competences_of(course)

    assert framework.name == "DigComp 2.2"
    assert len({name for _code, name in framework.competences if name}) == 21
