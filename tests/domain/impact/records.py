"""Records that figures are counted from."""

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from portal.domain.signups.models import SignUp
from tests import make
from tests.conftest import NOW


def attended(
    session: CourseSession, who: Person | SignUp, half: Half = Half.AFTERNOON, mark: Mark = Mark.PRESENT
) -> Attendance:
    """Somebody was there; `who`: a person, or a sign-up that is there."""
    begin_write()
    sign_up = who if isinstance(who, SignUp) else past_sign_up(session, who)
    facts = {"half": half, "mark": mark, "ticked_at": NOW}
    made = Attendance(sign_up=sign_up, session_date=session.dates[0], **facts)
    db.session.add(made)
    db.session.flush()
    return made


def past_sign_up(session: CourseSession, person: Person) -> SignUp:
    facts = {"state": "confirmed", "party": 1, "language": "fr", "consent_version": "1"}
    code = make.new_ref(7)
    return SignUp(
        ref=make.new_ref(16),
        course_session=session,
        person=person,
        code=code,
        code_digest=code,
        consent_at=NOW,
        created_at=NOW,
        **facts,
    )
