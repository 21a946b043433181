"""The board: newest first, narrowed down by a filter that lives in the address."""

from datetime import timedelta

import pytest

from portal.database import begin_write
from portal.domain.catalogue.models import French
from portal.domain.jobs import near_postings
from portal.domain.jobs.choices import JobKind, PayPer, Presence
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from tests import make_jobs
from tests.blueprints.jobs.board import found, listed, offers, titles
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.html import Page
from tests.hx import plain, swapped
from tests.make_jobs import db

PARIS = {"town": "Paris", "latitude": 48.857, "longitude": 2.352}
LILLE = {"town": "Lille", "latitude": 50.63, "longitude": 3.06}


def test_the_newest_job_stands_first_with_all_that_decides(client):
    firm = make_jobs.company(name="Pixel")
    make_jobs.posting(title="Older", refreshed_at=NOW - timedelta(days=9), published_at=NOW - timedelta(days=9))
    make_jobs.posting(title="Newer", company=firm, expires_on=NOW.date() + timedelta(days=7))

    page = listed(client)

    assert (page.h1, page.text("#job-list > h2"), titles(page)) == ("Find work", "2 jobs", ["Newer", "Older"])
    newer = page.all("#job-list .card")[0]
    assert [fact.text_content().strip() for fact in newer.cssselect(".facts li")] == [
        "Pixel",
        "Montreuil",
        "€700 a month",
        "French: simple sentences (A2)",
        "Beginners are welcome",
        "Apply until Tuesday 1 December",
    ]
    assert page.texts("#job-list .kind") == ["Internship", "Internship"]
    assert page.texts("#job-list .pill") == ["New"]


@pytest.mark.parametrize("state", [one for one in PostingState if one != PostingState.PUBLISHED])
def test_only_what_is_published_is_on_the_board(client, state):
    make_jobs.posting(state)

    assert found(client, "") == []


@pytest.mark.parametrize("state", [one for one in CompanyState if one != CompanyState.APPROVED])
def test_only_companies_that_take_part_are_on_the_board(client, state):
    make_jobs.posting(company=make_jobs.company(state))

    assert found(client, "") == []


def test_a_job_stands_on_the_board_until_its_last_day_ends_in_paris(client):
    make_jobs.posting(title="Ends today", expires_on=NOW.date())
    make_jobs.posting(title="Ended", expires_on=NOW.date() - timedelta(days=1))

    assert found(client, "") == ["Ends today"]


def test_a_job_with_too_many_open_applications_says_so_on_its_card(client):
    make_jobs.application(posting=make_jobs.posting(title="Wanted", most_open=1))
    answered = make_jobs.posting(title="Answered", most_open=1)
    make_jobs.application(JobState.DECLINED, posting=answered)

    assert listed(client).texts("#job-list .pill") == ["New", "Closed for now"]


@pytest.fixture
def six_jobs(app):
    """One of each sort, named by what sets it apart."""
    usual = {"title": "Usual", "beginner": False, "published_at": NOW - timedelta(days=30)}
    offers(
        usual | PARIS,
        usual | PARIS | {"title": "Permanent", "kind": JobKind.PERMANENT, "pay_from": 190000},
        usual | LILLE | {"title": "Far away"},
        usual | {"title": "At home", "presence": Presence.REMOTE, "town": None, "latitude": None, "longitude": None},
        usual | PARIS | {"title": "Much French", "french": French.B2, "presence": Presence.HYBRID},
        usual | PARIS | {"title": "Unpaid", "kind": JobKind.IMMERSION, "pay_per": PayPer.NOTHING, "pay_from": None},
        usual | PARIS | {"title": "For beginners, new", "beginner": True, "published_at": NOW},
    )


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("kind=permanent", {"Permanent"}),
        ("presence=remote", {"At home"}),
        ("presence=hybrid", {"Much French"}),
        ("pay=2000", set()),
        ("pay=1500", {"Permanent"}),
        ("beginner=1", {"For beginners, new"}),
        ("new=1", {"For beginners, new"}),
        ("town=Lille", {"Far away"}),
        ("town=lille&presence=remote", {"At home"}),
        ("town=Montreuil+(Hauts-de-France)&radius=10", set()),
        ("kind=immersion&pay=stated", set()),
        ("q=permanent&kind=permanent", {"Permanent"}),
    ],
)
def test_a_choice_narrows_the_list(client, six_jobs, query, left):
    assert set(found(client, query)) == left


def test_french_at_or_below_mine(client, six_jobs):
    assert "Much French" not in found(client, "french=b1")
    assert "Much French" in found(client, "french=b2")
    assert found(client, "french=none") == []


def test_a_choice_stays_chosen_and_the_address_holds_it(client, six_jobs):
    page = listed(client).form("form.filter").fill(kind="permanent", french="a2").send()

    assert titles(page) == ["Permanent"]
    assert (page.form("form.filter")["kind"], page.form("form.filter")["french"]) == ("permanent", "a2")
    tidy = client.get("/en/jobs?kind=permanent&town=&q=&french=a2")
    assert tidy.headers["Location"] == "/en/jobs?kind=permanent&french=a2"


def test_pay_by_the_hour_the_day_and_the_year_is_compared_by_the_month(client):
    offers(
        {"title": "Hour", "pay_per": PayPer.HOUR, "pay_from": 1200, "weekly_hours": 35},
        {"title": "Few hours", "pay_per": PayPer.HOUR, "pay_from": 1200, "weekly_hours": 10},
        {"title": "Day", "pay_per": PayPer.DAY, "pay_from": 9000},
        {"title": "Year", "pay_per": PayPer.YEAR, "pay_from": 2400000},
        {"title": "Other money", "pay_per": PayPer.MONTH, "pay_from": 900000, "currency": "MWK"},
    )

    assert set(found(client, "pay=1500")) == {"Hour", "Day", "Year"}


def test_distance_is_said_in_words_and_a_wider_circle_is_one_press_away(client):
    make_jobs.posting(title="In Montreuil")
    make_jobs.posting(title="In Lille", **LILLE)

    near = listed(client, "town=Paris&radius=10")
    assert titles(near) == ["In Montreuil"]
    assert "Montreuil (about 7 km)" in near.texts(".facts li")

    nothing = listed(client, "town=Brest")
    assert (nothing.text("#job-list > h2"), nothing.h1) == ("No job fits", "Find work")
    assert nothing.link("Look further away") == "/en/jobs?town=Brest&radius=50"


def test_in_a_full_circle_each_job_is_asked_whether_it_lies_there(client, monkeypatch):
    monkeypatch.setattr(near_postings, "RARE", 1)
    for title in ("One", "Two"):
        make_jobs.posting(title=title)
    make_jobs.posting(title="In Lille", **LILLE)

    assert found(client, "town=Paris") == ["Two", "One"]


def test_a_town_nobody_knows_and_a_town_of_many_are_asked_about(client):
    make_jobs.posting()

    assert "Is it one of these?" in listed(client, "town=Lylle").words
    assert "Several towns have this name." in listed(client, "town=Montreuil").words


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("developpeuse", "Développeuse web"),
        ("DÉVELOPPEUSE", "Développeuse web"),
        ("developpeuse the montreuil", "Développeuse web"),
        ("dev", "Développeuse web"),
        ("مطعم", "العمل في المطعم"),
        ("кухар", "Помічник кухаря"),
        ("آشپزی", "کمک در آشپزی"),
    ],
)
def test_words_are_found_without_accents_in_any_script_by_their_beginning(client, typed, title):
    for one in ("Développeuse web", "العمل في المطعم", "Помічник кухаря", "کمک در آشپزی"):
        make_jobs.posting(title=one)

    assert found(client, f"q={typed}") == [title]


def test_a_slip_of_the_hand_is_forgiven_and_said(client):
    make_jobs.posting(title="Ordinateurs")
    make_jobs.posting(title="Cuisine")

    page = listed(client, "q=ordinatuers")

    assert titles(page) == ["Ordinateurs"]
    assert "We looked for “ordinateurs” instead of “ordinatuers”." in page.words
    assert found(client, "q=zzzz") == []


def test_a_job_is_found_by_what_it_teaches_and_by_its_company(client):
    make_jobs.posting(title="One", skills_learned="Soudure", company=make_jobs.company(name="Forge du Nord"))

    assert found(client, "q=soudure") == found(client, "q=forge+nord") == ["One"]
    assert found(client, "q=soudure+boulangerie") == []


def test_nothing_fits_and_the_page_helps_all_the_same(client):
    make_jobs.posting(title="The newest")

    page = listed(client, "q=astronaut&kind=permanent")

    assert page.text("#job-list > h2") == "No job fits"
    assert page.texts("#job-list section h3") == ["The newest"]
    assert page.link("Learn something meanwhile: our free courses") == "/en/sessions"
    assert page.link("Take away: Permanent job") == "/en/jobs?q=astronaut"
    assert titles(client.get_page(page.link("Show all jobs"))) == ["The newest"]


def test_thirty_jobs_come_in_pages_and_none_is_shown_twice_though_some_are_refreshed_meanwhile(client):
    made = [make_jobs.posting(title=f"Job {one}", refreshed_at=NOW - timedelta(hours=one)) for one in range(30)]

    first = listed(client, "kind=internship")
    begin_write()
    made[20].refreshed_at = NOW
    made[11].refreshed_at = NOW  # the very last one of the first page
    db.session.commit()
    second = client.get_page(first.link("More jobs"))
    third = client.get_page(second.link("More jobs"))

    shown = [*titles(first), *titles(second), *titles(third)]
    assert shown == [f"Job {one}" for one in range(30) if one != 20]
    assert "kind=internship" in second.response.request.query_string.decode()
    assert titles(client.get_page(third.link("Back to the newest")))[0] in {"Job 20", "Job 11"}
    assert not [link for link in third.all("nav.pages a") if link.get("rel") == "next"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kind=astronaut", 400),
        ("pay=3", 400),
        ("kind=permanent&kind=internship", 400),
        ("after=x", 404),
        ("after=99999999999999999999-abcdefgh", 404),
        ("after=1-", 404),
    ],
)
def test_an_address_that_is_none_shows_all_jobs_and_says_so(client, query, status):
    make_jobs.posting(title="One")

    page = listed(client, query)

    assert (page.status, titles(page)) == (status, ["One"])
    assert page.text(".summary") == "This filter or page does not exist. Here are all the jobs."


def test_the_list_is_the_same_for_everybody_and_sets_no_cookie(client):
    make_jobs.posting()
    page = listed(client)

    assert "Set-Cookie" not in page.response.headers
    assert "public" in page.response.headers["Cache-Control"] or page.response.headers["ETag"]


@pytest.mark.parametrize(
    "query", ["", "kind=permanent", "q=usual&town=Paris", "town=Lylle", "q=nothing", "after=1-x"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_filtered_in_place_is_what_a_reload_shows(client, six_jobs, language, query):
    before = listed(client, language=language)

    part = client.fragment(f"/{language}/jobs?{query}")
    reload = client.get_page(f"/{language}/jobs?{query}")

    assert (part.status, bool(part.all("header, footer, h1"))) == (reload.status, False)
    assert _list_of(swapped(before, part, "job-list")) == _list_of(plain(reload.tree))


def _list_of(source: str) -> str:
    return source.partition('id="job-list"')[2].partition("</section>")[0]


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_list(client):
    make_jobs.posting()
    few = _questions(client)
    for _ in range(14):
        make_jobs.application(posting=make_jobs.posting())

    assert few <= _questions(client) <= few + 2 < 12  # a second page is counted apart


def _questions(client) -> int:
    query = "/en/jobs?q=stage+web&town=Paris&kind=internship&pay=500"
    client.get(query)
    with queries_counted() as sent:
        assert Page(client.get(f"{query}&x=1"), client).text("#job-list > h2")
    return len([one for one in sent if one.lstrip().upper().startswith(("SELECT", "WITH"))])
