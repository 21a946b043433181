"""Who is signed in, and what they may do: the one module around Flask-Login.

Flask-Login keeps the token of the sign-in in the signed cookie and asks for the account at the first use of a
request; pages that never ask read no cookie and set none. A sign-in is a row of the database (`accounts.sign_ins`):
it ends there, and a cookie that was kept opens nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, Response, abort, current_app, g, request, session, url_for
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal import clock
from portal.database import db
from portal.domain.accounts import second_factor, sign_ins
from portal.domain.accounts.account_models import TWO_FACTORS, Account, SignIn
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import NOBODY, Powers, powers_of, sees_problems
from portal.domain.auditlog.write import Actor, Way, write_down
from portal.web.demo_accounts import is_shut
from portal.web.forms import PressForm
from portal.web.htmx import go
from portal.web.languages import gettext as _


@dataclass
class Signed(UserMixin):
    """One browser that is signed in, for one request."""

    token: str
    sign_in: SignIn
    powers: Powers

    def get_id(self) -> str:
        return self.token

    @property
    def half(self) -> bool:
        """The second factor is still to be shown: until then nothing is open, the own account neither."""
        return not self.sign_in.two_factors and second_factor.owed(self.sign_in.account, self.powers)


def _load(token: str) -> Signed | None:
    now = clock.now()
    sign_in = sign_ins.find(token, now)
    if sign_in is None or is_shut(sign_in.account):
        return None
    powers = powers_of(sign_in.account, now)
    if sign_ins.is_over(sign_in, *_limits(powers), now):
        sign_ins.end(sign_in, now)
        db.session.commit()
        return None
    if sign_ins.seen(sign_in, now):
        db.session.commit()
    return Signed(token, sign_in, powers)


def _limits(powers: Powers) -> tuple[timedelta, timedelta]:
    """(left alone for, signed in for) at most: short for whoever reads the files of others."""
    settings = current_app.config
    if powers.roles & TWO_FACTORS:
        return timedelta(minutes=settings["PORTAL_OFFICE_IDLE_MINUTES"]), timedelta(
            hours=settings["PORTAL_OFFICE_HOURS"]
        )
    days = timedelta(days=settings["PORTAL_SIGN_IN_DAYS"])
    return days, days


def signed() -> Signed | None:
    """The sign-in of this browser."""
    found = current_user._get_current_object()
    return found if isinstance(found, Signed) else None


def current_account() -> Account | None:
    """Who is signed in, with all that they owe for it."""
    found = signed()
    return found.sign_in.account if found and not found.half else None


def half_signed() -> Account | None:
    """Who has shown a password or a link here, and still owes the second factor."""
    found = signed()
    return found.sign_in.account if found and found.half else None


def account() -> Account:
    """The account of a page that only opens for one."""
    return current_account() or abort(404)


def powers() -> Powers:
    """What whoever is signed in may do in the back office: nothing until both factors were shown."""
    found = signed()
    return found.powers if found and found.sign_in.two_factors else NOBODY


def sign_in(who: Account, two_factors: bool) -> None:
    """Sign this browser in, under a new token: what it held before, or somebody planted, opens nothing."""
    old = signed()
    if old:
        sign_ins.end(old.sign_in, clock.now())
    agent = sign_ins.in_few_words(request.user_agent.string)
    token = sign_ins.begin(who, agent, two_factors, clock.now())
    found = sign_ins.find(token, clock.now())
    assert found is not None
    may = powers_of(who, clock.now())
    session.clear()
    session.permanent = not may.roles & TWO_FACTORS
    login_user(Signed(token, found, may))


def sign_out() -> None:
    """End it in the database; nothing of it stays in the cookie."""
    found = signed()
    if found:
        sign_ins.end(found.sign_in, clock.now())
    logout_user()
    session.clear()


def refuse() -> Response:
    """A visitor is led to the sign-in and back; somebody who has no business here learns nothing."""
    if current_account() is not None:
        abort(404)
    if request.method not in {"GET", "HEAD"}:
        abort(401)
    return go(url_for("account.sign_in", next=request.full_path.rstrip("?")))


def actor(way: Way = Way.OFFICE) -> Actor:
    """Who does this, for the audit log."""
    who = current_account()
    return Actor(way, who.id if who else None, get_remote_address())


def noted(
    action: str, about: str | None, *, person: Person | None = None, place_id: int | None = None, **facts: Any
) -> None:
    """Write down what this view did, or whose file it shows; the view's commit keeps it."""
    person_id = person.id if person else None
    write_down(actor(), action, about, clock.now(), person_id=person_id, place_id=place_id, facts=facts)


def noted_sign_in(action: str, who: Account | None, **facts: Any) -> None:
    """The same of whoever comes to the door: who is not signed in yet, or could not sign in."""
    origin = Actor(Way.SIGN_IN, who.id if who else None, get_remote_address())
    write_down(origin, action, f"account:{who.id}" if who else None, clock.now(), facts=facts)


def _ask_again() -> None:
    """Each request asks for itself, also where several share one context."""
    g.pop("_login_user", None)
    g.pop("office_menu", None)


@dataclass(frozen=True)
class Item:
    """One line of the menu. `first`: seen at once; the others open under "More"."""

    words: str
    address: str
    here: bool
    first: bool


#: What stands in the menu, in its order: endpoint, whether it is seen at once, for whom.
_MENU: tuple[tuple[str, bool, str], ...] = (
    ("office_home.home", True, "staff"),
    ("office_sessions.sessions", True, "staff"),
    ("office_people.people", True, "staff"),
    ("office_mentees.list_of", False, "staff"),
    ("office_promises.promises", True, "staff"),
    ("office_volunteers.volunteers", True, "staff"),
    ("office_slots.open_slots", False, "staff"),
    ("office_hours.hours", False, "staff"),
    ("office_pairs.pairs", False, "staff"),
    ("office_companies.companies", False, "staff"),
    ("office_postings.postings", False, "staff"),
    ("office_reports.reports", False, "staff"),
    ("office_jobs.applications", False, "staff"),
    ("office_fairs.fairs", False, "staff"),
    ("office_problems.problems", False, "problems"),
    ("office_messages.log", False, "staff"),
    ("office_courses.courses", False, "everywhere"),
    ("office_places.places", False, "everywhere"),
    ("office_imports.imports", False, "staff"),
    ("office_accounts.accounts", False, "admin"),
    ("office_settings.settings", False, "admin"),
    ("office_audit.log", False, "staff"),
    ("office_health.health", False, "staff"),
)


def _menu_words() -> dict[str, str]:
    return {
        "office_home.home": _("Today"),
        "office_sessions.sessions": _("Dates"),
        "office_people.people": _("People"),
        "office_slots.open_slots": _("Help on dates"),
        "office_mentees.list_of": _("Learners and mentors"),
        "office_promises.promises": _("Answers owed"),
        "office_volunteers.volunteers": _("Volunteers"),
        "office_hours.hours": _("Hours of volunteers"),
        "office_pairs.pairs": _("Pairs"),
        "office_companies.companies": _("Companies"),
        "office_postings.postings": _("Postings"),
        "office_reports.reports": _("Reports of postings"),
        "office_jobs.applications": _("Applications for work"),
        "office_fairs.fairs": _("Job fairs"),
        "office_problems.problems": _("Reports of a problem"),
        "office_messages.log": _("Messages"),
        "office_courses.courses": _("Courses"),
        "office_places.places": _("Places"),
        "office_imports.imports": _("Bring in a list"),
        "office_accounts.accounts": _("Accounts"),
        "office_settings.settings": _("Settings"),
        "office_audit.log": _("Who did what"),
        "office_health.health": _("Is all well?"),
    }


def office_menu() -> list[Item]:
    """The menu of whoever is signed in; a page shows it in two places, and it is put together once."""
    if "office_menu" not in g:
        may, words, own = powers(), _menu_words(), request.blueprint
        g.office_menu = [
            Item(words[endpoint], url_for(endpoint), own == endpoint.partition(".")[0] or _below(endpoint), first)
            for endpoint, first, whom in _MENU
            if office_has(endpoint) and _is_for(may, whom)
        ]
    return list(g.office_menu)


def _is_for(may: Powers, whom: str) -> bool:
    return sees_problems(may, clock.now()) if whom == "problems" else bool(getattr(may, whom))


def _below(endpoint: str) -> bool:
    """Is this a page below that one, such as the sign-ups of a date? Every page lies below the first one."""
    return endpoint != _MENU[0][0] and request.path.startswith(url_for(endpoint) + "/")


def office_has(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def init_office(app: Flask) -> None:
    app.before_request(_ask_again)
    manager = LoginManager()
    manager.user_loader(_load)
    manager.session_protection = None  # type: ignore[assignment]  # the token is checked in the database at each request
    # Not `init_app`: it would read the cookie after every answer, public pages included.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        signed=signed,
        powers=powers,
        current_account=current_account,
        office_menu=office_menu,
        office_has=office_has,
        press=PressForm,
    )
