"""Compressed answers, refusals included."""

from flask import Response
from flask_compress import Compress

#: What shrinks. Pictures and fonts are small already.
COMPRESSED = [
    "text/html",
    "text/plain",
    "text/calendar",
    "application/atom+xml",
    "application/xml",
    "application/json",
    "application/manifest+json",
    "text/javascript",
    "image/svg+xml",
]


class CompressAll(Compress):
    """Flask-Compress leaves whatever is not a 2xx as it is. A refused form and an error page carry the style sheet
    like any other page, to the same slow phones."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        answer = super().after_request(response)
        answer.status = status
        return answer
