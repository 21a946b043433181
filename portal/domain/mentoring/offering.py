"""Offering help: a draft that grows step by step. It is sent in `offer_sending`, and found again by `offer_links`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.contacts import Reach
from portal.domain.catalogue.fold import fold
from portal.domain.catalogue.models import Place
from portal.domain.mentoring.choices import Topic, VolunteerRole
from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.offer_links import by_ref, send_link, still_draft, void
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.vault import vault

#: The wording of the charter and of the consent that the form shows; a new wording gets a new name.
CHARTER_VERSION = CONSENT_VERSION = "2026-11"


class Step(StrEnum):
    """The steps of the form, in order. CHECK: reading it all again before it is sent."""

    WHO = "who"
    ROLES = "roles"
    SKILLS = "skills"
    TIMES = "times"
    WHY = "why"
    CHECK = "check"


STEPS = tuple(Step)


@dataclass(frozen=True)
class Who:
    """Who offers help, and how we answer. `language`: the portal's code."""

    first_name: str
    surname: str | None
    email: Reach
    phone: Reach | None
    employer: str | None
    language: str


def begin(who: Who, form_key: str, now: datetime) -> Volunteer:
    """A new draft; sent twice with the same key of a form, the same one. A link goes to the e-mail address: to the
    offer it has already, if there is one."""
    begin_write()
    digest = vault.digest("offer", form_key)
    queue_for(digest)
    ref = digest[:16]
    draft = by_ref(ref)
    if draft is not None:
        return say_who(draft, who, now)
    draft = Volunteer(ref=ref, roles=[], spoken=[], topics=[], week=[], created_at=now, changed_at=now, steps_done=0)
    _write_who(draft, who)
    db.session.add(draft)
    move_volunteer(draft, VolunteerState.DRAFT, Role.VOLUNTEER, now)
    _kept(draft, Step.WHO, now)
    send_link(who.email, now)
    return draft


def say_who(draft: Volunteer, who: Who, now: datetime) -> Volunteer:
    """Another e-mail address gets a link of its own; those to the one before open nothing. Raises `NotADraft`."""
    still_draft(draft)
    before = draft.email_digest
    _write_who(draft, who)
    _kept(draft, Step.WHO, now)
    if draft.email_digest != before:
        void(draft)
        send_link(who.email, now)
    return draft


def say_roles(draft: Volunteer, roles: Iterable[VolunteerRole], now: datetime) -> None:
    """Raises `NotADraft`."""
    still_draft(draft)
    draft.roles = [role.value for role in roles]
    draft.capacity = max(1, draft.capacity) if is_mentor(draft) else 0
    _kept(draft, Step.ROLES, now)


def say_skills(draft: Volunteer, spoken: Iterable[str], topics: Iterable[Topic], now: datetime) -> None:
    """Raises `NotADraft`."""
    still_draft(draft)
    draft.spoken, draft.topics = list(spoken), [topic.value for topic in topics]
    _kept(draft, Step.SKILLS, now)


def say_times(
    draft: Volunteer, week: Iterable[str], online: bool, places: Iterable[Place], capacity: int, now: datetime
) -> None:
    """`capacity`: how many learners at once; of those who are no mentors none. Raises `NotADraft`."""
    still_draft(draft)
    draft.week, draft.online, draft.places = list(week), online, list(places)
    draft.capacity = capacity if is_mentor(draft) else 0
    _kept(draft, Step.TIMES, now)


def agree(draft: Volunteer, motivation: str | None, now: datetime) -> None:
    """The charter and the consent as they are worded today. Raises `NotADraft`."""
    still_draft(draft)
    draft.motivation = motivation
    draft.charter_version, draft.consent_version = CHARTER_VERSION, CONSENT_VERSION
    draft.charter_at = draft.consent_at = now
    _kept(draft, Step.WHY, now)


def next_step(draft: Volunteer) -> Step:
    """The first step that has no answer yet, or needs another since an earlier one was changed."""
    for step in STEPS[: draft.steps_done]:
        if _lacks(draft, step):
            return step
    return STEPS[min(draft.steps_done, len(STEPS) - 1)]


def _lacks(draft: Volunteer, step: Step) -> bool:
    return {
        Step.ROLES: not draft.roles,
        Step.SKILLS: not draft.spoken or (wants_topics(draft) and not draft.topics),
        Step.TIMES: not (draft.online or draft.places) or (is_mentor(draft) and not draft.week),
        Step.WHY: not agreed(draft),
    }.get(step, False)


def agreed(draft: Volunteer) -> bool:
    """To the charter and the consent as they are worded today?"""
    return (draft.charter_version, draft.consent_version) == (CHARTER_VERSION, CONSENT_VERSION)


def is_mentor(volunteer: Volunteer) -> bool:
    """Meets learners again and again: when, and how many at once, must be known."""
    return VolunteerRole.MENTOR in volunteer.roles


def wants_topics(volunteer: Volunteer) -> bool:
    """Somebody who only tells of their work needs no topic."""
    return set(volunteer.roles) != {VolunteerRole.SPEAKER}


def _write_who(draft: Volunteer, who: Who) -> None:
    draft.first_name, draft.surname, draft.language = who.first_name, who.surname, who.language
    draft.email, draft.email_digest = who.email.value, who.email.digest
    draft.phone, draft.phone_digest = (who.phone.value, who.phone.digest) if who.phone else (None, None)
    draft.employer, draft.employer_key = who.employer, fold(who.employer)[:120] if who.employer else None


def _kept(draft: Volunteer, step: Step, now: datetime) -> None:
    """This step is answered. Going back to one never takes back those after it."""
    draft.steps_done = max(draft.steps_done, STEPS.index(step) + 1)
    draft.changed_at = now
    db.session.flush()
