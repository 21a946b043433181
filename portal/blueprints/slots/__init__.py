"""Dates that need a trainer, a coach or a speaker, as volunteers see them: what is open and fits, what is theirs.

The same pages open at the desk of whoever is signed in (`signed`), and by the link of a message (`by_letter`). A page
shows one slot and what may be done with it; each press changes one thing and comes back to it.
"""
