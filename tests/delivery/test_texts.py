"""Text messages by HTTP, to a real server that takes, refuses, hangs, lies and talks rubbish."""

import gzip
import json
import socket
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.delivery.letters import Away, NotHandedOver, Refused, Uncertain
from portal.delivery.texts import GatewayCarrier
from tests.delivery.gateway import gateway, hang
from tests.delivery.letters import text
from tests.delivery.mail_server import self_made_certificate

#: How long a carrier waits where the gateway never answers, in seconds; where it does, a busy machine gets its time.
SHORT, LONG = 0.3, 10.0
QUERY = "/send?to={to}&text={text}&ref={ref}"
#: Everything that has a meaning in an address, a form, JSON or a template.
SHARP = 'a&b=c d+e%20f#g?h"i\\j{to}{ref}\nk\u2028é€ مرحبا 😀'


@contextmanager
def carrier_to(url, timeout=LONG, **more):
    carrier = GatewayCarrier(url, timeout=timeout, **more)
    try:
        yield carrier
    finally:
        carrier.close()


def failure(carrier):
    with pytest.raises(NotHandedOver) as raised:
        carrier.send(text())
    return type(raised.value), raised.value.reason


def how_it_fails(answer, **more):
    with gateway(answer) as there, carrier_to(there.url(QUERY), **more) as carrier:
        return failure(carrier)


def test_number_words_and_name_of_the_message_stand_in_the_address():
    with gateway() as there, carrier_to(there.url(QUERY)) as carrier:
        carrier.send(text(text=SHARP))

    ((method, path, body),) = there.requests
    assert (method, body) == ("GET", b"")
    assert parse_qs(urlsplit(path).query) == {"to": ["+33639980001"], "text": [SHARP], "ref": ["letter-1"]}


def test_a_body_in_json_says_the_same_and_keeps_its_own_shape():
    template = '{"to": ["{to_plain}"], "text": "{text}", "options": {"id": "{ref}", "unicode": true, "tries": 1}}'
    with gateway() as there, carrier_to(there.url("/messages"), body=template) as carrier:
        carrier.send(text(text=SHARP))

    ((method, path, body),) = there.requests
    assert (method, path) == ("POST", "/messages")
    assert there.headers[0]["Content-Type"] == "application/json"
    assert json.loads(body) == {
        "to": ["33639980001"],
        "text": SHARP,
        "options": {"id": "letter-1", "unicode": True, "tries": 1},
    }


def test_any_other_body_is_a_form():
    with gateway() as there, carrier_to(there.url("/"), body="From=Portal&To={to}&Body={text}") as carrier:
        carrier.send(text(text=SHARP))

    ((method, _, body),) = there.requests
    assert method == "POST"
    assert there.headers[0]["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body.decode()) == {"From": ["Portal"], "To": ["+33639980001"], "Body": [SHARP]}


def test_headers_and_login_are_those_of_the_settings():
    with gateway() as there:
        url = there.url(QUERY).replace("//", "//us%40home:s3cret@")
        with carrier_to(url, headers={"X-Key": "abc", "Idempotency-Key": "{ref}"}) as carrier:
            carrier.send(text())

    (headers,) = there.headers
    assert (headers["X-Key"], headers["Idempotency-Key"]) == ("abc", "letter-1")
    assert headers["Authorization"] == "Basic dXNAaG9tZTpzM2NyZXQ="


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=5))
def test_any_words_arrive_whole(all_words):
    with gateway() as there, carrier_to(there.url(QUERY)) as carrier:
        for words in all_words:
            carrier.send(text(text=words))

    arrived = [parse_qs(urlsplit(path).query, keep_blank_values=True)["text"] for _, path, _ in there.requests]
    assert arrived == [[words] for words in all_words]


def test_several_messages_travel_on_one_connection():
    with gateway() as there, carrier_to(there.url(QUERY), expect="OK") as carrier:
        for _ in range(3):
            carrier.send(text())

    assert (len(there.requests), len(there.connections)) == (3, 1)


def test_a_gateway_that_closes_after_each_answer_gets_the_next_on_a_new_connection():
    with (
        gateway(lambda asked: asked.say(200, b"OK", Connection="close")) as there,
        carrier_to(there.url(QUERY)) as carrier,
    ):
        for _ in range(2):
            carrier.send(text())

    assert (len(there.requests), len(there.connections)) == (2, 2)


def test_a_gateway_that_closes_without_a_word_gets_the_next_on_a_new_connection():
    def answer_and_leave(asked):
        asked.say(200, b"OK")
        asked.close_connection = True

    with gateway(answer_and_leave) as there, carrier_to(there.url(QUERY)) as carrier:
        carrier.send(text())
        assert carrier._connection.sock.recv(1, socket.MSG_PEEK) == b"", "the server has not left"
        carrier.send(text())

    assert (len(there.requests), len(there.connections)) == (2, 2)


def test_half_a_letter_becomes_a_question_mark():
    with gateway() as there, carrier_to(there.url(QUERY)) as carrier:
        carrier.send(text(text="a \ud83d b"))

    assert parse_qs(urlsplit(there.requests[0][1]).query)["text"] == ["a ? b"]


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_is_a_yes(status):
    with gateway(lambda asked: asked.say(status)) as there, carrier_to(there.url(QUERY)) as carrier:
        carrier.send(text())
        carrier.send(text())

    assert len(there.requests) == 2


def test_a_yes_in_words_is_looked_for_where_it_is_asked_for():
    body = gzip.compress(b'{"status": "queued"}')
    with (
        gateway(lambda asked: asked.say(200, body, Content_Encoding="gzip")) as there,
        carrier_to(there.url(QUERY), expect='"status": ?"queued"') as carrier,
    ):
        carrier.send(text())

    assert len(there.requests) == 1


def test_a_2xx_without_the_expected_words_may_be_a_yes():
    said = how_it_fails(lambda asked: asked.say(200, b"ERROR: no credit"), expect="^OK")

    assert said == (Uncertain, "unexpected-answer")


@pytest.mark.parametrize("status", [400, 406, 410, 413, 422, 451])
def test_a_message_the_gateway_will_never_take_is_refused(status):
    assert how_it_fails(lambda asked: asked.say(status, b"no")) == (Refused, f"http-{status}")


@pytest.mark.parametrize("status", [301, 302, 307, 401, 402, 403, 404, 405, 408, 425, 429, 500, 502, 503])
def test_an_answer_that_would_meet_every_message_means_away(status):
    assert how_it_fails(lambda asked: asked.say(status, b"no")) == (Away, f"http-{status}")


def test_a_redirect_is_not_followed():
    with gateway() as elsewhere:
        said = how_it_fails(lambda asked: asked.say(302, Location=elsewhere.url("/send")))

    assert said == (Away, "http-302")
    assert elsewhere.requests == []


def test_a_proxy_that_heard_nothing_from_the_gateway_behind_it_leaves_us_uncertain():
    assert how_it_fails(lambda asked: asked.say(504)) == (Uncertain, "http-504")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (hang, "timeout"),
        (lambda asked: asked.raw(b"\x00\xffrubbish\r\n\r\n"), "connection"),
        (lambda asked: asked.raw(b"HTTP/1.1 perhaps\r\n\r\n"), "connection"),
        (lambda asked: asked.raw(b""), "connection"),
        (lambda asked: asked.raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"), "connection"),
    ],
    ids=["hangs", "rubbish", "no status", "closes", "endless header"],
)
def test_without_a_readable_answer_the_message_may_have_gone_out(answer, reason):
    assert how_it_fails(answer, timeout=SHORT) == (Uncertain, reason)


def test_a_yes_that_breaks_off_is_a_yes_unless_words_were_expected():
    def break_off(asked):
        asked.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nO")

    with gateway(break_off) as there, carrier_to(there.url(QUERY)) as carrier:
        carrier.send(text())
    assert how_it_fails(break_off, expect="OK") == (Uncertain, "cut")


def talk_on(asked):
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n\r\nOK")
    while True:
        asked.wfile.write(b"." * 10_000)


@pytest.mark.parametrize(
    "answer",
    [
        talk_on,
        lambda asked: asked.say(200, b"OK" + b"." * 100_000),
        lambda asked: asked.say(200, b"OK" + b"." * 65_600),  # a rest so small that it is buffered unread
    ],
)
def test_a_very_long_answer_is_read_no_further_than_needed(answer):
    with gateway(answer) as there, carrier_to(there.url(QUERY), expect="^OK") as carrier:
        carrier.send(text())
        carrier.send(text())

    assert len(there.connections) == 2


def test_nobody_listening_is_away():
    with socket.create_server(("127.0.0.1", 0)) as placeholder:
        port = placeholder.getsockname()[1]
    with carrier_to(f"http://127.0.0.1:{port}{QUERY}") as carrier:
        assert failure(carrier) == (Away, "connection")


def test_a_host_without_an_address_is_away():
    with carrier_to("http://gateway.invalid" + QUERY) as carrier:
        assert failure(carrier) == (Away, "dns")


def test_a_gateway_that_hangs_before_it_listens_was_told_nothing():
    """It takes the connection and never answers the greeting of TLS: not a word of the message has left."""
    mute = socket.create_server(("127.0.0.1", 0))
    with mute, carrier_to(f"https://127.0.0.1:{mute.getsockname()[1]}{QUERY}", SHORT) as carrier:
        assert failure(carrier) == (Away, "timeout")


def test_a_gateway_that_goes_away_and_comes_back_gets_the_next_message():
    turns = iter([503, 200])
    with gateway(lambda asked: asked.say(next(turns))) as there, carrier_to(there.url(QUERY)) as carrier:
        assert failure(carrier) == (Away, "http-503")
        carrier.send(text())

    assert len(there.requests) == 2


def test_after_an_answer_that_came_too_late_the_next_message_does_not_read_it():
    turns = iter([hang, lambda asked: asked.say(200, b"second")])
    with (
        gateway(lambda asked: next(turns)(asked)) as there,
        carrier_to(there.url(QUERY), SHORT, expect="second") as carrier,
    ):
        assert failure(carrier) == (Uncertain, "timeout")
        carrier.send(text())

    assert len(there.connections) == 2


def test_a_certificate_nobody_vouches_for_is_not_believed(tmp_path):
    context = self_made_certificate(tmp_path).context
    with gateway(context=context) as there, carrier_to(there.url(QUERY, "https")) as carrier:
        assert failure(carrier) == (Away, "tls")

    assert there.requests == []


def test_https_with_a_certificate_that_is_vouched_for(tmp_path, monkeypatch):
    certificate = self_made_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
    with gateway(context=certificate.context) as there, carrier_to(there.url(QUERY, "https")) as carrier:
        carrier.send(text())

    assert len(there.requests) == 1


def test_a_gateway_that_answers_drop_by_drop_is_not_waited_for():
    """Each drop comes in time, the whole never does."""

    drops = []

    def drip(asked):
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        for _drop in range(40):
            try:
                asked.wfile.write(b"O")
            except OSError:
                return
            drops.append(b"O")
            time.sleep(0.1)

    with gateway(drip) as told:
        carrier = GatewayCarrier(told.url("/?to={to}&text={text}"), expect="OK", timeout=0.3)
        with pytest.raises(Uncertain):
            carrier.send(text())
        carrier.close()

    assert len(drops) < 20, "it hung up long before the end"
