"""What is typed at a check-in."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField

from portal.web.forms import PortalForm
from portal.web.people_forms import FirstNameMixin, one_line


class WalkInForm(FirstNameMixin, PortalForm):
    """Somebody comes without a seat: a first name is enough."""

    first_name = StringField(_l("First name"), filters=[one_line])
    key = HiddenField()
    #: All seats are taken, and there is room all the same.
    beyond = HiddenField()
