"""What a WSGI server imports: `granian --interface wsgi wsgi:app`."""

from portal import create_app
from portal.web.garbage import collect_between_requests

app = create_app()
collect_between_requests(app)
