"""Companies: the list, the page of one, which notes who reads it, and its facts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.company_forms import FactsForm
from portal.blueprints.backoffice.company_page import noted, show
from portal.database import begin_write, db
from portal.domain.jobs import companies as verbs
from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.companies import OneAlready
from portal.domain.jobs.company_lists import Sought, live_postings, looked_for, when_owed
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.silent import MANY, Silence, waiting_and_silences
from portal.domain.jobs.states import CompanyState
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.company_forms import as_saved, country_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.job_team import without_a_word
from portal.web.jobs import company_kind_words, company_state_words
from portal.web.jobs_access import staff_company
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number

blueprint = Blueprint("office_companies", __name__)

#: Beside the states: what the list may be narrowed to.
_TRUSTED, _SILENT = "trusted", "silent"


@blueprint.get("/office/companies")
@staff_only
def companies() -> Response:
    given, sought = _sought()
    found = listed(looked_for(sought), page_number())
    waiting, silent = waiting_and_silences(found.rows, clock.now())
    return page(
        "backoffice/companies/companies.html",
        heading=_("Companies"),
        given=given,
        found=found,
        columns=_columns(when_owed(found.rows), live_postings(found.rows), waiting, silent),
        states=_states(),
        silent=given.get("state") == _SILENT,
        many=MANY,
        kinds=[(kind.value, company_kind_words(kind)) for kind in CompanyKind],
        address=_address("companies", given, "page"),
        as_file=_address("file", given, "kind"),
    )


@blueprint.get("/office/companies.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    _given, sought = _sought()
    office.noted("companies.exported", None, kind=kind)
    db.session.commit()
    return export(_columns_of_file(), looked_for(sought), "companies", kind)


@blueprint.get("/office/companies/<ref:ref>")
@staff_company
def company(company: Company) -> Response:
    noted("read", company)
    db.session.commit()
    return show(company)


@blueprint.post("/office/companies/<ref:ref>/contact")
@staff_company
def contact(company: Company) -> Response:
    """The same page with the e-mails and phones of the recruiters in full."""
    form = PressForm()
    if not form.validate():
        return show(company, 422, form)
    noted("contact_read", company)
    db.session.commit()
    return show(company, unmasked=True)


@blueprint.get("/office/companies/<ref:ref>/edit")
@staff_company
def ask_edit(company: Company) -> Response:
    form = FactsForm()
    form.open(as_saved(verbs.facts_of(company)))
    return _show_edit(company, form)


@blueprint.post("/office/companies/<ref:ref>/edit")
@staff_company
def edit(company: Company) -> Response:
    form = FactsForm()
    if not form.validate():
        return _show_edit(company, form, 422)
    begin_write()
    if form.overtaken(as_saved(verbs.facts_of(company))):
        db.session.rollback()
        return _show_edit(company, form, 409)
    try:
        changed = verbs.change(company, form.facts, clock.now())
    except OneAlready as other:
        return _refuse_number(company, form, other.company.name)
    if changed:
        noted("changed", company)
    db.session.commit()
    return go(url_for("office_companies.company", ref=company.ref, done="changed"))


def _refuse_number(company: Company, form: FactsForm, name: str) -> Response:
    db.session.rollback()
    field = {CompanyKind.COMPANY.value: "siret", CompanyKind.ASSOCIATION.value: "siret_if_any"}
    form.refuse(field.get(form.kind.data, "number"), _("%(name)s has this number already.", name=name))
    return _show_edit(company, form, 409)


def _show_edit(company: Company, form: FactsForm, status: int = 200) -> Response:
    return page(
        "backoffice/companies/edit.html", heading=_("Facts of a company"), status=status, company=company, form=form
    )


def _states() -> list[tuple[str, str]]:
    each = [(state.value, company_state_words(state)) for state in CompanyState]
    return [*each, (_TRUSTED, _("Trusted")), (_SILENT, _("Without a word"))]


def _sought() -> tuple[dict[str, str], Sought]:
    """The filter of the address, and what it looks for."""
    given = {
        name: value for name in ("q", "state", "of") if (value := " ".join(request.args.get(name, "").split())[:120])
    }
    known: dict[str, set[str]] = {"state": {value for value, _words in _states()}, "of": set(CompanyKind)}
    if any(given[name] not in values for name, values in known.items() if name in given):
        abort(404)
    asked = given.get("state")
    state = None if asked in (_TRUSTED, _SILENT) else asked
    silent_at = clock.now() if asked == _SILENT else None
    return given, Sought(given.get("q"), state, given.get("of"), asked == _TRUSTED, silent_at)


def _address(view: str, given: dict[str, Any], name: str) -> Callable[[Any], str]:
    """The same list: another page, or as a file."""
    return lambda value: url_for(f"office_companies.{view}", **given, **{name: value})


def _known() -> list[Column[Company]]:
    """What each is."""
    return [
        Column("state", _("State"), _state),
        Column("kind", _("Kind"), lambda one: company_kind_words(one.kind)),
        Column("town", _("Town"), _town),
    ]


def _columns(
    owed: dict[int, datetime], live: dict[int, int], waiting: dict[int, int], silent: dict[int, Silence]
) -> list[Column[Company]]:
    """Of a page. `owed`: until when each is owed something; `live`: jobs on the board; `waiting`: learners."""
    zone = home_zone()

    def until(one: Company) -> Markup:
        by = owed.get(one.id)
        if by is None:
            return Markup("")
        late = Markup(' <strong class="late">{}</strong>').format(_("Late")) if by < clock.now() else ""
        return escape(dates.moment_words(by, zone)) + late

    return [
        Column("name", _("Name"), lambda one: one.name, _link),
        Column("until", _("Answer by"), lambda one: None, until),
        *_known(),
        Column("live", _("On the board"), lambda one: live.get(one.id, 0)),
        Column("waiting", _("Wait for its answer"), lambda one: waiting.get(one.id, 0)),
        Column("silent", _("Without a word"), lambda one: without_a_word(silent.get(one.id), zone)),
    ]


def _columns_of_file() -> list[Column[Company]]:
    zone = home_zone()
    return [
        Column("name", _("Name"), lambda one: one.name),
        *_known(),
        Column("country", _("Country"), lambda one: country_words(one.country)),
        Column("number", _("Registration number"), lambda one: one.number),
        Column("website", _("Website"), lambda one: one.website),
        Column("since", _("Since"), lambda one: dates.local(one.created_at, zone).replace(tzinfo=None)),
    ]


def _state(one: Company) -> str:
    words = company_state_words(one.state)
    return f"{words} · {_('Trusted')}" if one.trusted else words


def _town(one: Company) -> str:
    abroad = country_words(one.country) if one.kind == CompanyKind.FOREIGN else ""
    return _(", ").join(filter(None, (one.town, abroad)))


def _link(one: Company) -> Markup:
    address = url_for("office_companies.company", ref=one.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, one.name)
