"""Forms about messages."""

from wtforms import HiddenField

from portal.web.forms import PortalForm


class AllAgainForm(PortalForm):
    """Everything that failed for this reason, again."""

    problem = HiddenField()
