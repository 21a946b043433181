"""The words about a question: a call that is promised, a date that is waited for."""

from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording, workshop
from portal.web.links import course_link, workshop_link
from portal.web.own_words import gettext as _
from portal.web.words import text


def call_promised(subject: Subject) -> Wording:
    return _plain(
        _("We will call you"),
        [_("We call you by %(moment)s.", moment=subject.reply_by)],
        (_("See what you asked"), subject.link),
        _("We call you by %(moment)s.", moment=subject.reply_soon),
    )


def call_late(subject: Subject) -> Wording:
    if subject.message.facts.get("why") == "nobody_answered":
        return _plain(
            _("We called you"),
            [_("We called you. Nobody answered."), _("We call you by %(moment)s.", moment=subject.reply_by)],
            (_("See what you asked"), subject.link),
            _("We called, nobody answered. We call you by %(moment)s", moment=subject.reply_soon),
        )
    return _plain(
        _("We have not called you yet"),
        [
            _("We have not called you yet. We are sorry."),
            _("We call you by %(moment)s.", moment=subject.reply_by),
        ],
        (_("See what you asked"), subject.link),
        _("We have not called you yet, sorry. We call you by %(moment)s", moment=subject.reply_soon),
    )


def call_not_made(subject: Subject) -> Wording:
    said = {
        "not_reached": _("We called you. Nobody answered."),
        "not_ours": _("We cannot help with this. We are sorry."),
    }.get(str(subject.message.facts.get("why")), _("We did not call you. We are sorry."))
    return _plain(
        _("Please call us"),
        [said, _("Please call us: %(phone)s", phone=subject.phone)],
        (_("See what you asked"), subject.link),
    )


def wish_noted(subject: Subject) -> Wording:
    what = text(subject.wished.title)
    said = _("You hear from us by %(moment)s.", moment=subject.reply_by)
    return Wording(
        subject=_("We tell you: %(what)s", what=what),
        sentences=[_("We tell you when this course has a date."), said],
        short=lambda title, town: _(
            "Noted: %(what)s. We answer by %(moment)s", what=title, moment=subject.reply_soon
        ),
        what=what,
        facts=[(_("Course"), what)],
        action=(_("See what you asked"), subject.link),
    )


def wish_come_true(subject: Subject) -> Wording:
    return Wording(
        subject=_("There is a date: %(what)s", what=subject.what),
        sentences=[_("The course you wait for has a date.")],
        short=lambda what, town: _(
            "There is a date: %(what)s, %(starts)s, %(town)s", what=what, starts=subject.starts, town=town
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject, code=False),
        action=(_("Take a seat"), workshop_link(subject.course_session)),
    )


def wish_over(subject: Subject) -> Wording:
    course = subject.wished
    what = text(course.title)
    return Wording(
        subject=_("No date yet: %(what)s", what=what),
        sentences=[_("This course has no date yet. We are sorry."), _("You can ask again.")],
        short=lambda title, town: _("No date yet, we are sorry: %(what)s. You can ask again:", what=title),
        what=what,
        facts=[(_("Course"), what)],
        action=(_("See the course"), course_link(course)),
    )


def _plain(subject: str, sentences: list[str], action: tuple[str, str], short: str = "") -> Wording:
    return Wording(subject, sentences, lambda what, town: short or " ".join(sentences), action=action)
