"""The words of mentoring and volunteering: what is offered and wanted, when, and how it stands."""

from portal.domain.mentoring.choices import Day, Mode, Topic, VolunteerRole
from portal.domain.mentoring.pair_models import Went
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import CheckKind
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.sign_ups import half_words
from portal.web.words import language_words

#: A language people speak, as readers of the page say it.
spoken_words = language_words


def role_words(value: str) -> str:
    """What somebody offers to be."""
    return {
        VolunteerRole.MENTOR: _("Mentor"),
        VolunteerRole.TRAINER: _("Trainer"),
        VolunteerRole.COACH: _("Soft-skills coach"),
        VolunteerRole.SPEAKER: _("Workshop speaker"),
    }[VolunteerRole(value)]


def topic_words(value: str) -> str:
    """What a mentor helps with."""
    return {
        Topic.CV: _("CV"),
        Topic.COVER_LETTER: _("Cover letter"),
        Topic.INTERVIEW: _("Job interview"),
        Topic.LINKEDIN: _("LinkedIn account"),
        Topic.JOB_SEARCH: _("Finding work"),
        Topic.CAREER: _("Choosing a job"),
        Topic.FRENCH: _("Speaking French"),
        Topic.CONFIDENCE: _("Self-confidence"),
        Topic.COMMUNICATION: _("Speaking with others"),
        Topic.TEAMWORK: _("Working in a team"),
        Topic.OFFICE: _("Word processing and tables"),
        Topic.WEB: _("Making websites"),
        Topic.NETWORKS: _("Systems and networks"),
    }[Topic(value)]


def mode_words(value: str) -> str:
    """How two people meet."""
    return {Mode.IN_PERSON: _("In person"), Mode.ONLINE: _("Online"), Mode.PHONE: _("By phone")}[Mode(value)]


def day_words(value: str) -> str:
    """A day of the week."""
    number = list(Day).index(Day(value))
    return str(language().babel.days["stand-alone"]["wide"][number])


def cell_words(value: str) -> str:
    """One part of one day: `Tuesday, evening`."""
    day, _underscore, half = value.partition("_")
    return _("%(day)s, %(half)s", day=day_words(day), half=half_words(half).lower())


def volunteer_state_words(state: str) -> str:
    """How it stands with somebody who offers help, for the team."""
    return {
        VolunteerState.DRAFT: _("Not sent yet"),
        VolunteerState.RECEIVED: _("New"),
        VolunteerState.IN_REVIEW: _("Being read"),
        VolunteerState.INTERVIEW: _("Interview"),
        VolunteerState.APPROVED: _("Approved"),
        VolunteerState.PAUSED: _("On a break"),
        VolunteerState.ENDED: _("Stopped"),
        VolunteerState.DECLINED: _("Refused"),
        VolunteerState.WITHDRAWN: _("Taken back"),
        VolunteerState.LAPSED: _("Ended without an answer"),
    }[VolunteerState(state)]


def pair_state_words(state: str) -> str:
    """How it stands with a mentor and a learner."""
    return {
        PairState.SUGGESTED: _("Both are asked"),
        PairState.REQUESTED: _("The mentor is asked"),
        PairState.ACCEPTED: _("Both said yes"),
        PairState.ACTIVE: _("They meet"),
        PairState.PAUSED: _("On a break"),
        PairState.COMPLETED: _("Done"),
        PairState.DECLINED: _("Somebody said no"),
        PairState.EXPIRED: _("No answer came"),
        PairState.WITHDRAWN: _("Taken back"),
        PairState.ENDED_EARLY: _("Ended early"),
    }[PairState(state)]


def went_words(value: str) -> str:
    """How a meeting went."""
    return {Went.WELL: _("Well"), Went.SO_SO: _("So-so"), Went.BADLY: _("Not well")}[Went(value)]


def check_words(value: str) -> str:
    """A check of a volunteer."""
    return {
        CheckKind.CHARTER: _("Charter signed"),
        CheckKind.BACKGROUND: _("Background check"),
        CheckKind.REFERENCES: _("References"),
    }[CheckKind(value)]
