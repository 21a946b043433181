"""Which words each kind of message has. One function a kind; sentences of at most twelve words."""

from collections.abc import Callable
from dataclasses import replace

from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups.models import SignUp
from portal.web.letters import (
    about_accounts,
    about_applications,
    about_data,
    about_line,
    about_mentors,
    about_notices,
    about_offers,
    about_pair_team,
    about_pairs,
    about_questions,
    about_seats,
    about_slots,
    about_staff,
    about_trials,
    about_vetting,
)
from portal.web.letters.subject import Subject, subject_of
from portal.web.letters.wording import Wording
from portal.web.own_words import said_within, saying

WORDS: dict[MessageKind, Callable[[Subject], Wording]] = {
    MessageKind.SEAT_CONFIRMED: about_seats.seat_confirmed,
    MessageKind.SEAT_CHANGED: about_seats.seat_changed,
    MessageKind.SEAT_GIVEN_BACK: about_seats.seat_given_back,
    MessageKind.SEAT_MOVED: about_seats.seat_moved,
    MessageKind.REMINDER_DAY_BEFORE: about_seats.reminder_day_before,
    MessageKind.REMINDER_MORNING: about_seats.reminder_morning,
    MessageKind.DATE_CANCELLED: about_seats.date_cancelled,
    MessageKind.DATE_CHANGED: about_seats.date_changed,
    MessageKind.WAITING_JOINED: about_line.waiting_joined,
    MessageKind.WAITING_CONFIRMED: about_line.waiting_confirmed,
    MessageKind.SEAT_OFFERED: about_line.seat_offered,
    MessageKind.OFFER_ENDS_SOON: about_line.offer_ends_soon,
    MessageKind.OFFER_OVER: about_line.offer_over,
    MessageKind.WAITING_OVER: about_line.waiting_over,
    MessageKind.APPLICATION_SENT: about_applications.application_sent,
    MessageKind.INFO_MEETING: about_applications.info_meeting,
    MessageKind.INTERVIEW_PROPOSED: about_applications.interview_proposed,
    MessageKind.INTERVIEW_AGREED: about_applications.interview_agreed,
    MessageKind.INTERVIEW_LATER: about_applications.interview_later,
    MessageKind.APPLICATION_ACCEPTED: about_applications.application_accepted,
    MessageKind.APPLICATION_WAITING: about_applications.application_waiting,
    MessageKind.APPLICATION_REFUSED: about_applications.application_refused,
    MessageKind.APPLICATION_LATE: about_applications.application_late,
    MessageKind.APPLICATION_OVER: about_applications.application_over,
    MessageKind.CALL_PROMISED: about_questions.call_promised,
    MessageKind.CALL_LATE: about_questions.call_late,
    MessageKind.CALL_NOT_MADE: about_questions.call_not_made,
    MessageKind.WISH_NOTED: about_questions.wish_noted,
    MessageKind.WISH_COME_TRUE: about_questions.wish_come_true,
    MessageKind.WISH_OVER: about_questions.wish_over,
    MessageKind.NOTICE: about_notices.notice,
    MessageKind.MY_BOOKINGS: about_data.my_bookings,
    MessageKind.DATA_ASKED: about_data.data_asked,
    MessageKind.DATA_READY: about_data.data_ready,
    MessageKind.DATA_ERASED: about_data.data_erased,
    MessageKind.DATA_LATE: about_data.data_late,
    MessageKind.DATA_LEAVES: about_data.data_leaves,
    MessageKind.ACCOUNT_INVITED: about_accounts.account_invited,
    MessageKind.ACCOUNT_LINK: about_accounts.account_link,
    MessageKind.ACCOUNT_CHANGED: about_accounts.account_changed,
    MessageKind.VOLUNTEER_DRAFT: about_offers.volunteer_draft,
    MessageKind.VOLUNTEER_RECEIVED: about_offers.volunteer_received,
    MessageKind.VOLUNTEER_INTERVIEW: about_vetting.volunteer_interview,
    MessageKind.VOLUNTEER_AGREED: about_vetting.volunteer_agreed,
    MessageKind.VOLUNTEER_LATER: about_vetting.volunteer_later,
    MessageKind.VOLUNTEER_APPROVED: about_vetting.volunteer_approved,
    MessageKind.VOLUNTEER_DECLINED: about_vetting.volunteer_declined,
    MessageKind.VOLUNTEER_OVER: about_vetting.volunteer_over,
    MessageKind.VOLUNTEER_CHECK: about_vetting.volunteer_check,
    MessageKind.VOLUNTEER_PAUSED: about_vetting.volunteer_paused,
    MessageKind.VOLUNTEER_BACK: about_vetting.volunteer_back,
    MessageKind.SLOTS_OPEN: about_slots.slots_open,
    MessageKind.SLOT_YOURS: about_slots.slot_yours,
    MessageKind.SLOT_GONE: about_slots.slot_gone,
    MessageKind.SLOT_REMINDER: about_slots.slot_reminder,
    MessageKind.MENTOR_PROMISED: about_mentors.mentor_promised,
    MessageKind.MENTOR_LATE: about_mentors.mentor_late,
    MessageKind.MENTOR_OVER: about_mentors.mentor_over,
    MessageKind.MENTOR_NEXT: about_mentors.mentor_next,
    MessageKind.PAIR_ASKED: about_mentors.pair_asked,
    MessageKind.PAIR_NOT_NOW: about_mentors.pair_not_now,
    MessageKind.PAIR_LETTER: about_pair_team.pair_letter,
    MessageKind.PAIR_PROBLEM: about_pair_team.pair_problem,
    MessageKind.PAIR_BEGINS: about_pairs.pair_begins,
    MessageKind.MEETING_PLANNED: about_pairs.meeting_planned,
    MessageKind.MEETING_CALLED_OFF: about_pairs.meeting_called_off,
    MessageKind.MEETING_REMINDER: about_pairs.meeting_reminder,
    MessageKind.MEETING_LOG: about_pairs.meeting_log,
    MessageKind.PAIR_FIT: about_pairs.pair_fit,
    MessageKind.PAIR_QUIET: about_pairs.pair_quiet,
    MessageKind.PAIR_CONTACT: about_pairs.pair_contact,
    MessageKind.PAIR_PAUSED: about_pair_team.pair_paused,
    MessageKind.PAIR_GOES_ON: about_pair_team.pair_goes_on,
    MessageKind.PAIR_OVER: about_pair_team.pair_over,
    MessageKind.TRIAL: about_trials.trial,
    MessageKind.STAFF_OWES: about_staff.staff_owes,
}


def worded(message: Message, sign_up: SignUp | None = None) -> Wording:
    """The words of `message` in the language being spoken. Raises `NothingToSay`.

    `sign_up`: what it is about, where that is at hand.
    """
    return say(MessageKind(message.kind), subject_of(message, sign_up))


def say(kind: MessageKind, subject: Subject) -> Wording:
    """The same of a subject that is at hand; in the team's own words where it has some for this kind."""
    with saying(kind):
        words = WORDS[kind](subject)
    return replace(words, short=said_within(kind, words.short), dates=said_within(kind, words.dates))
