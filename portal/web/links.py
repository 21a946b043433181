"""Absolute addresses, for messages, QR codes and calendars: always the configured one, never the request's."""

from flask import current_app, url_for

from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.lookup import link_token
from portal.domain.signups.models import SignUp


def absolute(path: str) -> str:
    return str(current_app.config["PORTAL_BASE_URL"]) + path


def private_link(sign_up: SignUp) -> str:
    """Opens the workshop of a booking and, after the small check, its card."""
    return absolute(url_for("door.follow_link", token=link_token(sign_up)))


def workshop_link(course_session: CourseSession) -> str:
    """The public page of a course session: what is shared is the workshop, never the booking."""
    return absolute(url_for("catalogue.course_session", ref=course_session.ref))
