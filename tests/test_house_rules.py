"""The house stays as `docs` says it is built. Each rule is shown a fault first, to prove that it sees."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.assets import integrity
from portal.web.htmx import INTEGRITY, OWN_COPY
from portal.web.statics import STATIC
from tests import house
from tests.conftest import lacking
from tests.house import PORTAL

Rule = Callable[[str, str], list[str]]


def sources(suffix: str, under: Path = PORTAL, without: tuple[str, ...] = ("migrations/versions",)) -> dict[str, str]:
    """Path inside the portal -> source."""
    found = {str(path.relative_to(PORTAL)): path.read_text() for path in sorted(under.rglob(f"*{suffix}"))}
    assert found
    return {path: source for path, source in found.items() if not path.startswith(without)}


PYTHON, TEMPLATES = sources(".py"), sources(".html")
_VIEW = "@blueprint.get('/')\n@public\ndef long():\n" + "    x = 1\n" * 25

#: rule -> (path, source) that breaks it.
FAULTS: dict[Rule, list[tuple[str, str]]] = {
    house.layers: [
        ("vault.py", "from portal.domain.privacy import Reason"),
        ("domain/signups/seats.py", "import portal.web.holder"),
        ("domain/signups/seats.py", "def late():\n    from portal.blueprints import BLUEPRINTS"),
        ("web/holder.py", "from portal.blueprints.signups import card"),
        ("web/holder.py", "from portal import create_app"),
        ("config.py", "from portal.web import links"),
        ("domain/privacy.py", "from portal import config"),
        ("blueprints/signups/card.py", "from portal.demo.build import build"),
        ("blueprints/signups/card.py", "from ... import cli"),
    ],
    house.nouns: [
        ("domain/accounts/people.py", "from portal.domain.catalogue.models import Course"),
        ("domain/catalogue/search.py", "from portal.domain import signups"),
        ("domain/privacy.py", "from portal.domain.accounts import models"),
        ("domain/catalogue/__init__.py", "from ..signups import seats"),
    ],
    house.domain_knows_no_web: [
        ("domain/signups/seats.py", "from flask import request"),
        ("domain/signups/seats.py", "import wtforms.fields"),
        ("domain/privacy.py", "from flask_babel import gettext"),
    ],
    house.blueprints_apart: [
        ("blueprints/signups/card.py", "from portal.blueprints.catalogue import blueprint"),
        ("blueprints/pages/privacy.py", "from portal.blueprints import signups"),
        ("blueprints/pages/privacy.py", "from portal.blueprints import BLUEPRINTS"),
    ],
    house.short_views: [("blueprints/signups/card.py", _VIEW), ("blueprints/x.py", _VIEW.replace("get", "route"))],
    house.short_create_app: [("__init__.py", "def create_app():\n" + "    x = 1\n" * 59)],
    house.short_modules: [("web/words.py", "x = 1\n" * 300)],
    house.no_drawer_for_everything: [("web/utils.py", ""), ("domain/helpers.py", "")],
    house.no_print: [("web/words.py", "if True:\n    print('hello')")],
    house.select_not_query: [
        ("web/words.py", "x = SignUp.query.all()"),
        ("web/words.py", "x = db.session.query(SignUp)"),
    ],
    house.one_clock: [("web/words.py", "x = datetime.now(UTC)"), ("domain/x.py", "x = date.today()")],
    house.one_place_moves_states: [("domain/signups/seats.py", "sign_up.state = State.CANCELLED")],
    house.the_domain_never_commits: [("domain/signups/seats.py", "db.session.commit()")],
    house.one_file_knows_the_dialect: [("web/words.py", "if db.engine.dialect.name == 'sqlite':\n    pass")],
    house.nothing_inline: [
        ("a.html", '<p style="color:red">'),
        ("a.html", "<script>alert(1)</script>"),
        ("a.html", '<button onclick="x()">'),
        ("a.html", '<a href="javascript:x()">'),
        ("a.html", "<style>p{}</style>"),
    ],
    house.htmx_as_data: [("a.html", '<form hx-post="/">'), ("a.html", "<p\nhx-target='#x'>")],
    house.root_id: [
        ("signups/_seat_form.html", "<section><p id='seat-form'></p></section>"),
        ("signups/_seat_form.html", "{% import 'x' as y %}\n<section id=\"seatform\">"),
    ],
    house.logical_css: [
        ("app.css", "p { margin-left: 1px; }"),
        ("app.css", "p { color: red; right: 0 }"),
        ("app.css", "p{text-align:left}"),
        ("app.css", "p { max-width: 4rem }"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "fault"), [(rule, fault) for rule, faults in FAULTS.items() for fault in faults])
def test_the_rule_sees_the_fault_and_names_the_file(rule, fault):
    problems = rule(*fault)

    assert len(problems) == 1
    assert problems[0].startswith(fault[0])


def test_every_rule_is_shown_a_fault():
    assert set(house.PYTHON_RULES) <= set(FAULTS)


@pytest.mark.parametrize("rule", house.PYTHON_RULES)
def test_the_code_keeps_the_rule(rule):
    assert [problem for path, source in PYTHON.items() for problem in rule(path, source)] == []


@pytest.mark.parametrize("rule", [house.nothing_inline, house.htmx_as_data])
def test_the_templates_keep_the_rule(rule):
    assert [problem for path, source in TEMPLATES.items() for problem in rule(path, source)] == []


def fragments() -> dict[str, str]:
    """Template of each fragment that a view names -> template of its page."""
    found = {}
    for source in PYTHON.values():
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "page":
                named = {word.arg: word.value for word in call.keywords}
                if isinstance(named.get("fragment"), ast.Constant):
                    found[named["fragment"].value] = call.args[0].value
    return found


def included(page: str) -> set[str]:
    """The templates that a page includes, and those that these include."""
    named = set(re.findall(r'{% include "([^"]+)" %}', TEMPLATES[f"templates/{page}"]))
    return named.union(*(included(one) for one in named))


def test_a_fragment_has_a_root_named_as_its_file_and_stands_in_its_page():
    named = fragments()

    assert len(named) >= 5
    for fragment, page in named.items():
        assert house.root_id(fragment, TEMPLATES[f"templates/{fragment}"]) == []
        assert fragment in included(page)


def test_every_part_that_htmx_replaces_is_a_fragment():

    named = re.compile(r'(?:data-hx-target=|HX-Retarget"\] = )"#([^"]+)"')
    views = [source for path, source in PYTHON.items() if path.startswith("blueprints/")]
    targets = {target for source in (*TEMPLATES.values(), *views) for target in named.findall(source)}

    assert targets == {Path(fragment).stem.lstrip("_").replace("_", "-") for fragment in fragments()}


def test_the_style_sheet_reads_the_same_from_right_to_left():
    assert [problem for path, source in sources(".css").items() for problem in house.logical_css(path, source)] == []


def test_our_own_javascript_stays_small():
    own = sources(".js", without=("static/vendor",))

    assert set(own) == {f"static/{name}.js" for name in ("app", "boot", "checkin", "keep", "sw")}
    assert sum(len(source.splitlines()) for source in own.values()) < 300


def test_the_pinned_hash_is_that_of_the_htmx_we_serve():
    copy = STATIC / OWN_COPY
    if not copy.is_file():
        lacking("htmx")

    assert integrity(copy.read_bytes()) == INTEGRITY


def test_each_noun_of_the_domain_has_its_place_in_the_order():
    there = {Path(path).parts[1].removesuffix(".py") for path in PYTHON if path.startswith("domain/")}

    assert there - {"__init__"} == set(house.NOUNS)
