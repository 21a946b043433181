"""Who is asked and says nothing: reminded, over on its date, the next is asked, and the team owes the rest."""

from datetime import timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring import asking, vetting
from portal.domain.mentoring.looking import live_pair, wanted_by
from portal.domain.mentoring.states import PairState
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.models import Promise
from portal.worker.keeping import keep_promises
from portal.worker.matching import spare_absent_mentors
from tests import make_mentoring as make
from tests.conftest import NOW

AFTER_EVERYTHING = timedelta(days=120)


def told(mentee):
    about = Message.about == f"sign_up:{mentee.sign_up_id}"
    return [one.kind for one in db.session.scalars(select(Message).where(about).order_by(Message.id))][1:]


def let_time_pass(until):
    """The worker comes by whenever something is due."""
    for _ in range(60):
        due = db.session.scalar(
            select(Promise.next_step_at).where(Promise.next_step_at <= until).order_by(Promise.next_step_at)
        )
        db.session.commit()
        if due is None:
            return
        keep_promises(max(due, NOW))


def test_silence_goes_from_mentor_to_mentor_then_to_the_team_and_ends_with_what_to_do_next(app):
    mentee, mentors = make.mentee(), [make.volunteer() for _ in range(2)]
    asking.request(mentee, mentors, NOW)
    db.session.commit()

    let_time_pass(NOW + AFTER_EVERYTHING)

    assert told(mentee) == ["mentor_next", "mentor_next", "mentor_next", "mentor_late", "mentor_over"]
    assert mentee.closed_why == "nobody_found"
    assert live_pair(mentee) is None
    assert not db.session.scalars(select(Promise).where(Promise.next_step_at.is_not(None))).all()
    for mentor in mentors:
        about = Message.about == f"volunteer:{mentor.id}"
        kinds = [one.kind for one in db.session.scalars(select(Message).where(about).order_by(Message.id))]
        assert kinds == ["pair_asked", "pair_asked", "pair_not_now"], "asked, reminded, and told that it is over"


def test_a_suggestion_nobody_answers_ends_for_both(app):
    mentee = make.mentee()
    pair = asking.suggest(mentee, make.volunteer(), NOW)
    db.session.commit()

    let_time_pass(NOW + timedelta(days=5))

    assert (pair.state, pair.end_why) == (PairState.EXPIRED, "silence_mentor")
    assert told(mentee) == ["pair_asked", "pair_asked", "mentor_next"]
    assert wanted_by(mentee) is not None


def test_who_goes_on_a_break_while_asked_is_spared_within_the_minute(app):
    mentee, mentors = make.mentee(), [make.volunteer() for _ in range(2)]
    asking.request(mentee, mentors, NOW)
    vetting.pause(mentors[0], Role.VOLUNTEER, NOW)
    db.session.commit()

    assert spare_absent_mentors(NOW) == 1
    assert live_pair(mentee).volunteer == mentors[1]
    assert spare_absent_mentors(NOW) == 0
