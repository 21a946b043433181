"""The desk of a volunteer who is signed in: what is to do first, then learners, dates, hours, and what they offer."""
