"""What the worker does for mentoring and volunteering: the steps of its promises, and the rounds it makes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise

#: What is done with a promise at a step of its ladder.
Doing = Callable[[Promise, datetime], None]

#: What happens when nobody kept it.
ENDS: dict[PromiseKind, Doing] = {}
#: How whoever owes it without being of the team is reminded.
REMIND: dict[PromiseKind, Doing] = {}
#: How whoever waits hears the new date when another team owes it now.
LATER: dict[PromiseKind, Doing] = {}
#: What is done how often; each commits what it does.
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = ()
