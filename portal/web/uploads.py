"""A form that takes a file: the field, what is wrong with a file, and how large the form may be."""

from typing import Any

from flask import request
from wtforms import Field

from portal.domain.jobs import cv_files
from portal.domain.jobs.file_kinds import MOST_BYTES, Upload
from portal.domain.jobs.wrong_files import NotTaken, Wrong
from portal.web.languages import gettext as _

#: What a browser offers to choose from. What is chosen is judged by what it holds.
ACCEPT = ".pdf,.doc,.docx,.odt,.jpg,.jpeg,application/pdf,image/jpeg"
#: A form with a file that is far too large still arrives, so that it comes back filled; beyond this it does not.
_MOST_SENT = 64 * 1024 * 1024


def expect_file() -> None:
    """Say so before the form is made: other pages take a little text only."""
    request.max_content_length = _MOST_SENT


def wrong_words(why: Wrong) -> str:
    """What to do about it."""
    return {
        Wrong.EMPTY: _("This file is empty. Choose another one."),
        Wrong.TOO_LARGE: _("This file is larger than 5 MB. Choose a smaller one."),
        Wrong.UNKNOWN: _("We take PDF, Word, ODT and JPG. Choose such a file."),
        Wrong.BROKEN: _("We cannot open this file. Save it again as PDF, then choose that."),
        Wrong.TOO_MANY_PAGES: _("This file has more than 20 pages. Choose a shorter one."),
        Wrong.TOO_MANY_POINTS: _("This picture is too large. Take a smaller one."),
        Wrong.ACTIVE: _("This file contains a program. Save it again as simple PDF."),
        Wrong.LOCKED: _("This file has a password. Save it without, then choose it again."),
        Wrong.PACKED: _("This file unpacks to too much. Save it as PDF, then choose that."),
    }[why]


class CvField(Field):
    """A file, if one is chosen: `data` is the `Upload` that was judged and is taken, or None.

    A file that was taken is kept for an hour under the form's key (its field `key`): when the form comes back for
    another reason than its token, it need not be chosen again. `done` forgets it, once the form has been sent.
    """

    data: Upload | None

    def __init__(self, label: Any = None, key: str = "key", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._key_name = key
        self._key = ""
        self._chosen = False

    @property
    def without(self) -> str:
        """The name of the tick that lets a kept file go."""
        return f"{self.name}_without"

    @property
    def most(self) -> int:
        return MOST_BYTES

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = ()
        self.data = None
        sent = request.files.get(self.name) if formdata is not None else None
        if sent is None or not sent.filename:
            return
        try:
            self.data = cv_files.taken(sent.filename, sent.read())
            self._chosen = True
        except NotTaken as problem:
            self.process_errors = (wrong_words(problem.why),)

    def look_back(self, key: str) -> None:
        """Show what was chosen with an earlier try of the form with this key."""
        self._key = key
        self.data = self.data or cv_files.laid_by(key)

    def pre_validate(self, form: Any) -> None:
        key = form[self._key_name].data or ""
        if not self._is_ours(form):  # nothing is laid by for a form that is not one of ours
            self.data = None
        elif self.data and self._chosen:
            cv_files.lay_by(key, self.data)
        elif request.form.get(self.without):
            cv_files.lay_away(key)
            self.data = None
        self.look_back(key)

    def _is_ours(self, form: Any) -> bool:
        return "csrf_token" not in form or form["csrf_token"].validate(form)

    def done(self) -> None:
        """The form has been sent for good."""
        cv_files.lay_away(self._key)
