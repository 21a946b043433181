"""The competences of a framework in words. Names of DigComp 2.2 are those of the European Commission."""

from dataclasses import dataclass
from itertools import groupby

from portal.domain.catalogue.models import Course
from portal.web.languages import gettext as _


@dataclass(frozen=True)
class Framework:
    """One framework as a course page shows it. `explanation`: what it is, for who never heard of it."""

    name: str
    explanation: str
    #: (code, name in words)
    competences: list[tuple[str, str]]


def competences_of(course: Course) -> list[Framework]:
    """The competences of a course under the name of their framework."""
    return [
        Framework(
            f"{framework} {version}",
            _explanation(framework),
            [(one.code, competence_name(framework, one.code)) for one in here],
        )
        for (framework, version), here in groupby(course.competences, key=lambda one: (one.framework, one.version))
    ]


def _explanation(framework: str) -> str:
    if framework != "DigComp":
        return ""
    return _("DigComp is the European list of digital skills. Schools and employers know it.")


def competence_name(framework: str, code: str) -> str:
    """What it is called; empty where its framework is not known here."""
    return _digcomp().get(code, "") if framework == "DigComp" else ""


def _digcomp() -> dict[str, str]:
    return {
        "1.1": _("Browsing, searching and filtering data, information and digital content"),
        "1.2": _("Evaluating data, information and digital content"),
        "1.3": _("Managing data, information and digital content"),
        "2.1": _("Interacting through digital technologies"),
        "2.2": _("Sharing through digital technologies"),
        "2.3": _("Engaging in citizenship through digital technologies"),
        "2.4": _("Collaborating through digital technologies"),
        "2.5": _("Netiquette"),
        "2.6": _("Managing digital identity"),
        "3.1": _("Developing digital content"),
        "3.2": _("Integrating and re-elaborating digital content"),
        "3.3": _("Copyright and licences"),
        "3.4": _("Programming"),
        "4.1": _("Protecting devices"),
        "4.2": _("Protecting personal data and privacy"),
        "4.3": _("Protecting health and well-being"),
        "4.4": _("Protecting the environment"),
        "5.1": _("Solving technical problems"),
        "5.2": _("Identifying needs and technological responses"),
        "5.3": _("Creatively using digital technologies"),
        "5.4": _("Identifying digital competence gaps"),
    }
