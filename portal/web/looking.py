"""How it stands with a learner who looks for a mentor, for their card and the pages behind it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.domain.mentoring.looking import live_pair, may_look, mentee_of, wanted_by
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.told import about_pair
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.web import dates
from portal.web.languages import gettext as _


class How(StrEnum):
    """MAY: nothing is asked yet. ASKED: the mentor of their choice was. TURN: they owe yes or no to a mentor whom the
    team found. WAITS: they said yes, the mentor not yet. TOGETHER: both did."""

    MAY = "may"
    LOOKS = "looks"
    ASKED = "asked"
    TURN = "turn"
    WAITS = "waits"
    TOGETHER = "together"


@dataclass(frozen=True)
class Looking:
    """`by`: until when somebody answers. `then`: first names of those who are asked next."""

    how: How
    zone: ZoneInfo
    mentee: Mentee | None = None
    pair: Pair | None = None
    by: datetime | None = None
    then: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The first name of the mentor: all that is seen of it."""
        return self.pair.volunteer.first_name if self.pair else ""

    @property
    def line(self) -> str:
        """How it stands, as the card says it."""
        facts = {"name": self.name, "moment": dates.moment_words(self.by, self.zone) if self.by else ""}
        if self.how is How.TOGETHER:
            return _("%(name)s is your mentor.", **facts)
        if self.how is How.TURN:
            return _("Would you like to meet %(name)s? Please answer by %(moment)s.", **facts)
        if self.how is How.WAITS:
            return _("You said yes. %(name)s answers by %(moment)s.", **facts)
        if self.how is How.ASKED:
            return _("We asked %(name)s. You hear by %(moment)s.", **facts)
        if self.how is How.LOOKS and self.by:
            return _("We look for a mentor. You hear by %(moment)s.", **facts)
        return _("We look for a mentor.") if self.how is How.LOOKS else ""


def looking_of(sign_up: SignUp) -> Looking | None:
    """None: they look for none and may not. From any card of theirs it is the same."""
    mentee, zone = mentee_of(sign_up.person), sign_up.course_session.place.zone
    if mentee is None:
        return Looking(How.MAY, zone) if may_look(sign_up) else None
    pair = live_pair(mentee)
    if pair is None:
        owed = wanted_by(mentee)
        return Looking(How.LOOKS, zone, mentee, by=owed.reply_by if owed else None)
    how = _how(pair)
    asked = _owed(pair, how)
    then = tuple(choice.volunteer.first_name for choice in mentee.choices if choice.asked_at is None)
    return Looking(how, zone, mentee, pair, asked.reply_by if asked else None, then)


def _how(pair: Pair) -> How:
    if pair.state == PairState.REQUESTED:
        return How.ASKED
    if pair.state != PairState.SUGGESTED:
        return How.TOGETHER
    return How.WAITS if pair.learner_yes_at else How.TURN


def _owed(pair: Pair, how: How) -> Promise | None:
    if how is How.TOGETHER:
        return None
    kind = PromiseKind.LEARNER_ANSWER if how is How.TURN else PromiseKind.MENTOR_ANSWER
    return open_about(about_pair(pair), kind)
