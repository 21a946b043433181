"""One application, by the link of a message: answered without signing in."""

from functools import partial

from flask import Blueprint, Response, url_for

from portal.blueprints.answers import deeds
from portal.blueprints.answers.deeds import Door
from portal.domain.jobs.application_models import JobApplication
from portal.domain.messages.models import Message
from portal.web.job_letters import answerer_only
from portal.web.office import office_has

blueprint = Blueprint("job_answer", __name__)


def _door(message: Message, application: JobApplication) -> Door:
    return Door(application, partial(_to, message.ref), signed=False)


def _to(ref: str, what: str, file: str = "") -> str | None:
    if what == "cv":
        return url_for("job_cv.by_letter", ref=ref) if office_has("job_cv.by_letter") else None
    if what == "file":
        return url_for("job_files.by_letter", ref=ref, file=file) if office_has("job_files.by_letter") else None
    if what in {"read", "look"}:
        return url_for("job_answer.press", ref=ref, deed=what)
    return url_for("job_answer.ask", ref=ref, how=what) if what else url_for("job_answer.show", ref=ref)


@blueprint.get("/answers/<ref:ref>")
@answerer_only
def show(message: Message, application: JobApplication) -> Response:
    return deeds.show(_door(message, application))


@blueprint.post("/answers/<ref:ref>/<any(read, look):deed>")
@answerer_only
def press(message: Message, application: JobApplication, deed: str) -> Response:
    return deeds.press(_door(message, application), deed)


@blueprint.get("/answers/<ref:ref>/<any(dates, yes, no):how>")
@answerer_only
def ask(message: Message, application: JobApplication, how: str) -> Response:
    return deeds.ask(_door(message, application), how)


@blueprint.post("/answers/<ref:ref>/<any(dates, yes, no):how>")
@answerer_only
def answer(message: Message, application: JobApplication, how: str) -> Response:
    return deeds.answer(_door(message, application), how)
