"""Coming back: the address, the code with a first name, the private link. Nothing close to them opens anything."""

import re
from string import ascii_letters, digits

import pytest

from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.codes import show_code
from portal.domain.signups.lookup import by_code_and_name, by_link_token, by_ref, code_fits, link_token
from portal.vault import new_data_key, vault
from portal.web.addresses import TokenConverter
from tests import make


@pytest.fixture
def booking(app):
    return make.sign_up(first_name="Zoé", reach=read_phone("06 12 34 56 78", "FR"))


@pytest.fixture
def another(app):
    return make.sign_up(first_name="Nour")


def test_the_code_and_the_first_name_open_the_booking_in_any_spelling(booking, another):
    assert by_code_and_name(show_code(booking.code).lower(), " ZOE ") is booking
    assert by_code_and_name(another.code, "nour") is another


def test_the_code_opens_nothing_with_another_name_nor_the_name_with_another_code(booking, another):
    assert by_code_and_name(booking.code, "Nour") is None
    assert by_code_and_name(booking.code, "") is None
    assert by_code_and_name(another.code, "Zoé") is None
    assert by_code_and_name("", "Zoé") is None


def test_the_small_check_behind_a_link_takes_the_code_of_this_booking_only(booking, another):
    assert code_fits(booking, show_code(booking.code).lower())
    assert not code_fits(booking, another.code)
    assert not code_fits(booking, "")


def test_an_address_leads_to_its_booking(booking, another):
    assert by_ref(booking.ref) is booking
    assert by_ref(booking.ref.upper()) is None
    assert by_ref("") is None


def test_a_private_link_opens_its_booking_every_time(booking, another):
    assert by_link_token(link_token(booking)) is booking
    assert by_link_token(link_token(booking)) is booking
    assert by_link_token(link_token(another)) is another


def test_a_private_link_fits_an_address(booking):
    assert re.fullmatch(TokenConverter.regex, link_token(booking))


def test_a_link_with_one_sign_changed_anywhere_opens_nothing(booking):
    token = link_token(booking)
    signs = ascii_letters + digits + "-_"

    for position, sign in enumerate(token):
        changed = signs[(signs.index(sign) + 1) % len(signs)]
        assert by_link_token(token[:position] + changed + token[position + 1 :]) is None


def test_the_last_sign_of_a_link_has_one_spelling_only(booking):
    token = link_token(booking)

    opened = [sign for sign in ascii_letters + digits + "-_" if by_link_token(token[:-1] + sign)]

    assert opened == [token[-1]]


def test_the_signature_of_one_booking_does_not_open_another(booking, another):
    assert by_link_token(another.ref + link_token(booking)[16:]) is None


def test_a_signature_made_for_another_purpose_opens_nothing(booking):
    assert by_link_token(booking.ref + vault.signature("something else", booking.ref)) is None
    assert by_link_token(booking.ref + vault.digest("booking link", booking.ref)[:22]) is None


@pytest.mark.parametrize(
    "cut",
    [
        lambda token: "",
        lambda token: token[:16],
        lambda token: token[:-1],
        lambda token: token[1:],
        lambda token: token + "A",
        lambda token: token + "=",
        lambda token: token * 2,
        lambda token: token[16:],
        lambda token: "é" + token[1:-1] + "é",
    ],
    ids=["nothing", "no signature", "short", "beheaded", "long", "padded", "doubled", "no address", "not ASCII"],
)
def test_a_link_of_the_wrong_length_opens_nothing(booking, cut):
    assert by_link_token(cut(link_token(booking))) is None


def test_a_link_signed_with_another_key_opens_nothing(booking):
    keys = vars(vault).copy()
    token = link_token(booking)
    try:
        vault.configure([new_data_key()], "another key altogether")
        assert by_link_token(token) is None
        foreign = link_token(booking)
    finally:
        vars(vault).update(keys)

    assert by_link_token(foreign) is None
    assert by_link_token(token) is booking
