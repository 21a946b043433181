"""The words about finding a mentor: to the learner who looks, and to either side when it is asked for a yes.

Before both said yes nobody is named to the mentor, and of the mentor no more than the first name; a text message
names nobody at all.
"""

from portal.domain.mentoring.pair_models import Side
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording, card
from portal.web.mentoring import spoken_words, topic_words
from portal.web.own_words import gettext as _


def mentor_promised(subject: Subject) -> Wording:
    return _to_card(
        subject,
        _("We look for a mentor for you"),
        [_("We look for a mentor for you."), _("You hear from us by %(moment)s.", moment=subject.reply_by)],
        _("We look for a mentor for you. You hear from us by %(moment)s.", moment=subject.reply_soon),
    )


def mentor_late(subject: Subject) -> Wording:
    return _to_card(
        subject,
        _("Your mentor: we need more time"),
        [
            _("We have not found a mentor for you yet. We are sorry."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        _("No mentor for you yet, sorry. You hear from us by %(moment)s.", moment=subject.reply_soon),
    )


def mentor_over(subject: Subject) -> Wording:
    return _to_card(
        subject,
        _("We found no mentor"),
        [
            _("We found no mentor for you in time. We are sorry."),
            _("Call us on %(phone)s: we find a way.", phone=subject.phone),
        ],
        _("We found no mentor in time. Sorry. Call us: %(phone)s", phone=subject.phone),
    )


def mentor_next(subject: Subject) -> Wording:
    """Somebody they chose is asked now; or nobody is any more, and the team looks."""
    heard = _("You hear from us by %(moment)s.", moment=subject.reply_by)
    if subject.message.facts.get("asked", "team") == "team":
        return _to_card(
            subject,
            _("We look for a mentor for you"),
            [_("Now we look for somebody for you."), heard],
            _("We look for a mentor for you. You hear from us by %(moment)s.", moment=subject.reply_soon),
        )
    return _to_card(
        subject,
        _("We asked a mentor"),
        [_("We asked %(name)s to be your mentor.", name=subject.together.volunteer.first_name), heard],
        _("We asked a mentor. You hear from us by %(moment)s.", moment=subject.reply_soon),
    )


def pair_asked(subject: Subject) -> Wording:
    if subject.side is Side.MENTOR:
        return _mentor_asked(subject)
    return _to_answer(
        subject,
        _("Is this your mentor?"),
        [
            _("We found somebody for you: %(name)s.", name=subject.together.volunteer.first_name),
            _("Would you like to meet?"),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        _("We found a mentor for you. Please answer by %(moment)s:", moment=subject.reply_soon),
        _of_mentor(subject),
    )


def _mentor_asked(subject: Subject) -> Wording:
    return _to_answer(
        subject,
        _("Would you help somebody as a mentor?"),
        [
            _("Somebody looks for a mentor, and you could fit."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            _("After that, we ask somebody else."),
        ],
        _("Somebody looks for a mentor. Please answer by %(moment)s:", moment=subject.reply_soon),
        _of_learner(subject),
    )


def pair_not_now(subject: Subject) -> Wording:
    if subject.side is Side.MENTOR:
        return _over_for_mentor(subject)
    return _to_answer(
        subject,
        _("Not this mentor"),
        [_("It does not work out with this mentor."), _("We go on looking for you.")],
        _("It does not work out with this mentor. We go on looking for you."),
        action=_("See how it stands"),
    )


def _over_for_mentor(subject: Subject) -> Wording:
    said = {
        "silence_mentor": _("Your answer did not come in time. We ask somebody else."),
        "silence_learner": _("The learner did not answer. Thank you for your yes."),
    }.get(str(subject.message.facts.get("why")), _("Nobody waits for your answer any more. Thank you."))
    return _to_answer(
        subject,
        _("This request is over"),
        [said, _("You need do nothing.")],
        said,
        action=_("See how it stands"),
    )


def _of_mentor(subject: Subject) -> list[tuple[str, str]]:
    """What a learner may know of a mentor who has not said yes."""
    mentor = subject.together.volunteer
    return _facts(mentor.topics, mentor.spoken)


def _of_learner(subject: Subject) -> list[tuple[str, str]]:
    """What a mentor may know of a learner: nothing that names them."""
    mentee = subject.together.mentee
    return _facts(mentee.topics, mentee.spoken)


def _facts(topics: list[str], spoken: list[str]) -> list[tuple[str, str]]:
    return [
        (_("Help with"), _(", ").join(topic_words(topic) for topic in topics)),
        (_("Languages"), _(", ").join(spoken_words(code) for code in spoken)),
    ]


def _to_card(subject: Subject, title: str, sentences: list[str], short: str) -> Wording:
    return Wording(title, sentences, lambda what, town: short, action=card(subject))


def _to_answer(
    subject: Subject,
    title: str,
    sentences: list[str],
    short: str,
    facts: list[tuple[str, str]] | None = None,
    action: str = "",
) -> Wording:
    return Wording(
        title, sentences, lambda what, town: short, facts=facts or [], action=(action or _("Answer"), subject.link)
    )
