"""Once both said yes, for the company: the days, the agreement, has it begun, how did it go.

By the link of a message without signing in (`by_letter`), or signed in (`signed`); what both do stands in `deeds`,
the forms in `forms`, what the page says in `shown`. A GET shows, only a POST acts. What the learner says of how it
went is for the association, and never shown here.
"""
