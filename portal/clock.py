"""The only clock of the portal: everything else takes the time as an argument or asks here."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)
