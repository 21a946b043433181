"""What is held on somebody, in words: the copy they may have, and the page the team has of them."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.states import State as MessageState
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.asked import home_zone
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.codes import show_code
from portal.domain.signups.files import File
from portal.domain.signups.models import SignUp
from portal.domain.signups.retention import STAYS
from portal.web import dates, jobs_file, mentoring_file
from portal.web.languages import gettext as _
from portal.web.letters.kinds import worded
from portal.web.letters.subject import NothingToSay
from portal.web.words import heard_words, language_words, need_words, sign_up_words, text

#: (label, value) of one thing that is held.
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One kind of thing: each of its rows has a title and facts."""

    heading: str
    rows: list[tuple[str, Facts]]


def copy_of(file: File) -> list[Section]:
    """Everything, section by section; what there is none of is left out."""
    sections = [
        Section(_("You"), [(file.person.first_name, [(_("Known since"), _when(file.person.created_at))])]),
        Section(
            _("How we reach you"),
            [(one.value, [(_("Since"), _when(one.created_at))]) for one in file.person.contacts],
        ),
        Section(_("Your seats"), [_sign_up(file, one) for one in file.sign_ups]),
        Section(_("Your mentor"), mentoring_file.rows_of(file.ids)),
        Section(_("Your applications for work"), jobs_file.rows_of(file.ids)),
        Section(_("Saved searches"), jobs_file.searches_of(file.ids)),
        Section(_("What you asked"), [asked_facts(one) for one in file.promises]),
        Section(_("Messages to you"), [said_facts(one) for one in file.messages]),
        Section(_("Notes of the team"), [(_when(one.at), [("", one.text)]) for one in file.notes]),
        Section(_("Who looked at your file"), [(_when(one.at), [("", line_words(one))]) for one in file.lines]),
    ]
    return [section for section in sections if section.rows]


def _when(moment: datetime) -> str:
    return dates.moment_words(moment, home_zone())


def _sign_up(file: File, sign_up: SignUp) -> tuple[str, Facts]:
    facts = [
        (_("When"), dates.session_when(sign_up.course_session)),
        (_("Where"), text(sign_up.course_session.place.name)),
        (_("State"), sign_up_words(sign_up)),
        (_("Your code"), show_code(sign_up.code)),
        (_("People"), str(sign_up.party)),
        (_("Language"), language_words(sign_up.language)),
        (_("What helps you"), _(", ").join([*map(need_words, sign_up.needs), *filter(None, [sign_up.needs_note])])),
        (_("How you heard of us"), heard_words(sign_up.heard_from) if sign_up.heard_from else ""),
        (_("You agreed on"), _when(sign_up.consent_at)),
        (_("Were you there?"), attendance_words(file, sign_up)),
    ]
    application = file.applications.get(sign_up.id)
    if application and application.why:
        facts.append((_("Why this course"), application.why))
    return text(sign_up.course_session.course.title), [(label, value) for label, value in facts if value]


def attendance_words(file: File, sign_up: SignUp) -> str:
    """Each half-day with its mark, on one line."""
    zone = sign_up.course_session.place.zone
    marks = (
        f"{dates.short_day(dates.local(one.session_date.starts_at, zone).date())} ({half_words(one.half)}):"
        f" {mark_words(one.mark)}"
        for one in file.attendance.get(sign_up.id, [])
    )
    return _(", ").join(marks)


def half_words(half: str) -> str:
    return {Half.MORNING: _("morning"), Half.AFTERNOON: _("afternoon"), Half.EVENING: _("evening")}[Half(half)]


def mark_words(mark: str) -> str:
    return {Mark.PRESENT: _("present"), Mark.ABSENT: _("absent"), Mark.EXCUSED: _("excused")}[Mark(mark)]


def asked_words(kind: str) -> str:
    """What somebody asked, as they would say it; empty: it was not theirs to ask."""
    return {
        PromiseKind.CALL_BACK: _("A call"),
        PromiseKind.DATE_WISH: _("Word when a course has a date"),
        PromiseKind.DATA_COPY: _("A copy of your data"),
        PromiseKind.DATA_ERASURE: _("That we delete your data"),
        PromiseKind.WAITING: _("A seat, on the waiting list"),
        PromiseKind.APPLICATION: _("An answer to your application"),
    }.get(PromiseKind(kind), _("An answer"))


def promise_state_words(state: str) -> str:
    return {
        PromiseState.OPEN: _("Still to be answered"),
        PromiseState.ANSWERED: _("Answered"),
        PromiseState.PASSED_ON: _("Handed to somebody else"),
        PromiseState.CLOSED: _("Closed without an answer"),
        PromiseState.WITHDRAWN: _("No longer needed"),
    }[PromiseState(state)]


def asked_facts(owed: Promise) -> tuple[str, Facts]:
    facts = [
        (_("Asked on"), _when(owed.made_at)),
        (_("Answer by"), _when(owed.reply_by)),
        (_("State"), promise_state_words(owed.state)),
        (_("In your words"), owed.note or ""),
    ]
    return asked_words(owed.kind), [(label, value) for label, value in facts if value]


def message_words(message: Message) -> str:
    """What it said, or would say, in the language of the page."""
    try:
        return " ".join(worded(message).sentences)
    except (NothingToSay, KeyError):
        return ""


def way_words(message: Message) -> str:
    """How it went, and whether."""
    how = {Channel.EMAIL: _("E-mail"), Channel.TEXT: _("Text message"), Channel.CARD: _("On the card")}
    went = {
        MessageState.SENT: _("sent"),
        MessageState.QUEUED: _("not sent yet"),
        MessageState.DEAD: _("did not arrive"),
        MessageState.DROPPED: _("not sent"),
    }.get(MessageState(message.state), "")
    return _(", ").join(filter(None, [how[Channel(message.channel)], went]))


def said_facts(message: Message) -> tuple[str, Facts]:
    return _when(message.created_at), [(way_words(message), message_words(message))]


def line_words(line: AuditLine) -> str:
    """What was done with a file, to the person it is about."""
    return {
        "person.read": _("The team opened your file"),
        "person.contact_read": _("The team looked at your contact"),
        "person.changed": _("The team corrected your contact"),
        "person.merged": _("The team put two files of you together"),
        "person.separated": _("The team took two files apart again"),
        "person.noted": _("The team wrote a note"),
        "sign_up.read": _("The team opened your sign-up"),
        "job_file.read": _("The team opened a file you sent a company"),
        "person.exported": _("The team made a copy of your data"),
        "person.erased": _("The team deleted your data"),
        STAYS: _("You want to stay known to us"),
    }.get(line.action, _("The team worked on your file"))


def gone_words(gone: dict[str, int]) -> list[tuple[str, int]]:
    """What leaves by itself, and how much of it."""
    known = {
        "people": _("People"),
        "contacts": _("Phones and e-mails"),
        "messages": _("Messages"),
        "promises": _("Answered questions"),
        "opt-outs": _("Wishes for no messages"),
        "needs": _("Needs"),
        "applications": _("Texts of applications"),
        "volunteers": _("Volunteers"),
        "note": _("Notes"),
        "people_import": _("Lists that were brought in"),
        "audit_origin": _("Internet addresses of the team"),
        "audit_line": _("Lines of the log"),
        "sign_in": _("Sign-ins of the team"),
        "account_link": _("Links to sign in"),
        "job-files": _("Files sent to companies"),
        "job-applications": _("Names on applications for work"),
        "saved-searches": _("Saved searches"),
        "recruiters": _("People who acted for companies"),
        "company-words": _("Words written to companies"),
        "posting_comment": _("Comments on postings"),
        "posting_report": _("Reports about postings"),
    }
    return [(known.get(what, what), count) for what, count in gone.items()]
