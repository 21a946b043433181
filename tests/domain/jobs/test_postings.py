"""A posting on its way: written, sent, looked at, on the board, filled, over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import applying, drafts, full, lasting, publishing, reviewing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import JobKind, PayPer, Presence
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.jobs.told import about_posting
from portal.domain.jobs.worries import Worry, worries
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import told_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from tests import make, make_jobs
from tests.conftest import NOW

COMPANY, STAFF = Role.COMPANY, Role.STAFF


@pytest.fixture
def draft(app):
    return make_jobs.posting(PostingState.DRAFT, expires_on=None)


@pytest.fixture
def live(app):
    return make_jobs.posting()


def heard(posting):
    return [one.kind for one in told_about(about_posting(posting), 50)]


def owed(posting):
    return open_about(about_posting(posting), PromiseKind.POSTING_REVIEW)


def test_a_blank_draft_is_begun_once_however_often_it_is_asked_for(app):
    recruiter = make_jobs.company().recruiters[0]

    first = drafts.begin(recruiter, "fr", COMPANY, NOW)
    again = drafts.begin(recruiter, "fr", COMPANY, NOW)

    assert again is first
    assert [move.to_state for move in first.history] == [PostingState.DRAFT]


def test_a_copy_has_the_words_and_the_place_of_the_earlier_one_but_not_its_dates(live):
    live.starts_on = live.ends_on = live.expires_on

    made = drafts.copy(live, live.recruiter, COMPANY, NOW)

    same = drafts.written_in(live), made.latitude, made.copied_from_id
    assert same == (
        replace(drafts.written_in(made), starts_on=live.starts_on, ends_on=live.ends_on, expires_on=live.expires_on),
        live.latitude,
        live.id,
    )
    assert (made.state, made.starts_on, made.expires_on) == (PostingState.DRAFT, None, None)


def test_a_town_gets_its_place_on_the_map_and_an_unknown_one_has_none(draft):
    drafts.keep(draft, replace(drafts.written_in(draft), town="lyon"), NOW)
    assert (draft.town, draft.country, round(draft.latitude)) == ("Lyon", "FR", 46)

    drafts.keep(draft, replace(drafts.written_in(draft), town="Nowhere at all"), NOW)
    assert (draft.town, draft.latitude) == ("Nowhere at all", None)


def test_a_town_chosen_among_two_stays_that_one_when_the_form_is_kept_again(draft):
    drafts.keep(draft, replace(drafts.written_in(draft), town="Montreuil (Île-de-France)"), NOW)
    there = draft.latitude

    drafts.keep(draft, replace(drafts.written_in(draft), title="Another title"), NOW)

    assert (draft.town, draft.latitude) == ("Montreuil", there)


def test_a_blank_draft_lacks_all_that_must_be_said(app):
    blank = drafts.begin(make_jobs.company().recruiters[0], "fr", COMPANY, NOW)

    assert drafts.missing(blank) == [
        "kind",
        "title",
        "tasks",
        "presence",
        "weekly_hours",
        "pay_per",
        "french",
        "papers",
    ]


def test_only_an_immersion_may_be_unpaid_and_only_remote_work_has_no_town(draft):
    draft.pay_per, draft.pay_from, draft.town = PayPer.NOTHING, None, None
    assert drafts.missing(draft) == ["town", "pay_from"]

    draft.kind, draft.presence = JobKind.IMMERSION, Presence.REMOTE
    assert drafts.missing(draft) == []


def test_what_is_not_complete_is_not_sent(draft):
    draft.tasks = ""

    with pytest.raises(publishing.NotComplete) as refused:
        publishing.send(draft, COMPANY, NOW)

    assert (refused.value.names, draft.state) == (["tasks"], PostingState.DRAFT)


@pytest.mark.parametrize("state", [one for one in CompanyState if one is not CompanyState.APPROVED])
def test_a_company_that_does_not_take_part_may_only_draft(app, state):
    draft = make_jobs.posting(PostingState.DRAFT, company=make_jobs.company(state))

    with pytest.raises(publishing.NotAccepted):
        publishing.send(draft, COMPANY, NOW)


def test_a_posting_that_is_sent_is_promised_a_look_within_two_working_days(draft):
    publishing.send(draft, COMPANY, NOW)

    assert draft.state == PostingState.IN_REVIEW
    assert owed(draft).reply_by.date() == (NOW + timedelta(days=2)).date()
    assert heard(draft) == [MessageKind.POSTING_RECEIVED]


def test_a_trusted_companys_posting_comes_out_at_once_and_is_looked_at_after(app):
    draft = make_jobs.posting(PostingState.DRAFT, company=make_jobs.company(trusted=True), expires_on=None)

    publishing.send(draft, COMPANY, NOW)

    assert (draft.state, draft.reviewed_at) == (PostingState.PUBLISHED, None)
    assert draft.expires_on == (NOW + timedelta(days=60)).date()
    assert owed(draft) and heard(draft) == [MessageKind.POSTING_LIVE]

    reviewing.look_at(draft, NOW)
    assert (draft.reviewed_at, owed(draft)) == (NOW, None)


def test_the_team_puts_it_on_the_board(draft):
    publishing.send(draft, COMPANY, NOW)

    reviewing.publish(draft, NOW)

    assert (draft.state, draft.published_at, draft.reviewed_at) == (PostingState.PUBLISHED, NOW, NOW)
    assert owed(draft) is None
    assert MessageKind.POSTING_LIVE in heard(draft)


def test_sent_back_with_comments_sent_again_it_is_promised_anew(draft):
    publishing.send(draft, COMPANY, NOW)
    staff = make.account(OfficeRole.STAFF)

    reviewing.send_back(draft, "Please say who teaches.", staff, NOW)

    assert (draft.state, owed(draft)) == (PostingState.DRAFT, None)
    assert [(one.from_team, one.text) for one in draft.comments] == [(True, "Please say who teaches.")]
    assert MessageKind.POSTING_CHANGES in heard(draft)

    publishing.send(draft, COMPANY, NOW + timedelta(days=1))
    assert owed(draft)
    assert heard(draft).count(MessageKind.POSTING_RECEIVED) == 2


def test_nobody_looks_in_time_it_goes_back_and_the_company_hears(draft):
    publishing.send(draft, COMPANY, NOW)

    reviewing.end_unseen(draft, owed(draft), NOW + timedelta(days=5))

    assert draft.state == PostingState.DRAFT
    assert MessageKind.POSTING_CHANGES in heard(draft)


def test_the_company_takes_it_back_before_anybody_looked(draft):
    publishing.send(draft, COMPANY, NOW)

    publishing.take_back(draft, COMPANY, NOW)

    assert (draft.state, owed(draft)) == (PostingState.DRAFT, None)


@pytest.mark.parametrize(
    ("what", "again"),
    [
        ({"seats": 4}, False),
        ({"beginner": False}, False),
        ({"title": "Another title"}, True),
        ({"questions": ("What is your bank account?",)}, True),
        ({"pay_from": 60000}, True),
        ({"tasks": "Something else."}, True),
        ({"town": "Lyon"}, True),
        ({"kind": JobKind.FIXED_TERM}, True),
    ],
)
def test_what_weighs_is_looked_at_again_after_the_fact_and_the_rest_is_not(live, what, again):
    changed = reviewing.change(live, replace(drafts.written_in(live), **what), COMPANY, NOW)

    assert changed == set(what)
    assert live.state == PostingState.PUBLISHED
    assert (live.reviewed_at is None, owed(live) is not None) == (again, again)


def test_what_staff_change_is_not_looked_at_again(live):
    reviewing.change(live, replace(drafts.written_in(live), pay_from=60000), STAFF, NOW)

    assert (live.reviewed_at, owed(live)) == (NOW, None)


def test_a_posting_on_the_board_may_not_become_incomplete(live):
    with pytest.raises(publishing.NotComplete):
        reviewing.change(live, replace(drafts.written_in(live), tasks=""), COMPANY, NOW)

    assert live.tasks == "Écrire des pages."


@pytest.mark.parametrize("state", [PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.WITHDRAWN])
def test_a_company_changes_only_what_is_on_the_board_this_way(app, state):
    posting = make_jobs.posting(state)

    with pytest.raises(MoveNotAllowed):
        reviewing.change(posting, replace(drafts.written_in(posting), title="New"), COMPANY, NOW)


def test_paused_and_on_again(live):
    publishing.pause(live, COMPANY, NOW)
    assert live.state == PostingState.PAUSED

    publishing.go_on(live, COMPANY, NOW)
    assert live.state == PostingState.PUBLISHED


@pytest.mark.parametrize("state", [PostingState.PUBLISHED, PostingState.PAUSED, PostingState.EXPIRED])
def test_one_press_keeps_it_for_sixty_days_more(app, state):
    posting = make_jobs.posting(state, expires_on=NOW.date(), refreshed_at=None)

    publishing.refresh(posting, COMPANY, NOW)

    assert posting.expires_on == (NOW + timedelta(days=60)).date()
    assert posting.refreshed_at == NOW
    assert posting.state == (PostingState.PAUSED if state is PostingState.PAUSED else PostingState.PUBLISHED)


def test_a_stopped_companys_posting_does_not_come_back_by_a_press(app):
    posting = make_jobs.posting(PostingState.EXPIRED, company=make_jobs.company(CompanyState.SUSPENDED))

    with pytest.raises(publishing.NotAccepted):
        publishing.refresh(posting, COMPANY, NOW)


@pytest.mark.parametrize("verb", [publishing.fill, publishing.withdraw])
def test_when_it_is_filled_or_taken_back_whoever_waits_is_told(live, verb):
    waits = make_jobs.application(posting=live)

    verb(live, COMPANY, NOW)

    assert waits.state == JobState.CLOSED


def test_removed_with_words_the_applicants_and_the_company_hear(live):
    waits = make_jobs.application(posting=live)

    reviewing.remove(live, "It asks for money.", make.account(OfficeRole.STAFF), NOW)

    assert (live.state, waits.state) == (PostingState.REMOVED, JobState.CLOSED)
    assert live.comments[-1].text == "It asks for money."
    assert heard(live) == [MessageKind.POSTING_REMOVED]

    reviewing.restore(live, NOW)
    assert live.state == PostingState.IN_REVIEW and owed(live)


def test_the_last_seat_fills_it_and_a_seat_given_back_opens_it_again(live):
    seated = make_jobs.application(JobState.CONFIRMED, posting=live)

    assert publishing.fill_if_taken(live, NOW)
    assert live.state == PostingState.FILLED

    seated.state = JobState.WITHDRAWN
    make.db.session.flush()
    assert publishing.open_again(live, NOW)
    assert live.state == PostingState.PUBLISHED


def test_with_a_seat_left_it_stays_open(app):
    posting = make_jobs.posting(seats=2)
    make_jobs.application(JobState.CONFIRMED, posting=posting)

    assert not publishing.fill_if_taken(posting, NOW)
    assert posting.state == PostingState.PUBLISHED


def test_what_the_company_called_filled_does_not_open_by_itself(live):
    publishing.fill(live, COMPANY, NOW)

    assert not publishing.open_again(live, NOW)
    assert live.state == PostingState.FILLED


def test_more_seats_open_a_filled_posting(live):
    make_jobs.application(JobState.CONFIRMED, posting=live)
    publishing.fill_if_taken(live, NOW)

    reviewing.change(live, replace(drafts.written_in(live), seats=2), COMPANY, NOW)

    assert live.state == PostingState.PUBLISHED


def test_too_many_waiting_close_it_until_one_is_answered_and_the_company_hears_once(app):
    posting = make_jobs.posting(most_open=2)
    waiting = [make_jobs.application(posting=posting) for _number in range(2)]

    assert publishing.is_full(posting)
    assert full.full() == [posting.id]
    full.say_full(posting, NOW)
    full.say_full(posting, NOW + timedelta(hours=1))
    assert heard(posting) == [MessageKind.POSTING_FULL]

    waiting[0].state = JobState.DECLINED
    make.db.session.flush()
    assert not publishing.is_full(posting)
    make_jobs.application(posting=posting)
    full.say_full(posting, NOW + timedelta(hours=2))
    assert heard(posting) == [MessageKind.POSTING_FULL] * 2


def test_the_application_that_fills_it_up_tells_the_company_at_once(app):
    posting = make_jobs.posting(most_open=2)
    make_jobs.application(posting=posting)

    applying.apply(posting, wish_of("Nour"), NOW)

    assert heard(posting) == [MessageKind.POSTING_FULL]
    full.say_full(posting, NOW + timedelta(hours=1))
    assert heard(posting) == [MessageKind.POSTING_FULL]


def wish_of(first_name):
    return applying.Wish(first_name, read_phone("06 98 00 00 01", "FR"), "k" * 22, "1", "fr")


def test_a_round_reaches_all_that_end_or_are_full_however_many_there_are(app):
    posting = make_jobs.posting(most_open=1, expires_on=(NOW + timedelta(days=3)).date())
    row = {column.name: getattr(posting, column.name) for column in Posting.__table__.columns if column.name != "id"}
    copies = [row | {"ref": f"copy{number:04}"} for number in range(120)]
    ids = [posting.id, *make.db.session.scalars(insert(Posting).returning(Posting.id), copies)]
    applied = make_jobs.application(posting=posting)
    kept = {one.name for one in JobApplication.__table__.columns} - {"id", "ref", "posting_id", "request_digest"}
    row = {name: getattr(applied, name) for name in kept}
    waiting = [row | {"ref": f"waits{number:011}", "posting_id": number} for number in ids[1:]]
    make.db.session.execute(insert(JobApplication), waiting)

    assert sorted(full.full()) == sorted(ids)
    assert sorted(lasting.ending(NOW)) == sorted(ids)
    assert sorted(lasting.over(NOW + timedelta(days=5))) == sorted(ids)


def test_of_its_end_a_stopped_company_hears_nothing(app):
    company = make_jobs.company(CompanyState.SUSPENDED)
    posting = make_jobs.posting(company=company, expires_on=(NOW + timedelta(days=3)).date())

    assert lasting.ending(NOW) == []
    lasting.note(posting, NOW)
    lasting.expire(posting, NOW + timedelta(days=5))

    assert (posting.state, heard(posting)) == (PostingState.EXPIRED, [])


def test_a_week_before_its_end_the_company_hears_once(app):
    posting = make_jobs.posting(expires_on=(NOW + timedelta(days=7)).date())
    make_jobs.posting(expires_on=(NOW + timedelta(days=8)).date())

    assert lasting.ending(NOW) == [posting.id]
    lasting.note(posting, NOW)

    assert posting.id not in lasting.ending(NOW + timedelta(days=1))
    assert heard(posting) == [MessageKind.POSTING_ENDING]


def test_refreshed_it_is_announced_again_before_the_next_end(app):
    posting = make_jobs.posting(expires_on=(NOW + timedelta(days=5)).date())
    lasting.note(posting, NOW)
    publishing.refresh(posting, COMPANY, NOW)

    assert lasting.ending(NOW + timedelta(days=54)) == [posting.id]


def test_it_stands_on_its_last_day_and_is_over_the_next(app):
    posting = make_jobs.posting(expires_on=NOW.date())
    assert lasting.over(NOW) == []

    tomorrow = NOW + timedelta(days=1)
    assert lasting.over(tomorrow) == [posting.id]
    lasting.expire(posting, tomorrow)

    assert posting.state == PostingState.EXPIRED
    assert heard(posting) == [MessageKind.POSTING_ENDED]


def test_a_draft_nobody_touches_for_a_year_goes(draft):
    later = NOW + timedelta(days=365)
    number = draft.id
    assert drafts.untouched(later - timedelta(minutes=1)) == []

    assert drafts.untouched(later) == [number]
    drafts.drop(draft, later)
    make.db.session.expire_all()

    assert make.db.session.get(Posting, number) is None


@pytest.mark.parametrize(
    ("what", "worry"),
    [
        ({"tasks": "Write to me on WhatsApp."}, Worry.CONTACT),
        ({"tasks": "Call +33 6 12 34 56 78 today."}, Worry.CONTACT),
        ({"tasks": "Écrivez à chef@example.org"}, Worry.CONTACT),
        ({"tasks": "Envoyez votre RIB avant de commencer."}, Worry.MONEY),
        ({"questions": ["Can you pay a fee first?"]}, Worry.MONEY),
        ({"tasks": "Send a copy of your passport."}, Worry.PAPERS),
        ({"tasks": "See https://example.org"}, Worry.LINK),
        ({"kind": JobKind.PERMANENT, "pay_from": 30000}, Worry.LOW_PAY),
        ({"pay_per": None, "pay_from": None}, Worry.NO_PAY),
    ],
)
def test_what_should_be_looked_at_twice(app, what, worry):
    assert worries(make_jobs.posting(**what)) == [worry]


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"tasks": "Du 12/01/2027 au 30/06/2027, de 9 h à 17 h, 35 h, 15 000 clients."},
        {"kind": JobKind.PERMANENT, "pay_from": 180000},
        {"kind": JobKind.PERMANENT, "pay_from": 75000, "weekly_hours": 12},
        {"kind": JobKind.IMMERSION, "pay_per": PayPer.NOTHING, "pay_from": None},
        {"tasks": "Distribuer le courrier, trier les colis."},
    ],
)
def test_an_honest_posting_worries_nobody(app, what):
    assert worries(make_jobs.posting(**what)) == []
