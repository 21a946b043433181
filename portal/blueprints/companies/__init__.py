"""A company: asking to join, the recruiter's desk, colleagues, and what the link of a mail about it opens."""
