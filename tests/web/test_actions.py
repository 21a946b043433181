"""Each action that is written into the audit log has its words."""

import ast
import re
from pathlib import Path

import portal
from portal.domain.auditlog.write import Way
from portal.web.actions import ACTIONS, action_words, actions, way_words
from portal.web.languages import speaking

PORTAL = Path(portal.__file__).parent
_WRITERS = {"noted", "_noted", "noted_sign_in", "write_down", "done", "_end", "_press"}


def written():
    """Every action that stands in a call that writes it down."""
    for path in sorted(PORTAL.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _WRITERS:
                for one in ast.walk(ast.Module([ast.Expr(part) for part in node.args], [])):
                    if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(one.value)):
                        yield str(one.value), path.name


def test_every_action_that_is_written_has_words(app):
    found = [one for one in written() if one[0] not in app.view_functions]
    known = set(actions())

    assert len(found) > 30
    assert [one for one in found if one[0] not in known] == []


def test_the_words_of_every_action_are_no_key(app):
    for code in ("en", "fr", "ar", "fa", "uk"):
        with speaking(code):
            said = [action_words(one) for one in actions()]
            assert not [one for one in said if "_" in one or "." in one], code
            assert all(way_words(way) for way in Way)
    assert len(actions()) == sum(map(len, ACTIONS.values()))


def test_what_another_version_wrote_is_shown_as_it_is(app):
    assert action_words("loan.made") == "loan.made"
