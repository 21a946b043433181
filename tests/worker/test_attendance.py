"""A date is over and marks are missing: whoever owes them gets a mail with the way to the names."""

from datetime import timedelta

from portal.database import begin_write, db
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.promises.models import Promise
from portal.domain.signups.check_in import link_token, links_of
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages

AFTER = NOW + timedelta(hours=5)


def taught(trainer=None):
    session = make.course_session(timedelta(minutes=10))
    make.sign_up(session)
    if trainer:
        begin_write()
        session.trainer_id = trainer.id
        db.session.commit()
    return session


def mail_about_marks(office):
    return next(mail.decode() for mail in office.mails() if b"Dire qui" in mail or b"Noter qui" in mail)


def test_the_team_is_written_to_once_the_date_is_over(office):
    session = taught()
    office.work(NOW)
    assert not messages("staff_owes")

    office.work(AFTER)
    office.work(AFTER + timedelta(minutes=10))

    assert [message.owner for message in messages("staff_owes")] == [f"place:{session.place.slug}"]
    assert f"/fr/check-in/{session.ref}" in mail_about_marks(office)


def test_the_trainer_is_written_to_with_a_link_that_needs_no_account(office):
    awa = make.account(OfficeRole.TRAINER)
    session = taught(awa)
    office.work(AFTER)
    assert [message.owner for message in messages("staff_owes")] == [f"account:{awa.ref}"]
    assert f"/c/{link_token(links_of(session)[0])}" in mail_about_marks(office)


def test_in_the_end_the_whole_team_owes_it_and_then_it_is_closed(office):
    taught(make.account(OfficeRole.TRAINER))
    office.work(AFTER)
    for day in range(1, 12):
        office.work(AFTER + timedelta(days=day))
    owed = db.session.scalars(db.select(Promise).order_by(Promise.id)).all()
    assert [(one.owner.split(":")[0], one.state) for one in owed] == [("account", "passed_on"), ("team", "closed")]
