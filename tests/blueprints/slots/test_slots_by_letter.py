"""The link of a message opens the dates for whom it was sent to, without signing in."""

from portal.database import begin_write, db
from portal.domain.mentoring import slot_fit, slots
from portal.domain.mentoring.slot_alerts import alert
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages.kinds import MessageKind
from portal.web.letters.compose import mail
from tests import make
from tests.blueprints.letters import link, told
from tests.blueprints.slots.steps import by_letter, cards
from tests.conftest import NOW
from tests.domain.mentoring.slotting import coach, day
from tests.domain.mentoring.slotting import slot as new_slot


def alerted():
    place = make.place()
    claire, slot = coach(place, language="en"), new_slot(day(place=place))
    alert(claire, NOW)
    db.session.commit()
    return claire, slot


def test_the_mail_names_the_dates_that_fit_and_are_still_open(app):
    claire, _slot = alerted()
    letter = mail(told(about_volunteer(claire), MessageKind.SLOTS_OPEN), claire.email)

    assert "1 date needs you." in letter.text
    assert "Soft-skills coach · A day at work, Thursday 26 November, 14:00 to 16:00" in letter.text


def test_its_link_opens_the_dates_and_one_press_takes_one(client):
    claire, slot = alerted()

    page = by_letter(client, claire)
    assert page.h1 == "Dates that need you"
    assert len(cards(page)) == 1
    taken = client.get_page(page.link("A day at work")).form().send()

    assert taken.h1 == "You come to this date"
    assert slot_fit.held_by(claire, NOW) == [slot]


def test_reading_the_link_takes_nothing(client):
    claire, _slot = alerted()

    by_letter(client, claire)

    assert slot_fit.held_by(claire, NOW) == []


def test_a_date_is_given_back_by_the_link_of_its_message(client):
    claire, slot = alerted()
    slots.take(slot, claire, NOW)

    page = by_letter(client, claire, MessageKind.SLOT_YOURS)
    question = client.get_page(client.get_page(page.link("A day at work")).link("Give it back"))
    question.form().send()

    assert slot_fit.held_by(claire, NOW) == []


def test_another_browser_learns_nothing(client, other):
    claire, slot = alerted()
    by_letter(client, claire)
    address = f"/en/slots/{told(about_volunteer(claire), MessageKind.SLOTS_OPEN).ref}"

    assert client.get(f"{address}/{slot.ref}").status_code == 200
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/{slot.ref}").status_code == 404


def test_the_link_of_somebody_who_stopped_opens_nothing(client):
    claire, _slot = alerted()
    address = link(told(about_volunteer(claire), MessageKind.SLOTS_OPEN))
    begin_write()
    claire.state = VolunteerState.ENDED
    db.session.commit()

    assert client.get(address, follow_redirects=True).status_code == 404
