"""The words of a list that is brought in, and how its cells are read here."""

from portal.domain.accounts.names import fold_name
from portal.domain.signups.bringing_in import Outcome
from portal.domain.signups.importing import MOST_LINES, Says
from portal.domain.signups.imports import Line, Reading
from portal.domain.signups.people_models import ImportState, PeopleImport
from portal.web.languages import gettext as _
from portal.web.languages import language, offered
from portal.web.people_forms import read_typed_phone


def reading() -> Reading:
    """Numbers as they are written here; languages by their code, their own name and ours."""
    names = {
        fold_name(name): one.code for one in offered() for name in (one.code, one.name, one.babel.english_name or "")
    }
    names |= {fold_name(language().babel.languages.get(one.code, one.code)): one.code for one in offered()}
    return Reading(read_typed_phone, names, language().code)


def file_problem(why: str) -> str:
    """What to do with a file that cannot be read."""
    return {
        "empty": _("Choose a file with a line of headings and at least one person."),
        "too_big": _("This file is too big. Send it in parts."),
        "too_long": _("At most %(most)s lines at once. Send the list in parts.", most=MOST_LINES),
    }.get(why, _("This is no CSV file. In your spreadsheet, choose “Save as CSV”."))


def outcome_words(outcome: Outcome, sent: PeopleImport) -> str:
    """What becomes of a line; what became of it, once it is done."""
    done = sent.state == ImportState.DONE
    return {
        Outcome.MADE: _("Brought in") if done else _("Can be brought in"),
        Outcome.KNOWN: _("Known already: nothing to do"),
        Outcome.FULL: _("No seat left"),
        Outcome.CLOSED: _("This date takes nobody"),
        Outcome.NOT_READ: _("Cannot be read"),
    }[outcome]


def line_words(line: Line) -> str:
    """One line of the report, with what to correct in it."""
    if line.outcome is not Outcome.NOT_READ:
        return {
            Outcome.MADE: _("A new person or sign-up"),
            Outcome.KNOWN: _("Known already: nothing to do"),
            Outcome.FULL: _("No seat left"),
            Outcome.CLOSED: _("This date takes nobody"),
        }[line.outcome]
    return {
        Says.FIRST_NAME: _("The first name is missing"),
        Says.PHONE: _("The phone number cannot be read"),
        Says.EMAIL: _("The e-mail cannot be read"),
        Says.PARTY: _("How many people? Write 1 to 4"),
        "reach": _("Without a date, a phone or e-mail is needed"),
    }.get(line.why, _("Cannot be read"))
