"""The words of messages: the kinds there are, and each in one language, by sentence, tried before saved."""

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.backoffice.wording_forms import WordsForm
from portal.database import begin_write, db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.own_words import as_usual, how_many, own_words_of, say
from portal.domain.messages.segments import is_gsm7, segments
from portal.web.access import everywhere_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.in_force import follow
from portal.web.languages import KNOWN, offered
from portal.web.languages import gettext as _
from portal.web.letters.compose import LATIN_MOST, OTHER_MOST
from portal.web.letters.samples import CHANGEABLE, preview
from portal.web.message_words import kind_words
from portal.web.office import account, noted

blueprint = Blueprint("office_wording", __name__)


@blueprint.get("/office/wording")
@everywhere_only
def kinds() -> Response:
    return page(
        "backoffice/messages/wordings.html",
        heading=_("Words of messages"),
        kinds=[(kind.value, kind_words(kind)) for kind in CHANGEABLE],
        languages=offered(),
        own=how_many(),
    )


@blueprint.route("/office/wording/<message>/<code>", methods=["GET", "POST"])
@everywhere_only
def words(message: str, code: str) -> Response:
    which, form = _known(message, code)
    if request.method == "GET":
        return _show(form, which, code)
    if not form.validate():
        return _show(form, which, code, 422)
    if request.form.get("do") == "try":
        return _show(form, which, code)
    begin_write()
    if form.overtaken(own_words_of(which, code)):
        db.session.rollback()
        return _show(form, which, code, 409)
    moved = say(which, code, form.chosen(), clock.now(), account().id)
    if moved:
        noted("wording.changed", None, kind=message, language=code, words=moved)
    db.session.commit()
    follow()
    return go(url_for("office_wording.words", message=message, code=code, saved=1))


@blueprint.post("/office/wording/<message>/<code>/usual")
@everywhere_only
def usual(message: str, code: str) -> Response:
    which, form = _known(message, code)
    if not PressForm().validate():
        return _show(form, which, code, 422)
    as_usual(which, code, clock.now(), account().id)
    noted("wording.taken_back", None, kind=message, language=code)
    db.session.commit()
    follow()
    return go(url_for("office_wording.words", message=message, code=code))


def _known(kind: str, code: str) -> tuple[MessageKind, WordsForm]:
    if kind not in CHANGEABLE or code not in KNOWN:
        abort(404)
    return MessageKind(kind), WordsForm(MessageKind(kind), code)


def _show(form: WordsForm, kind: MessageKind, code: str, status: int = 200) -> Response:
    subject, letter, text = preview(kind, code, form.overlay(), clock.now())
    most = LATIN_MOST if is_gsm7(text) else OTHER_MOST
    return page(
        "backoffice/messages/wording.html",
        heading=_("%(kind)s: words", kind=kind_words(kind)),
        status=status,
        form=form,
        kind=kind,
        spoken=KNOWN[code],
        languages=offered(),
        subject=subject,
        letter=letter,
        text=text,
        parts=segments(text),
        too_long=segments(text) > most,
        own=how_many().get((kind, code), 0),
        saved=bool(request.args.get("saved")),
        trying=request.method == "POST",
    )
