"""Where to send the link, the six digits it carries, and the first name that opens the rest."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.people_forms import FirstNameMixin, ReachMixin, one_line


class LinkForm(ReachMixin, PortalForm):
    """The phone or e-mail somebody booked with."""

    must_be_reached = True


class DigitsForm(PortalForm):
    """The code in the message, for whoever reads it on another device."""

    code = StringField(_l("The code in our message"), filters=[one_line])

    @property
    def digits(self) -> str:
        """What was typed, in the digits of any script, without what stands between them."""
        return "".join(str(unicodedata.decimal(one)) for one in self.code.data if one.isdecimal())

    def validate_code(self, field: Any) -> None:
        if len(self.digits) != 6:
            raise ValidationError(_("Write the six digits of our message."))


class NameForm(FirstNameMixin, PortalForm):
    """The small check."""
