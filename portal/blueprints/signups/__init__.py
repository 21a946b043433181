"""Taking a seat and coming back to it.

The journey: a course session's page leads to the form of four questions (`seat`). The seat taken, the browser
holds the booking and lands on its card (`card`), where optional facts may be added, the contact corrected, the
seat given back, more people announced (`party`) or another date chosen (`moving`). Where no seat is left, the same
form gives a place in line, and the card says how it stands (`standing`) until a seat is theirs. Whoever returns
later opens the card by code and first name, or by the private link and the code (`door`). Nobody needs an account.
"""
