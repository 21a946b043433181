"""One structure, one service, as the data-inclusion schema (version 1) names their facts.

Source: https://gip-inclusion.github.io/data-inclusion-schema/. Free, open to everybody and to the whole of France are
facts of the portal: it takes no money, and asks nobody who they are or where they live.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.catalogue.coming import last_change
from portal.domain.catalogue.models import Course, CourseSession, Place, ProgrammeKind
from portal.web.languages import gettext as _
from portal.web.links import address, course_link
from portal.web.organisation import organisation
from portal.web.words import french_words, language_words, text

_FRANCE = ZoneInfo("Europe/Paris")
#: `15 rue de la Réunion, 75020 Paris`: the street, the postcode, the town.
_POSTAL = re.compile(r"(?P<street>.+?),?\s+(?P<code>\d{5})\s+(?P<town>[^,]+)")
_BASICS = "numerique--maitriser-les-fondamentaux-du-numerique"
_THEMES = {
    ProgrammeKind.FLASH: _BASICS,
    ProgrammeKind.LITERACY: _BASICS,
    ProgrammeKind.DISCOVERY: "choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite",
    ProgrammeKind.PROFESSIONAL: "se-former--trouver-sa-formation",
    ProgrammeKind.SOFT_SKILLS: "preparer-sa-candidature--valoriser-ses-competences",
    ProgrammeKind.INTERNATIONAL: _BASICS,
    ProgrammeKind.ON_REQUEST: _BASICS,
}
_WORKSHOPS = {ProgrammeKind.FLASH, ProgrammeKind.SOFT_SKILLS}

Facts = dict[str, Any]


def structure_of_association(runs: Iterable[CourseSession]) -> Facts:
    """The association itself: what is online belongs to it. It changed when the last of its courses did."""
    own = organisation()
    postal = _postal(own.address, "")
    changed = max((last_change(run) for run in runs), default=None)
    return _known(
        **_named("association", own.name),
        **postal,
        date_maj=_day(changed) if changed else "2020-01-01",
        lien_source=address("pages.home"),
        **_contact(),
        site_web=own.website,
    )


def structure_of_place(place: Place) -> Facts:
    """A place where the association teaches."""
    return _known(
        **_named(place.slug, f"{organisation().name} – {text(place.name)}"),
        **_where(place),
        date_maj=_day(place.changed_at),
        description=text(place.directions),
        lien_source=address("places.place", slug=place.slug),
        **_contact(),
        site_web=organisation().website,
    )


def service(run: CourseSession) -> Facts:
    """A course at a place, by its next run."""
    course, place = run.course, run.place
    kind = ProgrammeKind(course.programme.kind)
    return _known(
        **_named(f"{course.slug}--{place.slug}", text(course.title).rstrip(".")),
        structure_id=f"{_source()}--{'association' if place.online else place.slug}",
        description=_description(run),
        date_maj=_day(last_change(run)),
        type="atelier" if kind in _WORKSHOPS else "formation",
        thematiques=[_THEMES[kind]],
        frais="gratuit",
        publics=["tous-publics"],
        conditions_acces=_asked(course),
        **({} if place.online else _where(place)),
        **_contact(),
        modes_accueil=["a-distance" if place.online else "en-presentiel"],
        zone_eligibilite=["france"],
        lien_source=course_link(course),
        lien_mobilisation=course_link(course),
        modes_mobilisation=["envoyer-un-courriel", "telephoner", "utiliser-lien-mobilisation"],
        mobilisable_par=["professionnels", "usagers"],
        **_rhythm(run),
    )


def _source() -> str:
    plain = unicodedata.normalize("NFKD", organisation().name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "portal"


def _named(key: str, name: str) -> Facts:
    return {"source": _source(), "id": f"{_source()}--{key}", "nom": name[:150]}


def _where(place: Place) -> Facts:
    found = _postal(text(place.address) if place.address else "", place.city)
    return found | {"latitude": place.latitude, "longitude": place.longitude}


def _postal(written: str, town: str) -> Facts:
    """What an address says, as far as it is written the French way."""
    parts = _POSTAL.match(written)
    if not parts:
        return {"adresse": written, "commune": town}
    return {"adresse": parts["street"], "code_postal": parts["code"], "commune": town or parts["town"].strip()}


def _contact() -> Facts:
    return {"telephone": organisation().phone, "courriel": organisation().email}


def _asked(course: Course) -> str:
    return "\n".join(
        filter(None, (text(course.prerequisites) if course.prerequisites else "", french_words(course.french)))
    )


def _description(run: CourseSession) -> str:
    course = run.course
    parts = [text(course.summary), _listed(_("What you will do"), map(text, course.activities))]
    parts.append(_listed(_("What to bring"), map(text, course.bring)))
    parts.append(_listed(_("The team speaks"), (language_words(one.code) for one in run.spoken)))
    parts.append(text(run.place.directions))
    return "\n\n".join(filter(None, parts))


def _listed(heading: str, lines: Iterable[str]) -> str:
    written = "\n".join(f"- {line}" for line in lines)
    return f"{heading}\n{written}" if written else ""


def _rhythm(run: CourseSession) -> Facts:
    """How many weeks, and how many hours in each on average; nothing where no date is set."""
    weeks = {day.starts_at.astimezone(_FRANCE).isocalendar()[:2] for day in run.dates}
    if not weeks:
        return {}
    hours = sum((day.ends_at - day.starts_at).total_seconds() for day in run.dates) / 3600
    return {"nombre_semaines": len(weeks), "volume_horaire_hebdomadaire": round(hours / len(weeks), 2)}


def _day(moment: datetime) -> str:
    return moment.astimezone(_FRANCE).date().isoformat()


def _known(**facts: Any) -> Facts:
    """Without what nobody said."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
