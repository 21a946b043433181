"""The words of a placement that all sides read: its days, the file of the agreement, and who has signed it."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.placement_file import agreement_of
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.placement_owed import ended_by_team
from portal.domain.signups.asked import home_zone
from portal.web.dates import day_words
from portal.web.languages import gettext as _
from portal.web.organisation import organisation


def day_lines(placement: Placement | None) -> list[tuple[str, str]]:
    """(which day, the day); none that is not known."""
    if placement is None:
        return []
    named = [(_("First day"), placement.starts_on), (_("Last day"), placement.ends_on)]
    return [(words, day_words(day)) for words, day in named if day]


def signatures(placement: Placement | None, learner: str, company: str = "") -> list[tuple[str, bool]]:
    """Who signs, and whether they have. `learner` and `company`: the names they are written with; the reader's own
    is "You"."""
    if placement is None:
        return []
    return [
        (company or _("You"), placement.company_signed_at is not None),
        (learner or _("You"), placement.learner_signed_at is not None),
        (organisation().name, placement.ours_signed_at is not None),
    ]


def who_writes(application: JobApplication, company: str = "") -> str:
    """Above what was written about how it went. `company`: what is said where the company wrote it."""
    return _("Our team writes") if ended_by_team(application) else company or _("The company writes")


@dataclass(frozen=True)
class Paper:
    """The file of the agreement: what it is called, the day it came, where it is saved from."""

    name: str
    day: str
    address: str


def paper(application: JobApplication, address: Callable[[str], str]) -> Paper | None:
    file = agreement_of(application)
    if file is None:
        return None
    return Paper(file.name, day_words(file.at.astimezone(home_zone()).date()), address(file.ref))
