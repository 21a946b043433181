"""The pages of a recruiter and of who applied for work: readable, touchable, sound and calm, in either direction."""

# ruff: noqa: F811  (fixtures are taken from other files of the walk)

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.domain.accounts.sign_ins import begin
from portal.domain.jobs.company_models import Company, Recruiter
from tests import make_jobs
from tests.browser.server import Portal, inside
from tests.sweep.test_axe import axe  # noqa: F401  (a fixture)
from tests.sweep.test_html import checker, messages  # noqa: F401  (a fixture)
from tests.sweep.test_mentoring import Sides, as_side, open_as
from tests.sweep.test_office import look_at
from tests.sweep.walk import ONE_OF_A_SCRIPT

#: Addresses after the language, for a recruiter who is admin, and for the browser that applied.
RECRUITER = (
    *("company", "company/about", "company/leave", "company/colleagues", "company/postings", "company/postings/new"),
    *("company/postings/{posting}", "company/postings/{posting}/edit", "company/postings/{posting}/filled"),
    *("company/postings/{posting}/withdraw", "company/applications", "company/applications/board"),
    *("company/applications/{waiting}", "company/applications/{waiting}/dates", "company/applications/{waiting}/no"),
    *("company/applications/{waiting}/cv", "company/placements/{placed}", "company/placements/{placed}/file"),
    "company/year",
)
APPLICANT = (
    *("applications/{waiting}", "applications/{invited}", "applications/{offered}", "applications/{placed}"),
    *(
        "applications/{declined}",
        "applications/{expired}",
        "applications/{waiting}/sent",
        "applications/{waiting}/cv",
    ),
    *("jobs/{posting}/apply", "companies/join", "jobs/alerts/{search}"),
)
#: For the shared tablet of a fair, and the page that invites to it.
TABLET = ("fairs/{fair}/tablet", "fairs/{fair}/tablet/{posting}", "fairs/{fair}/tablet/sent", "jobs/fairs/{fair}")
PAGES = [
    *(("recruiter", path) for path in RECRUITER),
    *(("applicant", path) for path in APPLICANT),
    *(("tablet", path) for path in TABLET),
]
_APPLIED = (
    "SELECT job_application.ref FROM job_application JOIN posting ON posting.id = job_application.posting_id"
    " WHERE job_application.state = '{state}' {more} ORDER BY job_application.id"
)


@pytest.fixture(scope="session")
def sides(portal: Portal) -> Sides:
    """The company of somebody who has an application to answer, and a placement to follow."""
    company, recruiter = portal.ask(
        "SELECT company.id, recruiter.id FROM company JOIN recruiter ON recruiter.company_id = company.id"
        " WHERE company.state = 'approved' AND recruiter.admin AND EXISTS (SELECT 1 FROM posting JOIN job_application"
        " ON job_application.posting_id = posting.id WHERE posting.company_id = company.id"
        " AND job_application.state = 'read') AND EXISTS (SELECT 1 FROM posting JOIN job_application"
        " ON job_application.posting_id = posting.id WHERE posting.company_id = company.id"
        " AND job_application.state IN ('confirmed', 'started'))"
    )[0]
    theirs = f"AND posting.company_id = {company}"
    records = {
        "waiting": portal.ask(_APPLIED.format(state="read", more=theirs))[0][0],
        "placed": portal.ask(_APPLIED.replace("= '{state}'", "IN ('confirmed', 'started')").format(more=theirs))[0][
            0
        ],
        "invited": portal.ask(_APPLIED.format(state="interview", more=""))[0][0],
        **{one: portal.ask(_APPLIED.format(state=one, more=""))[0][0] for one in ("offered", "declined", "expired")},
        "posting": portal.ask(f"SELECT ref FROM posting WHERE state = 'published' AND company_id = {company}")[0][0],
        # Last, for it is no application: the message by whose link a saved search is seen.
        "search": portal.ask("SELECT ref FROM message WHERE kind = 'search_on' ORDER BY id")[0][0],
    }
    with inside(portal.folder) as app:
        token = begin(db.session.get_one(Recruiter, recruiter).account, "Firefox", two_factors=True, now=clock.now())
        signed = app.session_interface.get_signing_serializer(app)
        held = [[ref, int(clock.now().timestamp())] for name, ref in records.items() if name != "posting"]
        letters = [held.pop()]
        cookies = {
            "recruiter": signed.dumps({"_user_id": token, "_fresh": True}),
            "applicant": signed.dumps({"jobs": held, "letters": letters}),
        }
        fair = make_jobs.fair(clock.now() - timedelta(hours=1), db.session.get_one(Company, company))
        records["fair"], cookies["tablet"] = fair.ref, signed.dumps({"tablet": [fair.tablet_digest]})
    return Sides(records, cookies)


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_of_a_recruiter_or_of_who_applied_is_calm_on_every_screen(visit, portal, sides, axe, who, path, lang):
    page = visit(has_touch=True)
    open_as(page, portal, sides, who, f"/{lang}/{path}")

    assert look_at(page, axe, lang) == {}


@pytest.mark.parametrize("lang", ONE_OF_A_SCRIPT)
def test_every_page_of_a_recruiter_or_of_who_applied_is_valid_html(
    visit, portal, sides, java, checker, lang, tmp_path
):
    browsers = {who: as_side(visit(java_script_enabled=False), portal, sides, who) for who in sides.cookies}
    for number, (who, path) in enumerate(PAGES):
        answer = browsers[who].request.get(f"/{lang}/{path}".format(**sides.records))
        assert answer.status == 200, path
        (tmp_path / f"{number:02}.html").write_text(answer.text())

    assert messages(java, checker, str(tmp_path)) == []
