"""Every address that is the same for everybody, for the tests that walk through all of them."""

from collections.abc import Iterable, Mapping

from flask import Flask
from sqlalchemy import ColumnElement, func, select

from portal import clock
from portal.database import db
from portal.domain.jobs.board import on_board
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import ON_THE_BOARD, CompanyState
from portal.web.access import Access


def public_addresses(
    app: Flask, courses: Iterable[str], places: Iterable[str], refs: Iterable[str], languages: Iterable[str] = ()
) -> list[str]:
    """Public addresses in `languages` (none: all offered), of these courses, places and course sessions."""
    takes_part = Posting.company.has(Company.state == CompanyState.APPROVED)
    filled: Mapping[str, Iterable[dict[str, str]]] = {
        "": [{}],
        "/courses/<slug:slug>": [{"slug": slug} for slug in courses],
        "/places/<slug:slug>": [{"slug": slug} for slug in places],
        "/sessions/<ref:ref>": [{"ref": ref} for ref in refs],
        "/jobs/<ref:ref>": [{"ref": ref} for ref in _jobs(takes_part & Posting.state.in_(ON_THE_BOARD))],
        "/jobs/<ref:ref>/sheet": [{"ref": ref} for ref in _jobs(on_board(clock.now()))],
        "/jobs/companies/<ref:ref>": [{"ref": ref} for ref in _companies()],
        "/jobs/fairs/<ref:ref>": [{"ref": ref} for ref in db.session.scalars(select(JobFair.ref))],
        "/picture/<digest>": [],
        "/figures/<int": [{"number": "2020"}, {"number": "2026"}],
        "/sitemap-<int:number>": [{"number": "1"}],
    }
    spoken = list(languages) or app.config["PORTAL_LANGUAGES"]
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()):
                continue
            if getattr(app.view_functions[rule.endpoint], "access", None) is not Access.PUBLIC:
                continue
            shape = next(shape for shape in reversed(filled) if shape in rule.rule)
            assert ("<" in rule.rule.replace("<lang:lang>", "")) == bool(shape), f"say here what fills {rule}"
            for values in filled[shape]:
                for lang in spoken if "lang" in rule.arguments else [None]:
                    found.append(app.url_for(rule.endpoint, **values, **({"lang": lang} if lang else {})))
    return found


def _jobs(seen: ColumnElement[bool]) -> Iterable[str]:
    """One of each kind in each state."""
    ids = select(func.max(Posting.id)).where(seen).group_by(Posting.state, Posting.kind)
    return db.session.scalars(select(Posting.ref).where(Posting.id.in_(ids)))


def _companies() -> Iterable[str]:
    """The company with most postings on the board, which has the longest page."""
    most = select(Posting.company_id).where(on_board(clock.now())).group_by(Posting.company_id)
    return db.session.scalars(select(Company.ref).where(Company.id.in_(most.order_by(func.count().desc()).limit(1))))
