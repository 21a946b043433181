import pytest
import time_machine

from tests import make
from tests.conftest import NOW
from tests.worker.office import Office


@pytest.fixture
def office(app, tmp_path):
    return Office(app, tmp_path / "outbox")


@pytest.fixture
def own(database_kind, tmp_path):
    """A portal whose commits are commits: a year in one transaction would be another year."""
    with time_machine.travel(NOW, tick=False), make.portal_of_its_own(database_kind, tmp_path, "year") as own:
        yield own
