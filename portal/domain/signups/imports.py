"""One list on its way: received, looked through, tried without writing, brought in some lines at a time.

The file is forgotten when it is done. The report then names nobody: it holds the number of each line, what became of
it, and the sign-up it made.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.bringing_in import Outcome, Told, bring_in, request_of, would_become
from portal.domain.signups.importing import Entry, NotReadable, Says, guessed, read_file, read_line, rows_of
from portal.domain.signups.people_models import ImportState, PeopleImport
from portal.vault import new_ref

#: So many lines are brought in at once: others wait for the database meanwhile.
AT_ONCE = 50


@dataclass(frozen=True)
class Reading:
    """How cells are read: phone numbers as they are written here, languages by their names."""

    phone: Callable[[str], Reach]
    languages: Mapping[str, str]
    #: Of those whose line names none.
    language: str


@dataclass(frozen=True)
class Line:
    """One line of the report. `why`: what cannot be read."""

    number: int
    outcome: Outcome
    why: str = ""
    ref: str = ""


def receive(content: bytes, account_id: int, now: datetime) -> PeopleImport:
    """Keep a list that was sent, with a guess of what its columns say. Raises `NotAList`."""
    begin_write()
    text = read_file(content)
    columns = {str(says): number for says, number in guessed(rows_of(text)[0]).items()}
    found = PeopleImport(
        ref=new_ref(16),
        account_id=account_id,
        at=now,
        state=ImportState.READ,
        content=text,
        columns={"says": columns, "session": ""},
    )
    db.session.add(found)
    db.session.flush()
    return found


def by_ref(ref: str, account_id: int, powers: Powers) -> PeopleImport | None:
    """A list is seen by whoever sent it, and by those who see all places."""
    sent = db.session.scalar(select(PeopleImport).where(PeopleImport.ref == ref))
    return sent if sent and (powers.everywhere or sent.account_id == account_id) else None


def of_account(account_id: int) -> Select[PeopleImport]:
    return select(PeopleImport).where(PeopleImport.account_id == account_id).order_by(PeopleImport.id.desc())


def heads_of(sent: PeopleImport) -> list[str]:
    return rows_of(sent.content)[0] if sent.content else []


def columns_of(sent: PeopleImport) -> dict[Says, int]:
    return {Says(says): number for says, number in sent.columns["says"].items()}


def session_of(sent: PeopleImport) -> CourseSession | None:
    return db.session.scalar(select(CourseSession).where(CourseSession.ref == sent.columns["session"]))


def try_out(
    sent: PeopleImport, columns: Mapping[Says, int], course_session: CourseSession | None, by: Reading, now: datetime
) -> None:
    """Say what would become of each line; of people and seats, nothing changes."""
    begin_write()
    says = {str(what): number for what, number in columns.items()}
    sent.columns = {"says": says, "session": course_session.ref if course_session else ""}
    told = Told()
    lines = [
        [line.number, line.outcome, line.why, ""]
        for line in _each(sent, by, lambda entry, times: _would(entry, times, course_session, by, told, now))
    ]
    sent.report = {"lines": lines}
    _move(sent, ImportState.TRIED)


def _would(
    entry: Entry, times: int, course_session: CourseSession | None, by: Reading, told: Told, now: datetime
) -> tuple[Outcome, str]:
    request = request_of(entry, by.language, times)
    return would_become(entry, request, course_session, told, now), ""


def go_on(sent: PeopleImport, by: Reading, now: datetime, at_once: int = AT_ONCE) -> None:
    """Bring in the next lines; when the last one is in, the file is forgotten. Pressed twice, no line is in twice."""
    begin_write()
    db.session.refresh(sent)
    if sent.state == ImportState.DONE or sent.report is None:
        return
    course_session, begun = session_of(sent), int(sent.report.get("done", 0))
    lines = list(sent.report["lines"])

    def do(entry: Entry, times: int) -> tuple[Outcome, str]:
        outcome, made = bring_in(entry, request_of(entry, by.language, times), course_session, now)
        return outcome, made.ref if made else ""

    for line in _each(sent, by, do, begun, begun + at_once):
        lines[line.number - 2] = [line.number, line.outcome, line.why, line.ref]
    done = min(begun + at_once, len(lines))
    sent.report = {"lines": lines, "done": done}
    if done == len(lines):
        sent.done_at, sent.content = now, None
        _move(sent, ImportState.DONE)
    db.session.flush()


def _move(sent: PeopleImport, target: ImportState) -> None:
    """The one function that changes the state of a list: read, tried as often as wanted, done."""
    sent.state = target
    db.session.flush()


def _each(
    sent: PeopleImport, by: Reading, do: Callable[[Entry, int], tuple[Outcome, str]], begin: int = 0, end: int = 10**6
) -> Iterator[Line]:
    """The lines from `begin` to `end`, each read and done. The heads are line 1."""
    columns, seen = columns_of(sent), Counter[str]()
    for index, row in enumerate(rows_of(sent.content or "")[1:]):
        number, key = index + 2, "|".join(row)
        times = seen[key]
        seen[key] += 1
        if not begin <= index < end:
            continue
        try:
            outcome, ref = do(read_line(row, columns, by.phone, by.languages), times)
        except NotReadable as problem:
            yield Line(number, Outcome.NOT_READ, problem.why)
        else:
            yield Line(number, outcome, "reach" if outcome is Outcome.NOT_READ else "", ref)


def report_of(sent: PeopleImport) -> list[Line]:
    found: list[list[Any]] = (sent.report or {}).get("lines", [])
    return [Line(number, Outcome(outcome), why, ref) for number, outcome, why, ref in found]


def progress_of(sent: PeopleImport) -> tuple[int, int]:
    """(lines that are in, lines there are)"""
    report = sent.report or {}
    return int(report.get("done", 0)), len(report.get("lines", []))


def count_of_report(sent: PeopleImport) -> dict[Outcome, int]:
    return dict(Counter(line.outcome for line in report_of(sent)))


def forget(sent: PeopleImport) -> None:
    """The list is not wanted: nothing of it is kept."""
    begin_write()
    db.session.delete(sent)
    db.session.flush()
