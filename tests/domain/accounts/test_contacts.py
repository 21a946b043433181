"""Phone numbers and e-mail addresses are read as people write them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.domain.accounts.contacts import (
    NotAnEmail,
    NotAPhone,
    Reach,
    mask,
    read_email,
    read_phone,
    show_phone,
)
from portal.domain.accounts.models import Contact, ContactKind

#: Any text at all, lone surrogates and control characters included.
any_text = st.text(st.characters())
#: Text that looks like a phone number, an address or the things that stand around them.
phone_like = st.text(st.sampled_from("0123456789٠١٢٣۰۱۲۳६+()./- \u00a0\u202f\u200f,;=#*xteltEl:ext"))
email_like = st.text(st.sampled_from("abéßıİ@@..-_+\"'()[]<>:, \u200fxn--اب\x00"))


@pytest.mark.parametrize(
    "typed",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "  06 12 345 678 ",
        "06\u00a012\u00a034\u00a056\u00a078",
        "06\u202f12\u202f34\u202f56\u202f78",
        "+33612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "(+33) 6 12 34 56 78",
        "0033 6 12 34 56 78",
        "٠٦١٢٣٤٥٦٧٨",
        "٠٦ ١٢ ٣٤ ٥٦ ٧٨",
        "+٣٣ ٦ ١٢ ٣٤ ٥٦ ٧٨",
        "۰۶۱۲۳۴۵۶۷۸",
        "۰۰۳۳۶۱۲۳۴۵۶۷۸",
        "\u202a+33 6 12 34 56 78\u202c",
        "tel: 06 12 34 56 78",
    ],
)
def test_one_phone_in_any_spelling_is_one_phone(typed):
    assert read_phone(typed, "FR") == Reach(ContactKind.PHONE, "+33612345678")


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("+265 991 23 45 67", "FR", "+265991234567"),
        ("00265991234567", "FR", "+265991234567"),
        ("0991 23 45 67", "MW", "+265991234567"),
        ("+254 712 345 678", "FR", "+254712345678"),
        ("0712 345678", "KE", "+254712345678"),
        ("٠٧١٢٣٤٥٦٧٨", "KE", "+254712345678"),
        ("+962 7 9012 3456", "FR", "+962790123456"),
        ("01 42 34 56 78", "FR", "+33142345678"),
    ],
)
def test_numbers_of_other_countries_are_read_with_their_prefix_or_at_home(typed, region, number):
    assert read_phone(typed, region).value == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "12",
        "112",
        "06 12 34 56 7",
        "06 12 34 56 78 9",
        "06 12 34 56 7O",
        "0712345678",
        "+999 12 34 56 78",
        "06 12 34 56 78 / 07 66 38 74 96",
        "06 12 34 56 78 ext. 4",
        "06 12 34 56 78 #4",
        "nour@example.org",
        "six douze",
        "06 12 34 5 ABC",
        "0612345abc",
        "06 12 34 5 أبج",
        "0" * 300,
    ],
)
def test_what_nobody_could_call_is_no_phone(typed):
    with pytest.raises(NotAPhone):
        read_phone(typed, "FR")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("nour@example.org", "nour@example.org"),
        ("  nour@example.org\n", "nour@example.org"),
        ("Nour@Example.ORG", "nour@example.org"),
        ("nour+konexio@mail.example.org", "nour+konexio@mail.example.org"),
        ("zoé@exemple.fr", "zoé@exemple.fr"),
        ("zoe\u0301@exemple.fr", "zoé@exemple.fr"),
        ("nour@xn--exmple-xta.fr", "nour@exâmple.fr"),
        ("نور@مثال.com", "نور@مثال.com"),
    ],
)
def test_an_e_mail_address_in_any_spelling(typed, address):
    assert read_email(typed) == Reach(ContactKind.EMAIL, address)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "nour",
        "nour@",
        "@example.org",
        "nour@example",
        "nour@localhost",
        "nour@@example.org",
        "nour @example.org",
        "nour@exam ple.org",
        "nour@example,org",
        "nour@example..org",
        "nour.@example.org",
        "Nour <nour@example.org>",
        "nour@example.org, sami@example.org",
        "nour@[127.0.0.1]",
        "06 12 34 56 78",
        "nour@" + "n" * 250 + ".org",
        "no\x00ur@example.org",
        "nour@example.org\r\nBcc: sami@example.org",
    ],
)
def test_what_no_letter_could_reach_is_no_e_mail(typed):
    with pytest.raises(NotAnEmail):
        read_email(typed)


@given(any_text | phone_like)
@settings(deadline=None, max_examples=200)
@example("+")
@example("tel:;phone-context=")
@example("+33612345678;phone-context=+33;isub=1")
@example("0" * 10_000)
def test_any_text_is_a_phone_or_is_not(text):
    try:
        reach = read_phone(text, "FR")
    except NotAPhone:
        return
    assert reach.value.startswith("+")
    assert reach.value[1:].isascii()
    assert reach.value[1:].isdigit()
    assert read_phone(reach.value, "FR") == reach
    assert read_phone(show_phone(reach.value, "FR"), "FR") == reach


@given(any_text | email_like)
@settings(deadline=None, max_examples=200)
@example("\ud800@example.org")
@example("nour@\ud800.org")
@example("İ@example.org")
def test_any_text_is_an_e_mail_or_is_not(text):
    try:
        reach = read_email(text)
    except NotAnEmail:
        return
    assert "@" in reach.value
    assert read_email(reach.value) == reach


@pytest.mark.parametrize(
    ("reach", "shown"),
    [
        (read_phone("06 12 34 56 78", "FR"), "•••• 56 78"),
        (read_phone("+265 991 23 45 67", "FR"), "•••• 45 67"),
        (read_email("nour.benali@example.org"), "n•••@example.org"),
        (read_email("n@example.org"), "n•••@example.org"),
        (read_email("نور@example.org"), "ن•••@example.org"),
    ],
)
def test_a_mask_shows_enough_to_recognise_and_too_little_to_use(reach, shown):
    assert mask(Contact(kind=reach.kind, value=reach.value)) == shown


def test_a_number_is_shown_as_people_here_write_it():
    assert show_phone("+33766387496", "FR") == "07 66 38 74 96"
    assert show_phone("+33766387496", "KE") == "+33 7 66 38 74 96"
    assert show_phone("+265991234567", "FR") == "+265 991 23 45 67"


def test_a_phone_and_an_e_mail_are_never_looked_up_as_one_another(app):
    phone, email = (Reach(kind, "same text") for kind in ContactKind)

    assert phone.digest != email.digest
    assert phone.digest == Reach(ContactKind.PHONE, "same text").digest


@pytest.mark.parametrize("typed", ["06 39 98 12 34", "+33 6 39 98 00 00", "٠٦٣٩٩٨٩٩٩٩"])
def test_numbers_of_stories_are_numbers_only_for_trials(typed):
    with pytest.raises(NotAPhone):
        read_phone(typed, "FR")

    assert read_phone(typed, "FR", of_stories=True).value.startswith("+3363998")


def test_trials_make_no_number_of_what_is_none():
    for typed in ("06 39 97 12 34 56", "06 39 98 12", "12"):
        with pytest.raises(NotAPhone):
            read_phone(typed, "FR", of_stories=True)
