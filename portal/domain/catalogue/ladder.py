"""The ways through the catalogue: which course stands on which step of which way.

Every course stands in one place only. Two ways have steps, one after the other; all else stands beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.catalogue.models import Course, Programme, ProgrammeKind


@dataclass(frozen=True)
class Ladder:
    """`levels`, `job`: steps in their order, each with the courses one may choose from there."""

    literacy: Programme | None
    levels: list[list[Course]]
    job: list[list[Course]]
    beside: list[tuple[Programme, list[Course]]]


def ladder(programmes: Sequence[Programme]) -> Ladder:
    """The ladder of `programmes`, which come in the order the association gives them."""
    courses = [course for programme in programmes for course in programme.courses]
    literacy = next((one for one in programmes if one.kind == ProgrammeKind.LITERACY and _has_levels(one)), None)
    levels = [[course] for course in sorted(literacy.courses, key=_level)] if literacy else []
    job = _way_to_a_job(courses)
    placed = {course.id for step in (*levels, *job) for course in step}
    beside = [(one, [course for course in one.courses if course.id not in placed]) for one in programmes]
    return Ladder(literacy, levels, job, [(programme, left) for programme, left in beside if left])


def _has_levels(programme: Programme) -> bool:
    return any(course.level is not None for course in programme.courses)


def _level(course: Course) -> int:
    return course.level or 0


def _way_to_a_job(courses: list[Course]) -> list[list[Course]]:
    """Hear of it in a workshop, discover it, learn it: each step leads to the next one."""
    learn = [one for one in courses if one.programme.kind == ProgrammeKind.PROFESSIONAL]
    discover = [one for one in courses if one.programme.kind == ProgrammeKind.DISCOVERY and _leads_to(one, learn)]
    hear = [one for one in courses if one.programme.kind == ProgrammeKind.FLASH and _leads_to(one, discover)]
    reached = [one for one in learn if any(_leads_to(before, [one]) for before in discover)]
    return [step for step in (hear, discover, reached) if step]


def _leads_to(course: Course, others: list[Course]) -> bool:
    wanted = {other.id for other in others}
    return any(after.id in wanted for after in course.next_courses)
