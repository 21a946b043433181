"""What the portal is compared with: the least that Flask needs for a page of cards, and for a seat in a database.

No access rules, no languages, no headers, no limits, no history, no encryption. Same server, same kind of
database, same durability, same compression level as the portal's.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import brotli
from flask import Flask, Response, abort, redirect, render_template, request
from flask_compress import Compress
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import Engine, ForeignKey, event, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship

CARDS = 20
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Find a date</title><link rel="stylesheet" href="/static/app.css"></head>
<body>
<header><a href="/">Association</a><nav><ul><li><a href="/learn">Learn</a></li><li><a href="/help">Help</a></li></ul>
</nav></header>
<main>
<h1>Find a date</h1>
{% if total is defined %}<h2>{{ total }} dates</h2>{% endif %}
<div class="grid">
{% for card in cards %}
<article class="card tone-{{ card.kind }}">
<p class="kind"><svg class="icon" aria-hidden="true"><use href="/static/icons.svg#{{ card.kind }}"/></svg>
{{ card.programme }}</p>
<h3><a href="/sessions/{{ card.ref }}">{{ card.title }}</a></h3>
<ul class="facts">
<li><svg class="icon" aria-hidden="true"><use href="/static/icons.svg#clock"/></svg><span>{{ card.when }}</span></li>
<li><svg class="icon" aria-hidden="true"><use href="/static/icons.svg#pin"/></svg><span>{{ card.place }}</span></li>
<li><svg class="icon" aria-hidden="true"><use href="/static/icons.svg#speech"/></svg>
<span>{{ card.french }}</span></li>
</ul>
<span class="pill">{% if card.free is none %}Seats free{% else %}{{ card.free }} seats free{% endif %}</span>
</article>
{% endfor %}
</div>
</main>
<footer><ul><li><a href="/legal">Legal notice</a></li><li><a href="/privacy">Your data</a></li></ul></footer>
</body>
</html>
"""
HEADING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Find a date</title></head><body><h1>Find a date</h1></body></html>
"""
FORM = '<form method="post" action="{{ request.path }}"><input name="first_name"><button>Take a seat</button></form>'


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Course(db.Model):  # type: ignore[name-defined]
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    programme: Mapped[str]
    title: Mapped[str]
    french: Mapped[str]


class Place(db.Model):  # type: ignore[name-defined]
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class CourseSession(db.Model):  # type: ignore[name-defined]
    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    capacity: Mapped[int]
    course: Mapped[Course] = relationship()
    place: Mapped[Place] = relationship()


class Seat(db.Model):  # type: ignore[name-defined]
    id: Mapped[int] = mapped_column(primary_key=True)
    course_session_id: Mapped[int] = mapped_column(ForeignKey("course_session.id"), index=True)
    first_name: Mapped[str]
    phone: Mapped[str]
    created_at: Mapped[datetime]


def constant(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The server alone."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "6")])
    return [b"hello\n"]


def plain() -> Flask:
    """Flask without a database: constant text, constant compressed bytes, a template of cards from memory."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE})
    cards = [_card(number) for number in range(CARDS)]
    with app.test_request_context():
        packed = brotli.compress(render_template("page.html", cards=cards).encode(), quality=5)

    short = brotli.compress(HEADING.encode(), quality=5)

    @app.get("/")
    def hello() -> str:
        return "hello\n"

    @app.get("/cached")
    def cached() -> Response:
        return Response(packed, mimetype="text/html", headers={"Content-Encoding": "br", "Vary": "Accept-Encoding"})

    @app.get("/cards")
    def page() -> str:
        return render_template("page.html", cards=cards)

    @app.get("/heading")
    def heading() -> Response:
        return Response(short, mimetype="text/html", headers={"Content-Encoding": "br"})

    return app


def with_database() -> Flask:
    """Flask, Flask-SQLAlchemy, and a seat that is one insert. `BARE_COMPRESS=1` adds brotli."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE, "form.html": FORM})
    app.config.update(SQLALCHEMY_DATABASE_URI=os.environ["BARE_DATABASE_URL"], COMPRESS_ALGORITHM=["br"])
    app.config.update(COMPRESS_BR_LEVEL=5)
    db.init_app(app)
    with app.app_context():
        _prepare(db.engine)
    if os.environ.get("BARE_COMPRESS"):
        Compress(app)

    @app.get("/cards")
    def page() -> str:
        return render_template("page.html", cards=[_shown(found) for found in _coming()])

    @app.get("/counted")
    def counted() -> str:
        found = _coming()
        taken = _taken(found)
        cards = [_shown(one, one.capacity - taken.get(one.id, 0)) for one in found]
        total = db.session.scalar(select(func.count()).select_from(CourseSession))
        return render_template("page.html", cards=cards, total=total)

    @app.get("/sessions/<int:number>/seat")
    def seat_form(number: int) -> str:
        return render_template("form.html")

    @app.post("/sessions/<int:number>/seat")
    def seat(number: int) -> Any:
        if db.session.get(CourseSession, number) is None:
            abort(404)
        taken = Seat(
            course_session_id=number,
            first_name=request.form["first_name"],
            phone=request.form["phone"],
            created_at=datetime.now(UTC).replace(tzinfo=None),
        )
        db.session.add(taken)
        db.session.commit()
        return redirect(f"/seats/{taken.id}", 303)

    return app


def _coming() -> list[CourseSession]:
    query = (
        select(CourseSession)
        .options(joinedload(CourseSession.course), joinedload(CourseSession.place))
        .order_by(CourseSession.starts_at)
        .limit(CARDS)
    )
    return list(db.session.scalars(query))


def _taken(found: list[CourseSession]) -> dict[int, int]:
    ids = [one.id for one in found]
    query = select(Seat.course_session_id, func.count()).where(Seat.course_session_id.in_(ids))
    return dict(db.session.execute(query.group_by(Seat.course_session_id)).tuples().all())


def _shown(one: CourseSession, free: int | None = None) -> dict[str, Any]:
    return {
        "kind": one.course.kind,
        "programme": one.course.programme,
        "ref": one.id,
        "title": one.course.title,
        "when": f"{one.starts_at:%A %d %B, %H:%M}",
        "place": one.place.name,
        "french": one.course.french,
        "free": free,
    }


def _card(number: int) -> dict[str, Any]:
    return {
        "kind": ("flash", "literacy", "discovery")[number % 3],
        "programme": "Flash workshop",
        "ref": f"ref{number:05}",
        "title": f"A day in the life of a developer, part {number}",
        "when": f"Tuesday {number + 1} December, 14:00",
        "place": ("Montreuil", "Lille", "Online")[number % 3],
        "french": "A little French is enough",
        "free": None,
    }


def _prepare(engine: Engine) -> None:
    """The same durability as the portal's."""

    @event.listens_for(engine, "connect")
    def settings(connection: Any, record: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
                connection.execute(f"PRAGMA {pragma}").close()


def fill(url: str) -> None:
    """Twenty cards with some seats taken, and one more course session for the rush."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    start = datetime(2030, 1, 7, 14, tzinfo=UTC).replace(tzinfo=None)
    with app.app_context():
        db.create_all()
        for number in range(CARDS + 1):
            facts = _card(number)
            course = Course(**{name: facts[name] for name in ("kind", "programme", "title", "french")})
            day = start + timedelta(days=number)
            place = Place(name=facts["place"])
            db.session.add(CourseSession(id=number + 1, course=course, place=place, starts_at=day, capacity=12))
        db.session.flush()
        for number in range(CARDS):
            taken = range(number % 12)
            db.session.add_all(
                Seat(course_session_id=number + 1, first_name="Nour", phone="+33639980000", created_at=start)
                for _ in taken
            )
        db.session.commit()


if __name__ == "__main__":
    fill(sys.argv[1])
