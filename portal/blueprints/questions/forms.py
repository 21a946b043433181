"""The two forms: who asks, how the answer reaches them, consent."""

from portal.domain.signups.questions import Asker
from portal.web.forms import PortalForm
from portal.web.languages import language
from portal.web.people_forms import AskMixin, ConsentMixin, FirstNameMixin, PhoneMixin, ReachMixin


class CallForm(FirstNameMixin, PhoneMixin, AskMixin, PortalForm):
    """First name, phone, what it is about, consent."""

    def asker(self) -> Asker:
        return Asker(self.first_name.data, self.reach, language().code, self.note.data or None)


class WishForm(FirstNameMixin, ReachMixin, ConsentMixin, PortalForm):
    """First name, phone or e-mail, consent. Who can be reached in no way could not be told."""

    must_be_reached = True

    def asker(self) -> Asker:
        if self.reach is None:
            raise AssertionError("a form without a way to be reached is not valid")
        return Asker(self.first_name.data, self.reach, language().code)
