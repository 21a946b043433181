"""The words of the register of personal data (`portal.domain.privacy`), for the privacy page."""

from dataclasses import dataclass

from portal.domain.privacy import REGISTER, LegalBasis, Reason
from portal.domain.settings.ours import kept_months
from portal.web.languages import gettext as _
from portal.web.languages import ngettext


@dataclass(frozen=True)
class Row:
    what: str
    why: str
    how_long: str
    basis: str


def register_rows() -> list[Row]:
    """One row for each reason of the register, in its order."""
    return [
        Row(*reason_words(reason), _months(kept_months(reason)), _basis(rule.basis))
        for reason, rule in REGISTER.items()
    ]


def _months(months: int) -> str:
    return ngettext("%(num)s month", "%(num)s months", months)


def _basis(basis: LegalBasis) -> str:
    return {
        LegalBasis.CONSENT: _("You say yes"),
        LegalBasis.LEGITIMATE_INTEREST: _("The service cannot work without it"),
    }[basis]


def reason_words(reason: Reason) -> tuple[str, str]:
    return {
        Reason.NAME: (_("Your first name"), _("To welcome you at the workshop.")),
        Reason.CONTACT: (
            _("Your phone or e-mail, if you give one"),
            _("To confirm your seat, remind you, and tell you of changes."),
        ),
        Reason.LANGUAGE: (_("Your language"), _("To write to you in your language.")),
        Reason.SEAT: (_("Your seat and its code"), _("To keep your seat, and let you find it again.")),
        Reason.PARTY: (_("How many people come"), _("To keep enough seats.")),
        Reason.NEEDS: (_("What you need, if you say it"), _("To prepare the room for you.")),
        Reason.HEARD_FROM: (_("How you heard of us, if you say it"), _("To know how people find us.")),
        Reason.CONSENT: (_("The day you agreed"), _("To prove that you said yes.")),
        Reason.HISTORY: (
            _("What happened to your seat, and when"),
            _("To answer your questions about it."),
        ),
        Reason.APPLICATION: (
            _("What you write when you apply"),
            _("To see with you if the course fits."),
        ),
        Reason.ASKED: (
            _("What you asked us, and the answer"),
            _("To answer you by the day we said."),
        ),
        Reason.MESSAGES: (
            _("The messages we sent you"),
            _("To show them on your card, and to send nothing twice."),
        ),
        Reason.NO_MESSAGES: (
            _("That you want no messages, if you said so"),
            _("To send you none. We keep no number and no address for it."),
        ),
        Reason.ATTEMPTS: (
            _("Wrong codes, without your internet address"),
            _("To stop people who guess codes."),
        ),
        Reason.ATTENDANCE: (_("If you were there"), _("To write your certificate, and to know if you are well.")),
        Reason.NOTE: (_("Notes of the team about your course"), _("To help you, whoever of the team is there.")),
        Reason.IMPORT: (_("Lists that partners send us"), _("To enter them, and to see what went wrong.")),
        Reason.ACCOUNT: (
            _("Accounts of the team, volunteers and partners"),
            _("So that nobody else reads what only they may read."),
        ),
        Reason.SIGN_INS: (_("When and with what they signed in"), _("To find sign-ins that were not theirs.")),
        Reason.TEAM: (_("Names of trainers"), _("To know who ticks the names.")),
        Reason.AUDIT: (_("Who of the team read or changed what"), _("To tell you who looked at your data.")),
        Reason.ORIGIN: (_("From which internet address they did"), _("To find out about misuse.")),
        Reason.VOLUNTEER: (
            _("What volunteers tell us of themselves, and their hours"),
            _("To find whom they can help, and to thank them."),
        ),
        Reason.MENTORING: (
            _("What you and your mentor plan and note"),
            _("To find a mentor who fits, and to see that it goes well."),
        ),
        Reason.SAFEGUARDING: (
            _("A problem that somebody reports"),
            _("To protect people. Very few of the team read it."),
        ),
        Reason.COMPANY: (
            _("Who acts for a company, and what we write each other"),
            _("To know with whom we speak."),
        ),
        Reason.JOB: (
            _("What you send to a company, and its answer"),
            _("So that the company can answer you, and you find it again."),
        ),
        Reason.JOB_FILE: (_("Your CV, if you send one"), _("So that this one company can read it.")),
        Reason.POSTING_REPORT: (
            _("What you report about a job offer"),
            _("To protect others. We do not ask who you are."),
        ),
        Reason.SEARCH: (
            _("A search you save, and where to write"),
            _("To tell you of new offers, until you stop it."),
        ),
    }[reason]
