"""Everything that is held on a volunteer: read once for their copy; erased, so that figures are all that is left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import joinedload, selectinload, undefer_group

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring import vetting
from portal.domain.mentoring.forgetting import forget_words, wait_no_more
from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.pair_models import MentorChoice, Pair, PairAnswer, PairLetter, Side
from portal.domain.mentoring.slot_models import Slot, SlotAlert
from portal.domain.mentoring.states import APPLIED, AT_WORK, VolunteerState
from portal.domain.mentoring.surveys import WORDS
from portal.domain.mentoring.told import about_volunteer, volunteer_recipient
from portal.domain.mentoring.volunteer_models import (
    Volunteer,
    VolunteerCheck,
    VolunteerMove,
    VolunteerNote,
)
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.privacy import Reason
from portal.domain.promises.made import all_open_about, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.retention import Rule, before
from portal.vault import new_ref

#: Of each kind of row, the newest so many.
_MOST = 200
#: Their help has ended, or never began.
_OVER = (VolunteerState.ENDED, VolunteerState.DECLINED, VolunteerState.WITHDRAWN, VolunteerState.LAPSED)


@dataclass(frozen=True)
class VolunteerFile:
    """Newest first, but for the history and the checks."""

    volunteer: Volunteer
    notes: list[VolunteerNote]
    promises: list[Promise]
    messages: list[Message]
    pairs: list[Pair]
    answers: list[PairAnswer]
    letters: list[PairLetter]
    slots: list[Slot]
    #: What the team did with this file, reading it included.
    lines: list[AuditLine]


def file_of(volunteer: Volunteer) -> VolunteerFile:
    about, pairs = about_volunteer(volunteer), select(Pair.id).where(Pair.volunteer_id == volunteer.id)
    written = PairLetter.pair_id.in_(pairs), PairLetter.side == Side.MENTOR
    said = PairAnswer.pair_id.in_(pairs), PairAnswer.side == Side.MENTOR
    return VolunteerFile(
        volunteer,
        _newest(VolunteerNote, VolunteerNote.volunteer_id == volunteer.id),
        _newest(Promise, Promise.about == about, selectinload(Promise.history)),
        _newest(Message, Message.about == about, undefer_group("sealed")),
        _newest(Pair, Pair.volunteer_id == volunteer.id, selectinload(Pair.meetings)),
        list(db.session.scalars(select(PairAnswer).where(*said).order_by(PairAnswer.at.desc()))),
        list(db.session.scalars(select(PairLetter).where(*written).order_by(PairLetter.id.desc()))),
        _newest(Slot, Slot.volunteer_id == volunteer.id, joinedload(Slot.session_date)),
        _newest(AuditLine, AuditLine.about == about),
    )


def _newest(model: Any, which: Any, *load: Any) -> list[Any]:
    return list(db.session.scalars(select(model).where(which).order_by(model.id.desc()).limit(_MOST).options(*load)))


def as_data(file: VolunteerFile) -> dict[str, Any]:
    """The same for machines: plain values, instants in UTC. Of their learners nothing."""
    one = file.volunteer
    return {
        "volunteer": {
            **{"first_name": one.first_name, "surname": one.surname, "email": one.email, "phone": one.phone},
            **{"language": one.language, "employer": one.employer, "state": one.state},
            **{"since": _at(one.created_at), "sent": _at(one.sent_at), "in_own_words": one.motivation},
        },
        "offer": {
            **{"roles": one.roles, "languages": one.spoken, "topics": one.topics, "free": one.week},
            **{"online": one.online, "places": [place.slug for place in one.places], "learners": one.capacity},
            "no_word_of_open_dates": one.no_alerts,
        },
        "agreed": {
            "charter": {"wording": one.charter_version, "at": _at(one.charter_at)},
            "consent": {"wording": one.consent_version, "at": _at(one.consent_at)},
        },
        "interview": {
            **{"at": _at(one.interview_at), "where": one.interview_where},
            "agreed": _at(one.interview_agreed_at),
        },
        "checks": [
            {
                "kind": check.kind,
                "done": check.done_on.isoformat(),
                "until": str(check.until) if check.until else None,
            }
            for check in one.checks
        ],
        "history": [
            {"at": _at(move.at), "by": move.role, "from": move.from_state, "to": move.to_state, "why": move.why}
            for move in one.history
        ],
        "asked": [
            {"what": owed.kind, "asked": _at(owed.made_at), "answer_by": _at(owed.reply_by), "state": owed.state}
            | {"in_own_words": owed.note}
            for owed in file.promises
        ],
        "messages": [
            {"what": message.kind, "made": _at(message.created_at), "sent": _at(message.sent_at)}
            | {"to": message.address, "state": message.state, "facts": message.facts}
            for message in file.messages
        ],
        "pairs": [_pair(pair) for pair in file.pairs],
        "answers": [{"survey": said.survey, "at": _at(said.at), "answers": said.answers} for said in file.answers],
        "letters": [
            {"at": _at(letter.at), "from_the_team": letter.from_team, "text": letter.text} for letter in file.letters
        ],
        "dates": [
            {"role": slot.role, "starts": _at(slot.session_date.starts_at), "taken": _at(slot.taken_at)}
            for slot in file.slots
        ],
        "notes_of_the_team": [{"at": _at(note.at), "text": note.text} for note in file.notes],
        "who_looked": [{"at": _at(line.at), "what": line.action, "way": line.way} for line in file.lines],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        **{"state": pair.state, "asked": _at(pair.created_at), "said_yes": _at(pair.mentor_yes_at)},
        **{"started": _at(pair.started_at), "ended": _at(pair.ended_at)},
        "contact_shown_since": _at(pair.mentor_shares_at),
        "meetings": [
            {"at": _at(meeting.at), "minutes": meeting.minutes, "how": meeting.mode, "held": _at(meeting.held_at)}
            | {"how_it_went": meeting.mentor_went}
            for meeting in pair.meetings
        ],
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def erase(volunteer: Volunteer, role: Role, now: datetime) -> None:
    """They stop, are told once more, and all that names them goes. Their learners hear it. Twice is once.

    What is left of their help before, which ended, goes with it.
    """
    begin_write()
    db.session.refresh(volunteer)
    if volunteer.erased_at:
        return
    _stop(volunteer, role, now)
    to = volunteer_recipient(volunteer)
    for one in [volunteer, *_before(volunteer)]:
        forget(one, now)
    if to.address:
        key = f"{MessageKind.DATA_ERASED}:{new_ref(16)}"
        tell(News(MessageKind.DATA_ERASED, "erased:0", key, home_zone()), to, now)


def _before(volunteer: Volunteer) -> list[Volunteer]:
    """Of the same account, whatever of it is over."""
    if volunteer.account_id is None:
        return []
    same = Volunteer.account_id == volunteer.account_id, Volunteer.id != volunteer.id
    return list(db.session.scalars(select(Volunteer).where(*same, Volunteer.state.in_(_OVER))))


def _stop(volunteer: Volunteer, role: Role, now: datetime) -> None:
    if volunteer.state in AT_WORK:
        vetting.end(volunteer, role, now)
    elif volunteer.state in APPLIED:
        to = VolunteerState.WITHDRAWN if role is Role.VOLUNTEER else VolunteerState.LAPSED
        move_volunteer(volunteer, to, role, now, "erased")
    for owed in all_open_about(about_volunteer(volunteer)):
        withdraw(owed, role, now, "erased")
    wait_no_more(_pairs_of(volunteer), Side.MENTOR, role, now)


def _pairs_of(volunteer: Volunteer) -> list[int]:
    return list(db.session.scalars(select(Pair.id).where(Pair.volunteer_id == volunteer.id)))


def forget(volunteer: Volunteer, now: datetime) -> None:
    """What is left names nobody: what they offered to be, where, and the hours they gave."""
    begin_write()
    number, about = volunteer.id, about_volunteer(volunteer)
    pairs = _pairs_of(volunteer)
    forget_words(pairs, Side.MENTOR)
    answers = select(PairAnswer).where(PairAnswer.pair_id.in_(pairs), PairAnswer.side == Side.MENTOR)
    for answer in db.session.scalars(answers):
        answer.answers = {name: said for name, said in answer.answers.items() if name != WORDS}
    for rows in (VolunteerNote, VolunteerCheck, MentorChoice, SlotAlert):
        _run(delete(rows).where(rows.volunteer_id == number))
    _run(delete(Message).where(Message.about == about))
    _run(update(Promise).where(Promise.about == about).values(note=None))
    account_id, volunteer.account_id = volunteer.account_id, None
    _blank(volunteer, now)
    db.session.flush()
    _close_account(account_id)
    db.session.expire(volunteer)


def _blank(volunteer: Volunteer, now: datetime) -> None:
    volunteer.ref, volunteer.first_name, volunteer.erased_at = new_ref(16), NOBODY, now
    volunteer.surname = volunteer.email = volunteer.email_digest = volunteer.phone = volunteer.phone_digest = None
    volunteer.motivation = volunteer.interview_where = None
    volunteer.interview_at = volunteer.interview_agreed_at = None
    volunteer.spoken, volunteer.topics, volunteer.week = [], [], []


def _close_account(account_id: int | None) -> None:
    """Their account goes, unless it is for something else, too: the team, or another offer of theirs."""
    team = exists().where(Grant.account_id == Account.id, Grant.role != OfficeRole.VOLUNTEER)
    offers = exists().where(Volunteer.account_id == Account.id)
    _run(delete(Account).where(Account.id == account_id, ~team, ~offers))


def _left(now: datetime) -> Select[Any]:
    """Volunteers whose help ended so long ago that what names them goes."""
    last = select(func.max(VolunteerMove.at)).where(VolunteerMove.volunteer_id == Volunteer.id).scalar_subquery()
    return select(Volunteer.id).where(
        Volunteer.state.in_(_OVER),
        Volunteer.erased_at.is_(None),
        Volunteer.imported.is_(False),
        func.coalesce(last, Volunteer.changed_at) < before(Reason.VOLUNTEER, now),
    )


def _forget_all(keys: Select[Any], now: datetime) -> int:
    found = db.session.scalars(select(Volunteer).where(Volunteer.id.in_(list(db.session.scalars(keys))))).all()
    for volunteer in found:
        forget(volunteer, now)
    return len(found)


#: Volunteers leave by themselves.
RULE = Rule("volunteers", _left, _forget_all)


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})
