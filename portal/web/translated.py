"""Fields for texts that are written in every language: one beside the other, what is missing marked."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from wtforms import Field, ValidationError
from wtforms.utils import unset_value

from portal.database import Text
from portal.web.languages import Language, offered
from portal.web.languages import gettext as _

_LINE_MOST, _SENTENCE_MOST, _AREA_MOST = 200, 600, 20_000


class TextField(Field):
    """One text. `data`: {code of the language: words}, blank ones left out. `long`: of several lines. `tall`: one
    sentence or two, which a single line would cut."""

    def __init__(
        self, label: Any, required: bool = False, long: bool = False, tall: bool = False, **values: Any
    ) -> None:
        super().__init__(label, **values)
        self.required, self.long, self.rows = required, long, 4 if long else 2 if tall else 0

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data)
        if formdata is not None:
            typed = {one.code: self.read(formdata.get(f"{self.name}-{one.code}", "")) for one in offered()}
            self.data = {code: words for code, words in typed.items() if words}

    def read(self, typed: str) -> str:
        return typed.replace("\r\n", "\n").strip() if self.long else " ".join(typed.split())

    def pre_validate(self, form: Any) -> None:
        if self.required and not (self.data or {}).get(offered()[0].code):
            raise ValidationError(_("Write it in %(language)s at least.", language=offered()[0].name))
        most = _AREA_MOST if self.long else _SENTENCE_MOST if self.rows else _LINE_MOST
        if any(len(words) > most for words in (self.data or {}).values()):
            raise ValidationError(_("Write a shorter text."))

    def in_language(self, code: str) -> str:
        return str((self.data or {}).get(code, ""))

    def languages(self) -> list[Language]:
        """All it is to be written in, the one of the others' fall-back first."""
        return offered()

    def missing(self) -> list[Language]:
        """The languages it is not written in, once it is written at all."""
        written = self.data or {}
        return [one for one in offered() if written and one.code not in written]

    def onto(self, before: Text | None) -> Text | None:
        """What is to be saved: languages that are not offered now are kept."""
        others = {code: words for code, words in (before or {}).items() if code not in _codes()}
        return Text(others | dict(self.data or {})) if self.data else None

    def written(self) -> Text:
        """What was written, for something new."""
        return self.onto(None) or Text()


class LinesField(TextField):
    """A list of texts, a line each: the third line of each language says the same. `data`: a list as of texts."""

    def __init__(self, label: Any, **values: Any) -> None:
        super().__init__(label, long=True, **values)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data)
        if formdata is not None:
            lines = {
                code: [" ".join(line.split()) for line in words.split("\n")] for code, words in self.data.items()
            }
            rows = zip_longest(*lines.values(), fillvalue="")
            found = [{code: words for code, words in zip(lines, row, strict=True) if words} for row in rows]
            self.data = [one for one in found if one]

    def pre_validate(self, form: Any) -> None:
        if any(len(words) > _LINE_MOST for one in self.data or [] for words in one.values()):
            raise ValidationError(_("Write a shorter text."))

    def in_language(self, code: str) -> str:
        return "\n".join(one.get(code, "") for one in self.data or []).rstrip("\n")

    def missing(self) -> list[Language]:
        return [one for one in offered() if any(one.code not in text for text in self.data or [])]

    def texts(self) -> list[Text]:
        return [Text(one) for one in self.data or []]


def shown(text: Mapping[str, str] | None) -> dict[str, str]:
    """A text as the field holds it."""
    return {code: words for code, words in (text or {}).items() if words and code in _codes()}


def all_shown(texts: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [shown(one) for one in texts]


def lacking(texts: Sequence[Mapping[str, str] | None]) -> dict[str, int]:
    """By the code of each offered language: how many of these texts it lacks; one nobody wrote is no lack."""
    written = [one for one in texts if one and any(one.values())]
    return {one.code: sum(not text.get(one.code) for text in written) for one in offered()}


def _codes() -> set[str]:
    return {one.code for one in offered()}
