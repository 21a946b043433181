"""What a line of the audit log says beside who, what and when, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.messages.models import Channel
from portal.web.languages import gettext as _
from portal.web.message_words import channel_words
from portal.web.placement_forms import heard_words
from portal.web.roles import role_words

#: A fingerprint of a picture is this long: its first signs tell two apart.
_FINGERPRINT = 64


def facts_words(facts: Mapping[str, Any]) -> str:
    """`Changed: capacity, Role: Team`. What has no word here is shown as it was written."""
    return ", ".join(
        _("%(what)s: %(deed)s", what=_name(name), deed=_value(name, value))
        for name, value in _flat(facts)
        if value not in (None, "")
    )


def _flat(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flat(value)
        else:
            yield name, value


def _name(name: str) -> str:
    return {
        "channel": _("Way of sending"),
        "closed": _("This date takes nobody"),
        "count": _("How many"),
        "fields": _("Changed"),
        "full": _("No seat left"),
        "known": _("Known already"),
        "language": _("Language"),
        "made": _("Brought in"),
        "new": _("After"),
        "not_read": _("Cannot be read"),
        "of": _("Copied from"),
        "old": _("Before"),
        "people": _("People"),
        "reason": _("Why"),
        "role": _("Role"),
    }.get(name, name)


def _value(name: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value)
    if name == "role" and value in list(OfficeRole):
        return role_words(value)
    if name == "reason" and value in heard_words():
        return heard_words()[value]
    if name == "channel" and value in list(Channel):
        return channel_words(value)
    shown = str(value)
    return shown[:8] if len(shown) == _FINGERPRINT and shown.isalnum() else shown
