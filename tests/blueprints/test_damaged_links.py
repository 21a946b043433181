"""Links that were copied with too much, or with something missing: mended where that can be, else the way by code."""

import pytest

from portal.domain.messages.links import link_token
from portal.domain.signups import lookup
from tests.blueprints.letters import reminded
from tests.blueprints.steps import path


@pytest.mark.parametrize("damage", [str.upper, str.title, *(f"{{}}{end}".format for end in ".),;»")])
def test_capitals_and_the_end_of_a_sentence_do_no_harm(client, damage):
    _sign_up, message = reminded()

    page = client.get_page(f"/l/{damage(link_token(message))}")

    assert (page.h1, path(page)) == ("Are you coming?", f"/en/reminders/{message.ref}")


@pytest.mark.parametrize("prefix", ["/l/", "/en/l/"])
@pytest.mark.parametrize("typed", ["abc", "a" * 11, "a" * 13, "0" * 12, "a" * 12 + "/else", "%20", "((("])
def test_whatever_else_stands_there_leads_to_the_code(client, prefix, typed):
    page = client.get_page(prefix + typed, headers={"Accept-Language": "en"})

    assert (page.status, page.h1) == (404, "We cannot open this here")
    assert client.get_page(page.link("Open my seat with my code")).h1 == "My seats"


def test_the_private_link_of_a_card_bears_a_full_stop_too(client):
    sign_up, _message = reminded()

    assert client.get_page(f"/en/l/{lookup.link_token(sign_up)}.").h1 == "Is this your seat?"
