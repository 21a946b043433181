"""The words of one kind of message in one language as a form: a field for each sentence and plural form."""

import re
from dataclasses import dataclass

from flask import current_app, request
from wtforms import HiddenField

from portal import clock
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.own_words import Sentence, fingerprint, wrong_with
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.letters.samples import sentences
from portal.web.own_words import examples, usual

#: Letters of one sentence, at most.
_MOST = 300
#: What a browser makes of a line; a no-break space stays.
_SPACES = re.compile(r"[ \t\n]+")


@dataclass
class Field:
    """One sentence in one plural form. `usual`: as the portal says it; `example`: the number of the form."""

    name: str
    sentence: Sentence
    form: int
    usual: str
    example: int | None
    data: str
    errors: list[str]

    @property
    def id(self) -> str:
        return self.name

    @property
    def own(self) -> bool:
        return self.data != self.usual


class WordsForm(PortalForm):
    """Left empty, or as it was, a sentence is the portal's own. `seen`: what was saved when the form was opened."""

    seen = HiddenField()

    def __init__(self, kind: MessageKind, code: str) -> None:
        super().__init__()
        own = current_app.extensions["own_words"].get((kind, code), {})
        if request.method == "GET":
            self.seen.data = _print(own)
        self.rows: list[Field] = []
        for sentence in sentences(kind, code, clock.now()):
            numbers = examples(code) if sentence.many else [None]
            for form, (words, number) in enumerate(zip(usual(sentence, code), numbers, strict=True)):
                name = f"s{len(self.rows)}"
                said = own.get((sentence.digest, form), words)
                if request.method == "POST":
                    said = _SPACES.sub(" ", request.form.get(name, "")).strip(" ") or words
                self.rows.append(Field(name, sentence, form, words, number, said, []))

    def validate(self, extra_validators: object = None) -> bool:
        sound = bool(super().validate())
        for row in self.rows:
            if row.own:
                row.errors = _told(wrong_with(row.data, row.usual), row)
        return sound and not any(row.errors for row in self.rows)

    @property
    def problems(self) -> list[tuple[str, str]]:
        return super().problems + [(row.name, problem) for row in self.rows for problem in row.errors]

    def overtaken(self, saved: dict[tuple[str, int], str]) -> bool:
        """Somebody else saved other words since the form was opened: said at each sentence that would undo theirs."""
        if self.seen.data == _print(saved):
            return False
        self.seen.data = _print(saved)
        for row in self.rows:
            theirs = saved.get((row.sentence.digest, row.form), row.usual)
            if theirs != row.data:
                row.errors = [_("Somebody else changed this meanwhile. Look, then save again."), theirs]
        return any(row.errors for row in self.rows)

    def chosen(self) -> list[tuple[Sentence, dict[int, str]]]:
        """For each sentence the words that are the team's own, by plural form."""
        found: dict[Sentence, dict[int, str]] = {}
        for row in self.rows:
            forms = found.setdefault(row.sentence, {})
            if row.own:
                forms[row.form] = row.data
        return list(found.items())

    def overlay(self) -> dict[tuple[str, int], str]:
        """The same for a rehearsal: nothing that would not be saved."""
        return {(row.sentence.digest, row.form): row.data for row in self.rows if row.own and not row.errors}


def _print(saved: dict[tuple[str, int], str]) -> str:
    return fingerprint(repr(sorted(saved.items())))


def _told(problems: list[str], row: Field) -> list[str]:
    words = {
        "facts": _("Keep each of the signs %(signs)s.", signs=signs_in(row.usual) or "–"),
        "percent": _("Write “percent” instead of its sign."),
        "long": _("At most 15 words in a sentence, please."),
    }
    told = [words[problem] for problem in problems]
    return [*told, _("Shorter, please: at most 300 letters.")] if len(row.data) > _MOST else told


def signs_in(text: str) -> str:
    """The facts of a sentence as they stand in it."""
    return " ".join(part for part in text.replace(",", " ").replace(".", " ").split() if "%(" in part)
