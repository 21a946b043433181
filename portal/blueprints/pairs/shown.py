"""What the page of a pair says to one of its two sides."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, current_app

from portal.domain.accounts.contacts import show_phone
from portal.domain.mentoring import meetings, pairs
from portal.domain.mentoring.goals import MOST, goal_at
from portal.domain.mentoring.health import Health, health
from portal.domain.mentoring.pair_models import Meeting, Pair, PairGoal, Side, Survey
from portal.domain.mentoring.states import TOGETHER, PairState
from portal.domain.mentoring.surveys import answered, is_asked
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.web.dates import day_words, zone_city
from portal.web.languages import gettext as _
from portal.web.meetings import health_words, meeting_day, meeting_words, minutes_words, where_words
from portal.web.mentoring import mode_words, topic_words, went_words
from portal.web.pairs import themselves
from portal.web.words import language_words

#: Whose clock is not worth a word.
_HOME = "Europe/Paris"
#: What the templates of a pair say of its values.
WORDS: dict[str, Any] = {
    "health_words": health_words,
    "meeting_day": meeting_day,
    "meeting_words": meeting_words,
    "minutes_words": minutes_words,
    "mode_words": mode_words,
    "topic_words": topic_words,
    "went_words": went_words,
    "where_words": where_words,
}


@dataclass
class Shown:
    """A pair as `side` sees it at `now`: nothing here is meant for the other one."""

    pair: Pair
    side: Side
    now: datetime
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def other(self) -> str:
        """The first name of the other one."""
        return pairs.first_name_of(self.pair, self.side.other)

    @property
    def mentor(self) -> bool:
        return self.side is Side.MENTOR

    @property
    def together(self) -> bool:
        return self.pair.state in TOGETHER

    @property
    def paused(self) -> bool:
        return self.pair.state == PairState.PAUSED

    @property
    def break_until(self) -> str:
        """The day on which they go on by themselves."""
        until = self.pair.paused_until
        return day_words(until.astimezone(self.zone).date()) if until else ""

    @property
    def zone(self) -> ZoneInfo:
        return pairs.zone_of(self.pair)

    @property
    def hint(self) -> str:
        """Whose clock counts, where that is not obvious."""
        return "" if self.zone.key == _HOME else _("time of %(city)s", city=zone_city(self.zone))

    @property
    def coming(self) -> list[Meeting]:
        """Meetings ahead, the next one first."""
        ahead = [one for one in self.meetings if one.held_at is None and meetings.ends_at(one) > self.now]
        return list(reversed(ahead)) if self.together else []

    @property
    def unsaid(self) -> list[Meeting]:
        """Meetings whose time is over, and of which nobody said whether they took place."""
        since = self.now - meetings.LOGGED_AFTER
        over = [one for one in self.meetings if one.held_at is None and since < one.at]
        return [one for one in over if meetings.ends_at(one) <= self.now and meetings.was_together(one)]

    @property
    def held(self) -> list[Meeting]:
        return [one for one in self.meetings if one.held_at]

    def went(self, meeting: Meeting) -> str | None:
        """How they found it themselves."""
        return meetings.went_for(meeting, self.side)

    def may_put_right(self, meeting: Meeting) -> bool:
        return meetings.may_log(meeting, self.side, self.now)

    @property
    def goals(self) -> list[PairGoal]:
        return [goal for goal in (goal_at(self.pair, position) for position in range(1, MOST + 1)) if goal]

    @cached_property
    def health(self) -> Health:
        return health(self.pair, self.now)

    @property
    def spoken(self) -> list[str]:
        """Languages that both speak."""
        return [code for code in self.pair.mentee.spoken if code in self.pair.volunteer.spoken]

    @property
    def topics(self) -> list[str]:
        """What the learner wants help with and the mentor helps with; where nothing is common, what is wanted."""
        wanted = self.pair.mentee.topics
        return [topic for topic in wanted if topic in self.pair.volunteer.topics] or list(wanted)

    @property
    def lead(self) -> str:
        """With what one helps the other, and in which languages."""
        if self.mentor:
            helps = _("%(name)s wants help with:", name=self.other)
        else:
            helps = _("%(name)s helps you with:", name=self.other)
        said = f"{helps} {_listed(map(topic_words, self.topics))}"
        both = _("You both speak:")
        return f"{said} {both} {_listed(map(language_words, self.spoken))}" if self.spoken else said

    @property
    def wish(self) -> str | None:
        """What the learner hopes for: in their own words, for a mentor who is signed in."""
        return self.pair.mentee.wish if self.mentor and self.signed_in else None

    @cached_property
    def signed_in(self) -> bool:
        """Surely the one of the two, not only somebody with a mail of theirs."""
        return themselves(self.pair, self.side)

    @property
    def shares(self) -> bool:
        return pairs.shares_at(self.pair, self.side) is not None

    @property
    def other_shares(self) -> bool:
        return pairs.shares_at(self.pair, self.side.other) is not None

    @property
    def contacts_open(self) -> bool:
        return pairs.contacts_open(self.pair)

    @property
    def contacts(self) -> list[tuple[str, str, str]]:
        """(kind, address of the link, words) of how the other one is reached, once both agreed."""
        if not self.contacts_open or not self.signed_in:
            return []
        region = current_app.config["PORTAL_PHONE_REGION"]
        known = pairs.contacts_of(self.pair, self.side.other)
        mails = [("mail", f"mailto:{value}", value) for value in known if "@" in value]
        phones = [("phone", f"tel:{value}", show_phone(value, region)) for value in known if "@" not in value]
        return phones + mails

    @property
    def reachable(self) -> bool:
        """Whether there is anything to show of this side."""
        return bool(pairs.contacts_of(self.pair, self.side))

    @property
    def asks(self) -> str:
        """The survey this side has not answered; empty: none."""
        wanted = (one for one in Survey if is_asked(self.pair, one) and self.held)
        return next((one.value for one in wanted if answered(self.pair, self.side, one) is None), "")

    @property
    def start_by(self) -> datetime | None:
        """Until when the team sees that they meet."""
        owed = open_about(f"pair:{self.pair.id}", PromiseKind.PAIR_START) if self.pair.state == "accepted" else None
        return owed.reply_by if owed else None


def _listed(words: Iterable[str]) -> str:
    return _(", ").join(words) + "."


def shown(pair: Pair, side: Side, now: datetime, with_meetings: bool = True) -> Shown:
    """The pair with all that is said of it; one that never began has no page."""
    whole = pairs.by_ref(pair.ref) or abort(404, description="letter")
    return Shown(whole, side, now, meetings.of_pair(whole) if with_meetings else [])
