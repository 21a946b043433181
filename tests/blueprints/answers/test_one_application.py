"""One application in front of the company: what it reads, and the answers it gives, signed in or by the letter."""

from datetime import timedelta

import pytest

from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.choices import No
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.answers.steps import by_letter, follow_way, fresh, opened, signed_in
from tests.blueprints.letters import press
from tests.blueprints.steps import tables
from tests.conftest import NOW
from tests.domain.jobs.answers import DATES, confirmed, invited, offered, owed, sent, told

PHONE = read_phone("06 98 76 54 32", "FR")
ENTRIES = pytest.mark.parametrize("open_", [opened, by_letter], ids=["signed in", "by the letter"])
DAY = timedelta(days=1)


def dates_sent(page, **typed):
    """Two dates and a place, as the form takes them."""
    form = follow_way(page, "Propose an interview").form()
    given = {"day_1": "2026-12-01", "hour_1": "14:30", "day_2": "2026-12-02", "hour_2": "9:00"}
    return form.fill(**given | {"where": "12 rue de Paris"} | typed).send()


@ENTRIES
def test_the_company_reads_what_was_sent_and_by_when_to_answer(app, open_):
    application = sent(
        reach=PHONE, surname="Haddad", words="I like your shop.", answers={"Can you drive?": "Not yet."}
    )

    page = open_(app, application)

    assert page.h1 == "Nour Haddad"
    assert "Please answer by Tuesday 15 December at 18:00." in page.words
    assert "I sold fruit." in page.words and "Can you drive? Not yet." in page.words
    assert "I like your shop." in page.words


@ENTRIES
def test_from_what_was_sent_as_a_page_to_print_a_way_leads_back(app, open_):
    page = open_(app, sent())

    printed = follow_way(page, "As a page to print")

    assert follow_way(printed, "Back to the application").h1 == page.h1


def test_only_who_is_signed_in_has_the_pages_of_the_desk_at_hand(app):
    application = sent()

    assert opened(app, application).texts(".desk a") == ["My desk", "Postings", "Applications"]
    assert by_letter(app, application).texts(".desk a") == []


@ENTRIES
@pytest.mark.parametrize(("begin", "reached"), [(sent, False), (invited, True), (offered, True)])
def test_how_to_reach_the_learner_is_shown_from_an_interview_on(app, open_, begin, reached):
    page = open_(app, begin(reach=PHONE))

    assert ("06 98 76 54 32" in page.words.replace("\u00a0", " ")) is reached
    assert ("How to reach Nour" in page.words) is reached


@ENTRIES
def test_to_look_at_it_changes_nothing(app, open_):
    page = open_(app, application := sent())
    before = tables("audit_line", "audit_origin")

    for words in ("Propose an interview", "Say yes", "Say no"):
        follow_way(page, words)

    assert tables("audit_line", "audit_origin") == before
    assert fresh(application).state == JobState.SENT


@ENTRIES
def test_one_press_says_that_it_was_read(app, open_):
    page = press(open_(app, application := sent()), "We have read it")

    assert fresh(application).state == JobState.READ
    assert "Thank you. We told Nour." in page.words
    assert press(page, "We look at it more closely").text(".pill") == "Being looked at"


@ENTRIES
def test_dates_for_an_interview_are_proposed_and_wait_for_the_learner(app, open_):
    page = dates_sent(open_(app, application := sent()))

    assert "Your dates are sent. Nour chooses one." in page.words
    assert page.texts(".panel .list li") == ["Tuesday 1 December at 14:30", "Wednesday 2 December at 09:00"]
    assert [f"{one.at:%d %H:%M}" for one in fresh(application).dates] == ["01 13:30", "02 08:00"]
    assert application.interview_where == "12 rue de Paris"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"day_1": ""}, "Choose a day."),
        ({"hour_1": "soon"}, "Choose an hour. For example: 14:00"),
        ({"hour_2": ""}, "Choose an hour. For example: 14:00"),
        ({"where": ""}, "Write an address, a phone number or a link."),
        ({"day_1": "2026-11-01"}, "Choose dates that lie ahead, within the next 30 days."),
        ({"day_2": "2027-03-28"}, "Choose dates that lie ahead, within the next 30 days."),
        (
            {"day_2": "2026-11-24", "hour_2": "15:59"},
            "Propose a date from Tuesday 24 November at 16:15 on, so that Nour can answer.",
        ),
    ],
)
def test_dates_that_cannot_be_are_said_so_and_all_that_was_typed_stays(app, typed, problem):
    page = dates_sent(opened(app, application := sent()), **typed)

    assert page.problems == [problem]
    assert page.form()["hour_2"] == typed.get("hour_2", "9:00")
    assert fresh(application).state == JobState.SENT


@ENTRIES
def test_a_no_gives_its_reason_and_is_over(app, open_):
    form = follow_way(open_(app, application := sent()), "Say no").form()

    page = form.fill(why="french", words="Come back in spring.").send()

    (news,) = told(fresh(application), MessageKind.JOB_DECLINED)
    assert (application.no, application.no_shared, application.no_words) == ("french", True, "Come back in spring.")
    assert news.facts["why"] == "french"
    assert "You said no." in page.words
    assert page.all(".answers a") == []


def test_a_reason_that_is_not_to_be_shared_is_not(app):
    form = follow_way(opened(app, application := sent()), "Say no").form()

    form.fill(why="papers", shared=None).send()

    assert (fresh(application).no, application.no_shared) == ("papers", False)


def test_a_no_without_a_reason_asks_for_one_and_keeps_the_words(app):
    form = follow_way(opened(app, sent()), "Say no").form()

    page = form.fill(words="Thank you.").send()

    assert page.problems == ["Choose a reason."]
    assert page.form()["words"] == "Thank you."


@ENTRIES
def test_a_yes_waits_for_the_learner_and_can_still_be_taken_back(app, open_):
    page = follow_way(open_(app, application := sent()), "Say yes").form().fill(words="Come on Monday.").send()

    assert fresh(application).offer_words == "Come on Monday."
    assert "Nour answers by Sunday 29 November at 18:00." in page.words
    follow_way(page, "Say no after all").form().fill(why="no_seat_any_more").send()
    assert fresh(application).state == JobState.DECLINED


def test_without_a_place_left_a_yes_is_refused_with_a_sentence(app):
    posting = make_jobs.posting()
    offered(posting=posting)

    page = (
        follow_way(opened(app, application := sent(posting=posting)), "Say yes").form().fill(words="Welcome!").send()
    )

    assert page.problems == ["All places of this posting are offered or taken."]
    assert page.form()["words"] == "Welcome!"
    assert fresh(application).state == JobState.SENT


def test_the_agreed_interview_stands_large_and_after_it_the_company_decides(app):
    application = invited()
    interviewing.choose(application, DATES[0], Role.PERSON, NOW)
    make.db.session.commit()

    assert opened(app, application).text(".big") == "Tuesday 1 December at 10:00"


def test_what_the_learner_says_of_the_dates_is_read(app):
    application = invited()
    interviewing.ask_others(application, Role.PERSON, NOW, "Only in the morning.")
    make.db.session.commit()

    page = by_letter(app, application)

    assert "No date is agreed yet. Propose others, or decide." in page.words
    assert "Nour says: Only in the morning." in page.words


@ENTRIES
def test_whom_a_colleague_overtook_sees_how_it_stands_and_what_they_had_written(app, open_):
    form = follow_way(open_(app, application := sent()), "Say yes").form().fill(words="Welcome, Nour!")
    answering.decline(application, No.SKILLS, True, None, Role.COMPANY, NOW)
    make.db.session.commit()

    page = form.send()

    assert page.status == 409
    assert "This was answered already" in page.words
    assert "You had written: Welcome, Nour!" in page.words
    assert fresh(application).state == JobState.DECLINED


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (lambda one: answering.withdraw(one, Role.PERSON, NOW), "Nour took the application back."),
        (lambda one: answering.decline(one, No.SKILLS, True, None, Role.COMPANY, NOW), "You said no."),
        (lambda one: answering.closing.expire(one, NOW), "It was closed: no answer came in time."),
        (lambda one: answering.closing.close(one, "took_another", NOW), "Nour said yes to another company."),
        (lambda one: answering.closing.close(one, "taken", NOW), "All places are taken now."),
    ],
)
def test_a_late_letter_says_clearly_that_it_is_over(app, end, sentence):
    application = sent()
    end(application)
    make.db.session.commit()

    page = by_letter(app, application)

    assert sentence in page.words
    assert page.all(".panel form, .answers a") == []


def test_what_was_sent_is_shown_for_a_month_after_the_end_and_not_for_ever(app):
    application = sent()
    answering.decline(application, No.SKILLS, True, None, Role.COMPANY, NOW)
    assert "I sold fruit." in opened(app, application).words

    make.begin_write()
    application.moved_at = NOW - 365 * DAY
    assert "I sold fruit." not in opened(app, application).words


def test_a_recruiter_who_left_finds_the_letter_closed(app):
    page = by_letter(app, application := sent())
    make.begin_write()
    application.posting.company.recruiters[0].until = NOW
    make.db.session.commit()

    again = page.client.get_page(page.response.request.path)

    assert again.status == 404
    assert "Nour" not in again.words


@pytest.mark.parametrize("state", [CompanyState.SUSPENDED, CompanyState.CLOSED])
def test_a_company_that_was_stopped_finds_the_letter_closed_and_answers_nothing(app, state):
    application = sent()
    letter, client = by_letter(app, application), signed_in(app, application)
    make.begin_write()
    application.posting.company.state = state
    make.db.session.commit()

    page = letter.client.get_page(letter.response.request.path)
    assert "So you cannot answer here any more. Whoever applied was told." in page.words
    assert page.status == 200 and "Nour" not in page.words
    token = letter.form(".panel form")["csrf_token"]
    for visitor, address, status in (
        (letter.client, letter.response.request.path, 409),
        (client, client_path(application), 404),
    ):
        assert visitor.post(f"{address}/read", data={"csrf_token": token}).status_code == status
    assert fresh(application).state == JobState.SENT


def client_path(application):
    return f"/en/company/applications/{application.ref}"


def test_the_history_tells_both_sides_of_it(app):
    page = opened(app, confirmed())

    assert [line.split(".")[0] for line in page.texts(".told li")] == ["You said yes", "Nour said yes, too"]


def test_an_answer_is_owed_until_it_is_given(app):
    page = opened(app, application := sent())
    assert set(owed(application)) == {"job_answer"}

    follow_way(page, "Say no").form().fill(why="dates").send()

    assert owed(fresh(application)) == {}
