"""Accounts, for whoever has one: learners need none.

The journey: an invitation arrives (`by_link`) and lets choose a password; staff and admins then set up their phone as
the second factor (`second_step`) and get recovery codes. From then on they sign in with both (`signing_in`).
Volunteers, trainers and partners ask for a link each time, or choose a password if they like. The own page (`own`)
changes all of it. Whatever is interrupted is gone on with at the next sign-in: `steps` knows what is still owed.
"""
