"""Asking the team.

The journey: "Ask for a call" stands on every page and leads to a form of three questions (`call`); a course without a
date, or without a free seat, has "Tell me when there is a date" (`wish`). Both land on the page that says by when an
answer comes (`asked`), and whoever gets a message about it comes back to that page. Nobody waits in silence: the
promise behind it has a date from the first moment, and an end (see `portal.domain.promises`).
"""
