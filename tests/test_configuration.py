"""Settings are checked once, at start-up, and everything that is wrong is said at once."""

import stat
from pathlib import Path

import pytest

from portal import config
from portal.cli import settings_table
from portal.config import SETTINGS, BadSettings
from portal.vault import new_data_key

#: All that a portal on the public network must say of itself.
PUBLIC = {
    "PORTAL_BASE_URL": "https://portal.example.org",
    "PORTAL_SECRET_KEY": "s" * 32,
    "PORTAL_LOOKUP_KEY": "l" * 32,
    "PORTAL_DATA_KEYS": new_data_key(),
    "PORTAL_ORGANISATION": "An association",
    "PORTAL_ORGANISATION_ADDRESS": "1 street, 75001 Paris",
    "PORTAL_ORGANISATION_PHONE": "+33123456789",
    "PORTAL_ORGANISATION_EMAIL": "hello@example.org",
    "PORTAL_ORGANISATION_WEBSITE": "https://example.org",
    "PORTAL_MAIL_URL": "smtp://portal:secret@mail.example.org:587",
    "PORTAL_TEXT_URL": "none",
    "PORTAL_PUBLISHER": "Somebody",
    "PORTAL_HOSTING": "A company, 2 street, 75002 Paris",
}


def problems(tmp_path: Path, environ: dict[str, str]) -> list[str]:
    with pytest.raises(BadSettings) as raised:
        config.load(tmp_path, environ)
    return str(raised.value).splitlines()


def test_to_try_it_out_nothing_needs_to_be_set(tmp_path):
    values = config.load(tmp_path, {})

    assert values["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    assert len(values["SECRET_KEY"]) > 32
    assert values["SESSION_COOKIE_SECURE"] is False


def test_keys_for_trying_out_are_drawn_once_and_kept_from_others(tmp_path):
    first, second = config.load(tmp_path, {}), config.load(tmp_path, {})

    kept = tmp_path / "keys.json"
    assert first == second
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    assert config.load(tmp_path / "another", {})["SECRET_KEY"] != first["SECRET_KEY"]


@pytest.mark.parametrize("missing", [name for name in PUBLIC if name != "PORTAL_BASE_URL"])
def test_a_public_portal_leaves_nothing_that_protects_people_to_a_default(tmp_path, missing):
    found = problems(tmp_path, {name: value for name, value in PUBLIC.items() if name != missing})

    assert len(found) == 1
    assert found[0].startswith(f"{missing}: a public portal needs its own.")
    assert not (tmp_path / "keys.json").exists()


def test_a_public_portal_lacks_everything_at_once(tmp_path):
    found = problems(tmp_path, {"PORTAL_BASE_URL": "https://portal.example.org"})

    assert {line.split(":")[0] for line in found} == set(PUBLIC) - {"PORTAL_BASE_URL"}


def test_a_public_portal_keeps_its_cookie_to_itself(tmp_path):
    values = config.load(tmp_path, PUBLIC)

    assert values["SESSION_COOKIE_NAME"] == "__Host-portal"
    assert (values["SESSION_COOKIE_SECURE"], values["SESSION_COOKIE_HTTPONLY"]) == (True, True)
    assert values["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert values["TRUSTED_HOSTS"] == ["portal.example.org"]


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("BASE_URL", "portal.example.org", "write an address such as https://portal.example.org, without a path"),
        ("BASE_URL", "https://example.org/portal", "without a path"),
        ("SECRET_KEY", "short", "write at least 32 characters"),
        ("LOOKUP_KEY", "short", "write at least 32 characters"),
        ("DATA_KEYS", "not-a-key", "write keys that `flask portal keys` drew"),
        ("DEMO", "perhaps", "write 1 or 0"),
        ("HTMX_SOURCE", "somewhere", "write one of: cdn, local"),
        ("PROXIES", "-1", "write a whole number, 0 or more"),
        ("MAX_BODY_BYTES", "64k", "write a whole number, 4096 or more"),
        ("HOLDER_MINUTES", "0", "write a whole number, 1 or more"),
        ("SEATS_PER_ADDRESS", "many", "write a whole number, 1 or more"),
        ("PHONE_REGION", "France", "write the two letters of a country"),
        ("ORGANISATION_PHONE", "07 66 38 74 96", "write a number such as +33123456789"),
        ("ORGANISATION_PHONE", "+", "write a number such as +33123456789"),
        ("ORGANISATION_EMAIL", "contact@", "write an address such as contact@example.org"),
        ("STAFF_EMAIL", "the team", "write an address such as contact@example.org"),
        ("MAIL_FROM", "équipe@example.org", "write an address such as contact@example.org"),
        ("MAIL_URL", "mail.example.org", "write file, smtp://user:password@host:587 or smtps://user:password@host"),
        ("MAIL_URL", "https://mail.example.org", "write file, smtp://"),
        ("MAIL_URL", "smtp://mail.example.org:many", "write file, smtp://"),
        ("MAIL_URL", "smtp://mail.example.org?starttls=maybe", "after ? write starttls=require or starttls=no"),
        ("MAIL_URL", "smtp://mail.example.org?tls=no", "after ? write starttls=require or starttls=no"),
        ("MAIL_URL", "smtp://mail.example.org?ca=/no/such/file", "the path of a file that exists"),
        ("TEXT_URL", "gateway.example.org", "write file, none, https://gateway"),
        ("TEXT_URL", "https://gateway.example.org/a b?to={to}&text={text}", "write file, none, https://gateway"),
        ("TEXT_URL", "https://{to}.example.org/{text}", "write file, none, https://gateway"),
        ("TEXT_URL", "http://gateway.example.org/{to}/{text}", "write https://"),
        ("TEXT_URL", "https://gateway.example.org/{to}", "write {to} and {text} in it, or in PORTAL_TEXT_BODY"),
        ("TEXT_URL", "apprise:json://gateway.example.org", "with {to} where the number goes"),
        ("TEXT_BODY", '{"to": {to}}', "every {...} within quotes"),
        ("TEXT_HEADERS", "Authorization: Bearer abc", "write JSON such as"),
        ("TEXT_HEADERS", '{"X-Key": 5}', "write JSON such as"),
        ("TEXT_HEADERS", '{"X-Key": "a\\r\\nX-Other: b"}', "write JSON such as"),
        ("TEXT_EXPECT", "(ok", "write a regular expression"),
        ("TEXT_PREFIXES", "33", "write beginnings of numbers such as +33"),
        ("TEXT_PREFIXES", ",", "write beginnings of numbers such as +33"),
        ("TEXT_DAILY_SEGMENTS", "-1", "write a whole number, 0 or more"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write(tmp_path, name, value, advice):
    found = problems(tmp_path, {"PORTAL_DEMO": "maybe", f"PORTAL_{name}": value})

    about = [line for line in found if line.startswith(f"PORTAL_{name}: ")]
    assert len(about) == 1
    assert advice in about[0]
    assert {line.split(":")[0] for line in found} == {f"PORTAL_{name}", "PORTAL_DEMO"}


@pytest.mark.parametrize(
    "url", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"], ids=["short", "plain", "driver"]
)
def test_every_spelling_of_a_postgresql_address_names_the_driver_we_bring(tmp_path, url):
    values = config.load(tmp_path, {"PORTAL_DATABASE_URL": url})

    assert values["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_URL", "smtps://user:password@mail.example.org"),
        ("MAIL_URL", "smtp://localhost:25?starttls=no"),
        ("TEXT_URL", "https://gateway.example.org/send?to={to_plain}&text={text}&ref={ref}"),
        ("TEXT_URL", "http://192.168.1.1/send?to={to}&text={text}"),
        ("TEXT_URL", "apprise:json://gateway.example.org/{to_plain}"),
        ("TEXT_BODY", "To={to}&Body={text}"),
        ("TEXT_EXPECT", '"status": ?"ok"'),
    ],
)
def test_ways_out_are_taken_as_they_are_written(tmp_path, name, value):
    assert config.load(tmp_path, {f"PORTAL_{name}": value})[f"PORTAL_{name}"] == value


def test_a_gateway_may_be_told_number_and_words_in_the_body(tmp_path):
    values = config.load(
        tmp_path,
        {
            "PORTAL_TEXT_URL": "https://gateway.example.org/messages",
            "PORTAL_TEXT_BODY": '{"to": ["{to}"], "message": "{text}"}',
            "PORTAL_TEXT_HEADERS": '{"Authorization": "Bearer abc"}',
            "PORTAL_TEXT_PREFIXES": "+33, +262",
        },
    )

    assert values["PORTAL_TEXT_HEADERS"] == {"Authorization": "Bearer abc"}
    assert values["PORTAL_TEXT_PREFIXES"] == ["+33", "+262"]


def test_a_secret_is_never_repeated_in_a_complaint(tmp_path):
    secrets = {
        "PORTAL_SECRET_KEY": "hunter2",
        "PORTAL_DATA_KEYS": "hunter2",
        "PORTAL_MAIL_URL": "smtp://user:hunter2@mail.example.org:x",
        "PORTAL_TEXT_URL": "http://user:hunter2@gateway.example.org/{to}{text}",
        "PORTAL_TEXT_BODY": '{"hunter2"',
        "PORTAL_TEXT_HEADERS": "hunter2",
    }

    found = problems(tmp_path, secrets)

    assert len(found) == len(secrets)
    assert "hunter2" not in "\n".join(found)


def test_the_documented_table_is_the_table_of_the_code():
    documented = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text()

    assert settings_table() in documented


def test_every_setting_has_a_meaning_and_its_default_can_be_read():
    for setting in SETTINGS:
        setting.read(setting.default)
        assert setting.meaning.endswith(".")


def test_drawn_keys_can_be_used(filled_app, tmp_path):
    drawn = filled_app.test_cli_runner().invoke(args=["portal", "keys"]).output
    environ = PUBLIC | dict(line.split("=", 1) for line in drawn.splitlines())

    values = config.load(tmp_path, environ)

    assert values["SECRET_KEY"] == environ["PORTAL_SECRET_KEY"]
