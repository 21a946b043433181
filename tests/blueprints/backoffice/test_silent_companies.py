"""Companies that leave learners without a word: the mark, the filter, the first page of the team, and the call."""

from datetime import timedelta

import pytest

from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import answering, companies
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.letters import press
from tests.conftest import NOW
from tests.domain.queries import queries_counted

#: Tuesday to Thursday of the week before: three working days, and two.
BEFORE, TOO_SOON = NOW - timedelta(days=6), NOW - timedelta(days=4)
LIST, SILENT = "/en/office/companies", "/en/office/companies?state=silent"


@pytest.fixture
def team(client):
    signed_in(client, "staff")
    return client


def silent(name="Canal", learners=3, state=JobState.SENT, at=BEFORE, **facts):
    """A company that said nothing to so many learners."""
    company = facts.pop("company", None) or make_jobs.company(name=name)
    posting = make_jobs.posting(company=company)
    for _each in range(learners):
        make_jobs.application(state, posting=posting, created_at=at, moved_at=facts.get("moved_at", at))
    return company


def opened(client, address):
    make.db.session.commit()
    return client.get_page(address)


def page_of(client, company):
    return opened(client, f"{LIST}/{company.ref}")


def names(page):
    return page.texts("tbody th")


def test_three_learners_without_a_word_are_seen_with_the_day_of_the_first(team):
    silent()
    silent("Patient", learners=2)

    page = opened(team, SILENT)

    assert names(page) == ["Canal"]
    assert "3 learners, since Wednesday 18 November" in page.text("tbody tr")
    assert "wait for three working days without a word." in page.words
    assert "3 learners, since" in opened(team, LIST).text("tbody")


def test_a_weekend_is_no_reason_to_call(team):
    silent(at=TOO_SOON)

    assert names(opened(team, SILENT)) == []


def test_who_read_them_has_said_something(team):
    company = silent(learners=2)
    answering.read(make_jobs.application(posting=make_jobs.posting(company=company)), Role.COMPANY, NOW)

    assert names(opened(team, SILENT)) == []


def test_what_ended_in_silence_counts_for_a_month(team):
    silent("Lately", state=JobState.EXPIRED, moved_at=NOW - timedelta(days=29))
    silent("Long ago", state=JobState.EXPIRED, moved_at=NOW - timedelta(days=31))

    assert names(opened(team, SILENT)) == ["Lately"]


def test_an_offer_the_learner_let_lapse_is_not_the_silence_of_the_company(team):
    company = silent(learners=2)
    lapsed = make_jobs.application(posting=make_jobs.posting(company=company))
    answering.offer(lapsed, None, Role.COMPANY, NOW)
    lapsed.state = JobState.EXPIRED

    assert names(opened(team, SILENT)) == []


def test_a_company_that_was_stopped_is_not_called(team):
    company = silent()
    company.state = CompanyState.SUSPENDED

    assert names(opened(team, SILENT)) == []


def test_the_first_page_names_them_where_somebody_waits_longest_first(team):
    silent("Canal")
    silent("Older", at=BEFORE - timedelta(days=5))

    page = opened(team, "/en/office")

    there = next(one for one in page.all("main section") if "Companies that say nothing" in one.text_content())
    assert [one.text_content() for one in there.cssselect("li a")] == ["Older", "Canal"]


def test_a_call_is_noted_with_the_day_to_look_again_and_leaves_the_first_page(team):
    company = silent()
    page = page_of(team, company)
    assert "No word to: 3 learners, since Wednesday 18 November" in page.words

    form = team.get_page(page.link("Note a call")).form()
    assert form["again"] == "2026-12-01"
    page = form.fill(words="On holiday until Monday.", again="2026-11-30").send()

    assert "Noted. We look again on that day." in page.words and "On holiday until Monday." in page.words
    assert companies.answer_owed(company).reply_by.date().isoformat() == "2026-11-30"
    assert "Companies that say nothing" not in opened(team, "/en/office").words
    assert "Canal: we called, look again" in opened(team, "/en/office/promises").words
    made = make.db.session.scalars(make.db.select(AuditLine.action)).all()
    assert "company.called" in made


def test_called_again_there_is_one_day_to_look_again(team):
    company = silent()
    for day in ("2026-11-26", "2026-12-03"):
        opened(team, f"{LIST}/{company.ref}/call").form().fill(again=day).send()

    assert companies.answer_owed(company).reply_by.date().isoformat() == "2026-12-03"
    assert names(opened(team, "/en/office/promises")) == ["Answer a company"]


def test_it_is_settled_by_a_press(team):
    company = silent()
    page = opened(team, f"{LIST}/{company.ref}/call").form().fill(again="2026-11-30").send()

    page = press(page, "It is settled")

    assert "Nothing more is to be done." in page.words and companies.answer_owed(company) is None


@pytest.mark.parametrize("day", ["2026-11-20", "2027-06-01", "", "soon"])
def test_a_day_that_lies_behind_or_far_ahead_is_refused_and_nothing_is_lost(team, day):
    company = silent()

    form = opened(team, f"{LIST}/{company.ref}/call").form().fill(words="They are moving.", again=day)
    page = form.send()

    assert page.status == 422 and page.form()["words"].strip() == "They are moving."
    assert page.problems == ["Choose a day in the next two months."]
    assert page.form()["again"] == day
    assert companies.answer_owed(company) is None


def test_the_answer_owed_to_a_company_that_asks_to_join_is_never_settled_by_a_call(team):
    company = make_jobs.company(CompanyState.RECEIVED)

    page = opened(team, f"{LIST}/{company.ref}/call")

    assert "It stands otherwise now." in page.words and not page.all("main form")


def test_the_team_reads_the_phone_of_a_recruiter_once_it_asks_for_it(team):
    company = silent()
    company.recruiters[0].account.phone = "+33612345678"
    page = page_of(team, company)
    assert "06 12 34 56 78" not in page.words.replace("\xa0", " ").replace("\u202f", " ")

    page = press(page, "Show the contacts")

    assert [one.get("href") for one in page.all("main a[href^='tel:']")] == ["tel:+33612345678"]


def test_the_list_asks_the_database_the_same_however_long_it_is(team):
    def asked():
        with queries_counted() as found:
            team.get_page(SILENT)
        return len(found)

    silent()
    few = asked()
    for number in range(4):
        silent(f"Company {number}")

    assert asked() == few < 12
