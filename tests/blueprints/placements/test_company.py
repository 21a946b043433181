"""Once both said yes, in front of the company: the days, the agreement, has it begun, how did it go."""

from datetime import date, timedelta

import pytest

from portal.domain.jobs import placements
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make, make_jobs
from tests.blueprints.answers.steps import follow_way, fresh, signed_in
from tests.blueprints.letters import buttons, follow, press
from tests.blueprints.letters import told as last_told
from tests.blueprints.steps import tables
from tests.conftest import NOW
from tests.domain.jobs.answers import confirmed, sent, told

TODAY = NOW.date()


def opened(app, application):
    """The page of a recruiter who is signed in."""
    make.db.session.commit()
    return signed_in(app, application).get_page(f"/en/company/placements/{application.ref}")


def by_letter(app, application):
    """The page behind the link of the mail that the learner says yes, too."""
    make.begin_write()
    for one in application.posting.company.recruiters:
        one.account.language = "en"
    for one in told(application, MessageKind.JOB_CONFIRMED):
        one.language = "en"
    make.db.session.commit()
    return follow(app.test_client(), last_told(f"job_application:{application.id}", MessageKind.JOB_CONFIRMED))


ENTRIES = pytest.mark.parametrize("open_", [opened, by_letter], ids=["signed in", "by the letter"])


def begun(**facts):
    application = confirmed(**facts)
    placements.start(application, Role.COMPANY, NOW)
    return application


def placed(application):
    make.db.session.expire_all()
    return placement_of(application)


def signatures(page):
    return [one for one in page.texts(".told-all .facts li") if ":" in one]


@ENTRIES
def test_the_company_sees_what_it_owes_and_by_when(app, open_):
    page = open_(app, confirmed(posting=make_jobs.posting(starts_on=TODAY)))

    assert page.h1 == "Nour at your company"
    assert "Has Nour begun? Please answer by" in page.words
    ways = {"Yes, it has begun", "Nour did not come", "Change the days", "The agreement is sent"}
    assert ways <= set(buttons(page))


@ENTRIES
def test_to_look_at_every_page_changes_nothing(app, open_):
    page = open_(app, application := confirmed(posting=make_jobs.posting(starts_on=TODAY)))
    before = tables("audit_line", "audit_origin")

    for words in ("Yes, it has begun", "Nour did not come", "Change the days", "Call it off"):
        follow_way(page, words)

    assert tables("audit_line", "audit_origin") == before
    assert fresh(application).state == JobState.CONFIRMED


@ENTRIES
def test_the_days_are_set_and_the_learner_hears_them(app, open_):
    application = confirmed()
    form = follow_way(open_(app, application), "Set the days").form()

    page = form.fill(starts_on="2026-12-07", ends_on="2026-12-18").send()

    assert "First day Monday 7 December Last day Friday 18 December" in page.words
    (news,) = told(application, MessageKind.JOB_STARTS)
    assert news.facts["starts_on"] == "2026-12-07"


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("", "", "Write a day."),
        ("soon", "", "Write a day."),
        ("2026-12-18", "2026-12-07", "The last day comes after the first."),
    ],
)
def test_days_that_are_none_are_refused_and_the_form_is_kept(app, first, last, problem):
    application = confirmed()

    page = follow_way(opened(app, application), "Set the days").form().fill(starts_on=first, ends_on=last).send()

    assert page.status == 422 and problem in page.words
    assert page.form()["ends_on"] == last
    assert placed(application).starts_on is None


def test_whom_a_colleague_overtook_is_told_and_keeps_the_days_they_wrote(app):
    application = confirmed()
    form = follow_way(opened(app, application), "Set the days").form()
    placements.plan(application, date(2026, 12, 14), None, Role.COMPANY, NOW)
    make.db.session.commit()

    page = form.fill(starts_on="2026-12-07").send()

    assert page.status == 409 and "A colleague changed the days meanwhile." in page.words
    assert placed(application).starts_on == date(2026, 12, 14)
    page.form().send()
    assert placed(application).starts_on == date(2026, 12, 7)


@ENTRIES
def test_the_agreement_is_sent_and_signed_and_a_slip_is_taken_back(app, open_):
    application = confirmed()

    page = press(open_(app, application), "The agreement is sent")
    assert signatures(page)[:2] == ["You: not yet", "Nour: not yet"]
    page = press(page, "We have signed")
    assert signatures(page)[:2] == ["You: signed", "Nour: not yet"]
    page = press(page, "Not signed, after all")

    assert signatures(page)[0] == "You: not yet"
    assert placed(application).agreement_sent_at and not placed(application).company_signed_at


@ENTRIES
def test_the_company_says_that_it_has_begun(app, open_):
    application = confirmed()

    page = follow_way(open_(app, application), "Yes, it has begun").form().send()

    assert "Has begun" in page.words and "Say how it went" in buttons(page)
    assert fresh(application).state == JobState.STARTED
    assert placed(application).starts_on == TODAY


def test_nobody_has_begun_on_a_day_that_lies_ahead(app):
    application = confirmed()
    form = follow_way(opened(app, application), "Yes, it has begun").form()

    page = form.fill(on=(TODAY + timedelta(days=2)).isoformat()).send()

    assert page.status == 422 and "This day lies ahead." in page.words
    assert fresh(application).state == JobState.CONFIRMED


@ENTRIES
@pytest.mark.parametrize(
    ("way", "state"), [("Nour did not come", JobState.NO_SHOW), ("Call it off", JobState.CLOSED)]
)
def test_what_cannot_be_taken_back_is_asked_once_more(app, open_, way, state):
    application = confirmed(posting=make_jobs.posting(starts_on=TODAY))

    page = follow_way(open_(app, application), way)
    assert fresh(application).state == JobState.CONFIRMED
    page = page.form().send()

    assert fresh(application).state == state
    assert "Thank you. We told Nour." in page.words and "Yes, it has begun" not in buttons(page)


@ENTRIES
def test_that_nobody_came_is_not_said_before_the_first_day(app, open_):
    application = confirmed(posting=make_jobs.posting(starts_on=TODAY))
    form = follow_way(open_(app, application), "Nour did not come").form()
    placements.plan(application, TODAY + timedelta(days=13), None, Role.COMPANY, NOW)
    make.db.session.commit()

    page = form.send()

    assert page.status == 409 and fresh(application).state == JobState.CONFIRMED
    assert "This can be said from Monday 7 December on. If it was to begin sooner, change the days." in page.words
    assert "Nour did not come" not in buttons(page)


@ENTRIES
def test_the_company_says_how_it_went_and_whether_they_stay(app, open_):
    application = begun()
    form = follow_way(open_(app, application), "Say how it went").form()

    page = form.fill(outcome="completed", words="Quick and kind.", hired="permanent", hired_on="2026-12-01").send()

    assert "Done to the end" in page.words and "Quick and kind." in page.words
    assert "Yes, with a permanent contract (Tuesday 1 December)" in page.words
    assert fresh(application).state == JobState.COMPLETED
    assert (placed(application).outcome, placed(application).hired) == (Outcome.COMPLETED, Hired.PERMANENT)


def test_nothing_chosen_is_said_at_each_question(app):
    form = follow_way(opened(app, begun()), "Say how it went").form()

    page = form.fill(words="Quick and kind.").send()

    assert page.status == 422
    assert "Say how it went." in page.words and "Say whether they stay." in page.words
    assert "Quick and kind." in page.words


def test_who_is_overtaken_sees_how_it_stands_and_what_they_wrote(app):
    application = begun()
    form = follow_way(opened(app, application), "Say how it went").form()
    placements.assess(application, Outcome.PARTLY, None, Hired.NO, None, Role.COMPANY, NOW)
    make.db.session.commit()

    page = form.fill(outcome="completed", words="Quick and kind.", hired="no").send()

    assert page.status == 409 and "This was answered already" in page.words
    assert "You had written: Quick and kind." in page.words
    assert placed(application).outcome == Outcome.PARTLY


def test_words_of_the_team_are_not_said_to_be_its_own(app):
    application = begun()
    placements.assess(application, Outcome.PARTLY, "They closed early.", Hired.NO, None, Role.STAFF, NOW)

    words = opened(app, application).words

    assert "Our team writes They closed early." in words
    assert "You wrote" not in words


def test_what_the_learner_says_of_it_is_not_for_the_company(app):
    application = begun()
    placements.assess(application, Outcome.PARTLY, None, Hired.NO, None, Role.COMPANY, NOW)
    placements.say_agreement(application, False, "They shouted.", Role.PERSON, NOW)

    page = opened(app, application)

    assert page.status == 200 and "They shouted." not in page.words


def test_an_application_without_both_yes_has_no_such_page(app):
    page = opened(app, application := sent())
    data = {"csrf_token": page.form("main form")["csrf_token"], "on": TODAY.isoformat()}

    answer = page.client.post(f"/en/company/placements/{application.ref}/began", data=data)

    assert page.h1 == "Nour" and answer.status_code == 404
    assert fresh(application).state == JobState.SENT


def test_a_suspended_company_reads_and_changes_nothing(app):
    application = confirmed()
    application.posting.company.state = CompanyState.SUSPENDED

    page = opened(app, application)

    assert page.status == 200
    assert not {"Yes, it has begun", "The agreement is sent", "Set the days"} & set(buttons(page))


@pytest.mark.parametrize(
    ("state", "heading"),
    [(CompanyState.SUSPENDED, "is stopped for now"), (CompanyState.CLOSED, "Your company has left")],
)
def test_the_link_of_a_mail_says_that_the_company_takes_part_no_more(app, state, heading):
    application = confirmed()
    page = by_letter(app, application)
    make.begin_write()
    application.posting.company.state = state
    make.db.session.commit()

    again = page.client.get_page(page.response.request.path)

    assert again.status == 200 and heading in again.h1
    assert "What you both agreed stays agreed. Our team looks after it." in again.words
    assert "Nour" not in again.words
    data = {"csrf_token": page.form()["csrf_token"]}
    assert page.client.post(f"{page.response.request.path}/sent", data=data).status_code == 409
    assert placed(application).agreement_sent_at is None


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("2026-11-20", "", "This day lies before the application. Choose a later one."),
        ("2027-11-26", "", "This day is more than a year ahead. Choose a nearer one."),
        ("2026-12-07", "2028-12-08", "This is longer than two years. Choose an earlier last day."),
    ],
)
def test_days_too_early_too_far_or_too_long_are_refused_with_what_to_do(app, first, last, problem):
    application = confirmed()

    page = follow_way(opened(app, application), "Set the days").form().fill(starts_on=first, ends_on=last).send()

    assert page.status == 422 and problem in page.words
    assert placed(application).starts_on is None


def test_nobody_has_begun_before_they_applied(app):
    application = confirmed()

    page = follow_way(opened(app, application), "Yes, it has begun").form().fill(on="2026-11-20").send()

    assert page.status == 422 and "This day lies before the application." in page.words
    assert fresh(application).state == JobState.CONFIRMED
