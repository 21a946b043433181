"""A stolen database names nobody's number: what is searched here is the database as it lies on the disk."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.models import Contact
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opt_out
from portal.domain.signups.changes import add_facts, change_contact
from portal.domain.signups.codes import show_code
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.told import tell_holder
from portal.vault import CannotOpen, Vault, new_data_key, vault
from tests import make

#: Numbers, an address and a note that stand nowhere else.
PHONE, SECOND_PHONE, EMAIL = "+33698765432", "+265991234567", "leila.haddad@example.org"
FACT = "jeudi prochain, salle des tilleuls"
PARIS = ZoneInfo("Europe/Paris")
NOTE = "Je viens avec ma fille et sa poussette."
#: Not encrypted: found, it proves that the search looks where the data lies.
NAME = "Zéphyrine"


def raw(own):
    """Everything the database holds, as a thief reads it: each file, or each row of each table."""
    if db.engine.dialect.name == "sqlite":
        files = sorted(path for path in own.config["FOLDER"].iterdir() if path.name.startswith("own.sqlite3"))
        return b"".join(path.read_bytes() for path in files).decode("utf-8", "replace")
    rows = (
        str(row)
        for table in db.metadata.tables
        for row in db.session.execute(text(f'SELECT t::text FROM "{table}" t'))
    )
    return "\n".join(rows)


@pytest.fixture
def own(database_kind, tmp_path):
    with make.portal_of_its_own(database_kind, tmp_path, "own") as own:
        own.config["FOLDER"] = tmp_path
        yield own


def spellings(phone):
    """A number as it would stand in clear, whatever its punctuation."""
    return {phone, phone[1:], phone.removeprefix("+33").removeprefix("+265"), phone[-8:]}


def test_no_contact_code_or_note_lies_in_the_database_in_clear(own):
    session = make.course_session()
    by_phone = make.sign_up(session, first_name=NAME, reach=read_phone(PHONE, "FR"))
    by_email = make.sign_up(session, first_name=NAME, reach=read_email(EMAIL))
    change_contact(by_phone, read_phone(SECOND_PHONE, "FR"), clock.now())
    add_facts(by_email, "ar", [], NOTE, None)
    db.session.commit()
    codes = {code for one in (by_phone, by_email) for code in (one.code, show_code(one.code))}
    secrets = spellings(PHONE) | spellings(SECOND_PHONE) | codes | {EMAIL, EMAIL.split("@")[0], NOTE, NOTE[:12]}

    stolen = raw(own)

    assert (own.config["FOLDER"] / "own.sqlite3-wal").exists() == (db.engine.dialect.name == "sqlite")
    assert NAME in stolen
    assert [secret for secret in secrets if secret.lower() in stolen.lower()] == []
    assert [by_phone.person.contacts[0].value, by_email.person.contacts[0].value] == [SECOND_PHONE, EMAIL]
    assert by_email.needs_note == NOTE


def test_no_address_fact_link_or_question_of_a_message_lies_in_the_database_in_clear(own):
    session = make.course_session()
    by_phone = make.sign_up(session, first_name=NAME, reach=read_phone(PHONE, "FR"))
    make.sign_up(session, first_name=NAME, reach=read_email(EMAIL))
    asked = ask_call(Asker(NAME, read_phone(SECOND_PHONE, "FR"), "fr", NOTE), session, PARIS, clock.now())
    told = tell_holder(by_phone, MessageKind.SEAT_CHANGED, clock.now(), {"said": FACT})
    opt_out(read_email(EMAIL).digest, clock.now())
    db.session.commit()
    links = {link_token(message) for message in db.session.query(Message)}
    secrets = spellings(PHONE) | spellings(SECOND_PHONE) | {EMAIL, EMAIL.split("@")[0], NOTE, NOTE[:12], FACT} | links

    stolen = raw(own)

    assert NAME in stolen
    assert MessageKind.CALL_PROMISED in stolen
    assert [secret for secret in secrets if secret.lower() in stolen.lower()] == []
    db.session.expire_all()
    assert (told.address, told.facts, asked.note) == (PHONE, {"said": FACT}, NOTE)


def test_nothing_lies_in_clear_either_once_the_portal_is_stopped_and_its_files_are_tidied_up(own):
    sign_up = make.sign_up(first_name=NAME, reach=read_phone(PHONE, "FR"))
    secrets = spellings(PHONE) | {sign_up.code}
    db.session.remove()
    db.engine.dispose()
    assert not (own.config["FOLDER"] / "own.sqlite3-wal").exists()

    stolen = raw(own)

    assert NAME in stolen
    assert [secret for secret in secrets if secret in stolen] == []


def test_the_search_would_find_a_number_that_lies_in_clear(own):
    make.sign_up(first_name=f"Nour {PHONE}")

    assert PHONE in raw(own)


def test_equal_numbers_do_not_look_equal(own):
    for name in ("Nour", "Sami"):
        make.sign_up(first_name=name, reach=read_phone(PHONE, "FR"))

    sealed = db.session.scalars(text("SELECT value FROM contact")).all()

    assert len(set(sealed)) == 2
    assert [contact.value for contact in db.session.query(Contact)] == [PHONE, PHONE]


def test_the_digest_by_which_a_number_is_found_needs_the_key(own):
    reach = read_phone(PHONE, "FR")
    with_this_key = reach.digest
    vault.configure([new_data_key()], "another key")

    assert reach.digest != with_this_key


def sealed_value():
    return db.session.scalar(text("SELECT value FROM contact ORDER BY id DESC"))


def test_after_a_new_key_is_put_in_front_old_values_open_and_new_ones_need_the_new_key(own):
    old, new, lookup = own.config["PORTAL_DATA_KEYS"], [new_data_key()], own.config["PORTAL_LOOKUP_KEY"]
    before = make.sign_up(first_name="Nour", reach=read_phone(PHONE, "FR"))
    sealed_before = sealed_value()

    vault.configure(new + old, lookup)
    after = make.sign_up(first_name="Sami", reach=read_phone(PHONE, "FR"))
    sealed_after = sealed_value()

    assert [one.person.contacts[0].value for one in (before, after)] == [PHONE, PHONE]
    assert before.code != after.code
    assert ring(new).open(sealed_after) == PHONE
    with pytest.raises(CannotOpen):
        ring(new).open(sealed_before)
    with pytest.raises(CannotOpen):
        ring(old).open(sealed_after)


def ring(keys):
    made = Vault()
    made.configure(keys, "")
    return made


def test_with_the_keys_of_another_portal_a_contact_cannot_be_read(own):
    sign_up = make.sign_up(reach=read_phone(PHONE, "FR"))
    person_id = sign_up.person_id
    db.session.commit()
    vault.configure([new_data_key()], own.config["PORTAL_LOOKUP_KEY"])

    with pytest.raises(CannotOpen):
        db.session.query(Contact).filter_by(person_id=person_id).one()


@pytest.mark.parametrize("spoiled", ["", "gAAAAA", "not sealed at all", "é"])
def test_what_was_never_sealed_cannot_be_opened(spoiled):
    with pytest.raises(CannotOpen):
        ring([new_data_key()]).open(spoiled)


def test_a_vault_without_keys_seals_opens_and_finds_nothing():
    for act in (lambda: Vault().seal("x"), lambda: Vault().open("x"), lambda: Vault().digest("x", "x")):
        with pytest.raises(RuntimeError, match="no keys"):
            act()
