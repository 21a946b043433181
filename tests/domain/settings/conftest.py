"""What a test decides holds for that test."""

from collections.abc import Iterator

import pytest

from portal.domain.settings.ours import decide, ours


@pytest.fixture(autouse=True)
def decided_anew() -> Iterator[None]:
    before = ours()
    yield
    decide(before)
