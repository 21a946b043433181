"""How the team finds postings, reports and applications: by letters of a title, or how a company's name begins."""

import pytest

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.jobs import posting_lists, reports, stalled
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.states import PostingState
from tests import make_jobs
from tests.conftest import NOW

EVERYWHERE = Powers(everywhere=True)


def found(typed):
    query = posting_lists.looked_for(posting_lists.SoughtPostings(begins=typed))
    return [one.title for one in db.session.scalars(query)]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Ébéniste d’œuvre", ("ebeniste", "ÉBÉNISTE", "Ébéniste d", "d'oeuvre", "ŒUVRE", "benis")),
        ("ПЕКАР у Києві", ("пекар", "Києві")),
        ("خبّاز في مونتروي", ("خباز", "مونتروى")),
    ],
)
def test_a_title_is_found_however_its_letters_are_written_on_the_board_or_not(app, title, typed):
    make_jobs.posting(PostingState.EXPIRED, title=title)
    make_jobs.posting(title="Waiter")

    assert [found(one) for one in typed] == [[title]] * len(typed)


def test_a_company_is_found_by_how_its_name_begins(app):
    make_jobs.posting(company=make_jobs.company(name="Café Élan"), title="Waiter")

    assert (found("cafe e"), found("élan")) == (["Waiter"], [])


@pytest.mark.parametrize("typed", ["?!", "%", "_", "«»"])
def test_what_holds_no_letter_finds_nothing(app, typed):
    make_jobs.posting(title="Waiter")

    assert found(typed) == []


def test_applications_and_reports_are_found_in_the_same_way(app):
    application = make_jobs.application(posting=make_jobs.posting(title="Élève au théâtre"))
    report = reports.report(application.posting, ReportWhy.MONEY, "", "one", NOW)
    reports.report(make_jobs.application().posting, ReportWhy.MONEY, "", "two", NOW)

    applied = stalled.looked_for(stalled.SoughtApplications(begins="eleve"), EVERYWHERE, NOW)
    reported = reports.looked_for(reports.SoughtReports(begins="THÉÂTRE"))

    assert db.session.scalars(applied).all() == [application]
    assert db.session.scalars(reported).all() == [report]
