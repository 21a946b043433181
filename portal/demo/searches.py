"""Two saved searches of the demo: one told every day by text message, one once a week by e-mail."""

from datetime import datetime, timedelta

from portal.domain.accounts.contacts import Reach, read_email
from portal.domain.accounts.models import ContactKind
from portal.domain.jobs import searches
from portal.domain.jobs.choices import Every, JobKind
from portal.domain.jobs.searches import Alert

DAY = timedelta(days=1)


def save_searches(now: datetime) -> None:
    """Saved some days ago, so that the first round of the worker has something new to tell."""
    phone = Reach(ContactKind.PHONE, "+33639980777")  # a number of stories
    near = {"kind": JobKind.INTERNSHIP.value, "town": "Montreuil", "radius": "50"}
    searches.save(Alert(phone, near, Every.DAY, "fr"), now - 3 * DAY)
    searches.save(Alert(read_email("zahra@example.org"), {"beginner": "1"}, Every.WEEK, "fa"), now - 10 * DAY)
