"""Default deny on the jobs board: no recruiter reads another company's applicants, no learner another learner's.

Every route for recruiters, applicants, the tablet of a fair, and whoever came by a letter about a company, a posting,
an application or a saved search, tried as everybody there is. Pages for all stand in `tests/test_access.py`, those of
the back office in `tests/test_office_access.py`.
"""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

import pytest
import time_machine
from flask import Flask
from werkzeug.routing import Rule

from portal import shelf
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.contacts import read_email
from portal.domain.jobs import told as telling
from portal.domain.jobs.application_models import FileKind, JobApplication, JobFile
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.states import JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import News, tell
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref
from portal.web.access import Access, access_of
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.letters import follow, told
from tests.conftest import NOW, in_one_transaction, undone
from tests.html import PortalClient
from tests.test_access import of_jobs, token_of
from tests.unchanged import unchanged


class Whose(StrEnum):
    """The least that opens a route."""

    #: Somebody who acts for a company: their own is shown.
    RECRUITER = "recruiter"
    #: The same, who may invite colleagues.
    ADMIN = "admin"
    #: A recruiter of the company the record belongs to.
    COMPANY = "company"
    #: The admin of the company this colleague is of.
    COLLEAGUE = "colleague"
    #: The browser that holds the application.
    APPLICANT = "applicant"
    TABLET = "tablet"
    #: Came by the link of this very message.
    COMPANY_LETTER = "company letter"
    POSTING_LETTER = "posting letter"
    ANSWER_LETTER = "answer letter"
    PLACEMENT_LETTER = "placement letter"
    JOB_LETTER = "job letter"
    SEARCH_LETTER = "search letter"


#: Blueprints that open for whoever came by a letter.
LETTERS = {
    "company_letter": Whose.COMPANY_LETTER,
    "posting_letter": Whose.POSTING_LETTER,
    "job_answer": Whose.ANSWER_LETTER,
    "job_cv": Whose.ANSWER_LETTER,
    "job_files": Whose.ANSWER_LETTER,
    "placement": Whose.PLACEMENT_LETTER,
    "job": Whose.JOB_LETTER,
    "saved_search": Whose.SEARCH_LETTER,
}

JOBS: dict[tuple[str, str], Whose] = {
    ("company_postings.postings", "GET"): Whose.RECRUITER,
    ("company_postings.posting", "GET"): Whose.COMPANY,
    ("company_postings.comment", "POST"): Whose.COMPANY,
    ("company_postings.pause", "POST"): Whose.COMPANY,
    ("company_postings.go_on", "POST"): Whose.COMPANY,
    ("company_postings.refresh", "POST"): Whose.COMPANY,
    ("company_postings.take_back", "POST"): Whose.COMPANY,
    ("company_postings.ask_filled", "GET"): Whose.COMPANY,
    ("company_postings.filled", "POST"): Whose.COMPANY,
    ("company_postings.ask_withdraw", "GET"): Whose.COMPANY,
    ("company_postings.withdraw", "POST"): Whose.COMPANY,
    ("posting_writing.ask_new", "GET"): Whose.RECRUITER,
    ("posting_writing.new", "POST"): Whose.RECRUITER,
    ("posting_writing.edit", "GET"): Whose.COMPANY,
    ("posting_writing.keep", "POST"): Whose.COMPANY,
    ("posting_writing.save", "POST"): Whose.COMPANY,
    ("posting_letter.show", "GET"): Whose.POSTING_LETTER,
    ("posting_letter.refresh", "POST"): Whose.POSTING_LETTER,
    ("posting_letter.pause", "POST"): Whose.POSTING_LETTER,
    ("posting_letter.go_on", "POST"): Whose.POSTING_LETTER,
    ("company_applications.applications", "GET"): Whose.RECRUITER,
    ("company_applications.board", "GET"): Whose.RECRUITER,
    ("company_applications.show", "GET"): Whose.COMPANY,
    ("company_applications.press", "POST"): Whose.COMPANY,
    ("company_applications.ask", "GET"): Whose.COMPANY,
    ("company_applications.answer", "POST"): Whose.COMPANY,
    ("job_answer.show", "GET"): Whose.ANSWER_LETTER,
    ("job_answer.press", "POST"): Whose.ANSWER_LETTER,
    ("job_answer.ask", "GET"): Whose.ANSWER_LETTER,
    ("job_answer.answer", "POST"): Whose.ANSWER_LETTER,
    ("placement.show", "GET"): Whose.PLACEMENT_LETTER,
    ("placement.ask", "GET"): Whose.PLACEMENT_LETTER,
    ("placement.act", "POST"): Whose.PLACEMENT_LETTER,
    ("placement.file", "GET"): Whose.PLACEMENT_LETTER,
    ("company_placement.show", "GET"): Whose.COMPANY,
    ("company_placement.ask", "GET"): Whose.COMPANY,
    ("company_placement.act", "POST"): Whose.COMPANY,
    **{(f"fair_tablet.{one}", "GET"): Whose.TABLET for one in ("cards", "form", "sent")},
    ("fair_tablet.send", "POST"): Whose.TABLET,
    ("company.home", "GET"): Whose.RECRUITER,
    ("company_year.show", "GET"): Whose.RECRUITER,
    ("company_year.file", "GET"): Whose.RECRUITER,
    ("company.ask_about", "GET"): Whose.RECRUITER,
    ("company.about", "POST"): Whose.RECRUITER,
    ("company.ask_leave", "GET"): Whose.ADMIN,
    ("company.leave", "POST"): Whose.ADMIN,
    ("colleagues.colleagues", "GET"): Whose.RECRUITER,
    ("colleagues.invite", "POST"): Whose.ADMIN,
    ("colleagues.ask_let_go", "GET"): Whose.COLLEAGUE,
    ("colleagues.let_go", "POST"): Whose.COLLEAGUE,
    ("colleagues.admin", "POST"): Whose.COLLEAGUE,
    ("colleagues.helper", "POST"): Whose.COLLEAGUE,
    ("colleagues.back", "POST"): Whose.COLLEAGUE,
    ("colleagues.ask_leave", "GET"): Whose.RECRUITER,
    ("colleagues.leave", "POST"): Whose.RECRUITER,
    ("company_letter.show", "GET"): Whose.COMPANY_LETTER,
    ("company_letter.sign_in", "POST"): Whose.COMPANY_LETTER,
    ("company_letter.ask_take_back", "GET"): Whose.COMPANY_LETTER,
    ("company_letter.take_back", "POST"): Whose.COMPANY_LETTER,
    ("job.by_letter", "GET"): Whose.JOB_LETTER,
    ("job.ask_by_letter", "GET"): Whose.JOB_LETTER,
    ("job.press_by_letter", "POST"): Whose.JOB_LETTER,
    ("job.ics_by_letter", "GET"): Whose.JOB_LETTER,
    ("job.check", "GET"): Whose.JOB_LETTER,
    ("job.open_by_name", "POST"): Whose.JOB_LETTER,
    ("saved_search.show", "GET"): Whose.SEARCH_LETTER,
    **{(f"saved_search.{one}", "POST"): Whose.SEARCH_LETTER for one in ("stop", "go_on", "often")},
    ("job.show", "GET"): Whose.APPLICANT,
    ("job.ask", "GET"): Whose.APPLICANT,
    ("job.press", "POST"): Whose.APPLICANT,
    ("job.ics", "GET"): Whose.APPLICANT,
    ("job_files.mine", "GET"): Whose.APPLICANT,
    ("job_files.of_company", "GET"): Whose.COMPANY,
    ("job_files.by_letter", "GET"): Whose.ANSWER_LETTER,
    ("job_apply.sent_page", "GET"): Whose.APPLICANT,
    ("job_cv.mine", "GET"): Whose.APPLICANT,
    ("job_cv.of_company", "GET"): Whose.COMPANY,
    ("job_cv.by_letter", "GET"): Whose.ANSWER_LETTER,
}

#: Who comes, and what is open to them.
ROLES: dict[str, frozenset[Whose]] = {
    "visitor": frozenset(),
    "volunteer": frozenset(),
    "staff": frozenset(),
    "recruiter": frozenset({Whose.RECRUITER, Whose.COMPANY}),
    "recruiter who is admin": frozenset({Whose.RECRUITER, Whose.ADMIN, Whose.COMPANY, Whose.COLLEAGUE}),
    "recruiter of another company": frozenset({Whose.RECRUITER, Whose.ADMIN}),
    "recruiter who left": frozenset(),
    "applicant": frozenset({Whose.APPLICANT}),
    "another applicant": frozenset(),
    "tablet": frozenset({Whose.TABLET}),
    "another tablet": frozenset(),
    **{f"came by {one}": frozenset({one}) for one in LETTERS.values()},
    "came by a letter about another application": frozenset(),
    "came by another company's letter": frozenset(),
}
#: The application's own words and ways to be reached.
SECRETS = ("Nour", "98 76", "I sold fruit", "cv-of-nour")
LOGS = ("audit_line", "audit_origin")


class Scene:
    """One of each record, of one company and of another."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.company = make_jobs.company()
        self.colleague = make_jobs.recruiter(self.company)
        self.left = make_jobs.recruiter(self.company)
        self.left.until = NOW
        self.other_company = make_jobs.company()
        self.posting = make_jobs.posting(company=self.company)
        self.applied = make_jobs.application(JobState.INTERVIEW, posting=self.posting, first_name="Nour")
        self.applied.interview_at = NOW + timedelta(days=3)
        self.other = make_jobs.application(posting=make_jobs.posting(company=self.other_company), first_name="Idris")
        self.file = _file(self.applied)
        self.placed = make_jobs.application(JobState.CONFIRMED, posting=make_jobs.posting(company=self.company))
        make.db.session.add(Placement(application=self.placed))
        self.agreement = _file(self.placed)
        self.fairs = [make_jobs.fair(NOW - timedelta(hours=1), one) for one in (self.company, self.other_company)]
        self.search = _search()
        telling.tell_company(self.company, MessageKind.COMPANY_APPROVED, NOW)
        telling.tell_company(self.other_company, MessageKind.COMPANY_APPROVED, NOW)
        telling.tell_poster(self.posting, MessageKind.POSTING_LIVE, NOW)
        telling.tell_answerer(self.applied, MessageKind.JOB_TO_ANSWER, NOW)
        telling.tell_answerer(self.other, MessageKind.JOB_TO_ANSWER, NOW)
        telling.tell_answerer(self.placed, MessageKind.JOB_CONFIRMED, NOW)
        telling.tell_applicant(self.applied, MessageKind.JOB_SENT, NOW)
        telling.tell_applicant(self.other, MessageKind.JOB_SENT, NOW)
        news = News(MessageKind.SEARCH_ON, telling.about_search(self.search), "search", home_zone())
        tell(news, telling.search_recipient(self.search), NOW)
        make.db.session.commit()

    def client(self, role: str) -> PortalClient:
        client: PortalClient = self.app.test_client()
        accounts = {
            "recruiter": self.colleague.account,
            "recruiter who is admin": self.company.recruiters[0].account,
            "recruiter of another company": self.other_company.recruiters[0].account,
            "recruiter who left": self.left.account,
        }
        kept = {
            "applicant": ("jobs", self.applied.ref),
            "another applicant": ("jobs", self.other.ref),
            "tablet": ("tablet", self.fairs[0].tablet_digest),
            "another tablet": ("tablet", self.fairs[1].tablet_digest),
        }
        if role in accounts:
            let_in(client, accounts[role], two_factors=False)
        elif role == "volunteer":
            let_in(client, make.account(OfficeRole.VOLUNTEER), two_factors=False)
        elif role == "staff":
            let_in(client, make.account(OfficeRole.STAFF))
        elif role in kept:
            kind, ref = kept[role]
            with client.session_transaction() as session:
                session[kind] = [ref] if kind == "tablet" else [[ref, int(NOW.timestamp())]]
        elif role == "came by a letter about another application":
            _follow(client, telling.about_application(self.other), MessageKind.JOB_SENT)
            _follow(client, telling.about_application(self.other), MessageKind.JOB_TO_ANSWER)
        elif role == "came by another company's letter":
            _follow(client, telling.about_company(self.other_company), MessageKind.COMPANY_APPROVED)
        elif role.startswith("came by "):
            _follow(client, *self.letter(Whose(role.removeprefix("came by "))))
        return client

    def letter(self, whose: Whose) -> tuple[str, MessageKind]:
        """What this letter is about, and its kind."""
        return {
            Whose.COMPANY_LETTER: (telling.about_company(self.company), MessageKind.COMPANY_APPROVED),
            Whose.POSTING_LETTER: (telling.about_posting(self.posting), MessageKind.POSTING_LIVE),
            Whose.ANSWER_LETTER: (telling.about_application(self.applied), MessageKind.JOB_TO_ANSWER),
            Whose.PLACEMENT_LETTER: (telling.about_application(self.placed), MessageKind.JOB_CONFIRMED),
            Whose.JOB_LETTER: (telling.about_application(self.applied), MessageKind.JOB_SENT),
            Whose.SEARCH_LETTER: (telling.about_search(self.search), MessageKind.SEARCH_ON),
        }[whose]

    def values(self, rule: Rule) -> dict[str, object]:
        """What stands in the address of this route."""
        blueprint = rule.endpoint.partition(".")[0]
        if blueprint in LETTERS and access_of(rule.endpoint) is Access.LETTER:
            ref = told(*self.letter(LETTERS[blueprint])).ref
        elif "/postings/" in rule.rule:
            ref = self.posting.ref
        elif access_of(rule.endpoint) is Access.TABLET:
            ref = self.fairs[0].ref
        elif "/placements/" in rule.rule:
            ref = self.placed.ref
        else:
            ref = self.applied.ref
        return {
            "lang": "en",
            "ref": ref,
            "file": self.agreement.ref if rule.endpoint == "placement.file" else self.file.ref,
            "posting": self.posting.ref,
            "number": self.colleague.id,
            "deed": "read",
            "how": "yes",
            "part": "dates",
            "what": "courses",
            "kind": "csv",
            "step": "what",
        }

    def address(self, rule: Rule) -> str:
        return self.addresses[rule.endpoint, rule.rule]

    @cached_property
    def addresses(self) -> dict[tuple[str, str], str]:
        """Where each route is. Asked once: every look at a record after a request is a look into the database."""
        found: dict[tuple[str, str], str] = {}
        with self.app.test_request_context():
            bound = self.app.url_map.bind("portal.test")
            for rule in (*rules(self.app, "GET"), *rules(self.app, "POST")):
                known = {name: value for name, value in self.values(rule).items() if name in rule.arguments}
                found[rule.endpoint, rule.rule] = bound.build(
                    rule.endpoint, known, method=sorted(rule.methods or ())[-1]
                )
        return found


def _follow(client: PortalClient, about: str, kind: MessageKind) -> None:
    follow(client, told(about, kind))


def _file(application: JobApplication) -> JobFile:
    made = JobFile(
        ref=new_ref(16), application=application, kind=FileKind.CV, name="cv-of-nour.pdf", media="application/pdf"
    )
    made.size, made.stored, made.at, made.until = 4, shelf.kept.put(b"%PDF"), NOW, (NOW + timedelta(days=90)).date()
    make.db.session.add(made)
    return made


def _search() -> SavedSearch:
    reach = read_email("nour@example.org")
    made = SavedSearch(ref=new_ref(16), kind="email", value=reach.value, digest=reach.digest, language="en", query={})
    made.every, made.created_at, made.told_until, made.next_at = "week", NOW, NOW, NOW + timedelta(days=7)
    make.db.session.add(made)
    make.db.session.flush()
    return made


def rules(app: Flask, method: str) -> list[Rule]:
    return [one for one in app.url_map.iter_rules() if of_jobs(one.endpoint) and method in (one.methods or ())]


@pytest.fixture(scope="module")
def stage(filled_app: Flask) -> Iterator[Scene]:
    """One of each record, made once for all the walks of this file."""
    with in_one_transaction(filled_app):
        with time_machine.travel(NOW, tick=False):
            scene = Scene(filled_app)
            assert scene.addresses
        yield scene


@pytest.fixture
def app(stage: Scene) -> Iterator[Flask]:
    """The app over those records. What a walk does to them is undone."""
    with undone(stage.app):
        yield stage.app


@pytest.fixture
def scene(app: Flask, stage: Scene) -> Scene:
    return stage


def test_the_table_names_every_route_and_no_other(app):
    assert {(rule.endpoint, method) for method in ("GET", "POST") for rule in rules(app, method)} == set(JOBS)


def test_the_table_says_what_the_marks_say(app):
    strict = {
        Access.RECRUITER: {Whose.RECRUITER, Whose.ADMIN, Whose.COMPANY, Whose.COLLEAGUE},
        Access.APPLICANT: {Whose.APPLICANT},
        Access.TABLET: {Whose.TABLET},
        Access.LETTER: set(LETTERS.values()),
    }

    assert [name for (name, _method), whose in JOBS.items() if whose not in strict[access_of(name)]] == []


@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_for_whom_the_table_says_and_changes_nothing(app, scene, role):
    """A browser of its own for each page: what one page lets in must not open the next."""
    client, wrong = scene.client(role), []
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "GET"):
            whose = JOBS[rule.endpoint, "GET"]

            answer = client.twin().get(scene.address(rule))

            opens = whose in ROLES[role]
            as_said = answer.status_code in ({200, 303} if opens else {refusal(role, whose, 303)})
            source = "" if opens else answer.get_data(as_text=True)
            told = [secret for secret in SECRETS if secret in source]
            if not as_said or told or answer.headers["Cache-Control"] != "no-store" or walk.changed():
                wrong.append((rule.endpoint, whose, answer.status_code, told, answer.headers["Cache-Control"]))
        assert wrong == []


def refusal(role: str, whose: Whose, sent_to_sign_in: int) -> int:
    """Who is not signed in is led to the sign-in of recruiters; to all others the page is unknown."""
    signed_in = "recruiter" in role or role in {"volunteer", "staff"}
    for_recruiters = whose in {Whose.RECRUITER, Whose.ADMIN, Whose.COMPANY, Whose.COLLEAGUE}
    return sent_to_sign_in if for_recruiters and not signed_in else 404


@pytest.mark.parametrize("role", ROLES)
def test_no_form_lets_in_anybody_else_and_nothing_changes(app, scene, role):
    client, wrong = scene.client(role), []
    token = token_of(client)
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "POST"):
            whose = JOBS[rule.endpoint, "POST"]
            if whose in ROLES[role]:
                continue
            status = client.post(scene.address(rule), data={"csrf_token": token}).status_code
            if status != refusal(role, whose, 401) or walk.changed():
                wrong.append((rule.endpoint, whose, status))
        assert wrong == []


@pytest.mark.parametrize("role", [role for role, open_to in ROLES.items() if open_to])
def test_no_form_does_anything_without_a_token(app, scene, role):
    client, wrong = scene.client(role), []
    with unchanged(*LOGS) as walk:
        for rule in rules(app, "POST"):
            if JOBS[rule.endpoint, "POST"] in ROLES[role]:
                for sent in ({}, {"csrf_token": "forged"}):
                    status = client.post(scene.address(rule), data=sent).status_code
                    if status not in {422, 409} or walk.changed():
                        wrong.append((rule.endpoint, sent, status))
        assert wrong == []
