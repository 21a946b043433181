"""Input is cleaned once, on every way to it."""

import pytest
from flask import Flask, request

from portal.web.hygiene import CleanRequest, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x9fd", "abcd"),
        ("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("e\u0301", "é"),
        ("نُور", "نُور"),
        ("a\u200fb", "a\u200fb"),
    ],
)
def test_text_is_in_one_form_and_free_of_what_a_database_refuses(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "ask",
    [
        lambda: request.form["a b"],
        lambda: (request.files, request.form["a b"])[1],
        lambda: request.values["a b"],
        lambda: (request.get_data(), request.form["a b"])[1],
        lambda: request.form.getlist("a b")[0],
    ],
    ids=["form", "files first", "values", "data first", "list"],
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_is_clean_by_whichever_way_it_is_read(ask, kind):
    app = Flask("bare")
    app.request_class = CleanRequest

    with app.test_request_context(
        "/", method="POST", data={"a\x00 b": "c\x00\r\nd"}, content_type=kind
    ):  # fmt: skip
        assert ask() == "c\nd"


def test_an_address_is_clean_too():
    app = Flask("bare")
    app.request_class = CleanRequest

    with app.test_request_context("/?a%00=b%00&a=%ED%A0%80"):
        assert request.args.getlist("a")[0] == "b"
        assert request.args.getlist("a")[1].isascii()
