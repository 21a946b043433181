"""Absolute addresses, for messages, QR codes and calendars: always the configured one, never the request's."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.messages.links import link_token as message_token
from portal.domain.messages.models import Message
from portal.domain.signups.attendance_models import CheckInLink
from portal.domain.signups.check_in import link_token as check_in_token
from portal.domain.signups.lookup import link_token
from portal.domain.signups.models import SignUp


def absolute(path: str) -> str:
    return str(current_app.config["PORTAL_BASE_URL"]) + path


def address(endpoint: str, **values: Any) -> str:
    """As `url_for`, absolute, and also where no request is: in the worker."""
    base = urlsplit(current_app.config["PORTAL_BASE_URL"])
    current_app.inject_url_defaults(endpoint, values)
    return current_app.url_map.bind(base.netloc, url_scheme=base.scheme).build(endpoint, values, force_external=True)


def private_link(sign_up: SignUp) -> str:
    """Opens the workshop of a booking and, after the small check, its card."""
    return address("door.follow_link", token=link_token(sign_up))


def message_link(message: Message) -> str:
    """The short link of a message. Its language is that of the message, so the address need not say it."""
    return absolute(f"/l/{message_token(message)}")


def check_in_link(link: CheckInLink) -> str:
    """A trainer's link to the names of one course session."""
    return absolute(f"/c/{check_in_token(link)}")


def workshop_link(course_session: CourseSession) -> str:
    """The public page of a course session: what is shared is the workshop, never the booking."""
    return address("catalogue.course_session", ref=course_session.ref)


def course_link(course: Course) -> str:
    return address("catalogue.course", slug=course.slug)
