"""What the jobs board holds on a learner goes with their file: copied, erased, put together, let go in time."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import undefer_group

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import find_or_add_person
from portal.domain.jobs import interviewing
from portal.domain.jobs.application_models import JobApplication, JobDate
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.forgetting import forget_words
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.posting_models import PostingComment, PostingReport
from portal.domain.jobs.states import LIVE_JOB, CompanyState, JobState
from portal.domain.jobs.told import about_application, about_search, search_recipient
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.domain.signups.erasure import NOBODY, erase
from portal.domain.signups.files import as_data, file_of
from portal.domain.signups.merging import merge
from portal.domain.signups.retention import clear, would_go
from portal.vault import new_ref
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs import answers

DAY = timedelta(days=1)
MONTH = timedelta(days=30.44)
SAID = {
    "surname": "Haddad",
    "profile": {"did": "I sold fruit.", "can": "", "spoken": [], "week": [], "from": None},
    "answers": {"0": "Because of the team."},
    "words": "I learn fast.",
    "no_words": "Too little French.",
    "interview_where": "12 rue Verte",
}


def applied(state=JobState.SENT, **facts):
    application = make_jobs.application(state, **SAID | facts)
    db.session.add(JobDate(application=application, at=NOW + DAY))
    db.session.commit()
    return application


def placed(state, **facts):
    application = applied(state)
    placement = Placement(application=application, assessment="She came on time.", learner_words="I liked it.")
    for name, value in facts.items():
        setattr(placement, name, value)
    begin_write()
    db.session.add(placement)
    db.session.commit()
    return placement


def searched(**facts):
    begin_write()
    reach = read_email(facts.pop("email", "nour@example.org"))
    made = SavedSearch(ref=new_ref(16), kind="email", value=reach.value, digest=reach.digest, language="en", query={})
    made.every, made.created_at, made.told_until, made.next_at = "week", NOW, NOW, NOW + 7 * DAY
    for name, value in facts.items():
        setattr(made, name, value)
    db.session.add(made)
    db.session.commit()
    return made


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def gone(now):
    """What was let go at this moment, of what is tried here."""
    done = clear(now)
    db.session.commit()
    return {what: done[what] for what in done if what not in {"people", "contacts", "messages", "promises"}}


def test_the_copy_holds_what_was_sent_and_answered_and_no_reason_that_is_not_shared(app):
    application = placed(JobState.STARTED).application

    (held,) = json.loads(json.dumps(as_data(file_of(application.person), "en")))["jobs"]

    said = json.dumps(held)
    for words in ("Haddad", "I sold fruit.", "Because of the team.", "I learn fast.", "She came on time."):
        assert words in said
    assert (held["company"], held["state"]) == (application.posting.company.name, "started")
    assert "Too little French." not in said


def test_a_reason_that_the_company_shares_stands_in_the_copy(app):
    application = applied(JobState.DECLINED, no="french", no_shared=True)

    (held,) = as_data(file_of(application.person), "en")["jobs"]

    assert held["why_not"] == {"why": "french", "words": "Too little French."}


@pytest.mark.parametrize("state", [JobState.SENT, JobState.INTERVIEW, JobState.OFFERED, JobState.CONFIRMED])
def test_erased_an_application_is_taken_back_the_company_hears_it_and_no_word_stays(app, state):
    application = applied(state)

    erase(application.person, "en", Role.PERSON, NOW)
    db.session.commit()

    assert (application.state, application.person.first_name) == (JobState.WITHDRAWN, NOBODY)
    assert [one.to_state for one in application.history] == ["withdrawn"]
    kept = [getattr(application, name) for name in SAID]
    assert kept == [None, {}, {}, None, None, None]
    assert count(JobDate) == 0
    told = db.session.scalars(select(Message.kind).where(Message.about == about_application(application))).all()
    assert told == [MessageKind.JOB_LEFT]


def test_erased_in_the_middle_of_an_internship_it_counts_and_no_learner_is_asked_about_it(app):
    placement = placed(JobState.STARTED)

    erase(placement.application.person, "en", Role.STAFF, NOW)
    db.session.commit()

    assert placement.application.state == JobState.COMPLETED
    assert (placement.assessment, placement.learner_words) == (None, None)
    owed = open_about(about_application(placement.application))
    assert (owed.owner, owed.person_id) == (Owner.TEAM, None)


def test_the_copy_holds_the_saved_searches_of_a_contact_that_nobody_else_shares(app):
    alone, shared = read_email("nour@example.org"), read_email("home@example.org")
    begin_write()
    nour = find_or_add_person("Nour", alone, NOW)
    find_or_add_person("Idris", shared, NOW)
    db.session.add(Contact(person=nour, kind="email", value=shared.value, digest=shared.digest, created_at=NOW))
    db.session.flush()
    searched(query={"kind": "internship"})
    searched(email="home@example.org", query={"q": "cook"})

    (kept,) = json.loads(json.dumps(as_data(file_of(nour), "en")))["jobs"]

    assert kept["saved_search"]["wishes"] == {"kind": "internship"}


def test_a_saved_search_goes_with_its_person_unless_somebody_shares_the_address(app):
    alone, shared = read_email("nour@example.org"), read_email("home@example.org")
    begin_write()
    nour = find_or_add_person("Nour", alone, NOW)
    find_or_add_person("Idris", shared, NOW)
    db.session.add(Contact(person=nour, kind="email", value=shared.value, digest=shared.digest, created_at=NOW))
    db.session.flush()
    searched()
    kept = searched(email="home@example.org")

    erase(nour, "en", Role.PERSON, NOW)
    db.session.commit()

    assert [one.id for one in db.session.scalars(select(SavedSearch))] == [kept.id]


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [
        (JobState.SENT, JobState.READ, "first"),
        (JobState.SENT, JobState.OFFERED, "second"),
        (JobState.CONFIRMED, JobState.OFFERED, "first"),
    ],
)
def test_put_together_one_person_applies_once_and_the_one_that_got_further_goes_on(app, first, second, stays):
    posting = make_jobs.posting(seats=3)
    one = applied(first, posting=posting)
    other = applied(second, posting=posting)
    elsewhere = applied(person=other.person)

    merge(one.person, other.person, [], make.account("admin").id, NOW)
    db.session.commit()

    live = {"first": one, "second": other}.pop(stays)
    ended = other if live is one else one
    assert ended.state == JobState.WITHDRAWN
    assert (live.state, elsewhere.state) == ({"first": first, "second": second}[stays], JobState.SENT)
    assert {one.person_id, other.person_id, elsewhere.person_id} == {one.person_id}


@pytest.mark.parametrize("state", [JobState.SENT, JobState.CONFIRMED, JobState.STARTED])
def test_put_together_the_double_ends_and_nobody_hears_a_word(app, state):
    posting = make_jobs.posting(seats=3)
    one, other = applied(state, posting=posting), applied(state, posting=posting)

    merge(one.person, other.person, [], make.account("admin").id, NOW)
    db.session.commit()

    assert one.state == state and other.state not in LIVE_JOB
    assert (answers.told(other), answers.owed(other), other.dates) == ([], {}, [])


def test_two_years_after_its_end_an_application_is_nobodys_and_still_counts(app):
    application = applied(JobState.DECLINED, moved_at=NOW)
    live = applied(person=application.person)

    assert "job-applications" not in gone(NOW + 24 * MONTH - DAY)
    assert would_go(NOW + 24 * MONTH + DAY)["job-applications"] == 1
    assert gone(NOW + 24 * MONTH + DAY)["job-applications"] == 1

    db.session.refresh(application)
    assert (application.state, application.person.first_name, application.words) == ("declined", NOBODY, None)
    assert (live.person.first_name, live.words) == ("Nour", "I learn fast.")
    assert "job-applications" not in gone(NOW + 24 * MONTH + DAY)


def test_who_applied_is_known_for_two_years_after_and_then_a_number(app):
    application = applied(JobState.DECLINED, moved_at=NOW)

    clear(NOW + 24 * MONTH - DAY)
    assert application.person.first_name == "Nour"
    clear(NOW + 24 * MONTH + DAY)
    db.session.commit()

    assert count(JobApplication) == 1
    assert db.session.scalars(select(Person.first_name)).all() == [NOBODY]


def test_who_is_still_to_be_asked_half_a_year_after_can_be_reached(app):
    placement = placed(JobState.COMPLETED)
    begin_write()
    placement.application.moved_at = NOW
    db.session.flush()

    clear(NOW + 6 * MONTH + 3 * DAY)
    assert count(Contact) == 1
    placement.after_asked_at = NOW + 6 * MONTH
    clear(NOW + 9 * MONTH)
    assert count(Contact) == 0


def test_searches_go_a_year_after_they_ended_or_when_only_dead_letters_follow(app):
    searched(ended_at=NOW)
    lives, dead = searched(), searched()
    begin_write()
    for search, state in ((lives, "sent"), (dead, "dead")):
        news = News(MessageKind.SEARCH_NEWS, about_search(search), search.ref, home_zone())
        tell(news, search_recipient(search), NOW + 11 * MONTH).state = state
    db.session.commit()

    assert "saved-searches" not in gone(NOW + 12 * MONTH - DAY)
    assert gone(NOW + 12 * MONTH + DAY) == {"saved-searches": 2}
    assert [one.id for one in db.session.scalars(select(SavedSearch))] == [lives.id]


def test_recruiters_of_a_company_that_closed_long_ago_go_with_their_accounts(app):
    closed = make_jobs.company(CompanyState.CLOSED, words="We are sorry.")
    here = make_jobs.company()
    helper = make.account(OfficeRole.RECRUITER)
    begin_write()
    db.session.add(Grant(account=helper, role=OfficeRole.VOLUNTEER, granted_at=NOW))
    make_jobs.recruiter(closed, account=helper)
    left = make_jobs.recruiter(here)
    left.until = NOW
    db.session.commit()

    assert gone(NOW + 24 * MONTH - DAY) == {}
    assert gone(NOW + 24 * MONTH + DAY) == {"recruiters": 3, "company-words": 1}
    assert db.session.scalars(select(Recruiter.company_id)).all() == [here.id]
    assert set(db.session.scalars(select(Account.id))) == {helper.id, here.recruiters[0].account_id}


def test_reports_and_comments_go_after_two_years(app):
    posting = make_jobs.posting()
    begin_write()
    db.session.add(PostingComment(posting=posting, from_team=True, at=NOW, text="Say how it is paid."))
    db.session.add(PostingReport(ref=new_ref(16), posting=posting, why="money", at=NOW, closed_at=NOW))
    db.session.add(PostingReport(ref=new_ref(16), posting=posting, why="money", at=NOW))
    db.session.commit()

    assert gone(NOW + 24 * MONTH - DAY) == {}
    assert gone(NOW + 24 * MONTH + DAY) == {"posting_comment": 1, "posting_report": 1}


def words_of(application):
    """All that messages about it tell."""
    told = select(Message).where(Message.about == about_application(application)).options(undefer_group("sealed"))
    return json.dumps([one.facts for one in db.session.scalars(told)])


@pytest.mark.parametrize("gone_by", ["erasure", "time"])
def test_what_a_learner_wrote_to_the_company_stays_in_no_message_about_it(app, gone_by):
    application = answers.invited()
    interviewing.ask_others(application, Role.PERSON, NOW, "Only when my son Sami is at school.")
    db.session.commit()
    assert "Sami" in words_of(application)

    if gone_by == "erasure":
        erase(application.person, "en", Role.PERSON, NOW)
    else:
        forget_words([application.id])
    db.session.commit()

    assert "Sami" not in words_of(application)
    assert "rue de Paris" not in words_of(application)


def test_the_company_reads_in_words_that_somebody_asked_to_be_forgotten(app):
    application = answers.sent()

    erase(application.person, "en", Role.PERSON, NOW)
    db.session.commit()

    (news,) = answers.told(application, MessageKind.JOB_LEFT)
    with speaking("en"):
        said = worded(news)
    assert said.subject == "An application has ended"
    assert said.sentences[0] == "Somebody who applied asked us to delete their data."
    assert NOBODY not in f"{said.subject} {said.sentences}"


def test_a_placement_ended_by_an_erasure_is_told_to_the_company_and_owed_a_word_by_the_team(app):
    application = placed(JobState.STARTED).application

    erase(application.person, "en", Role.STAFF, NOW)
    db.session.commit()

    (news,) = answers.told(application, MessageKind.JOB_LEFT)
    with speaking("en"):
        assert worded(news).sentences[:2] == [
            "Somebody who works with you asked us to delete their data.",
            "For us, this placement is over now.",
        ]
    owed = open_about(about_application(application))
    assert (owed.kind, owed.owner, owed.person_id) == (PromiseKind.JOB_END, Owner.TEAM, None)
