"""The words of a placement that both sides read: its days, and who has signed the agreement."""

from portal.domain.jobs.placement_models import Placement
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
