"""Postings: the queue of those nobody has looked at, the list of all, and the page of one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.posting_page import noted, show
from portal.database import begin_write, db
from portal.domain.jobs import posting_lists, reports, reviewing
from portal.domain.jobs.choices import JobKind
from portal.domain.jobs.drafts import written_in
from portal.domain.jobs.posting_lists import SoughtPostings, looked_for, when_owed
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.publishing import NotComplete
from portal.domain.jobs.reports import MANY
from portal.domain.jobs.states import ON_THE_BOARD, PostingState
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.htmx import go, page
from portal.web.jobs import kind_words, posting_state_words
from portal.web.jobs_access import staff_posting
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.lists import Column, export, listed, page_number
from portal.web.posting_forms import PostingForm, as_typed
from portal.web.postings import pay_line, where_line
from portal.web.town_words import town_note

blueprint = Blueprint("office_postings", __name__)

_WAITS = "waits"


@blueprint.get("/office/postings")
@staff_only
def postings() -> Response:
    given, sought = _sought()
    found = listed(looked_for(sought), page_number())
    return page(
        "backoffice/postings/postings.html",
        heading=_("Postings"),
        given=given,
        found=found,
        columns=_columns(
            when_owed(found.rows), posting_lists.waiting_for(found.rows), reports.count_open(found.rows)
        ),
        states=_states(),
        kinds=[(kind.value, kind_words(kind)) for kind in JobKind],
        address=_address("postings", given, "page"),
        as_file=_address("file", given, "kind"),
    )


@blueprint.get("/office/postings.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    _given, sought = _sought()
    office.noted("postings.exported", None, kind=kind)
    db.session.commit()
    return export(_columns_of_file(), looked_for(sought), "postings", kind)


@blueprint.get("/office/postings/<ref:ref>")
@staff_posting
def posting(posting: Posting) -> Response:
    return show(posting)


@blueprint.get("/office/postings/<ref:ref>/edit")
@staff_posting
def ask_edit(posting: Posting) -> Response:
    if posting.state not in ON_THE_BOARD and posting.state != PostingState.IN_REVIEW:
        return go(url_for("office_postings.posting", ref=posting.ref))
    form = PostingForm(formdata=None)
    form.open(as_typed(written_in(posting)))
    return _show_edit(posting, form)


@blueprint.post("/office/postings/<ref:ref>/edit")
@staff_posting
def edit(posting: Posting) -> Response:
    form = PostingForm()
    valid = form.validate()
    begin_write()
    db.session.refresh(posting)
    before = written_in(posting)
    overtaken, written = form.overtaken(as_typed(before)), form.read(before)
    if not valid or overtaken or form.problems:
        db.session.rollback()
        return _show_edit(posting, form, 409 if overtaken else 422)
    try:
        changed = reviewing.change(posting, written, Role.STAFF, clock.now())
    except NotComplete as refusal:
        db.session.rollback()
        form.say_missing(refusal.names)
        return _show_edit(posting, form, 422)
    except MoveNotAllowed:
        db.session.rollback()
        return show(posting, 409, refused=_("It stands otherwise now. Look at it again."))
    if changed:
        noted("changed", posting)
    db.session.commit()
    return go(url_for("office_postings.posting", ref=posting.ref, done="changed"))


def _show_edit(posting: Posting, form: PostingForm, status: int = 200) -> Response:
    return page(
        "backoffice/postings/edit.html",
        heading=_("Change a posting"),
        status=status,
        posting=posting,
        form=form,
        town=town_note(form.town.data, posting),
    )


def _states() -> list[tuple[str, str]]:
    each = [(one.value, posting_state_words(one)) for one in PostingState if one != PostingState.DRAFT]
    return [(_WAITS, _("Nobody has looked at it")), *each]


def _sought() -> tuple[dict[str, str], SoughtPostings]:
    """The filter of the address, and what it looks for. `company`: the ref of one."""
    names = ("q", "state", "of", "company")
    given = {name: value for name in names if (value := " ".join(request.args.get(name, "").split())[:120])}
    known: dict[str, set[str]] = {"state": {value for value, _words in _states()}, "of": set(JobKind)}
    if any(given[name] not in values for name, values in known.items() if name in given):
        abort(404)
    return given, SoughtPostings(given.get("q"), given.get("state"), given.get("of"), given.get("company"))


def _address(view: str, given: dict[str, Any], name: str) -> Callable[[Any], str]:
    """The same list: another page, or as a file."""
    return lambda value: url_for(f"office_postings.{view}", **given, **{name: value})


def _known() -> list[Column[Posting]]:
    """What each offers."""
    return [
        Column("company", _("Company"), lambda one: one.company.name),
        Column("state", _("State"), lambda one: posting_state_words(one.state)),
        Column("kind", _("Kind"), lambda one: kind_words(one.kind) if one.kind else ""),
        Column("where", _("Where"), where_line),
        Column("pay", _("Pay"), pay_line),
    ]


def _columns(owed: dict[int, datetime], waiting: dict[int, int], reported: dict[int, int]) -> list[Column[Posting]]:
    """Of a page. `owed`: until when the team owes a look; `waiting`: how many wait for the company's answer;
    `reported`: how many reports of it are open."""
    zone = home_zone()

    def until(one: Posting) -> Markup:
        by = owed.get(one.id)
        if by is None:
            return Markup("")
        late = Markup(' <strong class="late">{}</strong>').format(_("Late")) if by < clock.now() else ""
        return escape(dates.moment_words(by, zone)) + late

    def titled(one: Posting) -> Markup:
        many = reported.get(one.id, 0)
        words = ngettext("%(num)s report", "%(num)s reports", many)
        return _link(one) + (
            Markup(' <strong class="late">{}</strong>').format(words) if many >= MANY else Markup("")
        )

    return [
        Column("title", _("Title"), lambda one: one.title, titled),
        Column("until", _("Answer by"), lambda one: None, until),
        *_known(),
        Column("waiting", _("Wait for an answer"), lambda one: waiting.get(one.id, 0)),
    ]


def _columns_of_file() -> list[Column[Posting]]:
    return [
        Column("title", _("Title"), lambda one: one.title),
        *_known(),
        Column("seats", _("Places offered"), lambda one: one.seats),
        Column("until", _("Last day on the board"), lambda one: one.expires_on),
    ]


def _link(one: Posting) -> Markup:
    address = url_for("office_postings.posting", ref=one.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, one.title)
