"""Letters to carry: a test names only what it is about."""

from typing import Any

from portal.delivery.letters import Mail, TextMessage


def mail(**facts: Any) -> Mail:
    usual = {
        "to": "nour@example.org",
        "subject": "Your seat",
        "text": "Hello Nour,\nyou have a seat.\n",
        "language": "en",
        "rtl": False,
        "ref": "letter-1",
    }
    return Mail(**(usual | facts))


def text(**facts: Any) -> TextMessage:
    return TextMessage(**({"to": "+33639980001", "text": "You have a seat.", "ref": "letter-1"} | facts))
