"""The mentors a learner may choose from."""

from portal.domain.mentoring.candidates import NOT_AGAIN, Mentor, mentors_for
from portal.domain.mentoring.fit import Missing
from portal.domain.mentoring.pair_models import Mentee

#: Without these two nobody can help.
_NEEDED = {Missing.LANGUAGE, Missing.MEETING}


def directory(mentee: Mentee, full_too: bool = False) -> list[Mentor]:
    """Those with a free place whom the learner understands and could meet, best first; nobody with whom it did not
    come to it before. `full_too`: also those whose last place was taken meanwhile."""
    found = mentors_for(mentee, full_too=full_too)
    return [one for one in found if one.before not in NOT_AGAIN and not _NEEDED & set(one.fit.missing)]
