"""Whose names this browser may tick: by a trainer's link, as the trainer of the course session, or as its team."""

from portal import clock
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.roles import powers_of
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance import HOLDS, By, Ticker
from portal.domain.signups.check_in import is_open, links_of, may_send_late
from portal.domain.signups.models import SignUp
from portal.web import holder, office


def who_ticks(course_session: CourseSession, late: bool = False) -> By | None:
    """As whom this browser ticks there; None: it may not. `late`: also by a link that has ended a short while ago."""
    account = office.current_account()
    if account and (office.powers().sees(course_session.place_id) or _teaches(account, course_session)):
        return By(Ticker.TEAM, account_id=account.id)
    refs, now = holder.check_in_refs(), clock.now()
    held = [link for link in links_of(course_session) if link.ref in refs] if refs else []
    for link in held:
        if is_open(link, now):
            return By(Ticker.LINK, link_id=link.id, until=link.until)
    sending = next((link for link in held if late and may_send_late(link, now)), None)
    return By(Ticker.LATE_LINK, link_id=sending.id, until=sending.until) if sending else None


def _teaches(account: Account, course_session: CourseSession) -> bool:
    """Its trainer, as long as they are one: who lost that role stands in the record, and sees no name any more."""
    if account.id != course_session.trainer_id:
        return False
    return OfficeRole.TRAINER in powers_of(account, clock.now()).roles


def to_tick(sign_up: SignUp) -> SignUp | None:
    """Whom the QR code of this card shows to a browser that may tick them; None: it opens the door of the card.

    An old card shows whom it became by a move.
    """
    while sign_up.moved_to is not None:
        sign_up = sign_up.moved_to
    return sign_up if sign_up.state in HOLDS and who_ticks(sign_up.course_session) else None
