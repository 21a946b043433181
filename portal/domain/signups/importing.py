"""Reading a list of people that somebody sends: what kind of file, which column says what, what each line says."""

import csv
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, Reach, read_email
from portal.domain.accounts.names import fold_name
from portal.domain.signups.models import LARGEST_PARTY

#: A list that is longer is sent in parts.
MOST_BYTES, MOST_LINES = 300_000, 1000
_LONGEST_NAME = 80


class Says(StrEnum):
    """What a column says."""

    FIRST_NAME = "first_name"
    PHONE = "phone"
    EMAIL = "email"
    PARTY = "party"
    LANGUAGE = "language"


class NotAList(ValueError):
    """It cannot be read as a list. `why`: "empty", "too_big", "too_long" or "no_text"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotReadable(ValueError):
    """A line says too little, or something nobody can read. `why`: a value of `Says`, or "reach"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


#: How the heads of columns are written, folded, by what they say.
_HEADS: dict[Says, tuple[str, ...]] = {
    Says.FIRST_NAME: ("prenom", "firstname", "givenname", "name", "nom", "الاسم", "اسم", "نام", "имя", "імя"),
    Says.PHONE: ("telephone", "tel", "phone", "mobile", "portable", "numero", "هاتف", "الهاتف", "تلفن", "телефон"),
    Says.EMAIL: ("email", "mail", "courriel", "adresseemail", "البريد", "ایمیل", "пошта", "електроннапошта"),
    Says.PARTY: ("party", "people", "personnes", "places", "seats", "nombre"),
    Says.LANGUAGE: ("language", "langue", "لغة", "اللغة", "زبان", "мова"),
}


@dataclass(frozen=True)
class Entry:
    """One line, read. `language`: the portal's code; None: it says none."""

    first_name: str
    reach: Reach | None
    party: int
    language: str | None


def read_file(content: bytes) -> str:
    """The text of a file, judged by what is in it: UTF-8, or as spreadsheets of Windows write it."""
    if len(content) > MOST_BYTES:
        raise NotAList("too_big")
    if b"\0" in content or content[:2] == b"PK" or content[:4] == b"%PDF":
        raise NotAList("no_text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", text)


def rows_of(text: str) -> list[list[str]]:
    """Its lines, cell by cell, the heads first; lines without anything are left out. Raises `NotAList`."""
    head = text.lstrip().split("\n", 1)[0]
    apart = max(";,\t", key=head.count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=apart)]
    except csv.Error as error:
        raise NotAList("no_text") from error
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise NotAList("empty")
    if len(rows) > MOST_LINES + 1:
        raise NotAList("too_long")
    return rows


def guessed(heads: list[str]) -> dict[Says, int]:
    """Which column says what, by the words at its head."""
    found: dict[Says, int] = {}
    folded = [fold_name(head) for head in heads]
    for says, names in _HEADS.items():
        free = (number for name in names for number, head in enumerate(folded) if head == name)
        number = next((one for one in free if one not in found.values()), None)
        if number is not None:
            found[says] = number
    return found


def read_line(
    row: list[str],
    columns: Mapping[Says, int],
    read_phone: Callable[[str], Reach],
    languages: Mapping[str, str],
) -> Entry:
    """One line as `columns` say it. `languages`: folded names and codes of those we speak, with their code.

    Raises `NotReadable`. A phone comes before an e-mail, where a line has both.
    """

    def cell(says: Says) -> str:
        number = columns.get(says, -1)
        return " ".join(row[number].split()) if 0 <= number < len(row) else ""

    first_name = cell(Says.FIRST_NAME)
    if not any(letter.isalpha() for letter in first_name) or len(first_name) > _LONGEST_NAME:
        raise NotReadable(Says.FIRST_NAME)
    reach = None
    try:
        if cell(Says.PHONE):
            reach = read_phone(cell(Says.PHONE))
        elif cell(Says.EMAIL):
            reach = read_email(cell(Says.EMAIL))
    except NotAPhone as error:
        raise NotReadable(Says.PHONE) from error
    except NotAnEmail as error:
        raise NotReadable(Says.EMAIL) from error
    return Entry(first_name, reach, _party(cell(Says.PARTY)), languages.get(fold_name(cell(Says.LANGUAGE))))


def _party(said: str) -> int:
    if not said:
        return 1
    if not (said.isdecimal() and len(said) < 3 and 1 <= int(said) <= LARGEST_PARTY):
        raise NotReadable(Says.PARTY)
    return int(said)
