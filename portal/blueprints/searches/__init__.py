"""Hearing of new jobs.

The journey: what was chosen on the board is saved with one way to be reached (`ask`), without an account or a name. A
message comes at once; by its link (`saved`), and that of each later one, the search is seen, stopped, started again,
or told more or less often. What is told, and when, stands in `portal.domain.jobs.searches`.
"""
