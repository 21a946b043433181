"""What is held on a volunteer: the copy, the erasure that leaves figures, and leaving by itself after two years."""

from datetime import timedelta

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.mentoring import vetting, volunteers
from portal.domain.mentoring.care import CareWhy, owe_care, settle_care
from portal.domain.mentoring.letters import write
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.volunteer_files import as_data, erase, file_of
from portal.domain.mentoring.volunteer_models import Volunteer, VolunteerCheck, VolunteerNote
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.models import Promise
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.retention import clear, would_go
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, invited, offered

MONTH = timedelta(days=30.44)
LATER = NOW + timedelta(days=735)


def test_the_copy_holds_all_that_is_theirs_and_nothing_of_their_learners(app):
    volunteer = approved()
    learner = make_mentoring.mentee(make.sign_up(first_name="Idris"))
    make_mentoring.pair(mentee=learner, volunteer=volunteer)
    volunteers.add_note(volunteer, "Speaks softly", None, NOW)
    db.session.commit()

    data = as_data(file_of(volunteer))

    assert data["volunteer"]["email"] == volunteer.email
    assert data["notes_of_the_team"][0]["text"] == "Speaks softly"
    assert [one["kind"] for one in data["checks"]] == ["background", "references"]
    assert len(data["pairs"]) == 1 and data["messages"][0]["what"] == "volunteer_approved"
    assert "Idris" not in str(data)


def test_who_is_erased_leaves_a_number_in_the_figures_and_gets_one_last_message(app):
    volunteer = approved(phone="+33612345678")
    email, account_id, number = volunteer.email, volunteer.account_id, volunteer.id
    volunteers.add_note(volunteer, "Speaks softly", None, NOW)

    erase(volunteer, Role.VOLUNTEER, NOW)
    erase(volunteer, Role.VOLUNTEER, NOW)
    db.session.commit()

    left = db.session.get(Volunteer, number)
    assert (left.first_name, left.surname, left.email, left.phone, left.motivation) == ("—", None, None, None, None)
    assert (left.state, left.roles, left.employer_key, left.erased_at) == ("ended", ["mentor"], "acme", NOW)
    assert db.session.get(Account, account_id) is None
    assert [db.session.scalars(db.select(one)).all() for one in (VolunteerNote, VolunteerCheck)] == [[], []]
    (last,) = db.session.scalars(db.select(Message)).all()
    assert (last.kind, last.address, last.about) == ("data_erased", email, "erased:0")


def test_an_offer_that_waits_is_owed_to_nobody_after_the_erasure(app):
    volunteer = offered()
    invited(volunteer)
    erase(volunteer, Role.STAFF, NOW)
    db.session.commit()

    assert volunteer.state == "lapsed"
    assert {one.state for one in db.session.scalars(db.select(Promise))} == {"withdrawn"}


def test_somebody_of_the_team_keeps_their_account(app):
    volunteer = approved()
    make.grant(volunteer.account, "staff")
    account_id = volunteer.account_id
    erase(volunteer, Role.VOLUNTEER, NOW)
    db.session.commit()

    assert db.session.get(Account, account_id) is not None


def came_back():
    """Somebody whose help ended, and who helps again: two rows, one account."""
    first = make_mentoring.volunteer()
    vetting.end(first, Role.VOLUNTEER, NOW)
    again = make_mentoring.volunteer(account=first.account, email="again@example.org")
    db.session.commit()
    return first, again


def test_whoever_came_back_keeps_their_account_when_their_first_help_is_forgotten(app):
    first, again = came_back()
    account_id = again.account_id

    assert clear(LATER)["volunteers"] == 1
    db.session.commit()
    db.session.expire_all()

    assert first.first_name == NOBODY
    assert (again.account_id, db.session.get(Account, account_id) is None) == (account_id, False)


def test_whoever_came_back_is_erased_whole(app):
    first, again = came_back()
    account_id = again.account_id

    erase(again, Role.VOLUNTEER, NOW)
    db.session.commit()

    assert [(one.first_name, one.email) for one in (first, again)] == [(NOBODY, None)] * 2
    assert db.session.get(Account, account_id) is None


def test_the_learners_letters_stay_and_are_answered_when_their_mentor_is_erased(app):
    pair = make_mentoring.pair(reasons={"topics": ["cv"]})
    letters, owed = zip(*(write(pair, side, "Hello", "k", NOW) for side in Side), strict=True)
    care = owe_care(pair, CareWhy.QUIET, NOW)
    settle_care(pair, "He is ill.", NOW)
    db.session.commit()

    erase(pair.volunteer, Role.VOLUNTEER, NOW)
    db.session.commit()

    assert [(one.side, one.text) for one in letters] == [("learner", "Hello"), ("mentor", NOBODY)]
    assert [one.state for one in owed] == ["open", "withdrawn"]
    assert (care.note, pair.reasons) == (None, {})


def test_a_note_of_the_team_about_a_volunteer_goes_after_six_months(app):
    volunteers.add_note(approved(), "Speaks softly", None, NOW)
    db.session.commit()

    assert "volunteer_note" not in would_go(NOW + 6 * MONTH)
    assert clear(NOW + 6 * MONTH + timedelta(days=1))["volunteer_note"] == 1


def test_two_years_after_the_end_the_name_leaves_by_itself_and_is_announced_by_the_dry_run(app):
    gone, stays = offered("Gone"), approved("Stays")
    vetting.decline(gone, vetting.Refusal.FULL, NOW)
    db.session.commit()

    assert "volunteers" not in would_go(NOW + timedelta(days=700))
    assert would_go(LATER)["volunteers"] == 1
    assert clear(LATER)["volunteers"] == 1
    db.session.commit()
    db.session.expire_all()
    assert (gone.first_name, stays.first_name) == ("—", "Stays")
    assert "volunteers" not in would_go(LATER)
