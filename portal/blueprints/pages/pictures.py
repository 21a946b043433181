"""The pictures of the association: each under the digest of its content, and so for ever."""

from flask import Blueprint, Response, abort

from portal.database import db
from portal.domain.settings.models import Picture
from portal.web.access import public
from portal.web.statics import YEAR

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/picture/<digest>")
@public
def picture(digest: str) -> Response:
    found = db.session.get(Picture, digest[:64]) or abort(404)
    response = Response(found.content, mimetype=found.mimetype)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Content-Disposition"] = "inline"
    return response
