"""New jobs as Atom (RFC 4287), one feed a language."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request

from portal import clock
from portal.database import Text
from portal.domain.jobs import board
from portal.domain.jobs.posting_models import Posting
from portal.web.access import public
from portal.web.dates import iso_utc
from portal.web.job_cards import apply_by
from portal.web.job_schema import job_link
from portal.web.jobs import french_words, kind_words
from portal.web.languages import gettext as _
from portal.web.links import absolute, address
from portal.web.postings import pay_line, when_line, where_line

blueprint = Blueprint("jobs_feed", __name__)

#: A reader that comes once a week misses nothing.
MOST_ENTRIES = 100
#: What an empty feed says: nothing has changed since.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """`address` is its id, too: it lasts as long as the portal."""

    title: Text
    address: str
    updated: datetime
    kind: str
    more: str
    lines: list[str]


@blueprint.get("/jobs.atom")
@public
def atom() -> Response:
    entries = [_entry(one) for one in board.newest(clock.now(), MOST_ENTRIES)]
    content = render_template(
        "feeds/atom.xml",
        title=_("New jobs"),
        page=address("jobs.list_of"),
        itself=absolute(request.path),
        updated=max((entry.updated for entry in entries), default=_BEGINNING),
        entries=entries,
        stamp=iso_utc,
    )
    return Response(content, content_type="application/atom+xml; charset=utf-8")


def _entry(posting: Posting) -> Entry:
    french = french_words(posting.french) if posting.french is not None else ""
    lines = [where_line(posting), pay_line(posting), when_line(posting), french, apply_by(posting), posting.tasks]
    return Entry(
        Text({posting.language: posting.title}),
        job_link(posting),
        max(posting.changed_at, posting.refreshed_at or posting.changed_at),
        kind_words(posting.kind) if posting.kind else "",
        posting.company.name,
        [line for line in lines if line],
    )
