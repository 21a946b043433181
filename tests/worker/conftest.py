import pytest

from tests.worker.office import Office


@pytest.fixture
def office(app, tmp_path):
    return Office(app, tmp_path / "outbox")
