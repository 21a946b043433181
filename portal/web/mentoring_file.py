"""What mentoring holds on a learner, in words: for the copy they may have."""

from datetime import timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, PairAnswer, PairLetter, Side
from portal.domain.mentoring.surveys import WORDS
from portal.domain.signups.asked import home_zone
from portal.web import dates
from portal.web.languages import gettext as _
from portal.web.mentoring import cell_words, mode_words, pair_state_words, spoken_words, topic_words, went_words

#: (label, value) of one thing that is held.
Facts = list[tuple[str, str]]


def rows_of(ids: list[int]) -> list[tuple[str, Facts]]:
    """Each search for a mentor of these people, and each pair: a title, and its facts."""
    found: list[tuple[str, Facts]] = []
    for mentee in db.session.scalars(select(Mentee).where(Mentee.person_id.in_(ids)).order_by(Mentee.id.desc())):
        found.append((_("You looked for a mentor"), _filled(_wanted(mentee))))
        pairs = db.session.scalars(select(Pair).where(Pair.mentee_id == mentee.id).order_by(Pair.id))
        found += [(_("A mentor and you"), _filled(_pair(pair))) for pair in pairs]
    return found


def _filled(facts: Facts) -> Facts:
    return [(label, value) for label, value in facts if value]


def _wanted(mentee: Mentee) -> Facts:
    comma = _(", ")
    return [
        (_("Since"), dates.moment_words(mentee.created_at, home_zone())),
        (_("Help with"), comma.join(map(topic_words, mentee.topics))),
        (_("Languages"), comma.join(map(spoken_words, mentee.spoken))),
        (_("When you are free"), comma.join(map(cell_words, mentee.week))),
        (_("In your words"), mentee.wish or ""),
        (_("You agreed on"), dates.moment_words(mentee.consent_at, home_zone())),
    ]


def _pair(pair: Pair) -> Facts:
    mine = PairAnswer.pair_id == pair.id, PairAnswer.side == Side.LEARNER
    letters = PairLetter.pair_id == pair.id, PairLetter.side == Side.LEARNER
    said = [one.answers.get(WORDS, "") for one in db.session.scalars(select(PairAnswer).where(*mine))]
    written = db.session.scalars(select(PairLetter).where(*letters).order_by(PairLetter.id))
    return [
        (_("State"), pair_state_words(pair.state)),
        (_("Since"), dates.moment_words(pair.created_at, home_zone())),
        *((_("Goal"), goal.text) for goal in pair.goals),
        *((_("Meeting"), _meeting(meeting)) for meeting in pair.meetings),
        *((_("Your answer"), words) for words in said),
        *((_("The team wrote") if one.from_team else _("You wrote"), one.text) for one in written),
    ]


def _meeting(meeting: Meeting) -> str:
    """When, how long, how, and how it went for the learner; that it was called off."""
    parts = [
        dates.moment_words(meeting.at, home_zone()),
        dates.duration_words(timedelta(minutes=meeting.minutes)),
        mode_words(meeting.mode),
        went_words(meeting.learner_went) if meeting.learner_went else "",
        _("called off") if meeting.called_off_at else "",
    ]
    return _(", ").join(filter(None, parts))
