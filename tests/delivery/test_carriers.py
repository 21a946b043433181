"""The settings name who carries."""

import pytest

from portal import config
from portal.delivery import carriers
from tests.delivery.gateway import gateway
from tests.delivery.letters import mail, text
from tests.delivery.mail_server import mail_server


def named(folder, **settings):
    return carriers(config.load(folder, {f"PORTAL_{name}": value for name, value in settings.items()}))


def test_to_try_it_out_everything_goes_into_the_outbox_of_the_instance(tmp_path):
    found = named(tmp_path)

    found.mail.send(mail())
    found.text.send(text())
    found.close()

    assert sorted(path.suffix for path in (tmp_path / "outbox").iterdir()) == [".eml", ".txt"]


@pytest.mark.parametrize(
    ("settings", "sender"),
    [
        ({"ORGANISATION_EMAIL": "hello@example.org"}, "An association <hello@example.org>"),
        (
            {"ORGANISATION_EMAIL": "hello@example.org", "MAIL_FROM": "portal@exämple.org"},
            "An association <portal@xn--exmple-cua.org>",
        ),
    ],
    ids=["the address for questions", "its own"],
)
def test_e_mail_comes_from_the_organisation(tmp_path, settings, sender):
    with mail_server() as server:
        found = named(tmp_path, MAIL_URL=f"smtp://127.0.0.1:{server.port}", ORGANISATION="An association", **settings)
        found.mail.send(mail())
        found.close()

    assert [one["From"] for one in server.mails] == [sender]


def test_a_gateway_is_asked_as_the_settings_describe_it(tmp_path):
    with gateway() as there:
        found = named(
            tmp_path,
            TEXT_URL=there.url("/messages"),
            TEXT_BODY='{"to": "{to}", "text": "{text}"}',
            TEXT_HEADERS='{"X-Key": "abc"}',
            TEXT_EXPECT="^OK$",
        )
        found.text.send(text())
        found.close()

    assert there.requests == [("POST", "/messages", b'{"to": "+33639980001", "text": "You have a seat."}')]
    assert there.headers[0]["X-Key"] == "abc"


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_apprise_is_asked_where_the_settings_say_so(tmp_path):
    with gateway() as there:
        found = named(tmp_path, TEXT_URL="apprise:" + there.url("/{to_plain}", "json"))
        found.text.send(text())
        found.close()

    assert [path for _, path, _ in there.requests] == ["/33639980001"]


def test_without_text_messages_nobody_carries_them(tmp_path):
    found = named(tmp_path, TEXT_URL="none")

    assert found.text is None
    found.close()
