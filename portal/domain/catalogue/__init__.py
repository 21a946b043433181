"""Programmes, courses, places and course sessions: what the association offers, where and when."""
