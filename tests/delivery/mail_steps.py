"""Steps that the tests of e-mail share."""

from contextlib import contextmanager

import pytest

from portal.delivery.letters import NotHandedOver
from portal.delivery.mail import SmtpCarrier
from tests.delivery.letters import mail

#: How long a carrier waits where the server never answers, in seconds; where it does, a busy machine gets its time.
SHORT, LONG = 0.3, 10.0


@contextmanager
def carrier_to(port, scheme="smtp", login="", options="", timeout=LONG):
    carrier = SmtpCarrier(f"{scheme}://{login}127.0.0.1:{port}{options}", "hello@example.org", "Kónexio", timeout)
    try:
        yield carrier
    finally:
        carrier.close()


def failure(carrier, letter=None):
    """How the hand-over failed, and the reason given."""
    with pytest.raises(NotHandedOver) as raised:
        carrier.send(letter or mail())
    return type(raised.value), raised.value.reason
