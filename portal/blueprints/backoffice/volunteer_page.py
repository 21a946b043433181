"""The page of one volunteer, which every verb about them shows again when it is refused."""

from itertools import chain
from typing import Any

from flask import Response, current_app, request
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.sign_up_forms import NoteForm
from portal.blueprints.backoffice.volunteer_forms import CheckForm, MeetForm
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import Reach, mask, show_phone
from portal.domain.accounts.models import ContactKind
from portal.domain.auditlog.models import AuditLine
from portal.domain.mentoring import checks, vetting, volunteers
from portal.domain.mentoring.choices import Day
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import told_about
from portal.domain.signups.asked import home_zone
from portal.domain.signups.attendance_models import Half
from portal.domain.signups.message_log import readable
from portal.web import files, mentoring, office
from portal.web import vetting as words
from portal.web.actions import action_words
from portal.web.dates import day_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.promises import owner_words, promise_words
from portal.web.sign_ups import half_words

#: Of messages and of lines of the log, the newest so many.
_MOST = 30


def show(
    volunteer: Volunteer,
    status: int = 200,
    problem: PortalForm | None = None,
    refused: str = "",
    unmasked: bool = False,
) -> Response:
    """`problem`: the form that was refused; `refused`: why, where no field of it is wrong. `unmasked`: the contacts
    in full; whoever asks for that notes it."""
    now, notes, lines = clock.now(), volunteers.notes_of(volunteer), _lines(volunteer)
    return page(
        "backoffice/volunteers/volunteer.html",
        heading=" ".join(filter(None, [volunteer.first_name, volunteer.surname])),
        status=status,
        volunteer=volunteer,
        standing=vetting.standing(volunteer, now),
        contacts=contacts_of(volunteer, unmasked),
        unmasked=unmasked,
        week=_week(volunteer),
        checks=_checks(volunteer),
        others=volunteers.others_alike(volunteer),
        notes=notes,
        said=_said(volunteer),
        lines=lines,
        names=_names(notes, lines, volunteer.checks),
        problem=problem,
        refused=refused,
        press_form=PressForm(),
        meet_form=_mine(problem, MeetForm),
        check_form=_mine(problem, CheckForm),
        note_form=_mine(problem, NoteForm),
        done=_done(),
        now=now,
        home=home_zone(),
        words=words,
        kit=mentoring,
        files=files,
        owner_words=owner_words,
        promise_words=promise_words,
        action_words=action_words,
        day_words=day_words,
    )


def _said(volunteer: Volunteer) -> list[tuple[Message, str]]:
    """What they were told, in words."""
    found = readable(told_about(about_volunteer(volunteer), _MOST), office.powers())
    return [(one, text) for one in found if (text := files.message_words(one))]


def _mine(problem: PortalForm | None, kind: type[PortalForm]) -> PortalForm:
    """The form that was refused, or a fresh one; only one of a page keeps what was sent."""
    return problem if type(problem) is kind else kind(formdata=None)


def contacts_of(volunteer: Volunteer, unmasked: bool) -> list[tuple[str, str]]:
    """(words, address of a link) of each way to reach them; masked: no address."""
    found = []
    if volunteer.phone:
        number = show_phone(volunteer.phone, current_app.config["PORTAL_PHONE_REGION"])
        masked = mask(Reach(ContactKind.PHONE, volunteer.phone))
        found.append((number, f"tel:{volunteer.phone}") if unmasked else (masked, ""))
    if volunteer.email:
        masked = mask(Reach(ContactKind.EMAIL, volunteer.email))
        found.append((volunteer.email, f"mailto:{volunteer.email}") if unmasked else (masked, ""))
    return found


def _week(volunteer: Volunteer) -> tuple[list[str], list[tuple[str, list[bool]]]]:
    """The parts of a day in words, and each day with whether they are free then; without days nobody is free on."""
    free = set(volunteer.week)
    rows = [(mentoring.day_words(day), [f"{day}_{half}" in free for half in Half]) for day in Day]
    return [half_words(half) for half in Half], [row for row in rows if any(row[1])]


def _checks(volunteer: Volunteer) -> list[dict[str, Any]]:
    """Each kind of check, how it stands, and all that was recorded of it, the newest first."""
    day, found = checks.today(clock.now()), []
    for kind in CheckKind:
        rows = [one for one in reversed(volunteer.checks) if one.kind == kind]
        found.append({"kind": kind, "stands": checks.stands(volunteer, kind, day), "rows": rows})
    return found


def _lines(volunteer: Volunteer) -> list[AuditLine]:
    """Who looked at the file or changed it, the newest first."""
    mine = select(AuditLine).where(AuditLine.about == about_volunteer(volunteer))
    return list(db.session.scalars(mine.order_by(AuditLine.id.desc()).limit(_MOST)))


def _names(*rows_by_somebody: list[Any]) -> dict[int, str]:
    """Who of the team it was, by number of the account."""
    numbers = {one.account_id for one in chain(*rows_by_somebody)} - {None}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}


def _done() -> str:
    """What was done a moment ago."""
    return {
        "begun": _("You read it now. They wait for your answer."),
        "interview": _("The date is proposed. They are told."),
        "agreed": _("Noted. They are told."),
        "held": _("Noted. Now they wait for your answer."),
        "approved": _("Approved. They are told how to sign in."),
        "declined": _("Refused. They are told why."),
        "taken_up": _("Taken up again. They are told until when."),
        "paused": _("They have a break now, and are told."),
        "went_on": _("The break is over. They are told."),
        "stopped": _("They stopped. They are told."),
        "checked": _("The check is noted."),
        "noted": _("The note is kept."),
        "changed": _("Saved."),
    }.get(request.args.get("done", ""), "")


def noted(action: str, volunteer: Volunteer, **facts: Any) -> None:
    """Write down what was done, at their place where they have one only."""
    place_id = volunteer.places[0].id if len(volunteer.places) == 1 else None
    office.noted(f"volunteer.{action}", about_volunteer(volunteer), place_id=place_id, **facts)
