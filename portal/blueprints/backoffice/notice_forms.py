"""The form of a notice: one text for each language that somebody reads, the first of them required."""

import re
from typing import Any

from wtforms import Field, HiddenField, TextAreaField

from portal.database import Text
from portal.web.forms import PortalForm
from portal.web.languages import Language
from portal.web.languages import gettext as _

#: About four text messages: whoever has more to say writes it on the page of the course.
MOST_LETTERS = 480
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


class NoticeForm(PortalForm):
    """`key`: sent twice, the notice is told once. The texts are named after their language: `words_fr`."""

    languages: list[Language]

    key = HiddenField()

    @property
    def texts(self) -> list[tuple[Language, Field]]:
        return [(language, self[f"words_{language.code}"]) for language in self.languages]

    def words(self) -> Text:
        """What was written, by language."""
        written = {language.code: (field.data or "").strip() for language, field in self.texts}
        return Text({code: words for code, words in written.items() if words})

    def validate(self, extra_validators: Any = None) -> bool:
        sound = bool(super().validate(extra_validators)) and bool(_KEY.fullmatch(self.key.data or ""))
        for language, field in self.texts:
            written = (field.data or "").strip()
            if language is self.languages[0] and not written:
                self.refuse(field.name, _("Write the message in this language: the others fall back to it."))
            elif len(written) > MOST_LETTERS:
                self.refuse(field.name, _("Write a shorter text, %(most)s letters at most.", most=MOST_LETTERS))
            sound = sound and not field.errors
        return sound


def notice_form(languages: list[Language], **values: Any) -> NoticeForm:
    """A form with a text for each of these languages; the others fall back to the first."""
    fields = {f"words_{language.code}": TextAreaField(language.name) for language in languages}
    form: NoticeForm = type("NoticeFormHere", (NoticeForm,), fields)(**values)
    form.languages = languages
    return form
