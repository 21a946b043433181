"""A mentor and a learner at work.

Both have one page (`pair`): who the other is, the next meeting, their goals (`goals`), the meetings held, and how
each reaches the other once both agree (`contacts`). A meeting is planned, moved or called off (`planning`), and
logged in two presses (`meetings`), from that page or from the link of a message, which opens this one meeting and
nothing else. After the first meeting, and at the end, each is asked a few questions (`surveys`); the other never
reads the answers.
"""
