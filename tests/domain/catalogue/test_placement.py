"""Where somebody starts: by what they can do, how much French they have, what they want. Pure facts, no database."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.demo.catalogue import COURSES, PROGRAMMES
from portal.domain.catalogue.models import Course, French, Programme, ProgrammeKind
from portal.domain.catalogue.placement import Goal, Skill, place


def association() -> list[Course]:
    """The courses of the demo, with what they lead to, as plain objects."""
    programmes = {one["slug"]: Programme(slug=one["slug"], kind=one["kind"]) for one in PROGRAMMES}
    courses = {
        one["slug"]: Course(
            slug=one["slug"],
            programme=programmes[one["programme"]],
            level=one["level"],
            french=French[one["french"].upper()],
        )
        for one in COURSES
    }
    for one in COURSES:
        courses[one["slug"]].next_courses = [courses[slug] for slug in one["leads_to"]]
    return list(courses.values())


KNOWN = association()
EVERY_ANSWER = list(product(Skill, French, Goal))


def slugs(found):
    return [[course.slug for course in step] for step in found]


def first(skill, french, goal):
    """The course that comes first, right or harmless."""
    placement = place(Skill(skill), French[french], Goal(goal), KNOWN)
    return slugs(placement.right + placement.harmless)[0][0]


TABLE = [
    ("a beginner who wants to manage in everyday life", "none", "NONE", "life", "digitall-1"),
    ("a beginner who wants a job in computing", "none", "B1", "learn", "digitall-1"),
    ("a beginner who looks for work", "none", "A2", "find", "digitall-1"),
    ("a beginner who wants to see what jobs there are", "none", "A2", "discover", "flash-developer"),
    ("the same without French", "none", "NONE", "discover", "digitall-1"),
    ("mouse and keyboard, everyday life", "mouse", "A1", "life", "digitall-2"),
    ("mouse and keyboard, a job in computing", "mouse", "A2", "learn", "digitall-2"),
    ("mouse and keyboard, work", "mouse", "A2", "find", "digitall-2"),
    ("mouse and keyboard, without French", "mouse", "NONE", "life", "flash-phone-safety"),
    ("e-mails, everyday life", "mail", "A2", "life", "digitall-3"),
    ("e-mails, a job in computing", "mail", "A2", "learn", "digitall-3"),
    ("e-mails, work", "mail", "A2", "find", "softskills-cv"),
    ("e-mails, a little French", "mail", "A1", "learn", "flash-phone-safety"),
    ("tables, a job in computing", "table", "A2", "learn", "digistart"),
    ("tables, curious", "table", "B2", "discover", "flash-developer"),
    ("tables, work", "table", "B1", "find", "softskills-cv"),
    ("tables, everyday life", "table", "A2", "life", "digitall-3"),
]


@pytest.mark.parametrize(
    ("skill", "french", "goal", "course"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_begins_where_they_stand(skill, french, goal, course):
    assert first(skill, french, goal) == course


@pytest.mark.parametrize(("skill", "french", "goal"), EVERY_ANSWER)
def test_every_answer_gives_two_courses_to_choose_from(skill, french, goal):
    placement = place(skill, french, goal, KNOWN)

    assert sum(len(step) for step in placement.right + placement.harmless) >= 2


@pytest.mark.parametrize(("skill", "french", "goal"), EVERY_ANSWER)
def test_nobody_is_sent_more_than_one_level_above_what_they_can_do(skill, french, goal):
    highest = {Skill.NONE: 1, Skill.MOUSE: 2, Skill.MAIL: 3, Skill.TABLE: 3}[skill]
    placement = place(skill, french, goal, KNOWN)

    assert all((course.level or 1) <= highest for step in placement.right + placement.harmless for course in step)


@pytest.mark.parametrize(("skill", "goal"), list(product(Skill, Goal)))
def test_those_who_speak_french_hear_of_no_lack_of_it(skill, goal):
    assert place(skill, French.B2, goal, KNOWN).needs_french is None


def test_who_lacks_french_for_the_best_course_is_told_which_one_it_is():
    placement = place(Skill.TABLE, French.NONE, Goal.LEARN, KNOWN)

    assert placement.needs_french is not None
    assert placement.needs_french.slug == "digistart"
    assert slugs(placement.right) == []


def courses_of_anybody():
    """Catalogues no association has yet: any kinds, levels and French, leading anywhere or nowhere."""
    one = st.tuples(st.sampled_from(ProgrammeKind), st.none() | st.integers(1, 3), st.sampled_from(French))
    return st.lists(one, max_size=12).flatmap(
        lambda facts: st.lists(st.integers(0, 11), min_size=len(facts), max_size=len(facts)).map(
            lambda after: _linked(facts, after)
        )
    )


def _linked(facts, after):
    courses = [Course(programme=Programme(kind=kind), level=level, french=french) for kind, level, french in facts]
    for course, number in zip(courses, after, strict=True):
        course.next_courses = [courses[number]] if number < len(courses) else []
    return courses


@given(st.sampled_from(Skill), st.sampled_from(French), st.sampled_from(Goal), courses_of_anybody())
def test_in_any_catalogue_a_course_is_named_once_and_asks_for_no_more_french(skill, french, goal, courses):
    placement = place(skill, french, goal, courses)

    named = [course for step in placement.right for course in step]
    assert all(course.french <= french for course in named)
    assert all(course.french <= french for step in placement.harmless for course in step)
    assert len({id(course) for course in named}) == len(named)
    assert all(step for step in placement.right + placement.harmless)


@given(st.sampled_from(Skill), st.sampled_from(French), st.sampled_from(Goal), courses_of_anybody())
def test_where_there_is_a_first_level_for_all_nobody_goes_without(skill, french, goal, courses):
    everybody = Course(programme=Programme(kind=ProgrammeKind.LITERACY), level=1, french=French.NONE)

    placement = place(skill, french, goal, [*courses, everybody])

    assert everybody in [course for step in placement.right + placement.harmless for course in step]
