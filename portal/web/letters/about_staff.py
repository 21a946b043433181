"""The words to the team: what it owes, to whom, until when, and how to say that it is done."""

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.mentoring import problems
from portal.domain.promises.kinds import PromiseKind, account_owner
from portal.domain.signups.check_in import is_open, links_of
from portal.domain.signups.line import waiting
from portal.domain.signups.told import not_reachable, of_session
from portal.web import dates
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.links import address, check_in_link
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
    names = _names(subject)
    return Wording(
        subject=f"{what} ({dates.moment_words(owed.reply_by, subject.zone)})",
        sentences=sentences,
        short=lambda what, town: what,
        facts=[(label, value) for label, value in facts if value],
        action=(_("Mark who was there"), names) if names else (_("See it, and say what was done"), _page(subject)),
    )


def _names(subject: Subject) -> str:
    """Where marks that are owed are made: a trainer may have no back office, and has a link. Empty: owed is something
    else."""
    owed = subject.asked
    number = int(owed.about.partition(":")[2]) if owed.kind == PromiseKind.ATTENDANCE else 0
    day = db.session.get(SessionDate, number) if number else None
    if day is None:
        return ""
    made = next((one for one in links_of(day.course_session) if is_open(one, clock.now())), None)
    if made and owed.owner.startswith(account_owner("")):
        return check_in_link(made)
    return address("check_in.names", ref=day.course_session.ref, date=day.id)


def _page(subject: Subject) -> str:
    """Where it is answered; whoever is not signed in is led there by the sign-in."""
    problem = problems.of_promise(subject.asked)
    if problem:
        return address("office_problems.problem", ref=problem.ref)
    return address("office_promises.promise", ref=subject.asked.ref)


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
