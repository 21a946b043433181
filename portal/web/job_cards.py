"""What a card and the page of a posting say beside its lines in `postings`: tone, newness, until when."""

from datetime import timedelta

from flask import Flask
from markupsafe import Markup, escape

from portal import clock
from portal.domain.jobs.choices import JobKind
from portal.domain.jobs.posting_models import Posting
from portal.web import jobs, postings
from portal.web.dates import day_words
from portal.web.languages import KNOWN, language
from portal.web.languages import gettext as _

#: So long a posting is new.
NEW = timedelta(days=7)
#: The colour of a card, by the name a programme has for it.
_TONES = {
    JobKind.INTERNSHIP: "discovery",
    JobKind.APPRENTICESHIP: "literacy",
    JobKind.FIXED_TERM: "professional",
    JobKind.PERMANENT: "international",
    JobKind.FREELANCE: "flash",
    JobKind.IMMERSION: "soft_skills",
}


def job_tone(posting: Posting) -> str:
    return _TONES[JobKind(posting.kind)] if posting.kind else "on_request"


def is_new(posting: Posting) -> bool:
    return posting.published_at is not None and clock.now() - posting.published_at < NEW


def apply_by(posting: Posting) -> str:
    """Until when it can be applied for."""
    return _("Apply until %(day)s", day=day_words(posting.expires_on)) if posting.expires_on else ""


def in_its_language(posting: Posting, words: str) -> Markup:
    """What the company wrote, marked where that is not the reader's language."""
    if posting.language == language().code:
        return escape(words)
    direction = KNOWN[posting.language].direction if posting.language in KNOWN else "auto"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(posting.language, direction, words)


def init_job_cards(app: Flask) -> None:
    app.jinja_env.globals.update(
        apply_by=apply_by,
        cv_words=jobs.cv_words,
        hours_line=postings.hours_line,
        in_its_language=in_its_language,
        is_new=is_new,
        job_french=jobs.french_words,
        job_kind=jobs.kind_words,
        job_tone=job_tone,
        paper_words=jobs.paper_words,
        pay_line=postings.pay_line,
        when_line=postings.when_line,
        where_line=postings.where_line,
    )
