"""The portal as one file: installed into an empty folder it runs there, with pages, languages, styles and tables."""

import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from portal.web.languages import KNOWN
from tests.browser import server

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
NEEDED = ("portal", "pyproject.toml", "README.md", "LICENSE")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy, so that nothing is left in the source."""
    source = tmp_path_factory.mktemp("source")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(source / "dist"), str(source))
    (built,) = (source / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder with the installed portal in lib/, and what a process there is told to see it, and not the source."""
    folder = tmp_path_factory.mktemp("empty")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--no-deps", "--target", str(folder / "lib"), str(wheel))
    return folder, {"PYTHONPATH": str(folder / "lib"), "FLASK_APP": "portal.wsgi", "PORTAL_HTMX_SOURCE": "local"}


def test_it_holds_no_source_of_tests_and_every_language(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert not [name for name in names if name.startswith(("tests", "bench", "docs", "instance"))]
    assert not [name for name in names if "__pycache__" in name]
    spoken = {name.split("/")[2] for name in names if name.endswith("messages.mo")}
    assert spoken == set(KNOWN) - {"en"}


def test_it_runs_from_an_empty_folder(installed):
    folder, settings = installed
    instance = folder / "instance"
    here = {"cwd": folder, "env": server.environment(instance, **settings)}
    run(PROGRAMS / "flask", "db", "upgrade", **here)

    portal = server.start(instance, instance, app="portal.wsgi:app", where=folder, **settings)
    try:
        home = read(f"{portal.address}/fr/").decode()
        sheet, htmx = read(f"{portal.address}/static/office.css"), read(f"{portal.address}/static/vendor/htmx.min.js")
    finally:
        portal.stop()

    where = run(sys.executable, "-c", "import portal; print(portal.__file__)", **here)
    assert where.startswith(str(folder / "lib"))
    assert 'lang="fr"' in home
    assert "Je veux apprendre" in home
    assert min(len(sheet), len(htmx)) > 1000
