"""The index of words is that of a rebuild, whatever changes; what is not on the board has no words."""

import pytest
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.jobs import found_by
from portal.domain.jobs.moves import move_posting
from portal.domain.jobs.posting_models import Posting, PostingWord
from portal.domain.jobs.states import PostingState
from portal.domain.moves import Role
from tests import make_jobs
from tests.conftest import NOW


def words() -> set[tuple[int, str]]:
    return {
        (posting_id, word)
        for posting_id, word in db.session.execute(select(PostingWord.posting_id, PostingWord.word))
    }


def plain_words() -> set[str]:
    return {word for _, word in words()}


@pytest.fixture
def job(app) -> Posting:
    made = make_jobs.posting(title="Potatoes", tasks="Peel", company=make_jobs.company(name="Greenhouse"))
    make_jobs.posting(PostingState.DRAFT, title="Secret")
    db.session.commit()
    return made


def changes_its_title(job):
    job.title = "Tomatoes"


def changes_what_it_teaches(job):
    job.skills_learned = "Cooking"


def changes_its_town(job):
    job.town = "Radishtown"


def is_paused(job):
    move_posting(job, PostingState.PAUSED, Role.COMPANY, NOW)


def has_a_company_of_another_name(job):
    job.company.name = "Winter garden"


@pytest.mark.parametrize(
    "change",
    [changes_its_title, changes_what_it_teaches, changes_its_town, is_paused, has_a_company_of_another_name],
    ids=lambda change: change.__name__,
)
def test_a_posting_that(job, change):
    before = words()
    begin_write()

    change(job)
    db.session.commit()

    kept = words()
    found_by.rebuild()
    assert kept == words() != before


def test_what_is_not_on_the_board_has_no_words(job):
    assert "potatoes" in plain_words()
    assert not {"secret", "geheim"} & plain_words()

    is_paused(job)
    assert plain_words() == set()

    move_posting(job, PostingState.PUBLISHED, Role.COMPANY, NOW)
    assert {"potatoes", "peel", "greenhouse", "montreuil"} <= plain_words()


def test_a_word_that_very_many_have_is_asked_of_each(app, monkeypatch):
    monkeypatch.setattr(found_by, "RARE", 1)
    both = [make_jobs.posting(title=f"Potatoes {name}") for name in ("Agata", "Charlotte")]

    common, rare = found_by.look_up("potat charlotte")

    assert (common.ids, rare.ids) == (None, frozenset({both[1].id}))
    found = db.session.scalars(select(Posting.id).where(common.fits())).all()
    assert set(found) == {one.id for one in both}
