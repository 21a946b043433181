"""What the portal installs may be used, changed and passed on by any association, also one that sells nothing."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

RUN = Path(__file__).parent.parent / "requirements" / "run.txt"
#: Those that ask for no more than to be named.
FREE = re.compile(r"\b(MIT|MIT-0|BSD|BSD-[23]-Clause|Apache-2\.0|ISC|PSF-2\.0|Unlicense)\b")
#: Those that ask for their own source when they are changed: we load them as they are.
AS_IT_IS = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only", "python-stdnum": "LGPL"}


def installed_here():
    """The pinned requirements that this machine's Python installs."""
    lines = [line.rstrip(" \\") for line in RUN.read_text().splitlines() if re.match(r"[A-Za-z0-9]", line)]
    wanted = [Requirement(line) for line in lines]
    return sorted({one.name for one in wanted if one.marker is None or one.marker.evaluate()})


def licence(name):
    """What a distribution says of itself: an expression (PEP 639), a classifier, or a field."""
    said = metadata(name)
    classifiers = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    return said.get("License-Expression") or said.get("License", "").splitlines()[:1] or classifiers


@pytest.mark.parametrize("name", installed_here())
def test_its_licence_lets_the_portal_be_passed_on(name):
    said = str(licence(name) or "") + str(metadata(name).get_all("Classifier") or "")

    assert AS_IT_IS[name] in said if name in AS_IT_IS else FREE.search(said)
    assert name in AS_IT_IS or not re.search(r"\bA?GPL|Affero|Commons Clause|SSPL|BUSL", said)


def test_all_that_is_pinned_was_looked_at():
    assert len(installed_here()) > 40
