"""The rules of the house: functions from (path inside the portal, source) to what is wrong with it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PORTAL = Path(__file__).parent.parent / "portal"

#: Who may import what, low to high: each shelf imports only those before it, and itself.
SHELVES = (
    ("portal.clock", "portal.vault", "portal.shelf", "portal.database", "portal.remembered", "portal.public_version"),
    ("portal.domain",),
    ("portal.config",),
    ("portal.delivery",),
    ("portal.web",),
    ("portal.blueprints",),
    ("portal",),
)
#: In the domain, each noun imports only those before it.
NOUNS = (
    "privacy",
    "moves",
    "auditlog",
    "settings",
    "promises",
    "messages",
    "accounts",
    "catalogue",
    "signups",
    "mentoring",
    "jobs",
    "impact",
)
NOT_IN_DOMAIN = ("flask", "flask_wtf", "wtforms", "flask_babel", "babel", "werkzeug", "jinja2", "markupsafe")


def module_name(path: str) -> str:
    """`portal.domain.signups` for `domain/signups/__init__.py`."""
    parts = ("portal", *Path(path).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: str, source: str) -> Iterator[str]:
    """Every module the file imports, wherever in it; `from portal import clock` counts as `portal.clock`."""
    package = module_name(path) if path.endswith("__init__.py") else module_name(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] + "." if node.level else ""
            origin = (above + (node.module or "")).rstrip(".")
            for name in node.names:
                inside = (PORTAL.parent / origin.replace(".", "/") / name.name).with_suffix(".py")
                is_module = origin.startswith("portal") and (inside.exists() or inside.with_suffix("").is_dir())
                yield f"{origin}.{name.name}" if is_module else origin


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def _shelf(module: str) -> int:
    return next(number for number, shelf in enumerate(SHELVES) if any(_within(module, one) for one in shelf))


def layers(path: str, source: str) -> list[str]:
    own = _shelf(module_name(path))
    mine = [module for module in imports(path, source) if _within(module, "portal")]
    return [f"{path} imports {module}, a shelf above its own" for module in mine if _shelf(module) > own]


def nouns(path: str, source: str) -> list[str]:
    if not path.startswith("domain/") or path == "domain/__init__.py":
        return []
    own = NOUNS.index(module_name(path).split(".")[2])
    others = [module.split(".")[2] for module in imports(path, source) if module.startswith("portal.domain.")]
    return [f"{path} imports {noun}, which comes after its own noun" for noun in others if NOUNS.index(noun) > own]


def domain_knows_no_web(path: str, source: str) -> list[str]:
    if not path.startswith("domain/"):
        return []
    outside = {module.split(".")[0] for module in imports(path, source)}
    return [f"{path} imports {module}" for module in sorted(outside.intersection(NOT_IN_DOMAIN))]


def blueprints_apart(path: str, source: str) -> list[str]:
    parts = Path(path).parts
    if parts[0] != "blueprints" or len(parts) < 3:
        return []
    own = f"portal.blueprints.{parts[1]}"
    found = [module for module in imports(path, source) if _within(module, "portal.blueprints")]
    return [f"{path} imports {module}, another blueprint" for module in found if not _within(module, own)]


def _functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def _is_route(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {"route", "get", "post", "put", "patch", "delete"}


def short_views(path: str, source: str) -> list[str]:
    views = [one for one in _functions(source) if any(map(_is_route, one.decorator_list))]
    return [f"{path}: the view {view.name} has {_lines(view)} lines" for view in views if _lines(view) > 25]


def short_create_app(path: str, source: str) -> list[str]:
    found = [one for one in _functions(source) if one.name == "create_app"]
    return [f"{path}: create_app has {_lines(one)} lines" for one in found if _lines(one) >= 60]


def short_modules(path: str, source: str) -> list[str]:
    lines = len(source.splitlines())
    return [f"{path} has {lines} lines"] if lines >= 300 and path != "demo/catalogue.py" else []


def no_drawer_for_everything(path: str, source: str) -> list[str]:
    return [f"{path} says nothing by its name"] if Path(path).stem in {"utils", "helpers", "misc", "common"} else []


def _said(path: str, source: str, pattern: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """Places where the unparsed code (no comments, no line breaks within a call) matches."""
    if path in allowed:
        return []
    return [
        f"{path}: {line.strip()}" for line in ast.unparse(ast.parse(source)).splitlines() if re.search(pattern, line)
    ]


def no_print(path: str, source: str) -> list[str]:
    return _said(path, source, r"(?<![\w.])print\(", allowed=("assets.py",))


def select_not_query(path: str, source: str) -> list[str]:
    return _said(path, source, r"\b[A-Z]\w*\.query\b|\bsession\.query\(")


def one_clock(path: str, source: str) -> list[str]:
    return _said(path, source, r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(", allowed=("clock.py",))


def one_place_moves_states(path: str, source: str) -> list[str]:
    """Each noun with states has one function that changes them: `tests/domain/signups/test_moves.py` names it."""
    movers = ("domain/signups/moves.py", "domain/promises/made.py", "domain/messages/outbox.py")
    movers += ("domain/signups/imports.py", "domain/mentoring/moves.py", "domain/jobs/moves.py")
    return _said(path, source, r"\.state = ", allowed=movers)


def the_domain_never_commits(path: str, source: str) -> list[str]:
    return _said(path, source, r"\.commit\(") if path.startswith("domain/") else []


def one_file_knows_the_dialect(path: str, source: str) -> list[str]:
    return _said(path, source, r"\bdialect\b", allowed=("database.py", "migrations/env.py"))


PYTHON_RULES = (
    layers,
    nouns,
    domain_knows_no_web,
    blueprints_apart,
    short_views,
    short_create_app,
    short_modules,
    no_drawer_for_everything,
    no_print,
    select_not_query,
    one_clock,
    one_place_moves_states,
    the_domain_never_commits,
    one_file_knows_the_dialect,
)


def nothing_inline(path: str, source: str) -> list[str]:
    """The content policy lets no inline script, handler or style attribute run; one style sheet goes by its hash."""
    if path.startswith("templates/messages/"):  # mail programs read no other style, and no policy of ours
        return []
    source = source.replace("<style>{{ css | safe }}</style>", "")
    source = source.replace('<script type="application/ld+json">', "")  # data: no browser runs it
    found = re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", source)
    return [f"{path}: {one.strip()}" for one in found]


def htmx_as_data(path: str, source: str) -> list[str]:
    return [f"{path}: {one}" for one in re.findall(r"(?<![\w-])hx-[a-z-]+", source)]


def root_id(path: str, source: str) -> list[str]:
    """A fragment `_seat_form.html` has the root element `#seat-form`."""
    wanted = Path(path).stem.lstrip("_").replace("_", "-")
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    first = re.search(r"<[a-z][^>]*>", bare)
    right = first is not None and re.search(rf'\bid="{wanted}"', first[0])
    return [] if right else [f"{path}: its root element is not #{wanted}"]


_PHYSICAL = (
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
)


def logical_css(path: str, source: str) -> list[str]:
    """Nothing of the style sheet knows left or right: Arabic reads the other way."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    sides = re.findall(rf"[{{;]\s*((?:{_PHYSICAL})\s*:[^;}}]*)", source)
    sides += re.findall(r"(?:text-align|float|clear)\s*:\s*(?:left|right)", source)
    return [f"{path}: {one}" for one in sides]
