"""Mentoring and volunteering: who offers help, who looks for a mentor, what two do together, slots on dates."""
