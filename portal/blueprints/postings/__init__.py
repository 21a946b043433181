"""A company posts work: it writes a draft that keeps itself, sends it, sees how it stands, and with one press pauses,
refreshes or ends it; the same presses open by the link of a message."""
