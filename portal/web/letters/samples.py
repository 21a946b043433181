"""A message of each kind about an invented seat, for staff who change its words: nothing of it is in the database."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from portal.database import Text
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.jobs.application_models import Applied, JobApplication
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import CompanyKind, Every, JobKind, No, PayPer, Presence
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.mentoring.choices import Day, Mode, Topic, VolunteerRole, cell
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, Side
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.own_words import Sentence
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.attendance_models import Half
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.web.languages import gettext as _
from portal.web.languages import speaking
from portal.web.letters.compose import mail, text_message
from portal.web.letters.kinds import WORDS, say
from portal.web.letters.subject import Subject
from portal.web.own_words import rehearsing

#: Kinds whose words the team may change: those for people outside it.
CHANGEABLE = tuple(kind for kind in WORDS if not HABITS[kind].to_staff)

#: What makes a kind say other sentences: each is worded once, so that all of them are found.
_FACTS: tuple[dict[str, Any], ...] = (
    {},
    {"party": 4},
    {"waits": True, "state": State.WAITING},
    {"waited": True, "state": State.OFFERED},
    {"applied": True, "over": True, "state": State.REQUESTED},
    {"purpose": "password", "what": "factor"},
    {"purpose": "factor", "what": "codes"},
    {"side": Side.MENTOR, "left": True},
    {"said": "answered", "left": True},
    {"said": "closed", "again": True, "moved": True, "both": True},
    {"said": "later"},
    {"said": "over"},
    {"offered": True, "asked": True, "info_meeting_url": "https://meet.example.org/konexio"},
)
#: The same of an application for work.
_FACTS_OF_JOBS: tuple[dict[str, Any], ...] = (
    {"what": "date", "why": "taken", "shared": False},
    {"why": "no_date", "closed": 2},
    {"why": "taken_back"},
    {"why": "called_off"},
    {"agreement": True},
    {"agreement": True, "anew": True},
    {"starts_on": "2030-01-07", "by": "staff"},
    {"news": "job_starts"},
    {"news": "job_assessed", "why": "company"},
    {"started": True},
    {"started": True, "said": True, "by": "staff"},
    {"asked": True},
    {"stopped": True},
    {"said": True, "by": "person"},
    {"outcome": "completed"},
    {"why": "erased"},
    {"why": "erased", "started": True},
    {"stands": "sent"},
    {"stands": "offered"},
    {"stands": "confirmed"},
)
#: The same of a saved search.
_FACTS_OF_SEARCHES: tuple[dict[str, Any], ...] = ({"every": Every.DAY}, {"last": True}, {"last": True, "count": 0})


def sample(kind: MessageKind, code: str, now: datetime, **facts: Any) -> Subject:
    """What such a message is about: a seat in a workshop in three days."""
    starts = (now + timedelta(days=3)).replace(hour=13, minute=0, second=0, microsecond=0)
    moment = starts.isoformat()
    with speaking(code):
        title, town, words = _("First steps online"), _("Our town"), _("Please bring a pen.")
        place = Place(timezone="Europe/Paris", online=False, name=Text({code: _("Our place")}), city=town, slug="x")
        place.town, place.address, place.directions = Text({code: town}), None, Text({code: _("Near the station")})
    course = Course(title=Text({code: title}), slug="x")
    course_session = CourseSession(ref="abcd2345", course=course, place=place, starts_at=starts)
    course_session.ends_at = starts + timedelta(hours=2)
    course_session.dates = [SessionDate(starts_at=starts, ends_at=course_session.ends_at)]
    course_session.info_meeting_url = facts.pop("info_meeting_url", None)
    ref = "abcd2345abcd2345"
    seat = SignUp(ref=ref, state=State.CONFIRMED, course_session=course_session, party=1, code="BCDF234")
    data = PromiseKind.DATA_ERASURE if facts.get("over") else PromiseKind.DATA_COPY
    asked = Promise(kind=data, about="person:0", owner=Owner.TEAM, ref=ref, reply_by=starts, timezone=place.timezone)
    message = Message(id=0, ref=ref, kind=kind, about="sign_up:0", language=code, channel=Channel.EMAIL)
    message.timezone, message.created_at = place.timezone, now
    message.link_digest = ref if HABITS[kind].link else None
    message.facts = {
        "place": 3,
        "reply_by": moment,
        "starts_at": moment,
        "ends_at": moment,
        "info_meeting_at": moment,
        "interview_at": moment,
        "reason": "full",
        "words": {code: words},
        "purpose": "sign_in",
        "what": "password",
        "side": Side.LEARNER,
        **(_of_job(moment, words) if kind.value.startswith("job_") else {}),
        **facts,
    }
    pair = _pair(seat, code, now, words)
    meeting = Meeting(ref=ref, pair=pair, at=starts, minutes=60, mode=Mode.ONLINE, by=Side.MENTOR)
    subject = Subject(message, seat, asked, course, pair.volunteer, pair, meeting)
    subject.application = _job(seat, code, now, words)
    subject.posting = subject.application.posting
    subject.company = subject.posting.company
    subject.search = SavedSearch(ref=ref, language=code, query={}, created_at=now)
    subject.search.every = facts.get("every", Every.WEEK)
    return subject


def _of_job(moment: str, words: str) -> dict[str, Any]:
    """What is told about an application for work."""
    return {"dates": [moment], "answer_by": moment, "words": words, "what": "offer", "why": No.SKILLS, "shared": True}


def _job(seat: SignUp, code: str, now: datetime, words: str) -> JobApplication:
    """The learner of this seat asks an invented company for work."""
    with speaking(code):
        name, title, town = _("Our company"), _("Internship in web development"), _("Our town")
    company = Company(ref=seat.ref, name=name, kind=CompanyKind.COMPANY, state=CompanyState.APPROVED, country="FR")
    starts = seat.course_session.starts_at
    posting = Posting(
        ref="abcd2345", company=company, title=title, town=town, language=code, kind=JobKind.INTERNSHIP, seats=1
    )
    posting.state, posting.presence = PostingState.PUBLISHED, Presence.ON_SITE
    posting.pay_per, posting.pay_from, posting.currency, posting.most_open = PayPer.MONTH, 70000, "EUR", 20
    posting.expires_on = posting.starts_on = starts.date() if starts else None
    made = JobApplication(
        ref=seat.ref, posting=posting, person=seat.person, language=code, way=Applied.OWN, created_at=now
    )
    made.state, made.moved_at, made.no, made.no_shared = JobState.SENT, now, No.SKILLS, True
    made.interview_at, made.interview_where = starts, words
    made.profile, made.answers, made.offer_words = {}, {}, words
    return made


def _pair(seat: SignUp, code: str, now: datetime, words: str) -> Pair:
    """A mentor and the learner of this seat."""
    cells = [cell(Day.TUESDAY, Half.EVENING)]
    wanted = {"spoken": ["ar", "fr"], "topics": [Topic.CV, Topic.INTERVIEW], "week": cells, "online": True}
    mentor = Volunteer(
        ref=seat.ref, first_name="Claire", language=code, roles=[VolunteerRole.MENTOR], capacity=1, **wanted
    )
    mentor.state, mentor.interview_at, mentor.interview_where = (
        VolunteerState.APPROVED,
        seat.course_session.starts_at,
        words,
    )
    seat.person = Person(first_name="Nour")
    learner = Mentee(ref=seat.ref, person=seat.person, sign_up=seat, created_at=now, **wanted)
    pair = Pair(ref=seat.ref, mentee=learner, volunteer=mentor, state=PairState.ACTIVE, created_at=now, reasons={})
    pair.started_at, pair.paused_until = now, seat.course_session.starts_at
    return pair


def _more(kind: MessageKind) -> tuple[dict[str, Any], ...]:
    """What makes a kind of the jobs board say other sentences. A no has reasons of its own."""
    if kind is MessageKind.JOB_DECLINED:
        return ({"shared": False},)
    if kind.value.startswith("search_"):
        return _FACTS_OF_SEARCHES
    return _FACTS_OF_JOBS if kind.value.startswith("job_") else ()


def sentences(kind: MessageKind, code: str, now: datetime) -> list[Sentence]:
    """Each sentence of its own that this kind may say, in the order in which they are said."""
    heard: dict[Sentence, None] = {}
    for facts in (*_FACTS, *_more(kind)):
        with speaking(code), rehearsing(kind, {}) as said:
            words = say(kind, sample(kind, code, now, **facts))
            words.short(words.what, words.town)
        heard |= said
    return list(heard)


def preview(kind: MessageKind, code: str, words: dict[tuple[str, int], str], now: datetime) -> tuple[str, str, str]:
    """(subject, text of the mail, text message) of a sample in these words."""
    subject = sample(kind, code, now)
    with speaking(code), rehearsing(kind, words):
        said = replace(say(kind, subject), dates=list)
        letter = mail(subject.message, "nour@example.org", said)
        return letter.subject, letter.text, text_message(subject.message, "+33612345678", said).text
