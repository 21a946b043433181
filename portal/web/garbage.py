"""When Python looks for garbage: between requests, where in the midst of one is not safe.

Up to Python 3.11 the collector may start at any allocation, inside C code too, and let another thread in from there.
With several threads a worker, lists of dates under load died by segmentation fault within some hundred requests
(seen on 3.11.2 and 3.11.7; never with the collector off, nor on 3.12 and 3.13, where it waits for a safe point).
"""

import gc
import sys
from itertools import count

from flask import Flask

#: Requests between two looks at what is young, and between two looks at everything.
YOUNG, ALL = 20, 400


def collect_between_requests(app: Flask, version: tuple[int, int] = sys.version_info[:2]) -> None:
    """From the first request on; a process that serves none keeps its collector, as all do from Python 3.12 on."""
    if version >= (3, 12):
        return
    served = count(1)

    @app.before_request
    def wait() -> None:
        if gc.isenabled():
            gc.disable()
            gc.freeze()  # the app itself stays: no look needs to go through it

    @app.teardown_request
    def collect(error: BaseException | None) -> None:
        number = next(served)
        if number % YOUNG == 0:
            gc.collect(2 if number % ALL == 0 else 1)
