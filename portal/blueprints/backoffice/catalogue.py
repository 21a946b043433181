"""What the whole catalogue lacks: texts that are not translated yet, with the way to each."""

from typing import Any

from flask import Blueprint, Response, url_for

from portal.blueprints.backoffice.courses import texts_of
from portal.domain.catalogue.search import every_course, places, subjects
from portal.web.access import everywhere_only
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.translated import lacking
from portal.web.words import text

blueprint = Blueprint("office_catalogue", __name__)


@blueprint.get("/office/translations")
@everywhere_only
def translations() -> Response:
    found = [one for one in (*_programmes(), *_courses(), *_places()) if any(one["lacking"].values())]
    totals: dict[str, int] = {}
    for one in found:
        for code, number in one["lacking"].items():
            totals[code] = totals.get(code, 0) + number
    heading = _("Not translated yet")
    return page("backoffice/catalogue/translations.html", heading=heading, found=found, totals=totals)


def _programmes() -> list[dict[str, Any]]:
    return [
        _row(text(one.name), url_for("office_programmes.ask_edit", slug=one.slug), [one.name, one.summary])
        for one in subjects()
    ]


def _courses() -> list[dict[str, Any]]:
    return [
        _row(text(one.title), url_for("office_courses.course", slug=one.slug), texts_of(one))
        for one in every_course(whole=True)
    ]


def _places() -> list[dict[str, Any]]:
    return [
        _row(
            text(one.name),
            url_for("office_places.ask_edit", slug=one.slug),
            [one.name, one.address, one.directions, one.town],
        )
        for one in places()
    ]


def _row(name: str, address: str, texts: list[Any]) -> dict[str, Any]:
    return {"name": name, "address": address, "lacking": lacking(texts)}
