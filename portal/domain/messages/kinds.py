"""The kinds of message, and what a link in one is for. The words of each stand in `portal.web.letters`."""

from enum import StrEnum


class MessageKind(StrEnum):
    # About a seat.
    SEAT_CONFIRMED = "seat_confirmed"
    SEAT_CHANGED = "seat_changed"
    SEAT_GIVEN_BACK = "seat_given_back"
    SEAT_MOVED = "seat_moved"
    REMINDER_DAY_BEFORE = "reminder_day_before"
    REMINDER_MORNING = "reminder_morning"
    DATE_CANCELLED = "date_cancelled"
    # About the waiting list.
    WAITING_JOINED = "waiting_joined"
    WAITING_CONFIRMED = "waiting_confirmed"
    SEAT_OFFERED = "seat_offered"
    OFFER_ENDS_SOON = "offer_ends_soon"
    OFFER_OVER = "offer_over"
    WAITING_OVER = "waiting_over"
    # About an application.
    APPLICATION_SENT = "application_sent"
    INFO_MEETING = "info_meeting"
    INTERVIEW_PROPOSED = "interview_proposed"
    INTERVIEW_AGREED = "interview_agreed"
    INTERVIEW_LATER = "interview_later"
    APPLICATION_ACCEPTED = "application_accepted"
    APPLICATION_WAITING = "application_waiting"
    APPLICATION_REFUSED = "application_refused"
    APPLICATION_LATE = "application_late"
    APPLICATION_OVER = "application_over"
    # About a question.
    CALL_PROMISED = "call_promised"
    CALL_LATE = "call_late"
    CALL_NOT_MADE = "call_not_made"
    WISH_NOTED = "wish_noted"
    WISH_COME_TRUE = "wish_come_true"
    WISH_OVER = "wish_over"
    # About a course session, written by the team.
    DATE_CHANGED = "date_changed"
    NOTICE = "notice"
    # About what is held on a person.
    MY_BOOKINGS = "my_bookings"
    DATA_ASKED = "data_asked"
    DATA_READY = "data_ready"
    DATA_ERASED = "data_erased"
    DATA_LATE = "data_late"
    DATA_LEAVES = "data_leaves"
    # To an account.
    ACCOUNT_INVITED = "account_invited"
    ACCOUNT_LINK = "account_link"
    ACCOUNT_CHANGED = "account_changed"
    # To a volunteer.
    VOLUNTEER_DRAFT = "volunteer_draft"
    VOLUNTEER_RECEIVED = "volunteer_received"
    VOLUNTEER_INTERVIEW = "volunteer_interview"
    VOLUNTEER_AGREED = "volunteer_agreed"
    VOLUNTEER_LATER = "volunteer_later"
    VOLUNTEER_APPROVED = "volunteer_approved"
    VOLUNTEER_DECLINED = "volunteer_declined"
    VOLUNTEER_OVER = "volunteer_over"
    VOLUNTEER_CHECK = "volunteer_check"
    VOLUNTEER_PAUSED = "volunteer_paused"
    VOLUNTEER_BACK = "volunteer_back"
    # About a slot, to a volunteer.
    SLOTS_OPEN = "slots_open"
    SLOT_YOURS = "slot_yours"
    SLOT_GONE = "slot_gone"
    SLOT_REMINDER = "slot_reminder"
    # Looking for a mentor, to a learner; being asked, to either.
    MENTOR_PROMISED = "mentor_promised"
    MENTOR_LATE = "mentor_late"
    MENTOR_OVER = "mentor_over"
    MENTOR_NEXT = "mentor_next"
    PAIR_ASKED = "pair_asked"
    PAIR_NOT_NOW = "pair_not_now"
    # About a pair, to either.
    PAIR_BEGINS = "pair_begins"
    MEETING_PLANNED = "meeting_planned"
    MEETING_CALLED_OFF = "meeting_called_off"
    MEETING_REMINDER = "meeting_reminder"
    MEETING_LOG = "meeting_log"
    PAIR_FIT = "pair_fit"
    PAIR_QUIET = "pair_quiet"
    PAIR_PAUSED = "pair_paused"
    PAIR_GOES_ON = "pair_goes_on"
    PAIR_CONTACT = "pair_contact"
    PAIR_LETTER = "pair_letter"
    PAIR_PROBLEM = "pair_problem"
    PAIR_OVER = "pair_over"
    # To a recruiter, about their company.
    COMPANY_RECEIVED = "company_received"
    COMPANY_APPROVED = "company_approved"
    COMPANY_DECLINED = "company_declined"
    COMPANY_LATE = "company_late"
    COMPANY_OVER = "company_over"
    COMPANY_STOPPED = "company_stopped"
    RECRUITER_INVITED = "recruiter_invited"
    # About a posting.
    POSTING_RECEIVED = "posting_received"
    POSTING_CHANGES = "posting_changes"
    POSTING_LIVE = "posting_live"
    POSTING_LATE = "posting_late"
    POSTING_REMOVED = "posting_removed"
    POSTING_ENDING = "posting_ending"
    POSTING_ENDED = "posting_ended"
    POSTING_FULL = "posting_full"
    # About an application, to the recruiter.
    JOB_TO_ANSWER = "job_to_answer"
    JOB_WAITS = "job_waits"
    JOB_UNANSWERED = "job_unanswered"
    JOB_DATE_CHOSEN = "job_date_chosen"
    JOB_CONFIRMED = "job_confirmed"
    JOB_LEFT = "job_left"
    JOB_BEGINS = "job_begins"
    JOB_ASSESS = "job_assess"
    # About an application, to the learner.
    JOB_SENT = "job_sent"
    JOB_READ = "job_read"
    JOB_INTERVIEW = "job_interview"
    JOB_AGREED = "job_agreed"
    JOB_OFFERED = "job_offered"
    JOB_REMINDER = "job_reminder"
    JOB_YES = "job_yes"
    JOB_DECLINED = "job_declined"
    JOB_CLOSED = "job_closed"
    JOB_EXPIRED = "job_expired"
    JOB_LAPSED = "job_lapsed"
    JOB_STARTS = "job_starts"
    JOB_ASSESSED = "job_assessed"
    JOB_AFTER = "job_after"
    # About an application, to whoever applied for somebody.
    JOB_HELPED = "job_helped"
    # About a saved search.
    SEARCH_ON = "search_on"
    SEARCH_NEWS = "search_news"
    # A trial of a gateway.
    TRIAL = "trial"
    # To the team.
    STAFF_OWES = "staff_owes"


class Purpose(StrEnum):
    """What the link of a message is for. It opens this and nothing else."""

    #: The card, after the small check.
    CARD = "card"
    #: Yes, no or "call me" to a reminder.
    REMINDER = "reminder"
    #: Yes or no to a seat that is offered.
    OFFER = "offer"
    #: Yes, another time, or no more, to the date of an interview.
    INTERVIEW = "interview"
    #: What was asked for: until when, and taking it back.
    ASKED = "asked"
    #: All bookings of one contact, after the first name.
    BOOKINGS = "bookings"
    #: The copy of what is held on a person.
    DATA = "data"
    #: Signing in, an invitation, a new password: once.
    ACCOUNT = "account"
    #: The offer to volunteer: going on with the form, reading how it stands, taking it back.
    VOLUNTEER = "volunteer"
    #: Yes, another time, or no more, to the date of an interview with a volunteer.
    VOLUNTEER_DATE = "volunteer_date"
    #: Open slots, for the volunteer who was told of them.
    SLOTS = "slots"
    #: Yes or no to a mentor or a learner.
    PAIR_ANSWER = "pair_answer"
    #: A pair, for the side that was written to.
    PAIR = "pair"
    #: One meeting: it took place, or not.
    MEETING = "meeting"
    #: A few questions about a pair, for the side that was asked.
    PAIR_SURVEY = "pair_survey"
    #: A company: how it stands, for the recruiter who was written to.
    COMPANY = "company"
    #: One posting: refreshed, paused, or changed, for its recruiter.
    POSTING = "posting"
    #: One application, for the recruiter who answers it.
    JOB_ANSWER = "job_answer"
    #: One placement, for the recruiter: its agreement, its start, its end.
    PLACEMENT = "placement"
    #: One application, for the learner: how it stands, and their answer.
    JOB = "job"
    #: A saved search: what is new, and no more of it.
    SEARCH = "search"
