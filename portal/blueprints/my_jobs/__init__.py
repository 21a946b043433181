"""An application for work, for the learner who sent it: how it stands, and what they can answer.

Whoever came by the link of a message sees the work, how it stands and what can be answered now, and nothing of the
person: no name, no contact, not what was sent. The browser that holds the application sees that, too; a browser
becomes one by three letters of the first name, or by the list of all that was booked with a contact. What is pressed
twice counts once; what comes too late is answered with a sentence, and the page as it stands by then.
"""
