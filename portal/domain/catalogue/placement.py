"""Where somebody starts, by what they can do, how much French they have, and what they want.

The rule names steps, not courses, so that it holds for the catalogue of any association.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.catalogue.models import Course, ProgrammeKind


class Skill(StrEnum):
    """The most somebody can do on a computer without help."""

    NONE = "none"
    MOUSE = "mouse"
    MAIL = "mail"
    TABLE = "table"


class Goal(StrEnum):
    LIFE = "life"
    DISCOVER = "discover"
    LEARN = "learn"
    FIND = "find"


@dataclass(frozen=True)
class Step:
    """One place on the ladder: courses of a kind, of a level if it has levels, that lead to a kind."""

    kind: ProgrammeKind
    level: int | None = None
    towards: ProgrammeKind | None = None

    def has(self, course: Course) -> bool:
        if course.programme.kind != self.kind or course.level not in {None, self.level}:
            return False
        return self.towards is None or any(after.programme.kind == self.towards for after in course.next_courses)


@dataclass(frozen=True)
class Placement:
    """What one may begin with, the best first; courses of one step are equally good.

    `right`: by level and wish. `harmless`: what anybody may do instead. `needs_french`: it would be better than all.
    """

    right: list[list[Course]]
    harmless: list[list[Course]]
    needs_french: Course | None


_LEVELS = {level: Step(ProgrammeKind.LITERACY, level) for level in (1, 2, 3)}
_EVERYDAY = Step(ProgrammeKind.FLASH, towards=ProgrammeKind.LITERACY)
_JOBS = Step(ProgrammeKind.FLASH, towards=ProgrammeKind.DISCOVERY)
_CODE = Step(ProgrammeKind.DISCOVERY)
_HUNT = Step(ProgrammeKind.SOFT_SKILLS)

#: What is right for whom, the best first. Nobody is sent more than one level above what they can do.
_RIGHT: dict[tuple[Skill, Goal], tuple[Step, ...]] = {
    (Skill.NONE, Goal.LIFE): (_LEVELS[1], _EVERYDAY),
    (Skill.NONE, Goal.DISCOVER): (_JOBS, _LEVELS[1]),
    (Skill.NONE, Goal.LEARN): (_LEVELS[1], _JOBS),
    (Skill.NONE, Goal.FIND): (_LEVELS[1], _EVERYDAY),
    (Skill.MOUSE, Goal.LIFE): (_LEVELS[2], _EVERYDAY),
    (Skill.MOUSE, Goal.DISCOVER): (_JOBS, _LEVELS[2]),
    (Skill.MOUSE, Goal.LEARN): (_LEVELS[2], _JOBS),
    (Skill.MOUSE, Goal.FIND): (_LEVELS[2], _HUNT),
    (Skill.MAIL, Goal.LIFE): (_LEVELS[3], _EVERYDAY),
    (Skill.MAIL, Goal.DISCOVER): (_JOBS, _LEVELS[3]),
    (Skill.MAIL, Goal.LEARN): (_LEVELS[3], _CODE),
    (Skill.MAIL, Goal.FIND): (_HUNT, _LEVELS[3]),
    (Skill.TABLE, Goal.LIFE): (_LEVELS[3], _EVERYDAY),
    (Skill.TABLE, Goal.DISCOVER): (_JOBS, _CODE),
    (Skill.TABLE, Goal.LEARN): (_CODE, _JOBS),
    (Skill.TABLE, Goal.FIND): (_HUNT, _CODE),
}
_HIGHEST = {Skill.NONE: 1, Skill.MOUSE: 2, Skill.MAIL: 3, Skill.TABLE: 3}


def right_steps(skill: Skill, goal: Goal) -> tuple[Step, ...]:
    return _RIGHT[skill, goal]


def harmless_steps(skill: Skill, goal: Goal) -> list[Step]:
    """A workshop for every day, and the levels below."""
    below = [_LEVELS[level] for level in range(_HIGHEST[skill], 0, -1)]
    return [step for step in (_EVERYDAY, *below) if step not in _RIGHT[skill, goal]]


def place(skill: Skill, french: int, goal: Goal, courses: Sequence[Course]) -> Placement:
    """Which of `courses` somebody may begin with; none asks for more than `french`, a value of `French`."""
    right = _on(right_steps(skill, goal), courses)
    harmless = _on(harmless_steps(skill, goal), courses)
    best = min(right[0], key=lambda course: course.french) if right else None
    return Placement(
        right=_within_reach(right, french),
        harmless=_within_reach(harmless, french),
        needs_french=best if best is not None and best.french > french else None,
    )


def _on(steps: Iterable[Step], courses: Sequence[Course]) -> list[list[Course]]:
    there = [[course for course in courses if step.has(course)] for step in steps]
    return [found for found in there if found]


def _within_reach(steps: list[list[Course]], french: int) -> list[list[Course]]:
    within = [[course for course in found if course.french <= french] for found in steps]
    return [found for found in within if found]
