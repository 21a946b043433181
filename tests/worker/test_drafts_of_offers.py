"""What the worker does with offers that were begun and not sent."""

from datetime import timedelta

from portal.domain.mentoring import offer_links, offering
from portal.worker import mentoring
from tests.conftest import NOW
from tests.domain.mentoring.test_offering import who


def test_the_end_of_a_draft_is_announced_and_then_it_is_deleted(app):
    ref = offering.begin(who(), "k" * 22, NOW).ref
    offering.db.session.commit()

    done = [mentoring.look_after_drafts(NOW + timedelta(days=days)) for days in (22, 23, 24, 30, 31)]

    assert done == [0, 1, 0, 1, 0]
    assert offer_links.by_ref(ref) is None
    assert mentoring.look_after_drafts in [what for _every, what in mentoring.ROUNDS]
