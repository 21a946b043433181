"""Messages about facts that are as long as they may be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.database import Text, db
from portal.demo.catalogue import COURSES, PLACES
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import French
from portal.domain.jobs import told as of_jobs
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import Every, No
from portal.domain.jobs.states import JobState
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind, Purpose
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.changes import add_facts
from portal.domain.signups.data_requests import ask_for
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import Asker, wish_for_date
from portal.domain.signups.told import about
from portal.vault import new_ref
from portal.web.languages import KNOWN
from portal.web.letters.kinds import WORDS
from tests import make, make_jobs, make_mentoring
from tests.conftest import NOW

FOR_RECRUITERS = {Purpose.COMPANY, Purpose.POSTING, Purpose.JOB_ANSWER, Purpose.PLACEMENT}
TO_PEOPLE = [kind for kind in WORDS if not HABITS[kind].to_staff]
#: What goes to an account cannot be stopped: who asks for a link to sign in must get it.
TO_RECRUITERS = [kind for kind in WORDS if HABITS[kind].link in FOR_RECRUITERS]
TO_ACCOUNTS = [
    *(kind for kind in WORDS if kind.value.startswith("account_")),
    *TO_RECRUITERS,
    *(kind for kind in WORDS if kind is MessageKind.JOB_HELPED),
]
#: About a company, a posting, an application for work, a saved search.
OF_JOBS = [kind for kind in WORDS if kind.value.startswith(("company_", "recruiter_", "posting_", "job_", "search_"))]
TO_VOLUNTEERS = [kind for kind in WORDS if kind.value.startswith(("volunteer_", "slot"))]
#: Told to either side of a pair, each in words of their own.
OF_PAIRS = [kind for kind in WORDS if kind.value.startswith(("pair_", "meeting_"))]
#: Says all there is to say. Who reads a warning should be led to press nothing.
LEADS_NOWHERE = {MessageKind.ACCOUNT_CHANGED}
#: A Wednesday late in September, half past six in the evening: the longest date there is in French.
LONGEST_DATE = datetime(2026, 9, 30, 16, 30, tzinfo=UTC) + timedelta(days=364)

#: What the team might write to those signed up.
NOTICE = {
    "en": "Please bring a pen.",
    "fr": "Apportez un stylo.",
    "ar": "يُرجى إحضار قلم.",
    "fa": "لطفا قلم بیاورید.",
    "uk": "Візьміть ручку.",
}


def longest(rows: list[dict], field: str) -> Text:
    """In each language the longest that the demo holds."""
    return Text({code: max((row[field][code] for row in rows), key=len) for code in KNOWN})


def met(sign_up: SignUp, language: str) -> Pair:
    """The learner of this sign-up with a mentor whose every fact is long."""
    facts = {"first_name": "Marie-Christine", "language": language}
    mentor = make_mentoring.volunteer(interview_at=LONGEST_DATE, interview_where="15 rue de la Réunion", **facts)
    pair = make_mentoring.pair(mentee=make_mentoring.mentee(sign_up), volunteer=mentor)
    pair.paused_until = LONGEST_DATE
    make_mentoring.meeting(pair, LONGEST_DATE, 120)
    db.session.commit()
    return pair


def asked_for_work(sign_up: SignUp, language: str) -> JobApplication:
    """The learner of this sign-up applied to a company whose every fact is long."""
    company = make_jobs.company(name="Société coopérative des ateliers numériques de Seine-Saint-Denis")
    title = "Stage de développement web et de maintenance informatique"
    posting = make_jobs.posting(company=company, title=title, town="Fontenay-sous-Bois")
    made = make_jobs.application(JobState.INTERVIEW, posting=posting, person=sign_up.person, language=language)
    made.interview_at, made.interview_where = LONGEST_DATE, "15 rue de la Réunion"
    made.no, made.no_shared, made.no_words, made.offer_words = No.PAPERS, True, "Merci.", "Bienvenue."
    return made


def saved_search(language: str) -> SavedSearch:
    made = SavedSearch(ref=new_ref(16), kind="phone", language=language, query={}, every=Every.WEEK, created_at=NOW)
    made.told_until = NOW
    db.session.add(made)
    db.session.flush()
    return made


def about_work(kind: MessageKind, application: JobApplication, language: str) -> str:
    """What a message of the jobs board is about."""
    if kind.value.startswith("search_"):
        return of_jobs.about_search(saved_search(language))
    if HABITS[kind].link is Purpose.COMPANY:
        return of_jobs.about_company(application.posting.company)
    if HABITS[kind].link is Purpose.POSTING:
        return of_jobs.about_posting(application.posting)
    return of_jobs.about_application(application)


@pytest.fixture
def telling(app, monkeypatch):
    """`telling(kind, language)`: that message, about a seat whose every word is long."""
    monkeypatch.setitem(app.config, "PORTAL_ORGANISATION", "Numérique Ici")
    monkeypatch.setitem(app.config, "PORTAL_BASE_URL", "https://portail.numerique-ici.fr")
    course = make.course(title=longest(COURSES, "title"), french=French.NONE)
    place = make.place(city=max((row["city"] for row in PLACES), key=len), name=longest(PLACES, "name"))
    session = make.course_session(LONGEST_DATE, course=course, place=place)
    phone = read_phone("0612345678", "FR")

    seated: dict[str, SignUp] = {}
    pairs: dict[str, Pair] = {}
    applications: dict[str, JobApplication] = {}

    def tell_it(kind: MessageKind, language: str, side: Side = Side.LEARNER) -> Message:
        sign_up = seated.get(language) or make.sign_up(session, reach=phone)
        seated[language] = sign_up
        pair = pairs.get(language) or met(sign_up, language)
        pairs[language] = pair
        add_facts(sign_up, language, [], None, None)
        sign_up.party = 4
        owed = wish_for_date(Asker("Nour", phone, language), course, place.zone, NOW)
        facts = {
            "place": 28,
            "reply_by": (LONGEST_DATE - timedelta(hours=12)).isoformat(),
            "starts_at": LONGEST_DATE.isoformat(),
            "ends_at": (LONGEST_DATE + timedelta(hours=2)).isoformat(),
            "course_session": session.ref,
            "info_meeting_at": LONGEST_DATE.isoformat(),
            "interview_at": LONGEST_DATE.isoformat(),
            "reason": "french",
            "purpose": "factor",
            "what": "factor",
            "words": NOTICE,
            "pair": pair.ref,
            "side": side.value,
            "meeting": pair.meetings[0].ref,
        }
        asked = ask_for(PromiseKind.DATA_ERASURE, sign_up.person, language, place.zone, NOW)
        of_question = kind.value.startswith(("call_", "wish_"))
        name = f"promise:{owed.id}" if of_question else about(sign_up)
        name = f"promise:{asked.id}" if kind.value.startswith("data_") else name
        to_volunteer = kind in TO_VOLUNTEERS or (kind in OF_PAIRS and side is Side.MENTOR)
        name = about_volunteer(pair.volunteer) if to_volunteer else name
        if kind in OF_JOBS:
            applications[language] = applications.get(language) or asked_for_work(sign_up, language)
            name = about_work(kind, applications[language], language)
            facts |= {
                "what": "offer",
                "why": "removed",
                "news": "job_offered",
                "words": "Merci de préciser.",
                "count": 12,
            }
            facts |= {"dates": [(LONGEST_DATE + timedelta(hours=hour)).isoformat() for hour in (0, 1, 2)]}
        to = recipient(sign_up.person, language)
        if kind in TO_ACCOUNTS:
            to = replace(to, account_id=make.account().id)
        made = tell(News(kind, name, f"test:{kind}:{language}:{side}", place.zone, facts), to, NOW)
        db.session.commit()
        return made

    return tell_it
