"""Waiting for what other processes do, as long as a busy machine may need and not a moment longer."""

import time
from collections.abc import Callable

#: Seconds.
FOR_EVER = 90


def wait_until(what: Callable[[], object], most: float = FOR_EVER) -> None:
    """Look again and again until `what` is so."""
    end = time.monotonic() + most
    while not what():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)
