"""Bringing in a list, as somebody of the team does it."""

import io

from sqlalchemy import func, select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.models import SignUp
from portal.domain.signups.people_models import PeopleImport
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.steps import path
from tests.conftest import NOW

LIST = "Prénom;Téléphone\nNour;06 12 34 56 78\nSami;12\n"


def sent(client, content=LIST):
    form = client.get_page("/en/office/imports").form("form[enctype]")
    data = form.values | {"list": (io.BytesIO(content if isinstance(content, bytes) else content.encode()), "a.csv")}
    return client.post_page("/en/office/imports", data=data, content_type="multipart/form-data")


def tried(client, session, **answers):
    return sent(client).form("form[action$='/columns']").fill(session=session.ref, **answers).send()


def facts(page):
    return dict(zip(page.texts(".pairs dt"), page.texts(".pairs dd"), strict=True))


def how_many():
    return db.session.scalar(select(func.count()).select_from(SignUp))


def test_a_list_is_looked_at_first_and_brought_in_when_the_button_is_pressed(client):
    session = make.course_session()
    signed_in(client)

    page = tried(client, session)
    assert facts(page) == {"Can be brought in": "1", "Cannot be read": "1"}
    assert page.texts("tbody td") == ["A new person or sign-up", "The phone number cannot be read"]
    assert how_many() == 0

    page = page.form("form[action$='/go-on']").send()
    assert "Done. The file is deleted, only this report stays." in page.words
    assert facts(page) == {"Brought in": "1", "Cannot be read": "1"}
    assert how_many() == 1


def test_the_columns_are_guessed_and_can_be_changed(client):
    session = make.course_session()
    signed_in(client)
    form = sent(client, "Name;Prénom\nX;Nour\n").form("form[action$='/columns']")
    assert (form["first_name"], form["phone"]) == ("1", "")

    page = form.fill(session=session.ref, first_name="").send()
    assert page.problems == ["Choose the column with the first name."]


def test_what_is_no_list_says_what_to_do(client):
    signed_in(client)

    assert sent(client, b"PK\x03\x04").problems == ["This is no CSV file. In your spreadsheet, choose “Save as CSV”."]
    assert sent(client, b"").problems == ["Choose a file with a line of headings and at least one person."]
    assert sent(client, b"x" * 450_000).status == 413


def test_the_report_is_a_file_too(client):
    signed_in(client)
    page = tried(client, make.course_session())

    file = client.get(page.link("The whole report as CSV")).get_data(as_text=True)

    assert "2;A new person or sign-up\r\n3;The phone number cannot be read" in file


def test_a_list_that_is_not_wanted_is_deleted(client):
    signed_in(client)

    page = tried(client, make.course_session()).form("form[action$='/forget']").send()

    assert "The list is deleted. Nobody was brought in by it." in page.words
    assert db.session.scalar(select(func.count()).select_from(PeopleImport)) == 0


def test_a_team_brings_people_in_at_its_own_places_only_and_sees_its_own_lists_only(client, other):
    here, elsewhere = make.course_session(), make.course_session()
    signed_in(client, places=(here.place,))
    signed_in(other, places=(here.place,))

    page = sent(client)

    offered = [option.get("value") for option in page.all("#session option")]
    assert here.ref in offered and elsewhere.ref not in offered and "" not in offered
    assert other.get_page(path(page)).status == 404


def test_whoever_lost_the_role_there_brings_nobody_in_any_more(client):
    session = make.course_session()
    who = signed_in(client, places=(session.place, make.place()))
    page = tried(client, session)
    begin_write()
    who.grants[0].until = NOW
    db.session.commit()

    assert page.form("form[action$='/go-on']").send().status == 404
    assert how_many() == 0


def test_sent_twice_nobody_is_in_twice(client):
    session = make.course_session()
    make.sign_up(session, reach=read_phone("0612345678", "FR"))
    signed_in(client)

    page = tried(client, session)

    assert facts(page)["Known already: nothing to do"] == "1"
    page.form("form[action$='/go-on']").send()
    assert how_many() == 1
