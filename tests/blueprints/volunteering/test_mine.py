"""How it stands with an offer, by the link of a mail; and taking it back."""

import pytest

from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer, tell_volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.made import open_about
from tests import make, make_mentoring
from tests.blueprints.letters import follow, link, press
from tests.blueprints.volunteering.offers import answered, in_state, letter, newest, sent
from tests.conftest import NOW

HEADINGS = {
    VolunteerState.RECEIVED: "We have your offer",
    VolunteerState.IN_REVIEW: "We read your offer",
    VolunteerState.INTERVIEW: "We would like to meet you",
    VolunteerState.APPROVED: "You are a volunteer with us",
    VolunteerState.PAUSED: "You are on a break",
    VolunteerState.ENDED: "You are no volunteer any more",
    VolunteerState.DECLINED: "We cannot take your offer",
    VolunteerState.WITHDRAWN: "You took your offer back",
    VolunteerState.LAPSED: "Your offer has ended",
}


def _mail(volunteer):
    message = tell_volunteer(volunteer, MessageKind.VOLUNTEER_RECEIVED, NOW, {"reply_by": NOW.isoformat()})
    make.db.session.commit()
    return message


@pytest.mark.parametrize("state", HEADINGS)
def test_the_link_says_how_it_stands(client, state):
    page = follow(client, _mail(make_mentoring.volunteer(state, language="en")))

    assert page.h1 == HEADINGS[state]


def test_while_the_answer_is_owed_it_says_until_when(client, other):
    sent(client)

    page = follow(other, letter(MessageKind.VOLUNTEER_RECEIVED))

    assert page.text(".note strong") == "You hear from us by Tuesday 8 December at 18:00."


def test_taking_it_back_asks_first_and_ends_the_wait(client, other):
    sent(client)
    page = follow(other, letter(MessageKind.VOLUNTEER_RECEIVED))

    asked = other.get_page(page.link("Take my offer back"))
    assert in_state(VolunteerState.WITHDRAWN) == 0
    done = press(asked, "Yes, take it back")

    offer = newest()
    assert done.h1 == "You took your offer back"
    assert (offer.state, open_about(about_volunteer(offer))) == (VolunteerState.WITHDRAWN, None)


def test_a_draft_taken_back_is_deleted(client, other):
    answered(client, 3)
    by_mail = link(letter())
    page = other.get_page(by_mail)

    done = press(other.get_page(page.link("Delete my answers")), "Yes, delete them")

    assert done.h1 == "You took your offer back"
    assert in_state(VolunteerState.DRAFT) == 0
    assert other.get_page(by_mail).status == 404


def test_a_volunteer_who_was_approved_meanwhile_takes_nothing_back_here(client):
    volunteer = make_mentoring.volunteer(VolunteerState.RECEIVED, language="en")
    asked = client.get_page(follow(client, _mail(volunteer)).link("Take my offer back"))
    make.begin_write()
    volunteer.state = VolunteerState.APPROVED

    page = press(asked, "Yes, take it back")

    assert page.h1 == "You are a volunteer with us"
    assert in_state(VolunteerState.APPROVED) == 1


def test_a_link_sent_to_another_address_opens_nothing(client):
    volunteer = make_mentoring.volunteer(VolunteerState.RECEIVED, language="en")
    page = follow(client, _mail(volunteer))
    make.begin_write()
    volunteer.email_digest = "0" * 32

    assert client.get_page(page.response.request.path).status == 404
