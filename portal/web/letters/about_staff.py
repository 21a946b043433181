"""The words to the team: what it owes, to whom, until when, and how to say that it is done."""

from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.line import waiting
from portal.domain.signups.told import not_reachable, of_session
from portal.web import dates
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _
from portal.web.own_words import ngettext
from portal.web.promises import about_words, owner_words, promise_words, to_whom


def staff_owes(subject: Subject) -> Wording:
    """A promise that somebody of the team keeps. No phone number: a mail is read by many eyes."""
    owed = subject.asked
    what = promise_words(owed.kind)
    facts = [
        (_("Owed by"), owner_words(owed.owner)),
        (_("Until"), dates.moment_words(owed.reply_by, subject.zone)),
        (_("About"), about_words(owed)),
        (_("For"), to_whom(owed)),
        (_("Number"), owed.ref),
    ]
    sentences = [f"{what}.", *_counts(subject)]
    command = f"flask portal promises show {owed.ref}"
    return Wording(
        subject=f"{what} ({dates.moment_words(owed.reply_by, subject.zone)})",
        sentences=[*sentences, _("See it, and say what was done:"), command],
        short=lambda what, town: what,
        facts=[(label, value) for label, value in facts if value],
    )


def _counts(subject: Subject) -> list[str]:
    """How many people it is about."""
    owed = subject.asked
    noun, _colon, number = owed.about.partition(":")
    course_session = db.session.get(CourseSession, int(number)) if noun == "course_session" else None
    if course_session is None:
        return []
    if owed.kind == PromiseKind.CALL_LIST:
        return [ngettext("%(num)s person waits.", "%(num)s people wait.", len(waiting(course_session)))]
    if owed.kind == PromiseKind.NOT_REACHABLE:
        return [_("Not reachable: %(num)s", num=len(not_reachable(of_session(course_session))))]
    return []
