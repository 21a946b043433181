"""A channel is stopped and started again; the other one goes on."""

from datetime import timedelta

from portal.domain.messages.models import Channel
from portal.domain.messages.stopped import start, stop, stopped
from tests.conftest import NOW


def test_a_channel_is_stopped_since_it_first_was(app):
    assert stop(Channel.TEXT, NOW)
    assert not stop(Channel.TEXT, NOW + timedelta(hours=1))

    assert stopped() == {Channel.TEXT: NOW}


def test_a_channel_goes_on_apart_from_the_other(app):
    stop(Channel.TEXT, NOW)
    stop(Channel.EMAIL, NOW)

    assert start(Channel.TEXT)
    assert not start(Channel.TEXT)
    assert stopped() == {Channel.EMAIL: NOW}
