"""The files that people sent go with a backup, and come back with it."""

import tarfile

import pytest

from portal import shelf
from portal.backup import files
from portal.backup.problems import BadBackup
from portal.vault import vault


@pytest.fixture
def places(app, tmp_path):
    """Two machines, of which the first one is at work."""
    before = shelf.kept.folder.parent
    shelf.kept.configure(tmp_path / "first")
    yield tmp_path
    shelf.kept.configure(before)


def test_a_file_comes_back_on_another_machine_and_the_backup_shows_nothing_of_it(places):
    name = shelf.kept.put(b"I sold fruit.")
    assert files.write(places / "kept") == 1
    assert files.beside(places / "kept").stat().st_mode & 0o777 == 0o600
    assert b"fruit" not in files.beside(places / "kept").read_bytes()

    shelf.kept.configure(places / "second")
    assert (files.put_back(places / "kept"), files.put_back(places / "kept")) == (1, 0)
    assert shelf.kept.read(name) == b"I sold fruit."


def test_without_files_there_is_nothing_beside_the_backup(places):
    assert files.write(places / "kept") == 0
    assert not files.beside(places / "kept").exists()
    assert files.put_back(places / "kept") == 0


def test_a_name_that_leads_elsewhere_and_a_damaged_file_are_refused(places):
    sealed = places / "sealed"
    sealed.write_bytes(vault.seal_bytes(b"x"))
    with tarfile.open(files.beside(places / "kept"), "w") as archive:
        archive.add(sealed, "../../keys")
    with pytest.raises(BadBackup, match="damaged"):
        files.put_back(places / "kept")
    assert [path.name for path in places.iterdir() if "keys" in path.name] == []

    files.beside(places / "kept").write_bytes(b"no archive at all")
    with pytest.raises(BadBackup, match="damaged"):
        files.put_back(places / "kept")
