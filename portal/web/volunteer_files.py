"""What is held on a volunteer, in words: the copy they may have."""

from datetime import date, datetime

from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.volunteer_files import VolunteerFile
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.web import dates, files
from portal.web.files import Facts, Section
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.mentoring import (
    cell_words,
    check_words,
    pair_state_words,
    role_words,
    spoken_words,
    topic_words,
    volunteer_state_words,
)
from portal.web.promises import promise_words
from portal.web.vetting import move_words
from portal.web.words import language_words, place_words


def copy_of(file: VolunteerFile) -> list[Section]:
    """Everything, section by section; what there is none of is left out."""
    one = file.volunteer
    sections = [
        Section(_("You"), [(_name(one), _you(one))]),
        Section(_("What you offer"), [(_(", ").join(map(role_words, one.roles)), _offer(one))]),
        Section(_("Checks"), [(check_words(check.kind), _dated(check.done_on, check.until)) for check in one.checks]),
        Section(_("History"), [(_when(move.at), [("", move_words(move))]) for move in one.history]),
        Section(
            _("What is promised to you"),
            [(promise_words(owed.kind), files.asked_facts(owed)[1]) for owed in file.promises],
        ),
        Section(_("Your learners"), [_pair(pair) for pair in file.pairs]),
        Section(_("Your answers"), [(_when(said.at), _answers(said.answers)) for said in file.answers]),
        Section(_("Letters to and from the team"), [(_when(line.at), [("", line.text)]) for line in file.letters]),
        Section(_("Your dates"), [(_when(slot.session_date.starts_at), _role(slot.role)) for slot in file.slots]),
        Section(_("Messages to you"), [files.said_facts(message) for message in file.messages]),
        Section(_("Notes of the team"), [(_when(note.at), [("", note.text)]) for note in file.notes]),
        Section(_("Who looked at your file"), [(_when(line.at), [("", _line(line.action))]) for line in file.lines]),
    ]
    return [section for section in sections if section.rows]


def _when(moment: datetime) -> str:
    return dates.moment_words(moment, home_zone())


def _name(one: Volunteer) -> str:
    return " ".join(filter(None, [one.first_name, one.surname]))


def _you(one: Volunteer) -> Facts:
    facts = [
        (_("State"), volunteer_state_words(one.state)),
        (_("E-mail"), one.email or ""),
        (_("Phone"), one.phone or ""),
        (_("Language"), language_words(one.language)),
        (_("Employer"), one.employer or ""),
        (_("In your words"), one.motivation or ""),
        (_("Known since"), _when(one.created_at)),
        (_("You signed the charter on"), _when(one.charter_at) if one.charter_at else ""),
        (_("You agreed on"), _when(one.consent_at) if one.consent_at else ""),
        (_("Interview"), _when(one.interview_at) if one.interview_at else ""),
        (_("Where"), one.interview_where or ""),
    ]
    return [(label, value) for label, value in facts if value]


def _offer(one: Volunteer) -> Facts:
    where = [*map(place_words, one.places), *([_("Online")] if one.online else [])]
    facts = [
        (_("Languages"), _(", ").join(map(spoken_words, one.spoken))),
        (_("Helps with"), _(", ").join(map(topic_words, one.topics))),
        (_("When"), " · ".join(map(cell_words, one.week))),
        (_("Where"), _(", ").join(where)),
        (_("Learners at once"), str(one.capacity)),
    ]
    return [(label, value) for label, value in facts if value]


def _dated(done: date, until: date | None) -> Facts:
    facts = [(_("Day of the check"), done), (_("Last day it is valid"), until)]
    return [(label, dates.day_words(day)) for label, day in facts if day]


def _promised(owed: Promise) -> tuple[str, Facts]:
    return promise_words(owed.kind), files.asked_facts(owed)[1]


def _pair(pair: Pair) -> tuple[str, Facts]:
    held = sum(meeting.held_at is not None for meeting in pair.meetings)
    facts = [(_("State"), pair_state_words(pair.state))]
    if held:
        facts.append((_("Meetings"), ngettext("%(num)s meeting", "%(num)s meetings", held)))
    return _when(pair.created_at), facts


def _answers(answers: dict[str, object]) -> Facts:
    return [(name, str(said)) for name, said in answers.items()]


def _role(role: str) -> Facts:
    return [("", role_words(role))]


def _line(action: str) -> str:
    """What was done with the file, to whom it is about."""
    return {
        "volunteer.read": _("The team opened your file"),
        "volunteer.contact_read": _("The team looked at your contact"),
        "volunteer.noted": _("The team wrote a note"),
        "volunteer.exported": _("The team made a copy of your data"),
    }.get(action, _("The team worked on your file"))
