"""The same beside the source: `granian --interface wsgi wsgi:app`, `flask --app wsgi`."""

from portal.wsgi import app

__all__ = ["app"]
