"""Adding to the catalogue: a programme, a course, a place; each gets a name for its address, and stands last."""

import re
import unicodedata

from sqlalchemy import func, select

from portal.database import Text, begin_write, db
from portal.domain.catalogue.models import Course, French, Place, Programme

_LONGEST = 56


def add_programme(kind: str, name: Text, summary: Text) -> Programme:
    begin_write()
    made = Programme(
        slug=free_slug(Programme, name), kind=kind, name=name, summary=summary, position=_last(Programme) + 1
    )
    db.session.add(made)
    db.session.flush()
    return made


def add_course(programme: Programme, title: Text, summary: Text) -> Course:
    """A draft."""
    begin_write()
    made = Course(
        slug=free_slug(Course, title),
        programme=programme,
        title=title,
        summary=summary,
        activities=[],
        bring=[],
        french=French.NONE,
        draft=True,
        position=_last(Course) + 1,
    )
    db.session.add(made)
    db.session.flush()
    return made


def add_place(name: Text, city: str, country: str, timezone: str, online: bool) -> Place:
    begin_write()
    made = Place(
        slug=free_slug(Place, name),
        name=name,
        city=city,
        country=country,
        timezone=timezone,
        online=online,
        directions=Text(),
        step_free=False,
        position=_last(Place) + 1,
    )
    db.session.add(made)
    db.session.flush()
    return made


def free_slug(model: type[Programme] | type[Course] | type[Place], name: Text) -> str:
    """A name for the address that nobody has: `a-safe-phone`, `a-safe-phone-2`."""
    words = next((word for word in (name.get("en"), name.get("fr"), *name.values()) if word), "")
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or model.__tablename__
    taken = set(db.session.scalars(select(model.slug).where(model.slug.startswith(stem, autoescape=True))))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 9999))) if slug not in taken)


def _last(model: type[Programme] | type[Course] | type[Place]) -> int:
    return db.session.scalar(select(func.max(model.position))) or 0
