"""Offering help.

The journey: the page for everybody says what volunteers do (`volunteering.home`); six short steps make an offer
(`offer`), each kept as soon as it is answered; a mail leads back to it (`mine`), also long after it was sent. Without
that mail nothing of an offer is known, not even whether an address has one (`link`).
"""
