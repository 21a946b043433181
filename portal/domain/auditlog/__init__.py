"""What the team did and read: who, what, which record, when, from where. Lines are added, never changed."""
