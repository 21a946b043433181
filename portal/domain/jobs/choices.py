"""What companies and learners choose from."""

from enum import StrEnum


class CompanyKind(StrEnum):
    """COMPANY and ASSOCIATION of France have a SIRET (associations: when they have one); FOREIGN: registered in
    another country."""

    COMPANY = "company"
    ASSOCIATION = "association"
    FOREIGN = "foreign"


class JobKind(StrEnum):
    """Kinds of a posting. IMMERSION: some days in a company, to see the work (in France: PMSMP)."""

    INTERNSHIP = "internship"
    APPRENTICESHIP = "apprenticeship"
    FIXED_TERM = "fixed_term"
    PERMANENT = "permanent"
    FREELANCE = "freelance"
    IMMERSION = "immersion"


class Presence(StrEnum):
    """Where the work is done."""

    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class PayPer(StrEnum):
    """What an amount is paid for. NOTHING: an immersion, which is not paid by the company."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MISSION = "mission"
    NOTHING = "nothing"


class Paper(StrEnum):
    """Papers a company can hire with. The learner is never asked which they have."""

    CITIZEN = "citizen"
    RESIDENCE_PERMIT = "residence_permit"
    RECEIPT = "receipt"
    TEMPORARY_PROTECTION = "temporary_protection"
    ASYLUM_WORK_PERMIT = "asylum_work_permit"
    #: The company asks for the permission to work.
    HELPED = "helped"


class CvWanted(StrEnum):
    NEEDED = "needed"
    WELCOME = "welcome"
    NOT_NEEDED = "not_needed"


class No(StrEnum):
    """Why a company says no. Shared with the learner only where it agrees."""

    SKILLS = "skills"
    FRENCH = "french"
    EXPERIENCE = "experience"
    DATES = "dates"
    DISTANCE = "distance"
    PAPERS = "papers"
    INTERVIEW = "interview"
    SOMEBODY_ELSE = "somebody_else"
    NO_SEAT_ANY_MORE = "no_seat_any_more"


class Outcome(StrEnum):
    """How a placement ended, by the company. UNSAID: nobody said it in time."""

    COMPLETED = "completed"
    PARTLY = "partly"
    NO_SHOW = "no_show"
    UNSAID = "unsaid"


class Hired(StrEnum):
    """With what an internship ended."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed_term"
    APPRENTICESHIP = "apprenticeship"
    FREELANCE = "freelance"
    NO = "no"


class Situation(StrEnum):
    """Where somebody stands six months after."""

    SAME_COMPANY = "same_company"
    OTHER_WORK = "other_work"
    TRAINING = "training"
    LOOKING = "looking"
    OTHER = "other"


class ReportWhy(StrEnum):
    """Why somebody reports a posting."""

    MONEY = "money"
    PAPERS = "papers"
    FALSE = "false"
    CONTACT = "contact"
    RUDE = "rude"
    OTHER = "other"


class Every(StrEnum):
    """How often a saved search tells what is new."""

    DAY = "day"
    WEEK = "week"


#: Most seats of a posting, most open applications it may take, most questions it asks.
MOST_SEATS = 50
MOST_OPEN = 100
MOST_QUESTIONS = 3
#: Of an interview, so many dates are proposed at most.
MOST_DATES = 3
