"""What somebody's own card says of the dates they came to."""

from portal.domain.signups.attendance import marks_of_sign_up
from portal.domain.signups.attendance_models import Mark
from portal.domain.signups.models import SignUp
from portal.web.languages import gettext as _


def came_words(sign_up: SignUp) -> str:
    """Empty while nothing is marked, or an excuse was given and accepted: nobody is blamed."""
    marks = list(marks_of_sign_up(sign_up).values())
    there = marks.count(Mark.PRESENT)
    if there == len(marks):
        return _("You were there. Well done.") if there else ""
    if there:
        return _("You were there %(made)s times of %(num)s.", made=there, num=len(marks))
    return _("We missed you. Come another time.") if Mark.ABSENT in marks else ""
