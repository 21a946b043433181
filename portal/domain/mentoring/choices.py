"""What volunteers and learners choose from: roles, topics, languages, and the cells of a week."""

from enum import StrEnum

from portal.domain.signups.attendance_models import Half


class VolunteerRole(StrEnum):
    """What somebody offers to be."""

    MENTOR = "mentor"
    TRAINER = "trainer"
    COACH = "coach"
    SPEAKER = "speaker"


class Topic(StrEnum):
    """What a mentor helps with, and what a learner wants help with."""

    CV = "cv"
    COVER_LETTER = "cover_letter"
    INTERVIEW = "interview"
    LINKEDIN = "linkedin"
    JOB_SEARCH = "job_search"
    CAREER = "career"
    FRENCH = "french"
    CONFIDENCE = "confidence"
    COMMUNICATION = "communication"
    TEAMWORK = "teamwork"
    OFFICE = "office"
    WEB = "web"
    NETWORKS = "networks"


class Mode(StrEnum):
    """How two people meet."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"


class Day(StrEnum):
    """Days of the week, in the order of ISO 8601."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


#: Languages people speak together, as ISO 639 codes, those of the portal first.
SPOKEN = (
    *("fr", "en", "ar", "fa", "uk"),
    *("am", "bm", "bn", "ckb", "de", "es", "ff", "ha", "hi", "it", "ku", "ln", "pl", "ps", "pt", "ro", "ru", "rw"),
    *("so", "sw", "ta", "ti", "tr", "ur", "vi", "wo", "zh"),
)
#: Most learners one mentor may have at once.
MOST_LEARNERS = 5
#: Cells of a week: `tue_evening`.
WEEK = tuple(f"{day}_{half}" for day in Day for half in Half)


def cell(day: Day, half: Half) -> str:
    """The name of one part of a day in the week."""
    return f"{day}_{half}"
