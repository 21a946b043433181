"""Applying to a posting: once, while it takes applications, and both sides hear of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import answering, applying, behalf, placements, profile
from portal.domain.jobs.application_models import Applied
from portal.domain.jobs.applying import Already, NotOpen, TooManyOpen, Wish
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from tests import make, make_jobs
from tests.conftest import NOW

NOUR = read_phone("06 12 34 56 78", "FR")


def wish(**facts):
    given = {"first_name": "Nour", "reach": NOUR, "form_key": "form", "consent_version": "1", "language": "fr"}
    return Wish(**given | facts)


def told(application, kind):
    query = db.select(Message).where(Message.about == about_application(application), Message.kind == kind)
    return db.session.scalars(query.order_by(Message.id)).all()


def test_the_company_owes_an_answer_within_three_weeks_and_both_sides_hear_of_it(app):
    posting = make_jobs.posting()

    made = applying.apply(posting, wish(words="Hello."), NOW)

    owed = open_about(about_application(made), PromiseKind.JOB_ANSWER)
    assert (made.state, made.person.first_name, made.words) == ("sent", "Nour", "Hello.")
    assert [line.role for line in made.history] == ["person"]
    assert (owed.owner, owed.person_id, owed.language) == (Owner.COMPANY, made.person_id, "fr")
    assert f"{owed.reply_by:%d %B %H:%M}" == "15 December 17:00"
    (learner,), (recruiter,) = told(made, MessageKind.JOB_SENT), told(made, MessageKind.JOB_TO_ANSWER)
    assert learner.facts["reply_by"] == recruiter.facts["reply_by"] == owed.reply_by.isoformat()


def test_the_same_form_sent_twice_is_one_application_told_once(app):
    posting = make_jobs.posting()

    first, second = (applying.apply(posting, wish(), NOW) for _ in range(2))

    assert first is second
    assert len(told(first, MessageKind.JOB_SENT)) == 1


def test_another_form_of_the_same_person_finds_what_they_sent(app):
    posting = make_jobs.posting()
    first = applying.apply(posting, wish(), NOW)

    with pytest.raises(Already) as refusal:
        applying.apply(posting, wish(first_name="NOUR ", form_key="another"), NOW)

    assert refusal.value.application is first


def test_whose_first_application_is_over_may_apply_again(app):
    posting = make_jobs.posting()
    before = make_jobs.application(JobState.WITHDRAWN, posting=posting, reach=NOUR)

    made = applying.apply(posting, wish(), NOW)

    assert made is not before
    assert made.person is before.person


def test_whoever_has_applied_hears_it_again_once_a_day(app):
    made = applying.apply(make_jobs.posting(), wish(), NOW)

    for hours in (1, 2, 30):
        applying.tell_again(made, NOW + timedelta(hours=hours))

    assert len(told(made, MessageKind.JOB_SENT)) == 3


@pytest.mark.parametrize("state", [one for one in PostingState if one != PostingState.PUBLISHED])
def test_only_what_stands_on_the_board_takes_applications(app, state):
    with pytest.raises(NotOpen):
        applying.apply(make_jobs.posting(state), wish(), NOW)


def test_on_its_last_day_a_posting_takes_applications_and_after_it_none(app):
    posting = make_jobs.posting(expires_on=NOW.date())
    applying.apply(posting, wish(), NOW)

    with pytest.raises(NotOpen):
        applying.apply(posting, wish(first_name="Idris"), NOW + timedelta(days=1))


def test_who_is_stopped_gets_no_applications(app):
    with pytest.raises(NotOpen):
        applying.apply(make_jobs.posting(company=make_jobs.company(CompanyState.SUSPENDED)), wish(), NOW)


def test_where_as_many_wait_as_may_nobody_is_added_until_one_is_answered(app):
    posting = make_jobs.posting(most_open=1)
    waits = make_jobs.application(posting=posting, first_name="Idris")
    with pytest.raises(TooManyOpen):
        applying.apply(posting, wish(), NOW)
    waits.state = JobState.DECLINED

    assert applying.apply(posting, wish(), NOW).state == "sent"


def test_somebody_who_is_known_applies_as_they_are(app):
    known = make.sign_up(first_name="Nour", reach=NOUR).person

    made = applying.apply(make_jobs.posting(), wish(reach=None, person=known), NOW)

    assert made.person is known


def test_whoever_helps_is_named_and_told_with_the_learner(app):
    helper = make.account(OfficeRole.REFERRER)

    made = applying.apply(make_jobs.posting(), wish(way=Applied.HELPED, helper=helper), NOW)

    assert (made.way, made.helper, made.history[0].role) == ("helped", helper, "referrer")
    assert len(told(made, MessageKind.JOB_SENT)) == 1
    assert [one.facts["news"] for one in told(made, MessageKind.JOB_HELPED)] == ["job_sent"]
    assert db.session.scalars(behalf.helped_by(helper)).unique().all() == [made]


def test_a_form_that_somebody_else_sends_again_is_no_news_to_whoever_helped(app):
    made = applying.apply(
        make_jobs.posting(), wish(way=Applied.HELPED, helper=make.account(OfficeRole.REFERRER)), NOW
    )

    applying.tell_again(made, NOW)

    assert len(told(made, MessageKind.JOB_SENT)) == 2
    assert len(told(made, MessageKind.JOB_HELPED)) == 1


def test_who_is_reached_through_their_helper_is_known_by_the_name_they_gave(app):
    posting, helper = make_jobs.posting(), make.account(OfficeRole.REFERRER)
    through = wish(reach=None, way=Applied.HELPED, helper=helper, surname="Haddad")
    first = applying.apply(posting, through, NOW)

    with pytest.raises(Already) as refusal:
        applying.apply(posting, replace(through, form_key="another"), NOW)
    other = applying.apply(posting, replace(through, form_key="other", surname="Saleh"), NOW)

    assert refusal.value.application is first
    assert other.person is not first.person


@pytest.mark.parametrize(
    ("role", "may"), [(OfficeRole.TRAINER, True), (OfficeRole.VOLUNTEER, True), (OfficeRole.RECRUITER, False)]
)
def test_trainers_and_volunteers_may_help_and_recruiters_may_not(app, role, may):
    assert behalf.may_help(make.account(role), NOW) is may


def followed_course(**facts):
    """A seat in a course that began yesterday, with one half-day they came to."""
    seat = make.sign_up(**facts)
    begin_write()
    day = seat.course_session.dates[0]
    seat.course_session.starts_at = NOW - timedelta(days=1)
    db.session.add(Attendance(sign_up=seat, session_date=day, half=Half.MORNING, mark=Mark.PRESENT, ticked_at=NOW))
    db.session.flush()
    return seat


def test_courses_go_along_only_if_this_browser_showed_them_and_the_learner_wished(app):
    shown, hidden = (followed_course(first_name="Nour", reach=NOUR) for _ in range(2))
    facts = {"person": shown.person, "reach": None, "profile": {"courses": [shown.ref]}}

    with_them = applying.apply(make_jobs.posting(), wish(**facts, with_courses=True), NOW)
    without = applying.apply(make_jobs.posting(), wish(**facts), NOW)

    assert hidden.person is shown.person
    assert [(one.sign_up, one.there, one.marked) for one in profile.courses_of(with_them, NOW)] == [(shown, 1, 1)]
    assert profile.courses_of(without, NOW) == []


def test_nobody_sends_the_courses_of_somebody_else(app):
    theirs = followed_course(first_name="Idris", reach=read_phone("06 98 76 54 32", "FR"))

    made = applying.apply(make_jobs.posting(), wish(profile={"courses": [theirs.ref]}, with_courses=True), NOW)

    assert profile.courses_of(made, NOW) == []


def test_a_booking_names_its_person_where_they_can_be_reached(app):
    reached, again = (make.sign_up(first_name="Nour", reach=NOUR) for _ in range(2))
    nobody = make.sign_up(first_name="Idris", reach=None)

    assert profile.held_people([nobody.ref, reached.ref, again.ref, "unknown"]) == {reached.ref: reached.person}


@pytest.mark.parametrize(
    ("state", "sentences"),
    [
        (JobState.SENT, ["The company answers by Tuesday 15 December at 18:00."]),
        (
            JobState.OFFERED,
            ["The company says yes to you.", "Please answer by Sunday 29 November at 18:00."],
        ),
        (JobState.CONFIRMED, ["You both said yes: the place is yours."]),
        (JobState.STARTED, ["You both said yes: the place is yours."]),
    ],
)
def test_who_has_applied_there_before_reads_how_it_stands_and_no_promise_that_nobody_made(app, state, sentences):
    made = applying.apply(make_jobs.posting(), wish(), NOW)
    if state != JobState.SENT:
        answering.offer(made, None, Role.COMPANY, NOW)
    if state in (JobState.CONFIRMED, JobState.STARTED):
        answering.confirm(made, Role.PERSON, NOW)
    if state == JobState.STARTED:
        placements.start(made, Role.COMPANY, NOW)

    applying.tell_again(made, NOW)

    with speaking("en"):
        said = worded(told(made, MessageKind.JOB_SENT)[-1]).sentences
    assert said == [
        "You have applied for this job already.",
        *sentences,
        "Was it not you who sent it again? Call us.",
    ]
