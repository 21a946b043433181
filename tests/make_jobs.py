"""Makers of companies, recruiters, postings and applications, with boring defaults."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.contacts import Reach, read_phone
from portal.domain.accounts.people import find_or_add_person
from portal.domain.catalogue.models import French
from portal.domain.jobs.application_models import Applied, JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.choices import CompanyKind, CvWanted, JobKind, Paper, PayPer, Presence
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

_number = count(1)


def company(state: CompanyState = CompanyState.APPROVED, **facts: Any) -> Company:
    """A company in `state`, with one recruiter who is its admin, put there behind the verbs' back."""
    begin_write()
    number = next(_number)
    mine = {
        "ref": new_ref(16),
        "state": state,
        "kind": CompanyKind.COMPANY,
        "name": f"Atelier Numérique {number}",
        "number": f"{73282932000000 + number}",
        "country": "FR",
        "town": "Montreuil",
        "about": "We make websites.",
        "employer_key": f"atelier numerique {number}",
        "consent_version": "1",
        "created_at": NOW,
        "changed_at": NOW,
    }
    made = Company(**mine | facts)
    db.session.add(made)
    db.session.flush()
    recruiter(made, admin=True)
    return made


def recruiter(of: Company | None = None, account: Account | None = None, admin: bool = False) -> Recruiter:
    """Somebody who acts for a company."""
    of = of or company()
    begin_write()
    made = Recruiter(
        company=of, account=account or make.account(OfficeRole.RECRUITER), admin=admin, since=NOW, until=None
    )
    db.session.add(made)
    db.session.flush()
    return made


def posting(state: PostingState = PostingState.PUBLISHED, **facts: Any) -> Posting:
    """A posting in `state`, with all that it must say. `company`: that of the test."""
    of = facts.pop("company", None) or company()
    begin_write()
    number = next(_number)
    on_board = state not in {PostingState.DRAFT, PostingState.IN_REVIEW}
    mine = {
        "ref": new_ref(8),
        "state": state,
        "company": of,
        "recruiter": of.recruiters[0] if of.recruiters else None,
        "kind": JobKind.INTERNSHIP,
        "language": "fr",
        "title": f"Stage en développement web {number}",
        "tasks": "Écrire des pages.",
        "skills_wanted": "HTML",
        "skills_learned": "Python",
        "presence": Presence.ON_SITE,
        "town": "Montreuil",
        "country": "FR",
        "latitude": 48.864,
        "longitude": 2.443,
        "weekly_hours": 35,
        "pay_per": PayPer.MONTH,
        "pay_from": 70000,
        "french": French.A2,
        "papers": [Paper.CITIZEN, Paper.RESIDENCE_PERMIT],
        "beginner": True,
        "cv": CvWanted.WELCOME,
        "seats": 1,
        "questions": [],
        "most_open": 20,
        "expires_on": (NOW + timedelta(days=60)).date(),
        "created_at": NOW,
        "changed_at": NOW,
        "published_at": NOW if on_board else None,
        "refreshed_at": NOW if on_board else None,
        "reviewed_at": NOW if on_board else None,
    }
    made = Posting(**mine | facts)
    db.session.add(made)
    db.session.flush()
    return made


def application(state: JobState = JobState.SENT, **facts: Any) -> JobApplication:
    """An application in `state`. `posting`: that of the test; `first_name`, `reach`: who applies."""
    to = facts.pop("posting", None) or posting()
    begin_write()
    number = next(_number)
    reach: Reach | None = facts.pop("reach", None) or read_phone(f"06 98 {number:06}", "FR")
    person = facts.pop("person", None) or find_or_add_person(facts.pop("first_name", "Nour"), reach, NOW)
    mine = {
        "ref": new_ref(16),
        "state": state,
        "posting": to,
        "person": person,
        "language": "fr",
        "way": Applied.OWN,
        "profile": {"did": "I sold fruit.", "can": "I can count.", "spoken": ["ar"], "week": [], "from": None},
        "answers": {},
        "consent_version": "1",
        "consent_at": NOW,
        "created_at": NOW,
        "moved_at": NOW,
    }
    made = JobApplication(**mine | facts)
    db.session.add(made)
    db.session.flush()
    return made


def fair(starts_at: datetime = NOW, *companies: Company, **facts: Any) -> JobFair:
    """A fair of five hours at which these companies are, and whose tablet has a link nobody knows."""
    begin_write()
    mine = {
        "ref": new_ref(16),
        "name": "Job fair of autumn",
        "place": facts.get("place") or make.place(),
        "companies": list(companies),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=5),
        "created_at": NOW,
        "tablet_digest": new_ref(32),
    }
    made = JobFair(**mine | facts)
    db.session.add(made)
    db.session.flush()
    return made
