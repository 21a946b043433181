"""The team looks at postings: the queue, one of them, out with it or back, and off the board with a reason."""

import pytest
import time_machine

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.jobs import publishing, reviewing
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(client):
    return signed_in(client)


@pytest.fixture
def sent(app):
    """A posting that waits for its review."""
    posting = make_jobs.posting(PostingState.DRAFT, title="Help in a shop")
    publishing.send(posting, Role.COMPANY, NOW)
    return posting


def open_page(client, posting):
    return client.get_page(f"/en/office/postings/{posting.ref}")


def press(page, words):
    """What comes after the button that says so."""
    made = next(form for form in page.all("main form") if words in form.text_content())
    return page.client.post_page(
        made.get("action"), data={field.get("name"): field.get("value") for field in made.cssselect("input")}
    )


def titles(page):
    return page.texts("table tbody th")


def test_what_waits_stands_first_with_its_date_and_drafts_are_nobodys_business(client, staff, sent):
    make_jobs.posting(title="Seen already")
    make_jobs.posting(PostingState.DRAFT, title="A draft")

    page = client.get_page("/en/office/postings")

    assert titles(page) == ["Help in a shop", "Seen already"]
    assert "Thursday 26 November at 18:00" in page.words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=waits", {"Help in a shop", "Changed since"}),
        ("state=published", {"Seen already", "Changed since"}),
        ("q=shop", {"Help in a shop"}),
        ("of=permanent", set()),
    ],
)
def test_the_list_is_filtered_by_what_stands_in_the_address(client, staff, sent, query, found):
    make_jobs.posting(title="Seen already")
    make_jobs.posting(title="Changed since", reviewed_at=None)

    assert set(titles(client.get_page(f"/en/office/postings?{query}"))) == found


def test_a_company_is_found_by_the_beginning_of_its_name(client, staff, sent):
    make_jobs.posting(company=make_jobs.company(name="Café Élan"), title="Waiter")

    assert titles(client.get_page("/en/office/postings?q=cafe")) == ["Waiter"]


def test_the_list_costs_the_same_with_one_and_with_thirty(client, staff):
    asked = []
    for number in (1, 29):
        for _posting in range(number):
            make_jobs.posting()
        client.get_page("/en/office/postings")
        with queries_counted() as sent:
            client.get_page("/en/office/postings")
        asked.append(len(sent))

    assert asked[0] == asked[1] < 12


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_as_a_file(client, staff, sent, kind):
    make.db.session.commit()

    answer = client.get(f"/en/office/postings.{kind}")

    assert answer.status_code == 200
    assert kind == "xlsx" or "Help in a shop" in answer.get_data(as_text=True)


def test_a_good_posting_comes_out_by_one_press(client, staff, sent):
    page = press(open_page(client, sent), "Put it on the board")

    assert page.texts(".note.done") == ["It is on the board. The company is told."]
    assert sent.state == PostingState.PUBLISHED


def test_what_came_out_unseen_is_found_fine_by_one_press(client, staff):
    posting = make_jobs.posting(reviewed_at=None)
    page = open_page(client, posting)
    assert "Nobody has looked since it changed." in page.words

    page = press(page, "It is fine as it is")

    assert "Nothing to do now." in page.words


def test_it_goes_back_with_words_and_nothing_goes_back_without(client, staff, sent):
    form = open_page(client, sent).form("#comments form")
    address = form.element.cssselect("[formaction]")[0].get("formaction")

    empty = client.post_page(address, data=form.values)
    assert (empty.status, empty.problems) == (422, ["Write a few words."])

    page = client.post_page(address, data=form.values | {"text": "Who teaches?"})
    assert page.texts(".note.done") == ["Sent back. The company is told what to change."]
    assert "Who teaches?" in page.text("#comments")
    assert sent.state == PostingState.DRAFT


def test_what_should_be_looked_at_twice_is_said(client, staff):
    posting = make_jobs.posting(PostingState.IN_REVIEW, tasks="Write on WhatsApp, and send your IBAN.")

    page = open_page(client, posting)

    assert page.texts(".note li") == [
        "It may ask for money or bank details.",
        "It names a phone, an e-mail or a chat.",
    ]


def test_an_honest_posting_shows_no_warning(client, staff, sent):
    assert open_page(client, sent).texts(".note li") == []


def test_taken_off_with_a_reason_and_checked_once_more_when_that_was_wrong(client, staff):
    posting = make_jobs.posting()
    waits = make_jobs.application(posting=posting)
    make.db.session.commit()
    asked = client.get_page(f"/en/office/postings/{posting.ref}/remove")
    assert "1 person waits for an answer." in asked.words

    page = asked.form().fill(text="It asks for money.").send()
    assert (posting.state, waits.state) == (PostingState.REMOVED, JobState.CLOSED)
    assert "It asks for money." in page.text("#comments")

    press(page, "Check it once more")
    assert posting.state == PostingState.IN_REVIEW


def test_without_a_reason_nothing_is_taken_off(client, staff):
    posting = make_jobs.posting()
    make.db.session.commit()

    page = client.get_page(f"/en/office/postings/{posting.ref}/remove").form().send()

    assert (page.status, page.problems) == (422, ["Write a few words."])
    assert posting.state == PostingState.PUBLISHED


def test_a_company_that_does_not_take_part_is_answered_first(client, staff):
    posting = make_jobs.posting(PostingState.IN_REVIEW, company=make_jobs.company(CompanyState.RECEIVED))

    page = press(open_page(client, posting), "Put it on the board")

    assert (page.status, page.texts(".summary")) == (
        409,
        ["The company does not take part. Answer it first."],
    )


def test_two_of_the_team_look_at_once_and_the_second_is_told(client, staff, sent):
    page = open_page(client, sent)
    reviewing.send_back(sent, "Who teaches?", make.account(OfficeRole.STAFF), NOW)
    make.db.session.commit()

    page = press(page, "Put it on the board")

    assert (page.status, page.texts(".summary")) == (409, ["It stands otherwise now. Look at it again."])


def test_staff_mend_a_posting_themselves_and_nobody_need_look_again(client, staff, sent):
    make.db.session.commit()
    form = client.get_page(f"/en/office/postings/{sent.ref}/edit").form("form.posting")
    form.values["papers"] = ["citizen"]

    page = form.fill(title="Help in a bakery").send()

    assert (page.h1, page.texts(".note.done")) == ("Help in a bakery", ["Saved."])
    assert sent.state == PostingState.IN_REVIEW
