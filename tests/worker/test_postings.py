"""The worker and postings: a review nobody makes ends, a posting's end is announced and comes, old drafts go."""

from datetime import timedelta

import time_machine

from portal.domain.jobs import publishing
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import PostingState
from portal.domain.jobs.told import about_posting
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import told_about
from portal.domain.moves import Role
from portal.worker import postings
from portal.worker.keeping import keep_promises
from tests import make, make_jobs
from tests.conftest import NOW


def heard(posting):
    return [one.kind for one in reversed(told_about(about_posting(posting), 50))]


def test_a_review_nobody_makes_gets_a_new_date_then_goes_back_to_the_company(app):
    posting = make_jobs.posting(PostingState.DRAFT)
    publishing.send(posting, Role.COMPANY, NOW)
    make.db.session.commit()

    for day in range(10):
        at = NOW + timedelta(days=day, hours=12)
        with time_machine.travel(at, tick=False):
            keep_promises(at)
            keep_promises(at)

    kinds = sorted(one for one in heard(posting) if one.startswith("posting"))
    assert kinds == sorted([MessageKind.POSTING_RECEIVED, MessageKind.POSTING_LATE, MessageKind.POSTING_CHANGES])
    assert posting.state == PostingState.DRAFT


def test_its_end_is_announced_once_and_comes(app):
    posting = make_jobs.posting(expires_on=(NOW + timedelta(days=9)).date())
    make.db.session.commit()

    for hour in range(0, 24 * 12, 6):
        postings.look_after_ends(NOW + timedelta(hours=hour))

    assert heard(posting) == [MessageKind.POSTING_ENDING, MessageKind.POSTING_ENDED]
    assert posting.state == PostingState.EXPIRED


def test_a_full_posting_is_told_once_however_often_the_worker_looks(app):
    posting = make_jobs.posting(most_open=1)
    make_jobs.application(posting=posting)
    make.db.session.commit()

    for _round in range(3):
        postings.say_full(NOW)

    assert heard(posting) == [MessageKind.POSTING_FULL]


def test_a_draft_of_last_year_is_gone(app):
    number = make_jobs.posting(PostingState.DRAFT).id
    make.db.session.commit()

    assert postings.drop_drafts(NOW + timedelta(days=366)) == 1
    make.db.session.expire_all()
    assert make.db.session.get(Posting, number) is None
