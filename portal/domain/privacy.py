"""The register of personal data: no column about a person without a stated reason.

A column that says something about a person names its reason (`info=kept_for(Reason.NAME)`). The privacy page
is rendered from this register, and a test reads every model: a column about people without a reason fails.
The words for each reason stand beside the page, in the visitor's language.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    NAME = "name"
    CONTACT = "contact"
    LANGUAGE = "language"
    SEAT = "seat"
    PARTY = "party"
    NEEDS = "needs"
    HEARD_FROM = "heard_from"
    CONSENT = "consent"
    HISTORY = "history"
    APPLICATION = "application"
    ASKED = "asked"
    MESSAGES = "messages"
    NO_MESSAGES = "no_messages"
    ATTEMPTS = "attempts"
    ATTENDANCE = "attendance"
    NOTE = "note"
    IMPORT = "import"
    ACCOUNT = "account"
    SIGN_INS = "sign_ins"
    TEAM = "team"
    AUDIT = "audit"
    ORIGIN = "origin"
    VOLUNTEER = "volunteer"
    MENTORING = "mentoring"
    SAFEGUARDING = "safeguarding"
    COMPANY = "company"
    JOB = "job"
    JOB_FILE = "job_file"
    POSTING_REPORT = "posting_report"
    SEARCH = "search"


class LegalBasis(StrEnum):
    """Article 6(1) of the General Data Protection Regulation (EU) 2016/679."""

    CONSENT = "consent"
    LEGITIMATE_INTEREST = "legitimate_interest"


@dataclass(frozen=True)
class Rule:
    """How long a kind of data is kept and on which legal basis."""

    months: int
    basis: LegalBasis


REGISTER = {
    Reason.NAME: Rule(24, LegalBasis.CONSENT),
    Reason.CONTACT: Rule(6, LegalBasis.CONSENT),
    Reason.LANGUAGE: Rule(24, LegalBasis.CONSENT),
    Reason.SEAT: Rule(24, LegalBasis.CONSENT),
    Reason.PARTY: Rule(24, LegalBasis.CONSENT),
    Reason.NEEDS: Rule(6, LegalBasis.CONSENT),
    Reason.HEARD_FROM: Rule(24, LegalBasis.CONSENT),
    Reason.CONSENT: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.HISTORY: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.APPLICATION: Rule(6, LegalBasis.CONSENT),
    Reason.ASKED: Rule(6, LegalBasis.CONSENT),
    Reason.MESSAGES: Rule(6, LegalBasis.CONSENT),
    Reason.NO_MESSAGES: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.ATTEMPTS: Rule(1, LegalBasis.LEGITIMATE_INTEREST),
    Reason.ATTENDANCE: Rule(24, LegalBasis.CONSENT),
    Reason.NOTE: Rule(6, LegalBasis.LEGITIMATE_INTEREST),
    Reason.IMPORT: Rule(1, LegalBasis.LEGITIMATE_INTEREST),
    Reason.ACCOUNT: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.SIGN_INS: Rule(6, LegalBasis.LEGITIMATE_INTEREST),
    Reason.TEAM: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.AUDIT: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.ORIGIN: Rule(6, LegalBasis.LEGITIMATE_INTEREST),
    Reason.VOLUNTEER: Rule(24, LegalBasis.CONSENT),
    Reason.MENTORING: Rule(24, LegalBasis.CONSENT),
    Reason.SAFEGUARDING: Rule(60, LegalBasis.LEGITIMATE_INTEREST),
    Reason.COMPANY: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.JOB: Rule(24, LegalBasis.CONSENT),
    Reason.JOB_FILE: Rule(6, LegalBasis.CONSENT),
    Reason.POSTING_REPORT: Rule(24, LegalBasis.LEGITIMATE_INTEREST),
    Reason.SEARCH: Rule(12, LegalBasis.CONSENT),
}


def kept_for(reason: Reason) -> dict[str, Reason]:
    """Mark a column as personal data, kept for `reason`."""
    return {"personal": reason}
