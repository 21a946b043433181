"""A learner finds a mentor: says what they look for, lets us find somebody or picks up to three, and says yes or no.

All of it opens from the card of a booking, without an account; so does nothing of it for anybody else. Whoever is
asked, learner or mentor, answers on one page, by the link of a message or from their own pages. Until both have said
yes, each sees of the other a first name at most (the mentor's), topics, languages and when both are free.
"""
