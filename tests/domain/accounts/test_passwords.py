"""How passwords are kept, and which are refused."""

import argon2
import pytest

from portal.domain.accounts.passwords import Passwords, passwords, too_common

OWN = ("Nadia Benali", "nadia.benali@example.org", "Konexio")


@pytest.fixture
def cheap() -> Passwords:
    made = Passwords()
    made.configure(1)
    return made


def test_what_is_kept_is_argon2id_and_matches_what_was_typed_only(cheap):
    kept = cheap.keep("la maison bleue du port")

    assert kept.startswith("$argon2id$")
    assert cheap.match(kept, "la maison bleue du port")
    assert not cheap.match(kept, "la maison verte du port")
    assert cheap.keep("la maison bleue du port") != kept


def test_the_cost_is_that_of_the_library():
    defaults = argon2.PasswordHasher()
    usual = Passwords()

    assert not defaults.check_needs_rehash(usual._nobodys)
    assert usual.outdated("$argon2id$v=19$m=1024,t=3,p=4$bm9ib2R5bm9ib2R5bm9ibw$" + "bm9i" * 10 + "bm8")


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_nothing_matches_where_nothing_was_kept(cheap, kept):
    assert not cheap.match(kept, "la maison bleue du port")


def test_who_is_not_there_costs_one_check_like_everybody_else(cheap, monkeypatch):
    checks = []
    really = argon2.PasswordHasher.verify
    monkeypatch.setattr(
        argon2.PasswordHasher, "verify", lambda self, kept, typed: checks.append(kept) or really(self, kept, typed)
    )
    kept = cheap.keep("la maison bleue du port")

    cheap.match(kept, "wrong"), cheap.match(None, "wrong")

    assert [argon2.extract_parameters(one) for one in checks] == [argon2.extract_parameters(kept)] * 2


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd1234",
        "motdepasse2026!",
        "azertyuiop12",
        "zertyuiop123",
        "123456789012",
        "aaaaaaaaaaaa",
        "lalalalalala",
        "Nadia.Benali1990",
        "nadiabenali12",
        "konexio2026!!",
        "слава україні 2022",
        "!@#$%^&*()_+",
    ],
)
def test_the_first_thoughts_of_everybody_are_refused(password):
    assert too_common(password, *OWN)


@pytest.mark.parametrize(
    "password",
    ["la maison bleue du port", "x7$Kp!2@mQ#9", "موز في الصباح", "صبح یک سیب سرخ", "вишневий сад біля річки"],
)
def test_a_sentence_in_any_script_and_what_a_program_draws_are_taken(password):
    assert not too_common(password, *OWN)


def test_the_one_of_the_process_takes_what_the_setting_says(app):
    assert "m=1024," in passwords.keep("la maison bleue du port")
