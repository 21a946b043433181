"""The words to two who work together: it begins, a meeting, whether it took place, how it fits, how to be reached.

A text message names nobody: a phone is shared.
"""

from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.mentoring.pairs import KNOWN_TO_EACH_OTHER, first_name_of, zone_of
from portal.domain.mentoring.states import TOGETHER
from portal.web import dates
from portal.web.letters.subject import NothingToSay, Subject
from portal.web.letters.wording import Wording
from portal.web.meetings import meeting_words, where_words
from portal.web.own_words import gettext as _


def pair_begins(subject: Subject) -> Wording:
    return Wording(
        subject=_("You and %(name)s", name=_other(subject)),
        sentences=[
            _("%(name)s and you both said yes.", name=_other(subject)),
            _("Choose a date for your first meeting."),
            _("Please meet by %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda what, town: _(
            "You both said yes. Choose a first meeting, by %(moment)s:", moment=subject.reply_soon
        ),
        action=_page(subject),
    )


def meeting_planned(subject: Subject) -> Wording:
    meeting, moved = _to_come(subject), bool(subject.message.facts.get("moved"))
    name = _other(subject)
    said = _("%(name)s chose another date.", name=name) if moved else _("%(name)s chose a date.", name=name)
    return Wording(
        subject=_("Your meeting: %(moment)s", moment=_moment(subject, meeting)),
        sentences=[said, _("It does not suit you? Choose another one.")],
        short=lambda what, town: (
            _("Your meeting has another date: %(starts)s. Not good? Change it:", starts=_soon(subject, meeting))
            if moved
            else _("Your meeting: %(starts)s. Not good? Change it:", starts=_soon(subject, meeting))
        ),
        facts=_facts(subject, meeting),
        action=(_("See the meeting"), subject.link),
    )


def meeting_called_off(subject: Subject) -> Wording:
    meeting = subject.planned
    _together(subject)
    return Wording(
        subject=_("Called off: %(moment)s", moment=_moment(subject, meeting)),
        sentences=[
            _("%(name)s cannot come on %(moment)s.", name=_other(subject), moment=_moment(subject, meeting)),
            _("Choose another date together."),
        ],
        short=lambda what, town: _(
            "Your meeting of %(starts)s is called off. Choose another date:", starts=_soon(subject, meeting)
        ),
        action=_page(subject),
    )


def meeting_reminder(subject: Subject) -> Wording:
    meeting = _to_come(subject)
    return Wording(
        subject=_("Tomorrow: you meet %(name)s", name=_other(subject)),
        sentences=[
            _("You meet %(name)s tomorrow.", name=_other(subject)),
            _("If you cannot come, say so with the link."),
        ],
        short=lambda what, town: _("Your meeting: %(starts)s. Cannot come? Say so:", starts=_soon(subject, meeting)),
        facts=_facts(subject, meeting),
        action=(_("See the meeting"), subject.link),
    )


def meeting_log(subject: Subject) -> Wording:
    meeting = _to_come(subject)
    return Wording(
        subject=_("Did you meet %(name)s?", name=_other(subject)),
        sentences=[
            _("You had a meeting on %(moment)s.", moment=_moment(subject, meeting)),
            _("Say with two presses whether you met."),
        ],
        short=lambda what, town: _("Did you meet on %(starts)s? Please say so:", starts=_soon(subject, meeting)),
        action=(_("Say yes or no"), subject.link),
    )


def pair_fit(subject: Subject) -> Wording:
    _together(subject)
    again = [_("You have not answered yet. One question is all.")] if subject.message.facts.get("again") else []
    return Wording(
        subject=_("Does it fit?"),
        sentences=[
            _("You have met %(name)s. Does it fit?", name=_other(subject)),
            *again,
            _("Only the team reads your answer."),
        ],
        short=lambda what, town: _("You have met. Does it fit? Only our team reads your answer:"),
        action=(_("Answer one question"), subject.link),
    )


def pair_quiet(subject: Subject) -> Wording:
    _together(subject)
    over = bool(subject.message.facts.get("over"))
    then = (
        _("Is it hard to find a date? Please call us: %(phone)s", phone=subject.phone)
        if over
        else _("Choose a date together. Half an hour is enough.")
    )
    return Wording(
        subject=_("When do you meet?"),
        sentences=[_("You and %(name)s have not met for a while.", name=_other(subject)), then],
        short=lambda what, town: (
            _("You have not met for a while. Please call us: %(phone)s", phone=subject.phone)
            if over
            else _("You have not met for a while. Choose a date:")
        ),
        action=_page(subject),
    )


def pair_contact(subject: Subject) -> Wording:
    _together(subject)
    name = _other(subject)
    if subject.message.facts.get("both"):
        return Wording(
            subject=_("You can reach each other"),
            sentences=[_("You and %(name)s both agreed.", name=name), _("See on your page how to reach each other.")],
            short=lambda what, town: _("You both agreed. See how to reach each other:"),
            action=_page(subject),
        )
    return Wording(
        subject=_("May %(name)s see how to reach you?", name=name),
        sentences=[
            _("%(name)s lets you see phone and e-mail.", name=name),
            _("It shows when you agree, too. You decide."),
        ],
        short=lambda what, town: _("May you two see how to reach each other? You decide:"),
        action=_page(subject),
    )


def _other(subject: Subject) -> str:
    """The first name of the other one: both have said yes."""
    return first_name_of(_known(subject), subject.side.other)


def _known(subject: Subject) -> Pair:
    pair = subject.together
    if pair.state not in KNOWN_TO_EACH_OTHER:
        raise NothingToSay(subject.message.about)
    return pair


def _together(subject: Subject) -> None:
    """What asks the two to do something says nothing any more once it is over."""
    if subject.together.state not in TOGETHER:
        raise NothingToSay(subject.message.about)


def _to_come(subject: Subject) -> Meeting:
    """The meeting, unless it was called off, or somebody said that it took place."""
    _together(subject)
    meeting = subject.planned
    if meeting.called_off_at or meeting.held_at:
        raise NothingToSay(subject.message.about)
    return meeting


def _moment(subject: Subject, meeting: Meeting) -> str:
    return dates.moment_words(meeting.at, zone_of(subject.together))


def _soon(subject: Subject, meeting: Meeting) -> str:
    """The same for a text message."""
    return dates.soon_words(meeting.at, zone_of(subject.together))


def _facts(subject: Subject, meeting: Meeting) -> list[tuple[str, str]]:
    return [(_("When"), meeting_words(meeting, zone_of(subject.together))), (_("How"), where_words(meeting))]


def _page(subject: Subject) -> tuple[str, str]:
    return _("Open your page"), subject.link
