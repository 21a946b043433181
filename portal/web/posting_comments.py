"""The form for what a company and the team write to each other about a posting."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, ValidationError

from portal.web.forms import PortalForm
from portal.web.languages import gettext as _

_LONGEST = 2000


class CommentForm(PortalForm):
    text = TextAreaField(_l("Your words"), filters=[lambda text: (text or "").replace("\r\n", "\n").strip()])

    def validate_text(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write a few words."))
        if len(field.data) > _LONGEST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_LONGEST))
