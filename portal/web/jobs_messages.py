"""What messages of the jobs board are called, in the log of the team."""

from portal.domain.messages.kinds import MessageKind
from portal.web.languages import gettext as _


def kind_words() -> dict[MessageKind, str]:
    return {
        MessageKind.COMPANY_RECEIVED: _("Company: has asked to join"),
        MessageKind.COMPANY_APPROVED: _("Company: accepted"),
        MessageKind.COMPANY_DECLINED: _("Company: refused"),
        MessageKind.COMPANY_LATE: _("Company: new date for our answer"),
        MessageKind.COMPANY_OVER: _("Company: not answered in time"),
        MessageKind.COMPANY_STOPPED: _("Company: stopped"),
        MessageKind.RECRUITER_INVITED: _("Company: colleague invited"),
        MessageKind.POSTING_RECEIVED: _("Posting: being checked"),
        MessageKind.POSTING_CHANGES: _("Posting: please change something"),
        MessageKind.POSTING_LIVE: _("Posting: on the board"),
        MessageKind.POSTING_LATE: _("Posting: new date for our answer"),
        MessageKind.POSTING_REMOVED: _("Posting: removed"),
        MessageKind.POSTING_ENDING: _("Posting: ends soon"),
        MessageKind.POSTING_ENDED: _("Posting: time is over"),
        MessageKind.POSTING_FULL: _("Posting: too many wait for an answer"),
        MessageKind.JOB_TO_ANSWER: _("Job: somebody applied"),
        MessageKind.JOB_WAITS: _("Job: an answer is due"),
        MessageKind.JOB_UNANSWERED: _("Job: closed without an answer"),
        MessageKind.JOB_DATE_CHOSEN: _("Job: date of the interview chosen"),
        MessageKind.JOB_CONFIRMED: _("Job: the learner says yes"),
        MessageKind.JOB_LEFT: _("Job: the learner took it back"),
        MessageKind.JOB_BEGINS: _("Job: has it begun?"),
        MessageKind.JOB_ASSESS: _("Job: how did it go?"),
        MessageKind.JOB_SENT: _("Job: application sent"),
        MessageKind.JOB_READ: _("Job: application read"),
        MessageKind.JOB_INTERVIEW: _("Job: dates for an interview"),
        MessageKind.JOB_AGREED: _("Job: interview agreed"),
        MessageKind.JOB_OFFERED: _("Job: the company says yes"),
        MessageKind.JOB_REMINDER: _("Job: reminder to answer"),
        MessageKind.JOB_YES: _("Job: both say yes"),
        MessageKind.JOB_DECLINED: _("Job: the company says no"),
        MessageKind.JOB_CLOSED: _("Job: closed"),
        MessageKind.JOB_EXPIRED: _("Job: the company did not answer"),
        MessageKind.JOB_LAPSED: _("Job: offer is over"),
        MessageKind.JOB_STARTS: _("Job: agreement and start"),
        MessageKind.JOB_ASSESSED: _("Job: the company says how it went"),
        MessageKind.JOB_AFTER: _("Job: half a year after"),
        MessageKind.JOB_HELPED: _("Job: news for who helped"),
        MessageKind.SEARCH_ON: _("Saved search: set up"),
        MessageKind.SEARCH_NEWS: _("Saved search: new postings"),
    }
