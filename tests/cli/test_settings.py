"""`flask portal settings --now` says where each setting comes from, and no secret."""

from portal.database import db
from portal.domain.settings.changes import change
from tests.conftest import NOW


def said(app):
    lines = app.test_cli_runner().invoke(args=["portal", "settings", "--now"]).output.splitlines()
    return {line.split()[0]: line for line in lines}


def test_each_setting_says_whether_the_team_the_environment_or_nobody_set_it(app, monkeypatch):
    monkeypatch.setenv("PORTAL_PHONE_REGION", "FR")
    change({"PORTAL_ORGANISATION": "Numérique Ici", "PORTAL_WAKING_FROM": "09:00"}, NOW)
    db.session.commit()

    lines = said(app)

    assert "back office" in lines["PORTAL_ORGANISATION"] and lines["PORTAL_ORGANISATION"].endswith("Numérique Ici")
    assert lines["PORTAL_WAKING_FROM"].endswith("09:00")
    assert lines["PORTAL_PHONE_REGION"].endswith("environment")
    assert "default" in lines["PORTAL_OFFICE_CLOSES"]


def test_no_key_and_no_gateway_is_said(app, monkeypatch):
    monkeypatch.setenv("PORTAL_MAIL_URL", "smtp://user:hunter2@mail.example.org:587")

    lines = said(app)

    assert "hunter2" not in "".join(lines.values())
    assert app.config["PORTAL_LOOKUP_KEY"] not in "".join(lines.values())
