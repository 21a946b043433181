"""The forms of a course: what it is, in every language, and the parts it falls into."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField

from portal.database import Text
from portal.domain.catalogue.frameworks import CODES
from portal.domain.catalogue.models import Competence, Course, Entry, French, Programme, SkillBlock
from portal.web.competences import competence_name
from portal.web.edits import EditForm, Overtaken
from portal.web.languages import gettext as _
from portal.web.translated import LinesField, TextField, all_shown, shown
from portal.web.words import french_words, text

#: A course falls into so many parts at most.
MOST_BLOCKS = 12
_LEVELS = ("1", "2", "3")


class TextsForm(EditForm):
    """A form with texts in every language."""

    def worded(self, one: Overtaken) -> str:
        """What another person saved, in words."""
        words = dict(getattr(self[one.field], "choices", None) or [])
        values = one.now if isinstance(one.now, list) else [one.now]
        return "; ".join(
            text(Text(each)) if isinstance(each, dict) else str(words.get(each, each)) for each in values
        )


class NewCourseForm(TextsForm):
    programme = SelectField(_l("Programme"))
    title = TextField(_l("Title"), required=True)
    summary = TextField(_l("In one sentence"), required=True, tall=True)


class CourseForm(TextsForm):
    """All of a course but its parts."""

    programme = SelectField(_l("Programme"))
    level = SelectField(_l("Level"))
    french = SelectField(_l("French"))
    entry = RadioField(_l("How people get in"))
    title = TextField(_l("Title"), required=True)
    summary = TextField(_l("In one sentence"), required=True, tall=True)
    activities = LinesField(_l("What you will do"))
    bring = LinesField(_l("What to bring"))
    prerequisites = TextField(_l("What one needs to know before"), tall=True)
    certificate = TextField(_l("Certificate"), tall=True)
    financing = TextField(_l("Who pays for it"), tall=True)
    details = TextField(_l("More about it"), long=True)
    next_courses = SelectMultipleField(_l("After this you can"))
    competences = SelectMultipleField(_l("Skills of DigComp 2.2"))

    def offer(self, course: Course, programmes: Sequence[Programme], courses: Sequence[Course]) -> None:
        """What may be chosen for it."""
        self.programme.choices = programme_choices(programmes)
        self.level.choices = [("", _("No level")), *((one, _("level %(level)s", level=one)) for one in _LEVELS)]
        self.french.choices = [(str(level.value), french_words(level)) for level in French]
        self.entry.choices = [(Entry.SEAT, _("They take a seat")), (Entry.APPLICATION, _("They apply, staff choose"))]
        self.next_courses.choices = [(str(one.id), text(one.title)) for one in courses if one.id != course.id]
        codes = [":".join((*framework, code)) for framework, known in CODES.items() for code in known]
        self.competences.choices = [(code, _competence_words(code)) for code in codes]

    def save(self, course: Course, courses: Sequence[Course]) -> None:
        course.programme_id = int(self.programme.data)
        course.level = int(self.level.data) if self.level.data else None
        course.french, course.entry = int(self.french.data), self.entry.data
        for name in ("title", "summary", "prerequisites", "certificate", "financing", "details"):
            _set(course, name, self[name].onto(getattr(course, name)))
        for name in ("activities", "bring"):
            _set(course, name, self[name].texts())
        _set(course, "next_courses", [one for one in courses if str(one.id) in (self.next_courses.data or [])])
        self._save_competences(course)

    def _save_competences(self, course: Course) -> None:
        """Of frameworks the form does not know, what there was stays."""
        there = {_code(one): one for one in course.competences}
        offered = {code for code, _words in self.competences.choices}
        kept = [one for code, one in there.items() if code not in offered]
        chosen = [there.get(code) or _competence(code) for code in self.competences.data or []]
        _set(course, "competences", [*kept, *chosen])


def programme_choices(programmes: Sequence[Programme]) -> list[tuple[str, str]]:
    return [(str(one.id), text(one.name)) for one in programmes]


def saved(course: Course, form: CourseForm) -> dict[str, Any]:
    """The course as the form holds it; ticks in the order of their choices."""
    after, codes = {str(one.id) for one in course.next_courses}, {_code(one) for one in course.competences}
    return {
        "programme": str(course.programme_id),
        "level": str(course.level or ""),
        "french": str(course.french),
        "entry": course.entry,
        **{
            name: shown(getattr(course, name))
            for name in ("title", "summary", "prerequisites", "certificate", "financing", "details")
        },
        "activities": all_shown(course.activities),
        "bring": all_shown(course.bring),
        "next_courses": [value for value, _words in form.next_courses.choices if value in after],
        "competences": [value for value, _words in form.competences.choices if value in codes],
    }


def _set(one: Any, name: str, value: Any) -> None:
    """Nothing is written where nothing changed: readers of feeds ask when it last did."""
    if getattr(one, name) != value:
        setattr(one, name, value)


def _code(one: Competence) -> str:
    return f"{one.framework}:{one.version}:{one.code}"


def _competence_words(named: str) -> str:
    framework, _version, code = named.split(":")
    return f"{code} {competence_name(framework, code)}"


def _competence(named: str) -> Competence:
    framework, version, code = named.split(":")
    return Competence(framework=framework, version=version, code=code)


def blocks_form(course: Course) -> Any:
    """A form with a row for each part of the course, and two more."""
    fields: dict[str, Any] = {}
    for number in range(min(len(course.blocks) + 2, MOST_BLOCKS)):
        fields[f"title_{number}"] = TextField(_("Part %(number)s", number=number + 1))
        fields[f"skills_{number}"] = LinesField(_("What one can do then"))
    return type("BlocksForm", (TextsForm,), fields)()


def saved_blocks(course: Course) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for number, block in enumerate(course.blocks):
        known |= {f"title_{number}": shown(block.title), f"skills_{number}": all_shown(block.skills)}
    return known


def blocks_of(form: Any) -> list[tuple[Text, list[Text]]]:
    """(title, skills) of each part; one without a title is none."""
    numbers = [int(name.partition("_")[2]) for name in form._fields if name.startswith("title_")]
    parts = [(form[f"title_{number}"].onto(None), form[f"skills_{number}"].texts()) for number in numbers]
    return [(title, skills) for title, skills in parts if title]


def save_blocks(course: Course, parts: list[tuple[Text, list[Text]]]) -> None:
    """In their order; a part that is gone is taken away."""
    for number, (title, skills) in enumerate(parts):
        if number < len(course.blocks):
            _set(course.blocks[number], "title", title)
            _set(course.blocks[number], "skills", skills)
        else:
            course.blocks.append(SkillBlock(position=number, title=title, skills=skills))
    del course.blocks[len(parts) :]
