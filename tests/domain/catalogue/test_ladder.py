"""The ladder: each course stands in one place, and each step leads to the next one."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.catalogue.ladder import ladder
from portal.domain.catalogue.models import Course, Programme, ProgrammeKind


def association(**courses):
    """Programmes with one course each: `association(code=("discovery", "job"), job=("professional",))`."""
    made = {}
    for number, (name, (kind, *_after)) in enumerate(courses.items()):
        made[name] = Course(id=number, slug=name, level=None, programme=Programme(slug=name, kind=kind))
    for name, (_kind, *after) in courses.items():
        made[name].next_courses = [made[one] for one in after]
    return [course.programme for course in made.values()]


def names(steps):
    return [[course.slug for course in step] for step in steps]


def test_the_way_to_a_job_goes_from_the_workshop_over_the_discovery_to_the_training():
    found = ladder(
        association(
            cooking=("flash",),
            day=("flash", "code"),
            code=("discovery", "web", "networks"),
            web=("professional",),
            networks=("professional",),
            advisors=("professional",),
        )
    )

    assert names(found.job) == [["day"], ["code"], ["web", "networks"]]
    assert [(programme.slug, *names([courses])) for programme, courses in found.beside] == [
        ("cooking", ["cooking"]),
        ("advisors", ["advisors"]),
    ]


def test_levels_stand_in_their_order():
    digitall = Programme(slug="digitall", kind="literacy")
    digitall.courses = [Course(id=level, slug=f"level-{level}", level=level, next_courses=[]) for level in (3, 1, 2)]

    found = ladder([digitall])

    assert names(found.levels) == [["level-1"], ["level-2"], ["level-3"]]
    assert found.literacy is digitall
    assert found.beside == []


def test_without_any_course_there_is_no_way():
    found = ladder([])

    assert (found.levels, found.job, found.beside, found.literacy) == ([], [], [], None)


@given(
    st.lists(st.tuples(st.sampled_from(ProgrammeKind), st.none() | st.integers(1, 3), st.integers(0, 9)), max_size=10)
)
def test_in_any_catalogue_every_course_stands_in_one_place(facts):
    courses = [
        Course(id=number, level=level, programme=Programme(kind=kind))
        for number, (kind, level, _after) in enumerate(facts)
    ]
    for course, (_kind, _level, after) in zip(courses, facts, strict=True):
        course.next_courses = [courses[after]] if after < len(courses) else []

    found = ladder([course.programme for course in courses])

    shown = [course.id for step in (*found.levels, *found.job) for course in step]
    shown += [course.id for _programme, left in found.beside for course in left]
    assert sorted(shown) == [course.id for course in courses]
