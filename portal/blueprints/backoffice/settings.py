"""The settings that the team changes: one page that shows them all, a form for each subject, the logo, a trial."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from portal import clock
from portal.blueprints.backoffice.settings_forms import (
    AssociationForm,
    ColoursForm,
    HoursForm,
    LanguagesForm,
    LogoForm,
    SettingsForm,
    TrialForm,
    kept_form,
)
from portal.blueprints.backoffice.settings_shown import gateways, sections, trials
from portal.database import begin_write, db
from portal.domain.messages.models import Channel
from portal.domain.messages.trials import send_trial
from portal.domain.settings.changes import change
from portal.domain.settings.pictures import NotAPicture, TooHeavy, WrongSize, keep
from portal.web.access import admin_only
from portal.web.htmx import go, page
from portal.web.in_force import OF_THE_TEAM, follow, in_force
from portal.web.languages import gettext as _
from portal.web.message_words import channel_words
from portal.web.office import account, noted

blueprint = Blueprint("office_settings", __name__)

_FORMS: dict[str, Any] = {
    "association": AssociationForm,
    "colours": ColoursForm,
    "languages": LanguagesForm,
    "hours": HoursForm,
    "kept": kept_form,
}
#: The largest request that may bring a logo: the picture and what is around it.
_MOST_SENT = 300_000


@blueprint.get("/office/settings")
@admin_only
def settings() -> Response:
    return page(
        "backoffice/settings/settings.html",
        heading=_("Settings"),
        sections=sections(),
        gateways=gateways(),
        changed=request.args.get("changed", ""),
    )


@blueprint.route(
    "/office/settings/<any(association, colours, languages, hours, kept):subject>", methods=["GET", "POST"]
)
@admin_only
def section(subject: str) -> Response:
    form: SettingsForm = _FORMS[subject]()
    if request.method == "GET":
        form.open(form.saved())
        return _show(subject, form)
    if not form.validate():
        return _show(subject, form, 422)
    begin_write()
    follow()
    if form.overtaken(form.saved()):
        db.session.rollback()
        return _show(subject, form, 409)
    _write({f"PORTAL_{name}": text for name, text in form.texts().items()})
    return go(url_for("office_settings.settings", changed=subject))


@blueprint.route("/office/settings/logo", methods=["GET", "POST"])
@admin_only
def logo() -> Response:
    request.max_content_length = _MOST_SENT
    form = LogoForm()
    if request.method == "GET":
        return _show_logo(form)
    sent = request.files.get("logo")
    if not form.validate():
        return _show_logo(form, 422)
    try:
        digest = "" if request.form.get("remove") else keep(sent.read() if sent else b"", clock.now()).digest
    except (NotAPicture, TooHeavy, WrongSize) as problem:
        form.refuse("logo", _wrong_with(problem))
        return _show_logo(form, 422)
    _write({"PORTAL_LOGO": digest})
    return go(url_for("office_settings.settings", changed="logo"))


@blueprint.route("/office/settings/trial", methods=["GET", "POST"])
@admin_only
def trial() -> Response:
    """Send me a test: by the real queue and the real worker; the page of the message says what became of it."""
    channels = [Channel.EMAIL, *([Channel.TEXT] if current_app.config["PORTAL_TEXT_URL"] != "none" else [])]
    form = TrialForm([(channel.value, channel_words(channel)) for channel in channels])
    if request.method == "POST" and form.validate():
        sent = send_trial(Channel(form.channel.data), form.address, account().language, clock.now())
        noted("gateway.tried", f"message:{sent.id}", channel=sent.channel)
        db.session.commit()
        return go(url_for("office_messages.message", ref=sent.ref))
    if request.method == "GET":
        form.channel.data, form.to.data = Channel.EMAIL.value, account().email
    facts: dict[str, Any] = {"form": form, "gateways": gateways(), "trials": trials()}
    status = 422 if form.errors else 200
    return page("backoffice/settings/trial.html", heading=_("Send me a test"), status=status, **facts)


def _write(texts: dict[str, str]) -> None:
    """Keep what is not as the environment has it; each change is written down with what it was."""
    before = {name: in_force().written(name) for name in texts}
    usual = {name for name, text in texts.items() if OF_THE_TEAM[name].read(text) == in_force().usual(name)}
    own = {name: None if name in usual else text for name, text in texts.items()}
    for one in change(own, clock.now(), account().id):
        new = texts[one.name]
        noted("setting.changed", f"setting:{one.name.removeprefix('PORTAL_')}", old=before[one.name], new=new)
    db.session.commit()
    follow()


def _show(subject: str, form: SettingsForm, status: int = 200) -> Response:
    headings = {one.subject: one.heading for one in sections()}
    return page(
        "backoffice/settings/section.html",
        heading=headings[subject],
        status=status,
        form=form,
        subject=subject,
        fields=[field for field in form if field.name not in {"csrf_token", "seen"}],
    )


def _show_logo(form: LogoForm, status: int = 200) -> Response:
    return page("backoffice/settings/logo.html", heading=_("Logo"), status=status, form=form)


def _wrong_with(problem: Exception) -> str:
    if isinstance(problem, TooHeavy):
        return _("This picture is too heavy. At most 100 kB, please.")
    if isinstance(problem, WrongSize):
        return _("Each side must have between 16 and 2000 pixels.")
    return _("Choose a picture: PNG, JPEG or WebP.")
