"""The words for messages as the team reads of them: what kind, how it stands, why it did not arrive."""

from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel
from portal.domain.messages.states import State
from portal.domain.messages.stopped import stopped
from portal.domain.signups.states import State as SignUpState
from portal.web import jobs_messages, mentoring_messages
from portal.web.languages import gettext as _

#: A message is dropped when its seat comes to one of these.
_ENDS = frozenset(SignUpState)


def kind_words(kind: str) -> str:
    return {
        MessageKind.SEAT_CONFIRMED: _("Seat booked"),
        MessageKind.SEAT_CHANGED: _("Number of seats changed"),
        MessageKind.SEAT_GIVEN_BACK: _("Seat given back"),
        MessageKind.SEAT_MOVED: _("Moved to another date"),
        MessageKind.REMINDER_DAY_BEFORE: _("Reminder, the day before"),
        MessageKind.REMINDER_MORNING: _("Reminder, the same day"),
        MessageKind.DATE_CANCELLED: _("Date cancelled"),
        MessageKind.WAITING_JOINED: _("On the waiting list"),
        MessageKind.WAITING_CONFIRMED: _("A seat became free"),
        MessageKind.SEAT_OFFERED: _("Seat offered"),
        MessageKind.OFFER_ENDS_SOON: _("Offer ends soon"),
        MessageKind.OFFER_OVER: _("Offer is over"),
        MessageKind.WAITING_OVER: _("No seat became free"),
        MessageKind.APPLICATION_SENT: _("Application sent"),
        MessageKind.INFO_MEETING: _("Information meeting"),
        MessageKind.INTERVIEW_PROPOSED: _("Interview proposed"),
        MessageKind.INTERVIEW_AGREED: _("Interview agreed"),
        MessageKind.INTERVIEW_LATER: _("Interview: no date yet"),
        MessageKind.APPLICATION_ACCEPTED: _("Application accepted"),
        MessageKind.APPLICATION_WAITING: _("Accepted, on the waiting list"),
        MessageKind.APPLICATION_REFUSED: _("Application refused"),
        MessageKind.APPLICATION_LATE: _("Application: more time needed"),
        MessageKind.APPLICATION_OVER: _("Application not answered in time"),
        MessageKind.CALL_PROMISED: _("Call promised"),
        MessageKind.CALL_LATE: _("Call is late"),
        MessageKind.CALL_NOT_MADE: _("Call not made"),
        MessageKind.WISH_NOTED: _("Waits for a date"),
        MessageKind.WISH_COME_TRUE: _("The course has a date"),
        MessageKind.WISH_OVER: _("The course has no date yet"),
        MessageKind.DATE_CHANGED: _("Date changed"),
        MessageKind.NOTICE: _("Message from the team"),
        MessageKind.MY_BOOKINGS: _("Link to the bookings"),
        MessageKind.DATA_ASKED: _("Data: request has arrived"),
        MessageKind.DATA_READY: _("Data: copy is ready"),
        MessageKind.DATA_ERASED: _("Data: deleted"),
        MessageKind.DATA_LATE: _("Data: answer is late"),
        MessageKind.DATA_LEAVES: _("Data: will be deleted"),
        MessageKind.ACCOUNT_INVITED: _("Account: invitation"),
        MessageKind.ACCOUNT_LINK: _("Account: link to sign in"),
        MessageKind.ACCOUNT_CHANGED: _("Account: something changed"),
        MessageKind.TRIAL: _("Trial"),
        MessageKind.STAFF_OWES: _("To the team: an answer is owed"),
        **mentoring_messages.kind_words(),
        **jobs_messages.kind_words(),
    }[MessageKind(kind)]


def state_words(state: str) -> str:
    return {
        State.QUEUED: _("Waits to go out"),
        State.SENT: _("Sent"),
        State.CARD: _("On the card only"),
        State.DROPPED: _("Not needed any more"),
        State.DEAD: _("Could not be delivered"),
    }[State(state)]


def channel_words(channel: str) -> str:
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.TEXT: _("Text message"),
        Channel.CARD: _("Card"),
    }[Channel(channel)]


def stopped_words() -> list[str]:
    """One line for each channel that is stopped, on every page of the back office."""
    lines = {
        Channel.TEXT: _("Text messages are stopped: they wait."),
        Channel.EMAIL: _("E-mail is stopped: it waits."),
    }
    return [lines[channel] for channel in stopped()]


def problem_words(problem: str | None) -> str:
    """Why it did not go out, in plain words; the short key of what is rare, as it is."""
    if not problem:
        return ""
    known = {
        "no-gateway": _("No service is set up for this."),
        "prefix": _("We do not write to numbers of this country."),
        "budget": _("The text messages of the day were used up."),
        "opted_out": _("This person wants no messages."),
        "late": _("It came too late to say anything."),
        "ended": _("It was not true any more."),
        "gone": _("What it was about is gone."),
        "timeout": _("The service did not answer in time."),
        "dns": _("The service was not found."),
        "connection": _("There was no connection to the service."),
        "tls": _("The service could not prove who it is."),
        "cut": _("The answer of the service was not clear."),
        "unexpected-answer": _("The answer of the service was not clear."),
        "apprise": _("The answer of the service was not clear."),
    }
    if problem in known:
        return known[problem]
    if problem in {"changed_again", "date_changed", "held", *_ENDS}:
        return _("Something else was said meanwhile.")
    if problem.startswith(("http-", "smtp-")):
        return _("The service refused it: %(problem)s", problem=problem)
    return _("Reason: %(problem)s", problem=problem)
