"""What messages of mentoring and volunteering are called, in the log of the team."""

from portal.domain.messages.kinds import MessageKind
from portal.web.languages import gettext as _


def kind_words() -> dict[MessageKind, str]:
    return {
        MessageKind.VOLUNTEER_DRAFT: _("Volunteer: offer begun"),
        MessageKind.VOLUNTEER_RECEIVED: _("Volunteer: offer received"),
        MessageKind.VOLUNTEER_INTERVIEW: _("Volunteer: interview proposed"),
        MessageKind.VOLUNTEER_AGREED: _("Volunteer: interview agreed"),
        MessageKind.VOLUNTEER_LATER: _("Volunteer: new date for our answer"),
        MessageKind.VOLUNTEER_APPROVED: _("Volunteer: approved"),
        MessageKind.VOLUNTEER_DECLINED: _("Volunteer: refused"),
        MessageKind.VOLUNTEER_OVER: _("Volunteer: offer ended"),
        MessageKind.VOLUNTEER_CHECK: _("Volunteer: a check ends soon"),
        MessageKind.VOLUNTEER_PAUSED: _("Volunteer: on a break"),
        MessageKind.VOLUNTEER_BACK: _("Volunteer: break over"),
        MessageKind.SLOTS_OPEN: _("Help: dates that need somebody"),
        MessageKind.SLOT_YOURS: _("Help: date taken"),
        MessageKind.SLOT_GONE: _("Help: date fell away"),
        MessageKind.SLOT_REMINDER: _("Help: reminder"),
        MessageKind.MENTOR_PROMISED: _("Mentor: asked for"),
        MessageKind.MENTOR_LATE: _("Mentor: new date for our answer"),
        MessageKind.MENTOR_OVER: _("Mentor: none found"),
        MessageKind.MENTOR_NEXT: _("Mentor: the next one is asked"),
        MessageKind.PAIR_ASKED: _("Pair: yes or no?"),
        MessageKind.PAIR_NOT_NOW: _("Pair: not this time"),
        MessageKind.PAIR_BEGINS: _("Pair: both said yes"),
        MessageKind.MEETING_PLANNED: _("Pair: meeting planned"),
        MessageKind.MEETING_CALLED_OFF: _("Pair: meeting called off"),
        MessageKind.MEETING_REMINDER: _("Pair: meeting soon"),
        MessageKind.MEETING_LOG: _("Pair: did you meet?"),
        MessageKind.PAIR_FIT: _("Pair: does it fit?"),
        MessageKind.PAIR_QUIET: _("Pair: no meeting for long"),
        MessageKind.PAIR_PAUSED: _("Pair: break"),
        MessageKind.PAIR_GOES_ON: _("Pair: break over"),
        MessageKind.PAIR_CONTACT: _("Pair: contact shown"),
        MessageKind.PAIR_LETTER: _("Pair: letter"),
        MessageKind.PAIR_PROBLEM: _("Pair: problem"),
        MessageKind.PAIR_OVER: _("Pair: over"),
    }
