"""Text messages through the library apprise: its address of a JSON service, on a real server."""

import json
import logging
import socket
import sys
from urllib.parse import unquote

import pytest

from portal.delivery.anywhere import AppriseCarrier
from portal.delivery.letters import Away, Uncertain
from tests.delivery.gateway import gateway, hang
from tests.delivery.letters import text

# apprise looks for a module of the library that Python 3.13 takes away; it has its own for then.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

QUICK = "?cto=0.3&rto=0.3"


def carrier_to(there, rest="/{to}"):
    return AppriseCarrier("apprise:" + there.url(rest, "json"))


def test_the_words_arrive_under_the_number():
    with gateway() as there:
        carrier_to(there).send(text(text="Bonjour Zoé & مرحبا {to}\n5 < 6 \\n"))

    ((method, path, body),) = there.requests
    assert (method, unquote(path)) == ("POST", "/+33639980001")
    assert json.loads(body)["message"] == "Bonjour Zoé & مرحبا {to}\n5 < 6 \\n"


def test_one_carrier_serves_many_numbers():
    with gateway() as there:
        carrier = carrier_to(there, "/{to_plain}")
        carrier.send(text(to="+33639980001"))
        carrier.send(text(to="+33639980002"))
        carrier.close()

    assert [path.strip("/") for _, path, _ in there.requests] == ["33639980001", "33639980002"]


@pytest.mark.parametrize(
    "answer", [lambda asked: asked.say(400), lambda asked: asked.say(500), lambda asked: asked.raw(b"rubbish"), hang]
)
def test_a_no_of_apprise_does_not_say_whether_the_message_went_out(answer):
    with gateway(answer) as there, pytest.raises(Uncertain) as raised:
        carrier_to(there, "/{to}" + QUICK).send(text())

    assert raised.value.reason == "apprise"


def test_nobody_listening_is_a_no_too():
    with socket.create_server(("127.0.0.1", 0)) as placeholder:
        port = placeholder.getsockname()[1]
    with pytest.raises(Uncertain):
        AppriseCarrier(f"apprise:json://127.0.0.1:{port}/{{to}}{QUICK}").send(text())


def test_an_address_that_apprise_does_not_know_sends_nothing():
    with pytest.raises(Away) as raised:
        AppriseCarrier("apprise:nosuchservice://host/{to}").send(text())

    assert raised.value.reason == "apprise-url"


def test_its_log_names_nobody(caplog):
    with caplog.at_level(logging.DEBUG), gateway(lambda asked: asked.say(500)) as there, pytest.raises(Uncertain):
        carrier_to(there).send(text())

    assert "639980001" not in caplog.text
    assert "seat" not in caplog.text


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "apprise", None)

    with pytest.raises(RuntimeError, match=r"install portal\[text\]"):
        AppriseCarrier("apprise:json://127.0.0.1/{to}")
