"""Delivering the outbox: claim, word, hand over, write down what became of it. No network inside a transaction."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from portal import clock
from portal.database import db
from portal.delivery import Carriers
from portal.delivery.letters import Away, Mail, Postponed, Refused, TextMessage, Uncertain
from portal.domain.accounts.accounts import address_of
from portal.domain.messages import queue
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import opted_out, segments_since
from portal.domain.messages.segments import segments
from portal.domain.messages.stopped import stopped
from portal.domain.moves import Role
from portal.domain.promises.hours import next_waking
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.signups.told import still_true
from portal.web.in_force import follow
from portal.web.letters.compose import mail, text_message
from portal.web.letters.subject import NothingToSay

logger = logging.getLogger(__name__)

#: How many are in hand at once, and how long a gateway that is away is left alone.
IN_HAND, LEFT_ALONE = 50, timedelta(seconds=30)


class Postman:
    """One worker's hands. `settings`: the portal's configuration, of which the team may change some meanwhile."""

    def __init__(
        self, name: str, carry: Carriers, settings: Mapping[str, Any], stopping: Callable[[], bool] = lambda: False
    ) -> None:
        """`stopping`: somebody wants the worker to end; asked between two messages."""
        self.name = name
        self.carriers = carry
        self._stopping = stopping
        self._settings = settings
        self._prefixes = tuple(settings["PORTAL_TEXT_PREFIXES"])
        #: Since when and until when a gateway is left alone.
        self._away: dict[Channel, tuple[datetime, datetime]] = {}

    def deliver(self, now: datetime) -> int:
        """Deliver what is due, up to `IN_HAND`; returns how many messages were dealt with.

        Long before the lease of what it holds runs out, or when it is told to stop, the rest goes back.
        """
        away = {channel for channel in Channel if self._is_away(channel, now)}
        in_hand = queue.claim(self.name, now, IN_HAND, frozenset(away | stopped().keys()))
        db.session.commit()
        began = time.monotonic()
        for message in in_hand:
            late = time.monotonic() - began > queue.LEASE.total_seconds() / 2
            self._deal_with(message, clock.now(), give_back=late or self._stopping())
        return len(in_hand)

    def _is_away(self, channel: Channel, now: datetime) -> bool:
        """Not for ever, should the clock be set back meanwhile."""
        since, until = self._away.get(channel, (now, now))
        return since <= now < until

    def _deal_with(self, message: Message, now: datetime, give_back: bool) -> None:
        try:
            follow()  # the team's own words, said from the next message on
            if not queue.still_mine(message, self.name):
                pass
            elif give_back:
                queue.release(message)
            else:
                self._deliver(message, now)
            db.session.commit()
        except Exception as error:
            # Words that cannot be found must not stop the queue: it is tried again, and ends as a dead letter.
            logger.exception("message %s", message.ref)
            db.session.rollback()
            queue.failed(message, type(error).__name__[:40], now)
            db.session.commit()

    def _deliver(self, message: Message, now: datetime) -> None:
        channel = Channel(message.channel)
        early = queue.too_early(message, now)
        if message.useless_from and message.useless_from <= now:
            queue.useless(message, "late")
        elif early:
            queue.release(message, early)
        elif message.account_id is None and opted_out(message.address_digest):  # a link asked for always comes
            queue.only_on_card(message, "opted_out")
        elif not still_true(message):
            queue.useless(message, "ended")
        elif self._is_away(channel, now) or channel in stopped():
            queue.release(message)
        elif channel == Channel.TEXT:
            self._text(message, now)
        else:
            self._mail(message, now)

    def _mail(self, message: Message, now: datetime) -> None:
        carrier = self.carriers.mail
        if carrier is None:
            queue.give_up(message, "no-gateway", now)
            return
        try:
            letter: Mail = mail(message, message.address or address_of(message.owner) or self._staff())
        except NothingToSay:
            queue.useless(message, "gone")
            return
        db.session.commit()
        self._hand_over(message, lambda: carrier.send(letter), now, None)

    def _staff(self) -> str:
        return str(self._settings["PORTAL_STAFF_EMAIL"] or self._settings["PORTAL_ORGANISATION_EMAIL"])

    def _text(self, message: Message, now: datetime) -> None:
        carrier, number = self.carriers.text, message.address or ""
        if carrier is None:
            queue.give_up(message, "no-gateway", now)
            return
        if not number.startswith(self._prefixes):
            queue.give_up(message, "prefix", now)
            return
        try:
            letter: TextMessage = text_message(message, number)
        except NothingToSay:
            queue.useless(message, "gone")
            return
        cost = segments(letter.text)
        if not self._within_budget(message, cost, now):
            return
        db.session.commit()
        self._hand_over(message, lambda: carrier.send(letter), now, cost)

    def _within_budget(self, message: Message, cost: int, now: datetime) -> bool:
        """May so many segments still go out today? If not, it waits for the morning, and the team is told."""
        zone = message.zone
        today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        if segments_since(today) + cost <= int(self._settings["PORTAL_TEXT_DAILY_SEGMENTS"]):
            return True
        tomorrow = next_waking(today + timedelta(days=1), zone)
        owed = Owed(PromiseKind.BUDGET, f"budget:{today:%Y%m%d}", Owner.TEAM, tomorrow, zone)
        promise(owed, Role.RULE, now)
        queue.release(message, tomorrow, "budget")
        return False

    def _hand_over(self, message: Message, send: Callable[[], None], now: datetime, cost: int | None) -> None:
        """The moment of truth: from here to the line that says "sent" it is in flight, and only this one is."""
        channel = Channel(message.channel)
        try:
            send()
        except Refused as problem:
            queue.give_up(message, problem.reason, now)
        except Postponed as problem:
            queue.failed(message, problem.reason, now)
        except Uncertain as problem:
            queue.failed(message, problem.reason, now, uncertain=True)
            self._away[channel] = now, now + LEFT_ALONE
        except Away as problem:
            queue.failed(message, problem.reason, now)
            self._away[channel] = now, now + LEFT_ALONE
        else:
            queue.sent(message, clock.now(), cost)
