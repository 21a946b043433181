"""A recruiter posts work in five minutes, with a draft that keeps itself; then a press is enough for what follows."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.jobs.choices import JobKind
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.steps import path
from tests.conftest import NOW

WORDS = {
    "kind": "internship",
    "title": "Help in a shop",
    "tasks": "You welcome people.",
    "presence": "on_site",
    "town": "Lyon",
    "weekly_hours": "35",
    "pay_from": "700",
    "pay_per": "month",
    "french": "2",
    "papers": ["citizen"],
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def recruiter(client):
    return signed_in(client)


def signed_in(client, **company):
    recruiter = make_jobs.company(**company).recruiters[0]
    let_in(client, recruiter.account, two_factors=False)
    return recruiter


def form_of(client, posting):
    make.db.session.commit()
    return client.get_page(f"/en/company/postings/{posting.ref}/edit").form("form.posting")


def draft(recruiter, **facts):
    return make_jobs.posting(PostingState.DRAFT, company=recruiter.company, **facts)


def pressed(page, words):
    """What comes after the button that says so."""
    made = next(form for form in page.all("main form") if words in form.text_content())
    return page.client.post_page(
        made.get("action"), data={field.get("name"): field.get("value") for field in made.cssselect("input")}
    )


def test_from_a_blank_form_to_the_review(client, recruiter):
    page = client.get_page("/en/company/postings/new").form().send()

    form = page.form("form.posting").fill(**WORDS)
    form.values["then"] = "send"
    page = form.send()

    assert page.h1 == "Help in a shop"
    assert page.texts(".note.done") == ["Sent. We look at it and write to you."]
    assert page.text("main > p .pill") == "Being checked"
    assert "You hear from us by Thursday 26 November at 18:00." in page.words


def test_what_is_missing_is_said_at_the_top_and_what_was_typed_is_kept(client, recruiter):
    form = client.get_page("/en/company/postings/new").form().send().form("form.posting")
    form.fill(title="Help in a shop").values["then"] = "send"

    page = form.send()

    assert page.status == 422
    assert page.problems == [
        "Choose what you offer.",
        "Write what the person will do.",
        "Choose where the work is done.",
        "Write the hours a week.",
        "Say how it is paid. Learners look for this first.",
        "Choose how much French is needed.",
        "Tick at least one kind of papers.",
    ]
    assert page.form("form.posting")["title"] == "Help in a shop"
    assert "Help in a shop" in client.get_page("/en/company/postings").words


def test_a_draft_may_lack_nearly_everything(client, recruiter):
    form = client.get_page("/en/company/postings/new").form().send().form("form.posting")

    page = form.fill(title="Help").send()

    assert (page.h1, page.texts(".note.done")) == ("Help", ["The draft is saved."])


def test_what_is_typed_is_kept_by_itself_and_the_card_shows_it(client, recruiter):
    form = form_of(client, draft(recruiter))
    form["title"] = "Help in a shop"

    part = client.fragment(
        form.element.get("data-hx-post"), method="POST", data=form.values | {"papers": ["citizen"]}
    )

    assert part.texts("#kept .done") == ["Saved."]
    assert part.texts("#kept .card h3") == ["Help in a shop"]
    reload = client.get_page(form.element.get("action"))
    assert reload.texts("#kept .card") == part.texts("#kept .card")
    assert reload.one("#seen").get("value") == part.one("#seen").get("value")


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(client, recruiter):
    posting = draft(recruiter)
    form = form_of(client, posting).fill(title="Another title", pay_from="a lot")

    page = form.send()

    assert (page.status, page.problems) == (422, ["Write an amount in digits, such as 700."])
    assert page.form("form.posting")["pay_from"] == "a lot"
    assert (posting.title, posting.pay_from) == ("Another title", 70000)


@pytest.mark.parametrize(("typed", "cents"), [("1 200", 120000), ("11,88 €", 1188), ("٧٠٠", 70000), ("700.5", 70050)])
def test_amounts_are_read_as_people_write_them(client, recruiter, typed, cents):
    posting = draft(recruiter)

    form_of(client, posting).fill(pay_from=typed, pay_to="").send()

    assert posting.pay_from == cents


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ({"pay_from": "900", "pay_to": "700"}, "Write the lower amount first, then the higher one."),
        ({"starts_on": "2027-03-01", "ends_on": "2027-02-01"}, "The last day comes after the first day."),
        ({"expires_on": "2026-11-01"}, "Choose a day in the next 180 days."),
        ({"weekly_hours": "90"}, "Write a number from 1 to 60."),
        ({"seats": "0"}, "Write a number from 1 to 50."),
        ({"title": "x" * 121}, "Write a shorter text, 120 letters at most."),
        ({"pay_from": "1e9"}, "Write an amount in digits, such as 700."),
        ({"kind": "slavery"}, "Choose one of the answers shown."),
    ],
)
def test_what_does_not_make_sense_is_refused_with_what_to_do(client, recruiter, what, problem):
    posting = draft(recruiter)

    assert form_of(client, posting).fill(**what).send().problems == [problem]


def test_a_town_of_which_there_are_several_is_shown_with_the_others(client, recruiter):
    posting = draft(recruiter, town="Montreuil")

    page = client.get_page(f"/en/company/postings/{posting.ref}/edit")

    assert "Several towns are called Montreuil. You may write:" in page.text("#kept .note")


def test_two_colleagues_write_the_same_draft_and_the_second_is_told(client, other, recruiter):
    posting = draft(recruiter)
    let_in(other, make_jobs.recruiter(recruiter.company).account, two_factors=False)
    mine, theirs = form_of(client, posting), form_of(other, posting)
    theirs.fill(title="Their title").send()

    page = mine.fill(title="My title").send()

    assert page.status == 409
    assert page.text(".summary h2") == "Somebody else saved this meanwhile"
    assert page.form("form.posting")["title"] == "My title"
    assert posting.title == "Their title"


def test_a_company_not_yet_accepted_writes_drafts_and_reads_why_it_cannot_send(client):
    recruiter = signed_in(client, state=CompanyState.RECEIVED)
    page = client.get_page(f"/en/company/postings/{draft(recruiter).ref}/edit")

    assert "Your company is not accepted yet." in page.words
    assert page.texts("form.posting button") == ["Save the draft"]


def test_a_trusted_company_puts_it_on_the_board_by_itself(client):
    recruiter = signed_in(client, trusted=True)
    form = form_of(client, draft(recruiter))
    form.values |= {"then": "send", "papers": ["citizen"]}

    page = form.send()

    assert page.texts(".note.done") == ["It is on the board now. We look at it later."]
    assert page.text("main > p .pill") == "On the board"


def test_last_years_posting_is_copied(client, recruiter):
    make_jobs.posting(PostingState.EXPIRED, company=recruiter.company, title="Web intern")

    page = client.get_page("/en/company/postings/new").form("form.stack").send()

    assert page.h1 == "Write your posting"
    assert page.form("form.posting")["title"] == "Web intern"


def test_another_companys_posting_is_not_copied(client, recruiter):
    theirs = make_jobs.posting()
    form = client.get_page("/en/company/postings/new").form()

    assert client.post(form.element.get("action"), data=form.values | {"from": theirs.ref}).status_code == 404


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"seats": "4"}, "Saved. Everybody sees it at once."),
        ({"pay_from": "650"}, "Saved. Everybody sees it, and we look at it again."),
    ],
)
def test_a_change_on_the_board_is_seen_at_once_and_new_pay_is_looked_at_again(client, recruiter, what, words):
    posting = make_jobs.posting(company=recruiter.company)
    form = form_of(client, posting)
    form.values["papers"] = ["citizen", "residence_permit"]

    page = form.fill(**what).send()

    assert page.texts(".note.done") == [words]
    assert posting.state == PostingState.PUBLISHED


def test_what_stands_on_the_board_is_not_saved_half(client, recruiter):
    posting = make_jobs.posting(company=recruiter.company)
    form = form_of(client, posting)
    form.values["papers"] = ["citizen", "residence_permit"]

    page = form.fill(title="New title", tasks="").send()

    assert (page.status, page.problems) == (422, ["Write what the person will do."])
    make.db.session.refresh(posting)
    assert posting.tasks == "Écrire des pages."


def test_paused_put_back_and_kept_longer_by_a_press_each(client, recruiter):
    posting = make_jobs.posting(company=recruiter.company, expires_on=NOW.date())
    page = client.get_page(f"/en/company/postings/{posting.ref}")

    page = pressed(page, "Pause it")
    assert page.text("main > p .pill") == "Paused"
    page = pressed(page, "Put it on the board again")
    assert page.text("main > p .pill") == "On the board"
    page = pressed(page, "Keep it sixty days more")
    assert posting.expires_on == (NOW + timedelta(days=60)).date()


@pytest.mark.parametrize(
    ("deed", "words", "state"),
    [
        ("filled", "Noted. Everybody who waited is told.", PostingState.FILLED),
        ("withdraw", "Taken back. Everybody who waited is told.", PostingState.WITHDRAWN),
    ],
)
def test_before_it_ends_the_page_says_who_is_told_and_asks(client, recruiter, deed, words, state):
    posting = make_jobs.posting(company=recruiter.company)
    waits = make_jobs.application(posting=posting)

    asked = client.get_page(f"/en/company/postings/{posting.ref}/{deed}")
    assert "1 person waits for your answer." in asked.words
    assert posting.state == PostingState.PUBLISHED

    page = asked.form().send()
    assert page.texts(".note.done") == [words]
    assert (posting.state, waits.state) == (state, JobState.CLOSED)


def test_a_press_that_comes_too_late_is_refused_with_a_sentence(client, recruiter):
    posting = make_jobs.posting(company=recruiter.company)
    page = client.get_page(f"/en/company/postings/{posting.ref}")
    make.begin_write()
    posting.state = PostingState.WITHDRAWN
    make.db.session.commit()

    page = pressed(page, "Pause it")

    assert (page.status, page.texts(".summary")) == (409, ["It stands otherwise now. Look at it again."])


def test_what_is_full_says_why_nobody_can_apply(client, recruiter):
    posting = make_jobs.posting(company=recruiter.company, most_open=1)
    make_jobs.application(posting=posting)

    page = client.get_page(f"/en/company/postings/{posting.ref}")

    assert "Nobody can apply now: answer those who wait." in page.words


def test_the_company_and_the_team_write_to_each_other(client, recruiter):
    posting = draft(recruiter)
    form = client.get_page(f"/en/company/postings/{posting.ref}").form("#comments form")

    page = form.fill(text="May I start in May?").send()

    assert "May I start in May?" in page.text("#comments")


def test_the_list_shows_each_posting_with_how_it_stands(client, recruiter):
    make_jobs.posting(company=recruiter.company, title="On the board")
    draft(recruiter, title="")
    make_jobs.posting(title="Of another company")

    page = client.get_page("/en/company/postings")

    assert set(page.texts(".card h3")) == {"On the board", "Posting without a title"}
    assert set(page.texts(".card .pill")) == {"On the board", "Draft"}


def test_an_offer_that_learns_its_kind_keeps_an_unpaid_immersion(client, recruiter):
    posting = draft(recruiter, kind=JobKind.IMMERSION)
    form = form_of(client, posting).fill(pay_per="nothing", pay_from="")
    form.values |= {"then": "send", "papers": ["citizen"]}

    page = form.send()

    assert (path(page), page.text("main > p .pill")) == (f"/en/company/postings/{posting.ref}", "Being checked")


def test_a_stopped_company_reads_and_changes_nothing(client):
    recruiter = signed_in(client, state=CompanyState.SUSPENDED)
    posting = make_jobs.posting(company=recruiter.company)
    form = form_of(client, posting).fill(title="New title")

    page = form.send()

    assert (page.status, page.texts(".summary")) == (
        409,
        ["Your company is stopped for now. Nothing can be changed."],
    )
    assert pressed(client.get_page(f"/en/company/postings/{posting.ref}"), "Pause it").status == 409
    assert (posting.state, posting.title != "New title") == (PostingState.PUBLISHED, True)


def test_a_stopped_company_begins_no_draft_and_writes_nothing_to_the_team(client):
    recruiter = signed_in(client, state=CompanyState.SUSPENDED)
    posting = make_jobs.posting(company=recruiter.company, title="Seller")

    begun = pressed(client.get_page("/en/company/postings/new"), "Begin with an empty form")
    page = client.get_page(f"/en/company/postings/{posting.ref}")
    written = page.form("#comments form").fill(text="Let us in.").send()

    stopped = ["Your company is stopped for now. Nothing can be changed."]
    assert (begun.status, begun.texts(".summary")) == (409, stopped)
    assert (written.status, written.problems) == (409, stopped)
    assert (written.form("#comments form")["text"], posting.comments) == ("Let us in.", [])
    assert count_of(recruiter.company) == 1


def count_of(company):
    return len(make.db.session.scalars(make.db.select(Posting).where(Posting.company_id == company.id)).all())
