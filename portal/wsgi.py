"""What a WSGI server imports, also where the portal is installed: `granian --interface wsgi portal.wsgi:app`."""

from portal import create_app
from portal.web.garbage import collect_between_requests
from portal.web.watching import watch_server

app = create_app()
collect_between_requests(app)
watch_server(app)
