"""The pages of the steps, shown for the first time or again with what is wrong."""

from flask import Response, url_for

from portal import clock
from portal.blueprints.volunteering.forms import StepForm
from portal.domain.mentoring import drafts, offering
from portal.domain.mentoring.offer_links import by_ref
from portal.domain.mentoring.offer_sending import due, zone_of
from portal.domain.mentoring.offering import STEPS, Step
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import holder
from portal.web.forms import PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.mentoring import role_words, spoken_words, topic_words
from portal.web.people_forms import phone_words, too_often
from portal.web.week import week_words
from portal.web.words import place_words


def address_of(ref: str, step: Step) -> str:
    if step is Step.CHECK:
        return url_for("offering.check", ref=ref)
    return url_for("offering.step", ref=ref, step=step.value)


def _what(step: Step) -> str:
    """What this step asks."""
    return {
        Step.WHO: _("Who are you?"),
        Step.ROLES: _("What would you like to do?"),
        Step.SKILLS: _("What do you bring?"),
        Step.TIMES: _("Where and when?"),
        Step.WHY: _("Why you, and our charter"),
        Step.CHECK: _("Is everything right?"),
    }[step]


def _numbered(step: Step) -> dict[str, str]:
    """The heading of a step, and where it stands among them."""
    number = STEPS.index(step) + 1
    of = _("Step %(number)s of %(all)s", number=number, all=len(STEPS))
    return {
        "heading": f"{of} · {_what(step)}",
        "what": _what(step),
        "of": of,
        "number": str(number),
        "steps": str(len(STEPS)),
    }


def step_page(draft: Volunteer | None, step: Step, form: StepForm, status: int = 200) -> Response:
    before = STEPS[STEPS.index(step) - 1] if draft and step is not Step.WHO else None
    return page(
        "volunteering/step.html",
        fragment="volunteering/_step_form.html",
        status=status,
        draft=draft,
        step=step.value,
        before=address_of(draft.ref, before) if draft and before else "",
        begun=None if draft else _begun(),
        action=address_of(draft.ref, step) if draft else url_for("offering.begin"),
        form=form,
        **_numbered(step),
    )


def _begun() -> str:
    """Where this browser goes on with what it began last."""
    found = (by_ref(ref) for ref in holder.offer_refs())
    draft = next((one for one in found if one and one.state == VolunteerState.DRAFT), None)
    return address_of(draft.ref, offering.next_step(draft)) if draft else ""


def check_page(draft: Volunteer, form: PressForm, status: int = 200) -> Response:
    return page(
        "volunteering/check.html",
        status=status,
        draft=draft,
        mentor=offering.is_mentor(draft),
        phone=phone_words(draft.phone) if draft.phone else "",
        roles=[role_words(role) for role in draft.roles],
        spoken=[spoken_words(code) for code in draft.spoken],
        topics=[topic_words(topic) for topic in draft.topics] if offering.wants_topics(draft) else [],
        where=[_("Online")] * draft.online + [place_words(place) for place in draft.places],
        week=week_words(draft.week),
        until=due(draft, clock.now()),
        zone=zone_of(draft),
        form=form,
        **_numbered(Step.CHECK),
    )


def later_page(draft: Volunteer, form: PressForm, status: int = 200) -> Response:
    return page(
        "volunteering/later.html",
        heading=_("Stop here, go on later"),
        status=status,
        draft=draft,
        kept_until=drafts.ends_at(draft),
        zone=zone_of(draft),
        too_often=too_often() if status == 429 else "",
        go_on=address_of(draft.ref, offering.next_step(draft)),
        form=form,
    )
