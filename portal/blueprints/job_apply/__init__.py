"""Applying to a posting.

The journey: the posting's page leads to one form (`apply`): who, how to be reached, a CV file or some questions
instead, the company's own questions, consent. Sent, the browser holds the application and lands on a page that says
until when the company answers. What was said makes a CV page to print (`cv`), for the learner and for whoever
answers. Trainers, referrers and the team apply for somebody else with the same form (`behalf`), and see what became
of it.
"""
