"""What a crowd does to one posting: apply, by the verb or by the verb without its lock."""

from sqlalchemy.orm import configure_mappers

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Person
from portal.domain.jobs import applying
from portal.domain.jobs.application_models import Applied, JobApplication, JobMove
from portal.domain.jobs.board import takes_applications
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from portal.vault import new_ref

configure_mappers()  # once, here, before the crowd is forked: each member would do it again


def apply(posting_id: int, number: int, form: str) -> str:
    """The phone of this number applies with this form."""
    reach = read_phone(f"06 12 34 {number:04}", "FR")
    wish = applying.Wish("Nour", reach, form, "1", "fr")
    made = applying.apply(db.session.get_one(Posting, posting_id), wish, clock.now())
    db.session.commit()
    return made.ref


def apply_without_lock(posting_id: int, number: int, form: str) -> str:
    """The verb as one writes it first: look, count, insert."""
    if not takes_applications(db.session.get_one(Posting, posting_id), clock.now()):
        raise applying.TooManyOpen
    db.session.rollback()  # left to its defaults, SQLite's driver holds nothing that was read
    db.session.info["writing"] = True
    now, ref = clock.now(), new_ref(16)
    person = Person(first_name="Nour", created_at=now)
    facts = {"language": "fr", "way": Applied.OWN, "profile": {}, "answers": {}, "consent_version": "1"}
    times = {"consent_at": now, "created_at": now, "moved_at": now}
    line = JobMove(at=now, role=Role.PERSON, to_state=JobState.SENT)
    made = JobApplication(ref=ref, state=JobState.SENT, posting_id=posting_id, person=person, **facts, **times)
    made.history.append(line)
    db.session.add(made)
    db.session.commit()
    return ref
