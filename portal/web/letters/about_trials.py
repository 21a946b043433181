"""The words of a trial: staff try whether a gateway delivers."""

from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.links import address
from portal.web.own_words import gettext as _


def trial(subject: Subject) -> Wording:
    said = _("This is a trial. It has arrived.")
    return Wording(
        subject=_("A trial message"),
        sentences=[said, _("You need not do anything.")],
        short=lambda what, town: said,
        action=(_("Open our site"), address("pages.home")),
    )
