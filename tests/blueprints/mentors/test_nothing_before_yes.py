"""Before both said yes nothing of one side is in any page, message, feed or log line that the other one gets.

Each side is full of tell-tale values. All that the other side can open or is sent is searched for them; and where
both agreed, each is found where it is meant to be, so that the search would have found it before.
"""

import logging

import pytest
from werkzeug.routing import BuildError

from portal.domain.accounts.contacts import read_phone
from portal.domain.mentoring import asking, pairs
from portal.domain.mentoring.pair_models import Side
from portal.domain.messages.models import Message
from portal.domain.signups.calendar import calendar_token
from portal.web.access import Access, access_of
from portal.web.letters.compose import mail, text_message
from tests import make, make_mentoring
from tests.blueprints.letters import link
from tests.blueprints.pairs.steps import client_of
from tests.conftest import NOW
from tests.domain.mentoring.learners import learner

#: What nobody but the person, and the team, may read of a mentor who has not said yes, and of a learner.
OF_MENTOR = ("Quokkason", "quokka@", "88 99 00 11", "688990011", "Wombatworks", "Numbat")
OF_LEARNER = ("Zarafa", "77 66 55 44", "677665544", "zarafa@", "Giraffe")
TELL_TALES = {Side.LEARNER: OF_MENTOR, Side.MENTOR: OF_LEARNER}
OPEN_TO_ANY = {Access.HOLDER, Access.LETTER, Access.PAIR, Access.ACCOUNT, Access.VOLUNTEER, Access.FORM}
#: What begins the names of the views that a learner or a mentor meets on their way.
ON_THE_WAY = ("looking", "mentors", "pair", "meeting", "desk", "slots", "card", "kept.copy", "volunteering", "own_")


@pytest.fixture
def two(app):
    """A learner and a mentor who know nothing of each other."""
    sign_up = make.sign_up(first_name="Zarafa", reach=read_phone("06 77 66 55 44", "FR"))
    mentee = learner(sign_up, spoken=("ar", "fr"), wish="Giraffe keeper")
    phone = read_phone("06 88 99 00 11", "FR")
    mentor = make_mentoring.volunteer(
        first_name="Claire",
        surname="Quokkason",
        email="quokka@mentors.example.org",
        phone=phone.value,
        phone_digest=phone.digest,
        employer="Wombatworks",
        motivation="Numbat motives",
        language="en",
    )
    make.db.session.commit()
    return mentee, mentor


def addresses(app, refs):
    """All that can be opened with these refs, by who may enter."""
    with app.test_request_context():
        adapter = app.url_map.bind("portal.test")
        for rule in app.url_map.iter_rules():
            wanted = "GET" in rule.methods and rule.endpoint.startswith(ON_THE_WAY)
            if not wanted or access_of(rule.endpoint) not in OPEN_TO_ANY:
                continue
            for ref in refs.get(access_of(rule.endpoint), [""]):
                try:
                    yield adapter.build(rule.endpoint, {"lang": "en", "ref": ref})
                except BuildError:  # it asks for more than a ref
                    break


def told(side, mentee, mentor):
    """Every message to this side, as mail and as text message."""
    about = f"volunteer:{mentor.id}" if side is Side.MENTOR else f"sign_up:{mentee.sign_up_id}"
    messages = make.db.session.scalars(make.db.select(Message).where(Message.about == about)).all()
    assert messages
    return messages


def seen(app, side, pair, mentee, mentor, log):
    """All that this side gets to see, and what was written into the log meanwhile; how many pages opened."""
    client = client_of(app, pair, side)
    texts, opened = [], 0
    messages = told(side, mentee, mentor)
    refs = {
        Access.HOLDER: [mentee.sign_up.ref],
        Access.PAIR: [pair.ref],
        Access.LETTER: [message.ref for message in messages],
    }
    for message in messages:
        texts += [str(mail(message, "somebody@example.org")), text_message(message, "+33600000000").text]
        client.get(link(message))
    if side is Side.LEARNER:
        texts.append(client.get(f"/en/calendar/{calendar_token(mentee.sign_up)}.ics").get_data(as_text=True))
        texts.append(client.get(f"/en/seats/{mentee.sign_up.ref}/mentors/order?pick={mentor.ref}").get_data(True))
    for address in addresses(app, refs):
        answer = client.get(address)
        opened += answer.status_code == 200
        texts.append(answer.get_data(as_text=True))
    return [*texts, *(record.getMessage() for record in log.records)], opened


def found(texts, tell_tales):
    return sorted({one for one in tell_tales for text in texts if one in text})


@pytest.mark.long_on_postgresql
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("how", ["requested", "one said yes"])
def test_nothing_of_the_other_is_seen_before_both_said_yes(app, two, side, how, caplog):
    caplog.set_level(logging.DEBUG)
    mentee, mentor = two
    pair = bring_together(mentee, mentor, how)
    texts, opened = seen(app, side, pair, mentee, mentor, caplog)
    assert opened > 4, "the pages are the ones people see"
    assert found(texts, TELL_TALES[side]) == []


def bring_together(mentee, mentor, how):
    if how == "requested":
        pair = asking.request(mentee, [mentor], NOW)
    else:
        pair = asking.suggest(mentee, mentor, NOW)
        asking.say_yes(pair, Side.LEARNER, NOW)
    make.db.session.commit()
    return pair


@pytest.mark.long_on_postgresql
@pytest.mark.parametrize("side", Side)
def test_contacts_are_found_where_they_are_meant_once_both_agreed(app, two, side, caplog):
    caplog.set_level(logging.DEBUG)
    mentee, mentor = two
    pair = bring_together(mentee, mentor, "one said yes")
    asking.say_yes(pair, Side.MENTOR, NOW)
    make.db.session.commit()
    texts, _opened = seen(app, side, pair, mentee, mentor, caplog)
    after_yes = ["Giraffe", "Zarafa"] if side is Side.MENTOR else []
    assert found(texts, TELL_TALES[side]) == after_yes, "a yes shows the wish, and no contact"
    for one in Side:
        pairs.share(pair, one, NOW)
    make.db.session.commit()
    page = client_of(app, pair, side).get_page(f"/en/pairs/{pair.ref}")
    assert found([page.words], TELL_TALES[side]) == (
        ["77 66 55 44", "Giraffe", "Zarafa"] if side is Side.MENTOR else ["88 99 00 11", "quokka@"]
    )
