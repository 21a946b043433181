"""Answering whoever applied: signed in, or by the link of a message.

The journey: the list of what waits, oldest first, or the same as a board; one application with all that was sent
(`signed`, or `by_letter` without signing in); and from there the answers, each with a page of its own where something
is to be said (`deeds`): read, a closer look, dates for an interview, yes, no. A GET shows, only a POST acts. How to
reach a learner is shown from an interview on, never before.
"""
