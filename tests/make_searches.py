"""Makers of saved searches, by the verb people use."""

from datetime import datetime, timedelta

from portal.domain.accounts.contacts import Reach, read_email
from portal.domain.jobs import searches
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import Every
from portal.domain.jobs.posting_models import Posting
from tests import make, make_jobs
from tests.conftest import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EMAIL = read_email("nour@example.org")


def alert(reach: Reach = EMAIL, every: Every = Every.DAY, language: str = "en", **wishes: str) -> searches.Alert:
    return searches.Alert(reach, wishes or {"kind": "internship"}, every, language)


def saved(now: datetime = NOW, **facts: object) -> SavedSearch:
    """By default the internships of the board, told every day by e-mail."""
    search = searches.save(alert(**facts), now)  # type: ignore[arg-type]
    make.db.session.commit()
    return search


def published(at: datetime, **facts: object) -> Posting:
    """An internship that came to the board at `at`."""
    return make_jobs.posting(**{"published_at": at, "refreshed_at": at} | facts)
