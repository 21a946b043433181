"""The accounts of a demonstration: everybody may try them, and nobody anywhere else."""

import pytest

from portal.demo.accounts import let_in
from portal.web.demo_accounts import PASSWORD, TRIALS
from tests import make
from tests.blueprints.steps import path
from tests.conftest import NOW


@pytest.fixture
def trials(app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_DEMO", True)
    make.place(slug="montreuil")
    let_in(NOW)
    make.db.session.commit()


def try_out(client, email):
    return client.get_page("/en/sign-in").form().fill(email=email, password=PASSWORD).send()


def test_the_page_says_who_can_sign_in_and_by_what(trials, client):
    words = client.get_page("/en/sign-in").words

    assert PASSWORD in words
    assert all(trial.email in words for trial in TRIALS)
    assert "Team, The blue house" in words and "Code now: " in words


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.email)
def test_each_of_them_comes_in_with_what_the_pages_say(trials, client, trial):
    page = try_out(client, trial.email)
    if page.h1 == "Your second step":
        code = page.text(".note").removeprefix("Demonstration: the code is ").rstrip(".")
        page = page.form().fill(code=code).send()

    assert client.get("/en/account").status_code == 200


def test_two_who_try_the_same_at_once_both_come_in(trials, client, other):
    for browser in (client, other):
        page = try_out(browser, "admin@demo.example.org")
        code = page.text(".note").removeprefix("Demonstration: the code is ").rstrip(".")
        page.form().fill(code=code).send()

        assert browser.get("/en/account").status_code == 200


def test_elsewhere_they_are_not_shown_and_open_nothing(trials, client, app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_DEMO", False)
    assert PASSWORD not in client.get_page("/en/sign-in").words

    try_out(client, "volunteer@demo.example.org")

    assert path(client.get_page("/en/account")) == "/en/sign-in"


def test_a_demonstration_that_ends_signs_them_out(trials, client, app, monkeypatch):
    try_out(client, "volunteer@demo.example.org")
    assert client.get("/en/account").status_code == 200

    monkeypatch.setitem(app.config, "PORTAL_DEMO", False)

    assert client.get("/en/account").status_code == 303
