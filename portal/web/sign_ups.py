"""Sign-ups in the words of the team: how one stands, how it came about, what became of it and who did it."""

from portal.domain.messages.models import Channel, Message
from portal.domain.messages.states import State as MessageState
from portal.domain.moves import Role
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.models import Need, SignUpMove, Way
from portal.domain.signups.office import Beyond
from portal.domain.signups.roll import Came
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal, Step
from portal.web.applications import refusal_words
from portal.web.languages import gettext as _


def state_words(state: str) -> str:
    return {
        State.REQUESTED: _("Applied"),
        State.CONFIRMED: _("Has a seat"),
        State.WAITING: _("On the waiting list"),
        State.OFFERED: _("Was offered a seat"),
        State.CANCELLED: _("Given back"),
        State.CANCELLED_BY_CENTRE: _("Cancelled by the centre"),
        State.DECLINED: _("Not accepted"),
        State.EXPIRED: _("No longer valid"),
        State.MOVED: _("Moved to another date"),
    }[State(state)]


def way_words(way: str) -> str:
    return {
        Way.OWN: _("On the website"),
        Way.PHONE: _("By phone, by the team"),
        Way.WALK_IN: _("At the door"),
        Way.IMPORT: _("From a list"),
    }[Way(way)]


def need_short(need: str) -> str:
    """What somebody needs, as the team prepares it."""
    return {
        Need.STEP_FREE: _("No steps"),
        Need.CHILD_COMES: _("Comes with a child"),
        Need.LEND_COMPUTER: _("Needs a computer"),
        Need.BIG_LETTERS: _("Big letters"),
        Need.INTERPRETER: _("Somebody for their language"),
    }[Need(need)]


def beyond_words(beyond: str) -> str:
    """Why one seat more is given than there are."""
    return {
        Beyond.ROOM: _("There is room for one more"),
        Beyond.ABSENT: _("Somebody else does not come"),
        Beyond.PROMISED: _("We had promised the seat"),
        Beyond.HERE: _("The person stands here"),
    }[Beyond(beyond)]


def why_words(why: str | None) -> str:
    """The reason that stands in the history; what has no words says nothing to people."""
    if why in set(Beyond):
        return _("More seats than planned:") + " " + beyond_words(str(why))
    if why in set(Refusal):
        return refusal_words(str(why))
    return {
        "late": _("Less than a day before"),
        "no_answer": _("No answer in time"),
        "unheard": _("The offer did not arrive"),
        "silence": _("The team did not answer"),
        "begun": _("It had begun"),
    }.get(why or "", "")


def role_words(role: str) -> str:
    return {Role.PERSON: _("the person"), Role.STAFF: _("the team"), Role.RULE: _("the portal")}[Role(role)]


def move_words(move: SignUpMove) -> str:
    """One line of the history: what it became, by whom, why."""
    said = _("%(state)s, by %(who)s", state=state_words(move.to_state), who=role_words(move.role))
    why = why_words(move.why)
    return f"{said}. {why}" if why else said


def came_words(came: str) -> str:
    return {
        Came.CAME: _("Came"),
        Came.MISSED: _("Did not come"),
        Came.UNMARKED: _("Not marked yet"),
    }[Came(came)]


def mark_words(mark: str) -> str:
    return {Mark.PRESENT: _("Present"), Mark.ABSENT: _("Absent"), Mark.EXCUSED: _("Excused")}[Mark(mark)]


def half_words(half: str) -> str:
    return {Half.MORNING: _("Morning"), Half.AFTERNOON: _("Afternoon"), Half.EVENING: _("Evening")}[Half(half)]


def step_words(step: str) -> str:
    """How far an application has come."""
    return {
        Step.SENT: _("Application received"),
        Step.MET: _("Came to the information meeting"),
        Step.PROPOSED: _("Interview proposed"),
        Step.AGREED: _("Interview agreed"),
        Step.TO_AGREE: _("A date must be found"),
        Step.HELD: _("Interview took place"),
    }[Step(step)]


def channel_words(channel: str) -> str:
    return {
        Channel.EMAIL: _("By e-mail"),
        Channel.TEXT: _("By text message"),
        Channel.CARD: _("On their card only"),
    }[Channel(channel)]


def sent_words(message: Message) -> str:
    """By which way a message goes, and how far it came."""
    if message.state == MessageState.CARD:
        return channel_words(Channel.CARD)
    state = {
        MessageState.QUEUED: _("not sent yet"),
        MessageState.SENT: _("sent"),
        MessageState.DEAD: _("did not arrive"),
        MessageState.DROPPED: _("no longer needed"),
    }[MessageState(message.state)]
    return channel_words(message.channel) + _(", ") + state
