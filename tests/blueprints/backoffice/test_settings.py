"""The settings as the team changes them, and what everybody sees of it at once."""

from io import BytesIO

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.models import Message
from portal.domain.settings.ours import kept_months
from portal.web.statics import csp_hash
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.settings.test_pictures import png
from tests.worker.office import Office


@pytest.fixture
def admin(client):
    signed_in(client, "admin")
    return client


def change(client, subject, **values):
    return client.get_page(f"/en/office/settings/{subject}").form().fill(**values).send()


def written_down():
    return [(line.about, line.facts["old"], line.facts["new"]) for line in db.session.scalars(db.select(AuditLine))]


def test_the_name_of_the_association_changes_on_every_page_at_once(admin, other):
    assert "Konexio" in other.get_page("/en/").words

    page = change(admin, "association", organisation="Numérique Ici")

    assert "Saved." in page.words
    assert "Konexio" not in other.get_page("/en/").text("header")
    assert other.get_page("/fr/").text("header .name") == "Numérique Ici"
    assert written_down() == [("setting:ORGANISATION", "Konexio", "Numérique Ici")]


def test_a_phone_number_is_read_in_any_spelling_and_a_wrong_one_is_told(admin, other):
    change(admin, "association", organisation_phone="01.23.45.67.89")
    assert "01 23 45 67 89" in other.get_page("/fr/").text(".band")

    page = change(admin, "association", organisation_phone="12", organisation_website="www", organisation_email="a@")
    assert len(page.problems) == 3
    assert page.response.status_code == 422


def test_back_to_what_the_environment_says_is_no_change_any_more(admin, app):
    change(admin, "association", organisation="Numérique Ici")
    change(admin, "association", organisation="Konexio")

    assert app.extensions["in_force"].changed == {}


def test_what_another_admin_saved_meanwhile_is_shown_and_nothing_typed_is_lost(admin, other):
    signed_in(other, "admin")
    form = admin.get_page("/en/office/settings/association").form()
    change(other, "association", organisation="Their name")

    page = form.fill(organisation="My name").send()

    assert page.response.status_code == 409
    assert "Their name" in page.text(".summary")
    assert page.form()["organisation"] == "My name"
    page.form().send()
    assert other.get_page("/en/").text("header .name") == "My name"


def test_colours_follow_everywhere_and_the_policy_lets_them(admin, other):
    change(admin, "colours", colour_brand="#1a3d8f", colour_accent="#ffd000")

    page = other.get_page("/en/")
    sheet = page.one("style").text
    assert "--brand:#1a3d8f" in sheet
    assert csp_hash(sheet) in page.response.headers["Content-Security-Policy"]
    assert page.one("meta[name=theme-color]").get("content") == "#1a3d8f"


def test_a_colour_that_is_hard_to_read_is_measured_and_a_near_one_is_named(admin):
    page = change(admin, "colours", colour_brand="#ff0000")

    assert page.problems == [
        "Too hard to read: contrast 3.8, needed 7. Nearest that works: #b10000",
    ]
    assert change(admin, "colours", colour_brand="b10000").response.status_code == 200


def test_a_logo_stands_in_the_head_with_the_name_as_its_words(admin, other):
    send_logo(admin, png())

    logo = other.get_page("/fr/").one("header .name img")
    assert logo.get("alt") == "Konexio"
    answer = other.get(logo.get("src"))
    assert answer.data == png()
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/png", "public, max-age=31536000, immutable")


@pytest.mark.parametrize(
    "content, said",
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG, JPEG or WebP"),
        (b"", "PNG, JPEG or WebP"),
        (png() + b"\0" * 100_000, "At most 100 kB"),
        (png(4, 4), "between 16 and 2000 pixels"),
    ],
)
def test_what_is_no_fit_logo_is_refused(admin, content, said):
    page = send_logo(admin, content)

    assert said in page.problems[0]


def test_the_logo_is_taken_away_again(admin, other):
    send_logo(admin, png())

    admin.get_page("/en/office/settings/logo").form("main form + form").send()

    assert other.get_page("/fr/").text("header .name") == "Konexio"


def send_logo(client, content):
    form = client.get_page("/en/office/settings/logo").form()
    data = {"csrf_token": form["csrf_token"], "logo": (BytesIO(content), "logo.png")}
    return client.post_page("/en/office/settings/logo", data=data, content_type="multipart/form-data")


def test_a_language_that_is_not_offered_any_more_has_no_pages(admin, other):
    assert other.get("/uk/").status_code == 200

    change(admin, "languages", languages=["fr", "en"], first="fr")

    assert other.get("/uk/").status_code == 404
    assert [one.get("hreflang") for one in other.get_page("/fr/").all("link[hreflang]")] == ["fr", "en", "x-default"]


def test_one_language_at_least_is_offered_and_the_first_is_one_of_them(admin):
    form = admin.get_page("/en/office/settings/languages").form()
    form["languages"] = None
    assert "Choose one language at least." in form.send().problems

    assert "Choose one of the languages above." in change(admin, "languages", languages=["fr"], first="en").problems


def test_hours_and_limits_are_read_by_the_rules_from_then_on(admin, app):
    page = change(admin, "hours", waking_from="09:30", text_daily_segments="50")

    assert "09:30 – 20:00" in page.words
    assert app.config["PORTAL_TEXT_DAILY_SEGMENTS"] == 50
    for wrong in ("many", "100001", "1" * 5000):
        assert "Write a number" in change(admin, "hours", text_daily_segments=wrong).problems[0]


def test_how_long_data_is_kept_shows_on_the_page_about_data(admin, other):
    from portal.domain.privacy import Reason

    change(admin, "kept", contact="3")

    assert kept_months(Reason.CONTACT) == 3
    assert "3 months" in other.get_page("/en/privacy").words


def test_more_months_than_may_be_are_refused(admin):
    form = admin.get_page("/en/office/settings/kept").form()
    form.values["contact"] = "400"

    assert form.send().response.status_code == 422


def test_a_trial_goes_the_way_of_every_message_and_says_what_became_of_it(admin, app, tmp_path):
    form = admin.get_page("/en/office/settings/trial").form()
    page = form.fill(channel="text", to="06 12 34 56 78").send()
    assert "Waits to go out" in page.words

    office = Office(app, tmp_path / "outbox")
    office.work(NOW)

    assert "This is a trial. It has arrived." in office.texts()[0]
    assert db.session.scalar(db.select(Message.state)) == "sent"
    assert "Text message: Sent." in admin.get_page("/en/office/settings/trial").words


def test_a_trial_needs_an_address_that_fits(admin):
    form = admin.get_page("/en/office/settings/trial").form()

    assert form.fill(channel="text", to="nobody@example.org").send().problems


def test_gateways_are_shown_without_their_passwords(admin, app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_MAIL_URL", "smtp://user:hunter2@mail.example.org:587")
    monkeypatch.setitem(app.config, "PORTAL_TEXT_URL", "https://gateway.example.org/hunter2?to={to}&text={text}")

    page = admin.get_page("/en/office/settings").words

    assert "smtp://mail.example.org" in page and "https://gateway.example.org" in page
    assert "hunter2" not in page
