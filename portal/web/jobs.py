"""The words of the jobs board: kinds of work, pay, papers, states, reasons."""

from portal.domain.catalogue.models import French
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import (
    CompanyKind,
    CvWanted,
    Every,
    Hired,
    JobKind,
    No,
    Outcome,
    Paper,
    PayPer,
    Presence,
    ReportWhy,
    Situation,
)
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.reports import Found
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.web.languages import gettext as _


def company_kind_words(value: str) -> str:
    return {
        CompanyKind.COMPANY: _("A company in France"),
        CompanyKind.ASSOCIATION: _("An association"),
        CompanyKind.FOREIGN: _("A company in another country"),
    }[CompanyKind(value)]


def stopped_words(company: Company) -> str:
    """Once a company is stopped, refused or gone its recruiters may read, and change nothing; "": they may act."""
    if company.state in (CompanyState.RECEIVED, CompanyState.APPROVED):
        return ""
    return _("Your company is stopped for now. Nothing can be changed.")


def applicant_words(application: JobApplication) -> str:
    """Who applied, by the first name; whoever asked to be forgotten has none."""
    return _("Somebody") if application.person.erased_at else application.person.first_name


def kind_words(value: str) -> str:
    return {
        JobKind.INTERNSHIP: _("Internship"),
        JobKind.APPRENTICESHIP: _("Apprenticeship"),
        JobKind.FIXED_TERM: _("Job for a fixed time"),
        JobKind.PERMANENT: _("Permanent job"),
        JobKind.FREELANCE: _("Freelance mission"),
        JobKind.IMMERSION: _("Some days to see the work"),
    }[JobKind(value)]


def presence_words(value: str) -> str:
    return {
        Presence.ON_SITE: _("On site"),
        Presence.HYBRID: _("Partly from home"),
        Presence.REMOTE: _("From home"),
    }[Presence(value)]


def pay_per_words(value: str) -> str:
    return {
        PayPer.HOUR: _("an hour"),
        PayPer.DAY: _("a day"),
        PayPer.MONTH: _("a month"),
        PayPer.YEAR: _("a year"),
        PayPer.MISSION: _("for the whole mission"),
        PayPer.NOTHING: _("not paid"),
    }[PayPer(value)]


def paper_words(value: str) -> str:
    return {
        Paper.CITIZEN: _("French or European identity card"),
        Paper.RESIDENCE_PERMIT: _("Residence permit"),
        Paper.RECEIPT: _("Receipt (récépissé)"),
        Paper.TEMPORARY_PROTECTION: _("Temporary protection"),
        Paper.ASYLUM_WORK_PERMIT: _("Asylum request, with a work permit"),
        Paper.HELPED: _("We ask for the work permit with you"),
    }[Paper(value)]


def cv_words(value: str) -> str:
    return {
        CvWanted.NEEDED: _("A CV is needed"),
        CvWanted.WELCOME: _("A CV is welcome, not needed"),
        CvWanted.NOT_NEEDED: _("No CV needed"),
    }[CvWanted(value)]


def french_words(value: int) -> str:
    """How much French the work asks for."""
    return {
        French.NONE: _("No French needed"),
        French.A1: _("French: first words (A1)"),
        French.A2: _("French: simple sentences (A2)"),
        French.B1: _("French: everyday talk (B1)"),
        French.B2: _("French: at ease (B2)"),
    }[French(value)]


def no_words(value: str) -> str:
    """Why a company says no, as the learner may read it."""
    return {
        No.SKILLS: _("The work needs other skills."),
        No.FRENCH: _("The work needs more French."),
        No.EXPERIENCE: _("The work needs more experience."),
        No.DATES: _("The dates do not fit."),
        No.DISTANCE: _("It is too far away."),
        No.PAPERS: _("The company cannot hire with these papers."),
        No.INTERVIEW: _("The interview did not convince."),
        No.SOMEBODY_ELSE: _("Somebody else got the place."),
        No.NO_SEAT_ANY_MORE: _("The place does not exist any more."),
    }[No(value)]


def company_state_words(value: str) -> str:
    return {
        CompanyState.RECEIVED: _("Waits for our answer"),
        CompanyState.APPROVED: _("Takes part"),
        CompanyState.SUSPENDED: _("Stopped"),
        CompanyState.DECLINED: _("Refused"),
        CompanyState.LAPSED: _("Ended without an answer"),
        CompanyState.CLOSED: _("Has left"),
    }[CompanyState(value)]


def posting_state_words(value: str) -> str:
    return {
        PostingState.DRAFT: _("Draft"),
        PostingState.IN_REVIEW: _("Being checked"),
        PostingState.PUBLISHED: _("On the board"),
        PostingState.PAUSED: _("Paused"),
        PostingState.FILLED: _("All places taken"),
        PostingState.EXPIRED: _("Time is over"),
        PostingState.WITHDRAWN: _("Withdrawn"),
        PostingState.REMOVED: _("Removed by the team"),
    }[PostingState(value)]


def job_state_words(value: str) -> str:
    """How an application stands, for either side."""
    return {
        JobState.SENT: _("Sent in"),
        JobState.READ: _("Read"),
        JobState.IN_REVIEW: _("Being looked at"),
        JobState.INTERVIEW: _("Interview"),
        JobState.OFFERED: _("The company says yes"),
        JobState.CONFIRMED: _("Both say yes"),
        JobState.STARTED: _("Has begun"),
        JobState.COMPLETED: _("Done"),
        JobState.DECLINED: _("The company says no"),
        JobState.WITHDRAWN: _("Withdrawn"),
        JobState.EXPIRED: _("No answer came"),
        JobState.CLOSED: _("Closed now"),
        JobState.NO_SHOW: _("Did not come"),
    }[JobState(value)]


def outcome_words(value: str) -> str:
    return {
        Outcome.COMPLETED: _("Done to the end"),
        Outcome.PARTLY: _("Partly done"),
        Outcome.NO_SHOW: _("Did not come"),
        Outcome.UNSAID: _("Nobody said how it ended"),
    }[Outcome(value)]


def hired_words(value: str) -> str:
    return {
        Hired.PERMANENT: _("Yes, with a permanent contract"),
        Hired.FIXED_TERM: _("Yes, for a fixed time"),
        Hired.APPRENTICESHIP: _("Yes, as an apprentice"),
        Hired.FREELANCE: _("Yes, as a freelance"),
        Hired.NO: _("No"),
    }[Hired(value)]


def situation_words(value: str) -> str:
    return {
        Situation.SAME_COMPANY: _("I work in that company"),
        Situation.OTHER_WORK: _("I work somewhere else"),
        Situation.TRAINING: _("I am in training"),
        Situation.LOOKING: _("I look for work"),
        Situation.OTHER: _("Something else"),
    }[Situation(value)]


def found_words(value: str) -> str:
    """What the team found when it looked into a report."""
    return {
        Found.FINE: _("Nothing is wrong"),
        Found.MENDED: _("It is put right"),
        Found.REMOVED: _("The posting is taken off"),
    }[Found(value)]


def report_words(value: str) -> str:
    return {
        ReportWhy.MONEY: _("They ask for money"),
        ReportWhy.PAPERS: _("They ask for papers or bank details"),
        ReportWhy.FALSE: _("This job does not exist"),
        ReportWhy.CONTACT: _("They want to write elsewhere"),
        ReportWhy.RUDE: _("It hurts or excludes people"),
        ReportWhy.OTHER: _("Something else"),
    }[ReportWhy(value)]


def every_words(value: str) -> str:
    return {Every.DAY: _("Every day"), Every.WEEK: _("Every week")}[Every(value)]
