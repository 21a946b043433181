"""What is said of a job fair: its day and hours by the clock of its place."""

from portal.domain.jobs.board_models import JobFair
from portal.web.dates import day_words, hours_words, local
from portal.web.languages import gettext as _


def fair_when(fair: JobFair) -> str:
    """`mardi 1er décembre, 14 h à 18 h`."""
    start, end = local(fair.starts_at, fair.place.zone), local(fair.ends_at, fair.place.zone)
    return _("%(day)s, %(hours)s", day=day_words(start.date()), hours=hours_words(start, end))
