"""Check-in on a phone: the list of names of one course session, ticked by its trainer or its team.

The team makes a link (`links`), the trainer opens it (`entry`), ticks the names (`names`), and each tick that is made
while there is no network is sent later (`sending`). Whoever comes without a seat is let in by `walk_in`.
"""
