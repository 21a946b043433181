"""Seats in course sessions: who asked for one, what became of it."""
