"""Editing what somebody else may be editing: the second who saves is told, and loses nothing that was typed.

A form keeps a fingerprint of each value as it was when it was opened. When it is sent, what another person saved
meanwhile shows: values the sender left alone are taken over, values both changed are shown beside what was typed, and
the next press saves. The check belongs inside the write transaction: call `begin_write()`, read the record, ask.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField

from portal.web.forms import PortalForm


@dataclass(frozen=True)
class Overtaken:
    """A value that another person saved meanwhile. `taken_over`: the sender had left it alone."""

    field: str
    label: str
    now: Any
    taken_over: bool


def _print(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


class EditForm(PortalForm):
    """A form over a record. `saved` is always {name of the field: its value as `field.data` would hold it}."""

    seen = HiddenField()

    overtaken_by: tuple[Overtaken, ...] = ()

    def open(self, saved: Mapping[str, Any]) -> None:
        """Show the record, and remember how it was."""
        for name, value in saved.items():
            self[name].data = value
        self.remember(saved)

    def overtaken(self, saved: Mapping[str, Any]) -> tuple[Overtaken, ...]:
        """What was saved by somebody else since the form was opened; empty: save it. `saved`: the record as it is."""
        opened = self._opened()
        changed = {name: value for name, value in saved.items() if opened.get(name) != _print(value)}
        found = []
        for name, value in changed.items():
            if _print(self[name].data) == _print(value):
                continue  # both want the same
            left_alone = _print(self[name].data) == opened.get(name)
            if left_alone:
                self[name].data = value
            found.append(Overtaken(name, str(self[name].label.text), value, left_alone))
        self.remember(saved)
        self.overtaken_by = tuple(found)
        return self.overtaken_by

    def remember(self, saved: Mapping[str, Any]) -> None:
        """From here on the record counts as opened like this."""
        self.seen.data = json.dumps({name: _print(value) for name, value in saved.items()})

    def _opened(self) -> dict[str, str]:
        try:
            opened = json.loads(self.seen.data or "{}")
        except ValueError:
            return {}
        return opened if isinstance(opened, dict) else {}
