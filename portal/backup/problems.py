"""What can be wrong with a backup."""


class BadBackup(Exception):
    """It cannot be made, or must not be put back. The text says why and what to do."""
