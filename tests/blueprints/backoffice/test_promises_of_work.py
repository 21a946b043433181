"""What the team owes about work: answered on the page of the application, and read by who may read that."""

import pytest

from portal.database import db
from portal.domain.jobs import closing, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.jobs.told import about_application, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.queue import give_up
from portal.domain.moves import Role
from portal.domain.promises.kinds import place_owner
from portal.domain.promises.lists import by_ref, open_promises
from portal.domain.promises.made import open_about
from portal.domain.signups.erasure import erase
from portal.domain.signups.kept_by_staff import hand_over
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.jobs.answers import confirmed, sent
from tests.domain.signups.lines import phone

LIST = "/en/office/promises"


def address(owed):
    return f"{LIST}/{owed.ref}"


def rows(client):
    return client.get_page(LIST).texts("main tbody th")


def buttons(page):
    return [" ".join(one.text_content().split()) for one in page.all("main form button, main summary")]


def stopped(begun=False, **facts):
    """Both said yes, the company was stopped, and the team owes how it goes on."""
    application = confirmed(**facts)
    if begun:
        placements.start(application, Role.COMPANY, NOW)
    company = application.posting.company
    company.state = CompanyState.SUSPENDED
    closing.close_company(company, "suspended", NOW)
    db.session.commit()
    return application


def owed_about(application):
    return open_about(about_application(application))


def learns_at(place):
    """Somebody who has a seat there."""
    return make.sign_up(make.course_session(place=place), reach=phone()).person


@pytest.mark.parametrize("begun", [False, True])
def test_how_a_placement_stands_is_said_on_the_page_of_the_application(client, begun):
    application = stopped(begun)
    signed_in(client)

    page = client.get_page(address(owed_about(application)))

    assert [one for one in buttons(page) if one != "Show the numbers"] == ["Somebody else answers", "Hand it over"]
    there = client.get_page(page.link("Answer it"))
    assert there.h1 == "Nour applies for work"


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("deed", ["done", "end", "again"])
def test_a_word_does_not_settle_it_whoever_sends_one(client, begun, deed):
    owed, values = owed_about(stopped(begun)), {"why": "not_needed", "day": "2026-12-01"}
    signed_in(client)

    token = client.get_page(address(owed)).form("form[action$='/owner']")["csrf_token"]
    answer = client.post(f"{address(owed)}/{deed}", data=values | {"csrf_token": token})

    assert answer.status_code == 409
    assert [(one.id, one.reply_by) for one in open_promises()] == [(owed.id, owed.reply_by)]


def test_what_the_company_says_of_a_placement_that_an_erasure_ended_is_a_word(client):
    application = confirmed()
    placements.start(application, Role.COMPANY, NOW)
    erase(application.person, "en", Role.STAFF, NOW)
    db.session.commit()
    owed = owed_about(application)
    assert db.session.get_one(JobApplication, application.id).state == JobState.COMPLETED
    signed_in(client)

    page = client.get_page(address(owed)).form("form[action$='/done']").send()

    assert page.text(".note.done strong") == "Answered"
    assert by_ref(owed.ref).state == "answered"


def test_staff_of_a_place_read_what_is_owed_about_their_own_learners(client):
    here, there = make.place(), make.place()
    ours = stopped(person=learns_at(here))
    theirs, nobodys = stopped(person=learns_at(there)), stopped()
    signed_in(client, "staff", (here,))

    assert rows(client) == ["See that the placement begins"]
    assert client.get(address(owed_about(ours))).status_code == 200
    for other in (theirs, nobodys):
        assert client.get(address(owed_about(other))).status_code == 404
        assert client.post(f"{address(owed_about(other))}/contact").status_code == 404


def test_whom_a_colleague_of_another_place_handed_it_to_sees_no_way_to_a_page_that_is_not_theirs(client):
    here, there = make.place(), make.place()
    application = stopped(person=learns_at(there))
    handed = hand_over(owed_about(application), place_owner(here.slug), NOW)
    db.session.commit()
    signed_in(client, "staff", (here,))

    page = client.get_page(address(handed))

    assert "Answer it" not in page.texts("main a")
    assert "Hand it over" in buttons(page)


def test_who_applied_at_a_fair_of_a_place_is_its_learner_too(client):
    here = make.place()
    application = stopped(fair_id=make_jobs.fair(place=here).id, way="fair")
    signed_in(client, "staff", (here,))

    assert client.get(address(owed_about(application))).status_code == 200


def test_a_message_about_an_application_that_did_not_arrive_is_read_by_the_same(client):
    here, there = make.place(), make.place()
    ours, theirs = (lost_news_of(sent(person=learns_at(place))) for place in (here, there))
    signed_in(client, "staff", (here,))

    assert rows(client) == ["Call: a message did not arrive"]
    assert client.get(address(ours)).status_code == 200
    assert client.get(address(theirs)).status_code == 404


def lost_news_of(application):
    """The team owes them a call."""
    news = tell_applicant(application, MessageKind.JOB_SENT, NOW)
    give_up(news, "no-such-number", NOW)
    db.session.commit()
    return open_about(f"message:{news.id}")


def test_what_a_company_owes_is_shown_to_the_team_without_a_button_that_fails(client):
    owed = owed_about(sent())
    db.session.commit()
    signed_in(client)

    page = client.get_page(address(owed))

    assert "the company" in page.words
    assert [one for one in buttons(page) if one != "Show the numbers"] == []
