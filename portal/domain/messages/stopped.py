"""Stopping a channel: nothing goes out by it, the queue waits; text messages and e-mail apart."""

from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.messages.models import Channel, StoppedChannel

#: What can be stopped: the card is always there.
CHANNELS = (Channel.EMAIL, Channel.TEXT)


def stopped() -> dict[Channel, datetime]:
    """The channels that are stopped, and since when."""
    rows = db.session.execute(select(StoppedChannel.channel, StoppedChannel.since))
    return {Channel(channel): since for channel, since in rows}


def stop(channel: Channel, now: datetime, account_id: int | None = None) -> bool:
    """From now on nothing goes out by it. False: it was stopped already."""
    begin_write()
    if db.session.get(StoppedChannel, channel) is not None:
        return False
    db.session.add(StoppedChannel(channel=channel, since=now, account_id=account_id))
    db.session.flush()
    return True


def start(channel: Channel) -> bool:
    """What waits goes out. False: it was not stopped."""
    begin_write()
    row = db.session.get(StoppedChannel, channel)
    if row is None:
        return False
    db.session.delete(row)
    db.session.flush()
    return True
