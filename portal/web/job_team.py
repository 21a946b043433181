"""The words of the jobs board that only the team reads."""

from zoneinfo import ZoneInfo

from portal.domain.jobs.silent import Silence
from portal.web.dates import day_words, local
from portal.web.languages import ngettext


def without_a_word(silence: Silence | None, zone: ZoneInfo) -> str:
    """How many learners a company said nothing to, and since when; empty: it says something."""
    if silence is None:
        return ""
    day = day_words(local(silence.since, zone).date())
    return ngettext("%(num)s learner, since %(day)s", "%(num)s learners, since %(day)s", silence.waiting, day=day)
