"""What pages say to search engines, read back by extruct: Course, Event, the association, where a page stands."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from extruct.jsonld import JsonLdExtractor

from portal import clock
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.catalogue.models import Competence, French
from portal.domain.signups.changes import cancel_course_session
from tests import make

SECRET = "https://meet.example.org/secret-room"


def said(client, address: str) -> dict[str, dict]:
    """What the page says, by its kind."""
    page = client.get_page(address)
    (block,) = JsonLdExtractor().extract(page.response.get_data(as_text=True))
    assert block["@context"] == "https://schema.org"
    return {one["@type"]: one for one in block["@graph"]}


def is_picture(client, address: str) -> bool:
    with client.get(address.removeprefix("http://portal.test")) as answer:
        return answer.mimetype == "image/png"


def event(client, session) -> dict:
    return said(client, f"/en/sessions/{session.ref}")["EducationEvent"]


def course(client, session, language: str = "en") -> dict:
    return said(client, f"/{language}/courses/{session.course.slug}")["Course"]


def test_an_event_has_all_that_is_required_of_one(client):
    """https://developers.google.com/search/docs/appearance/structured-data/event"""
    session = make.course_session(languages=("fr", "ar"))
    make.fill(session, 3)

    found = event(client, session)

    assert {"name", "startDate", "location"} <= found.keys()
    assert {"name", "address"} <= found["location"].keys()
    assert {"description", "endDate", "eventStatus", "image", "offers", "organizer"} <= found.keys()
    assert datetime.fromisoformat(found["startDate"]) == session.starts_at
    assert datetime.fromisoformat(found["endDate"]).utcoffset() == timedelta(hours=1)
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert found["inLanguage"] == ["ar", "fr"]
    assert (found["maximumAttendeeCapacity"], found["remainingAttendeeCapacity"]) == (12, 9)
    assert found["isAccessibleForFree"] is True
    assert found["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 rue Bleue, Montreuil",
        "addressLocality": "Montreuil",
        "addressCountry": "FR",
    }
    assert (found["location"]["geo"]["latitude"], found["location"]["geo"]["longitude"]) == (48.86, 2.44)
    offered = {"price": 0, "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}
    assert offered.items() <= found["offers"].items()
    assert is_picture(client, found["image"])


def test_online_it_is_at_its_own_page_and_the_joining_link_stays_secret(client):
    place = make.place(online=True, city="", address=None, latitude=None, longitude=None)
    session = make.course_session(place=place, join_url=SECRET)

    found = event(client, session)

    assert found["location"] == {"@type": "VirtualLocation", "url": f"http://portal.test/en/sessions/{session.ref}"}
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    for page in (f"sessions/{session.ref}", f"courses/{session.course.slug}"):
        assert SECRET not in client.get(f"/en/{page}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("facts", "filled", "availability", "remaining"),
    [
        ({}, 10, "LimitedAvailability", 2),
        ({}, 12, "SoldOut", 0),
        ({"opens_at": datetime(2026, 11, 30, 9, tzinfo=UTC)}, 0, "PreOrder", 0),
        ({"closes_at": datetime(2026, 11, 23, tzinfo=UTC)}, 0, "SoldOut", 0),
    ],
)
def test_it_says_whether_a_seat_can_be_had(client, facts, filled, availability, remaining):
    session = make.course_session(**facts)
    make.fill(session, filled)

    found = event(client, session)

    assert found["offers"]["availability"] == f"https://schema.org/{availability}"
    assert found["remainingAttendeeCapacity"] == remaining
    assert found["offers"].get("validFrom") == ("2026-11-30T09:00:00Z" if "opens_at" in facts else None)


def test_a_date_that_is_called_off_is_an_event_that_is_called_off(client):
    session = make.course_session()
    cancel_course_session(session, clock.now())

    found = event(client, session)

    assert found["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in found


def test_where_no_date_is_set_there_is_no_event(client):
    session = make.course_session(None)

    assert set(said(client, f"/en/sessions/{session.ref}")) == {"BreadcrumbList"}


def test_many_dates_are_one_event_with_its_rhythm(client):
    session = make.course_session(None, place=make.place(timezone="Africa/Nairobi"))
    set_dates(session, weekly(date(2026, 12, 1), time(18), timedelta(hours=2), 6, ZoneInfo("Africa/Nairobi")))

    assert event(client, session)["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "Weekly",
        "repeatCount": 6,
        "duration": "PT120M",
        "startDate": "2026-12-01",
        "endDate": "2027-01-05",
        "startTime": "18:00",
        "scheduleTimezone": "Africa/Nairobi",
    }


def test_a_course_has_all_that_is_required_of_one(client):
    """https://developers.google.com/search/docs/appearance/structured-data/course-info"""
    one = make.course(
        french=French.A2, prerequisites=make.words("A mouse."), certificate=make.words("A paper of your own.")
    )
    one.competences = [Competence(framework="DigComp", version="2.2", code="1.1")]
    session = make.course_session(course=one, dates=3, languages=("fr", "uk"))

    found = course(client, session)

    assert {"name", "description", "provider", "offers", "hasCourseInstance"} <= found.keys()
    assert found["provider"] == {"@type": "Organization", "name": "Konexio", "url": "http://portal.test/en/"}
    assert found["offers"] == {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"}
    assert (found["inLanguage"], found["isAccessibleForFree"]) == (["fr", "uk"], True)
    assert (found["coursePrerequisites"], found["competencyRequired"]) == ("A mouse.", "Simple French (A2)")
    assert found["educationalCredentialAwarded"] == "A paper of your own."
    assert found["teaches"] == [
        "Listen",
        "Try",
        {"@type": "DefinedTerm", "termCode": "1.1", "inDefinedTermSet": "DigComp 2.2"},
    ]
    (instance,) = found["hasCourseInstance"]
    assert {"courseMode", "courseSchedule"} <= instance.keys()
    assert instance["courseMode"] == "Onsite"
    assert {"repeatFrequency": "Weekly", "repeatCount": 3, "duration": "PT120M"}.items() <= (
        instance["courseSchedule"].items()
    )


def test_a_course_names_only_dates_that_happen(client):
    session = make.course_session()
    gone = make.course_session(timedelta(days=9), course=session.course)
    cancel_course_session(gone, clock.now())
    make.course_session(None, course=session.course)

    assert len(course(client, session)["hasCourseInstance"]) == 1


def test_the_words_are_those_of_the_page(client):
    session = make.course_session()

    assert course(client, session, "ar")["name"] == "A day at work (ar)"
    assert course(client, session, "uk")["competencyRequired"] == "Французька не потрібна"


def test_a_page_says_where_it_stands(client):
    session = make.course_session()

    steps = said(client, f"/en/sessions/{session.ref}")["BreadcrumbList"]["itemListElement"]

    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "All courses"),
        (2, "A day at work"),
        (3, "Tuesday 1 December, 10:00 to 12:00"),
    ]
    assert [client.get(step["item"].removeprefix("http://portal.test")).status_code for step in steps] == [200] * 3


def test_the_home_page_says_who_we_are(client):
    found = said(client, "/fr/")["Organization"]

    assert (found["name"], found["url"]) == ("Konexio", "http://portal.test/fr/")
    assert (found["telephone"], found["sameAs"]) == ("+33766387496", "https://www.konexio.eu")
    assert is_picture(client, found["logo"])


def test_words_that_would_end_the_script_stay_words(client):
    words = 'Stop</script><script>alert(1)</script> & <!-- "quoted"'
    session = make.course_session(course=make.course(title=make.words(words)))

    page = client.get_page(f"/en/courses/{session.course.slug}")

    assert course(client, session)["name"] == words
    assert [script for script in page.all("script:not([src])") if script.get("type") != "application/ld+json"] == []
