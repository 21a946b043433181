"""What a page is about, as schema.org says it: Course, EducationEvent, Organization, where the page stands.

Source: https://schema.org, and what Google asks of Course and Event. The joining link of an online course is for
those who have a seat: a virtual place is named by the public page of the date.
"""

import json
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, url_for
from markupsafe import Markup

from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import Course, CourseSession, Place
from portal.domain.jobs.board_models import JobFair
from portal.domain.signups.offers import Offer
from portal.web.dates import iso_utc, local
from portal.web.languages import gettext as _
from portal.web.links import absolute, address, course_link, workshop_link
from portal.web.organisation import organisation
from portal.web.words import french_words, text

#: So many of its coming dates a course names; its page shows the others.
MOST_INSTANCES = 5
#: What would end the script, or begin another, is written as JSON can write it, too.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_AVAILABILITY = {
    Availability.OPEN: "InStock",
    Availability.FEW_LEFT: "LimitedAvailability",
    Availability.FULL: "SoldOut",
    Availability.OPENS_SOON: "PreOrder",
    Availability.CLOSED: "SoldOut",
}
_WEEK = timedelta(days=7)

Thing = dict[str, Any]


def structured(*things: Thing | None) -> Markup:
    """A block of data, which the content policy lets no browser run."""
    graph = {"@context": "https://schema.org", "@graph": [one for one in things if one]}
    source = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(source))  # noqa: S704


def association() -> Thing:
    """Who runs the portal."""
    own = organisation()
    more = {"logo": _static("icon-512.png"), "sameAs": own.website, "telephone": own.phone, "email": own.email}
    return {**_provider(), **more, "address": own.address}


def course_data(course: Course, offers: list[Offer]) -> Thing:
    """A course with its next dates. What it asks for and what it gives, in the reader's language."""
    dated = [one.course_session for one in offers if one.course_session.dates and _happens(one)]
    return thing(
        "Course",
        name=text(course.title),
        description=text(course.summary),
        url=course_link(course),
        provider=_provider(),
        isAccessibleForFree=True,
        offers={"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"},
        inLanguage=sorted({spoken.code for one in dated for spoken in one.spoken}),
        coursePrerequisites=text(course.prerequisites) if course.prerequisites else None,
        competencyRequired=french_words(course.french),
        teaches=[
            *map(text, course.activities),
            *(
                thing("DefinedTerm", termCode=one.code, inDefinedTermSet=f"{one.framework} {one.version}")
                for one in course.competences
            ),
        ],
        educationalCredentialAwarded=text(course.certificate) if course.certificate else None,
        hasCourseInstance=[_instance(one) for one in dated[:MOST_INSTANCES]],
    )


def event_data(offer: Offer) -> Thing | None:
    """A course session as an event; none where no date is set."""
    course_session = offer.course_session
    course, place = course_session.course, course_session.place
    if course_session.starts_at is None or course_session.ends_at is None:
        return None
    return thing(
        "EducationEvent",
        name=text(course.title),
        description=text(course.summary),
        url=workshop_link(course_session),
        image=_static("share.png"),
        startDate=local(course_session.starts_at, place.zone).isoformat(),
        endDate=local(course_session.ends_at, place.zone).isoformat(),
        eventSchedule=_schedule(course_session) if len(course_session.dates) > 1 else None,
        eventStatus=f"https://schema.org/{'EventScheduled' if _happens(offer) else 'EventCancelled'}",
        eventAttendanceMode=f"https://schema.org/{'Online' if place.online else 'Offline'}EventAttendanceMode",
        location=_location(place, workshop_link(course_session)),
        organizer=_provider(),
        inLanguage=[spoken.code for spoken in course_session.spoken],
        isAccessibleForFree=True,
        maximumAttendeeCapacity=course_session.capacity,
        remainingAttendeeCapacity=offer.free if offer.bookable else 0,
        offers=_free(offer),
    )


def fair_data(fair: JobFair) -> Thing:
    """A job fair as an event."""
    place, itself = fair.place, address("fairs.fair", ref=fair.ref)
    return thing(
        "Event",
        name=fair.name,
        url=itself,
        image=_static("share.png"),
        startDate=local(fair.starts_at, place.zone).isoformat(),
        endDate=local(fair.ends_at, place.zone).isoformat(),
        eventStatus=f"https://schema.org/{'EventCancelled' if fair.cancelled_at else 'EventScheduled'}",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        location=_location(place, itself),
        organizer=_provider(),
        isAccessibleForFree=True,
    )


def trail(*steps: tuple[str, str]) -> Thing:
    """Where the page stands: (name, address) from the outermost in, absolute."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def course_trail(course: Course, *further: tuple[str, str]) -> Thing:
    """All courses > this course > ..."""
    outermost = (_("All courses"), absolute(url_for("catalogue.courses")))
    return trail(outermost, (text(course.title), course_link(course)), *further)


def date_trail(course_session: CourseSession, when: str) -> Thing:
    """All courses > the course > this date."""
    return course_trail(course_session.course, (when, workshop_link(course_session)))


def thing(kind: str, **facts: Any) -> Thing:
    """Without what is not known."""
    return {"@type": kind, **{name: value for name, value in facts.items() if value not in (None, "", [])}}


def _provider() -> Thing:
    return {"@type": "Organization", "name": organisation().name, "url": absolute(url_for("pages.home"))}


def _static(name: str) -> str:
    return absolute(current_app.extensions["statics"].url(name))


def _happens(offer: Offer) -> bool:
    return offer.availability is not Availability.CANCELLED


def _instance(course_session: CourseSession) -> Thing:
    place = course_session.place
    return thing(
        "CourseInstance",
        courseMode="Online" if place.online else "Onsite",
        inLanguage=[spoken.code for spoken in course_session.spoken],
        location=_location(place, workshop_link(course_session)),
        courseSchedule=_schedule(course_session),
    )


def _schedule(course_session: CourseSession) -> Thing:
    """How often, how long, from when to when: by the week, where its dates are a week apart."""
    dates, zone = course_session.dates, course_session.place.zone
    first, last = local(dates[0].starts_at, zone), local(dates[-1].starts_at, zone)
    weekly = len(dates) > 1 and last.date() - first.date() == _WEEK * (len(dates) - 1)
    minutes = int((dates[0].ends_at - dates[0].starts_at).total_seconds()) // 60
    return thing(
        "Schedule",
        repeatFrequency="Weekly" if weekly else "Daily",
        repeatCount=len(dates),
        duration=f"PT{minutes}M",
        startDate=first.date().isoformat(),
        endDate=last.date().isoformat(),
        startTime=f"{first:%H:%M}",
        scheduleTimezone=zone.key,
    )


def _location(place: Place, address: str) -> Thing:
    if place.online:
        return {"@type": "VirtualLocation", "url": address}
    postal = {"addressLocality": place.city, "addressCountry": place.country}
    written = {"streetAddress": text(place.address)} if place.address else {}
    known = place.latitude is not None and place.longitude is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude} if known else None
    return thing("Place", name=text(place.name), address={"@type": "PostalAddress", **written, **postal}, geo=geo)


def _free(offer: Offer) -> Thing | None:
    """What a seat costs, and whether there is one; nothing where none can be had any more."""
    availability = _AVAILABILITY.get(offer.availability)
    if availability is None:
        return None
    opens = offer.course_session.opens_at
    return thing(
        "Offer",
        price=0,
        priceCurrency="EUR",
        availability=f"https://schema.org/{availability}",
        url=workshop_link(offer.course_session),
        validFrom=iso_utc(opens) if opens else None,
    )


def init_structured(app: Flask) -> None:
    app.jinja_env.globals.update(
        structured=structured,
        association=association,
        course_data=course_data,
        event_data=event_data,
        fair_data=fair_data,
        course_trail=course_trail,
        date_trail=date_trail,
    )
