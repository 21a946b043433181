"""What carriers carry, and the four ways in which a hand-over can fail.

A reason is a short key ("smtp-550", "timeout"): it is logged and stored, so it never holds an address, a number
or words of a message.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    language: str
    rtl: bool
    #: The message's own random name, the same when it is tried again: who gets it twice can tell.
    ref: str
    unsubscribe: str | None = None
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class TextMessage:
    #: E.164.
    to: str
    text: str
    ref: str


class NotHandedOver(Exception):
    """A letter did not surely arrive at the next hand; each kind says what to do with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(NotHandedOver):
    """This letter will never be taken: do not try again."""


class Away(NotHandedOver):
    """The gateway takes nothing now, and surely did not take this: try later, this and all others."""


class Postponed(NotHandedOver):
    """This letter was surely not taken now; others may be."""


class Uncertain(NotHandedOver):
    """Handed over, but no readable answer came: it may have been delivered."""


Letter = TypeVar("Letter", contravariant=True)


class Carrier(Protocol[Letter]):
    """Hands one letter at a time over, or raises one of the four. Not to be shared between threads."""

    def send(self, letter: Letter, /) -> None: ...

    def reach(self) -> None:
        """Connect, and hand nothing over. Raises `Away`."""

    def close(self) -> None: ...
