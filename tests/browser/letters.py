"""What the portal under test writes to people, read beside it: nothing leaves this machine."""

from datetime import timedelta
from pathlib import Path

from portal import clock
from portal.database import begin_write, db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.signups.answers import accept
from portal.domain.signups.codes import code_digest
from portal.domain.signups.interviews import propose_interview
from portal.domain.signups.lookup import by_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import tell_holder
from tests.browser.server import inside


def reminder_link(folder: Path, code: str, language: str = "en") -> str:
    """The address in the reminder that whoever has the seat of this code gets for its next meeting."""
    with inside(folder):
        begin_write()
        sign_up = db.session.scalars(db.select(SignUp).where(SignUp.code_digest == code_digest(code))).one()
        day = next(day for day in sign_up.course_session.dates if day.starts_at > clock.now())
        facts = {"starts_at": day.starts_at.isoformat(), "ends_at": day.ends_at.isoformat()}
        useless_from = day.starts_at - timedelta(hours=1)
        message = tell_holder(sign_up, MessageKind.REMINDER_DAY_BEFORE, clock.now(), facts, useless_from=useless_from)
        message.language = language
        link = f"/l/{link_token(message)}"
        db.session.commit()
        return link


def staff(folder: Path, what: str, code: str) -> None:
    """What the team does with the application of this code: "interview", in four days, or "accept"."""
    with inside(folder):
        sign_up = by_code(code)
        assert sign_up, code
        if what == "interview":
            propose_interview(sign_up, clock.now() + timedelta(days=4), clock.now())
        else:
            accept(sign_up, clock.now())
        db.session.commit()
