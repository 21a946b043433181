"""The mentors a learner may choose from."""

from portal.domain.mentoring.candidates import NOT_AGAIN, Mentor, mentors_for
from portal.domain.mentoring.fit import Missing
from portal.domain.mentoring.pair_models import Mentee

#: Without these two nobody can help.
_NEEDED = {Missing.LANGUAGE, Missing.MEETING}


def directory(mentee: Mentee) -> list[Mentor]:
    """Those with a free place whom the learner understands and could meet, best first; nobody with whom it did not
    come to it before."""
    return [one for one in mentors_for(mentee) if one.before not in NOT_AGAIN and not _NEEDED & set(one.fit.missing)]
