"""Demo catalogue: programmes, courses, places and invented people, as plain data.

What the courses and programmes are comes from the association's 2020 activity report and the OECD's 2024
case note; every sentence (see `texts/`, one file a language) is our own. How much French a course needs, what to
bring, step-free access and the order of some courses are choices made for the demo. Only the Paris head office has
a real street address: the other centres in France are invented, and the coordinates are approximate.
"""

from dataclasses import dataclass
from typing import Any

from portal.demo.texts import together

_TEXTS = together()


@dataclass(frozen=True)
class _Course:
    """`french`: the least that is asked for. `entry`: how one gets in. `leads_to`: what one may do after it."""

    slug: str
    programme: str
    level: int | None
    french: str
    leads_to: tuple[str, ...] = ()
    entry: str = "seat"


#: What a course may do without.
_NO_TEXT: dict[str, Any] = {"prerequisites": None, "certificate": None, "financing": None, "bring": [], "blocks": []}

#: Slug and kind, in the order of the ladder.
_PROGRAMMES = (
    ("flash", "flash"),
    ("digitall", "literacy"),
    ("digistart", "discovery"),
    ("webdev", "professional"),
    ("tssr", "professional"),
    ("digital-advisors", "professional"),
    ("softskills", "soft_skills"),
    ("dip", "international"),
    ("custom", "on_request"),
)

#: What one learns, by the codes of DigComp 2.2.
_LEARNED: dict[str, tuple[str, ...]] = {
    "digitall-1": ("1.1", "1.2", "1.3", "3.1"),
    "digitall-2": ("1.2", "2.1", "2.2", "2.4", "3.1", "4.2"),
    "digitall-3": ("1.3", "2.4", "3.1", "3.2", "4.2"),
    "flash-phone-safety": ("4.1", "4.2"),
    "flash-first-email": ("2.1",),
    "flash-online-forms": ("2.3",),
    "flash-job-search": ("1.1",),
    "flash-video-call": ("2.1", "2.4"),
    "digistart": ("3.1", "3.4"),
    "webdev": ("2.4", "3.4", "5.3"),
    "tssr": ("4.1", "5.1", "5.2"),
    "softskills-linkedin": ("2.2", "2.6"),
}

_COURSES = (
    _Course("digitall-1", "digitall", 1, "none", ("digitall-2",)),
    _Course("digitall-2", "digitall", 2, "a1", ("digitall-3",)),
    _Course("digitall-3", "digitall", 3, "a2", ("digistart",)),
    _Course("flash-developer", "flash", None, "a2", ("digistart",)),
    _Course("flash-network", "flash", None, "a2", ("digistart",)),
    _Course("flash-phone-safety", "flash", None, "none", ("digitall-1",)),
    _Course("flash-first-email", "flash", None, "none", ("digitall-1",)),
    _Course("flash-online-forms", "flash", None, "a1", ("digitall-1",)),
    _Course("flash-job-search", "flash", None, "a2", ("digitall-1",)),
    _Course("flash-video-call", "flash", None, "none", ("digitall-1",)),
    _Course("digistart", "digistart", None, "a2", ("webdev", "tssr")),
    _Course("webdev", "webdev", None, "b1", entry="application"),
    _Course("tssr", "tssr", None, "b1", entry="application"),
    _Course("digital-advisors", "digital-advisors", None, "b2", entry="application"),
    _Course("softskills-cv", "softskills", None, "a2", ("softskills-interview",)),
    _Course("softskills-interview", "softskills", None, "b1", ()),
    _Course("softskills-linkedin", "softskills", None, "a2", ("softskills-interview",)),
    _Course("softskills-confidence", "softskills", None, "a2", ("softskills-interview",)),
    _Course("dip", "dip", None, "none", entry="application"),
    _Course("custom-work-tools", "custom", None, "a1", ()),
)

_PLACES: tuple[dict[str, Any], ...] = (
    {
        "slug": "paris-20",
        "city": "Paris",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": False,
        "latitude": 48.853,
        "longitude": 2.402,
    },
    {
        "slug": "montreuil",
        "city": "Montreuil",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": True,
        "latitude": 48.862,
        "longitude": 2.441,
    },
    {
        "slug": "le-pre-saint-gervais",
        "city": "Le Pré-Saint-Gervais",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": False,
        "latitude": 48.885,
        "longitude": 2.404,
    },
    {
        "slug": "bordeaux",
        "city": "Bordeaux",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": True,
        "latitude": 44.838,
        "longitude": -0.567,
    },
    {
        "slug": "lille",
        "city": "Lille",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": True,
        "latitude": 50.622,
        "longitude": 3.05,
    },
    {
        "slug": "nantes",
        "city": "Nantes",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "step_free": True,
        "latitude": 47.213,
        "longitude": -1.558,
    },
    {
        "slug": "dzaleka",
        "city": "Dzaleka",
        "country": "MW",
        "timezone": "Africa/Blantyre",
        "online": False,
        "step_free": False,
        "latitude": -13.66,
        "longitude": 33.87,
    },
    {
        "slug": "kakuma",
        "city": "Kakuma",
        "country": "KE",
        "timezone": "Africa/Nairobi",
        "online": False,
        "step_free": False,
        "latitude": 3.717,
        "longitude": 34.853,
    },
    {
        "slug": "online",
        "city": "",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": True,
        "step_free": True,
        "latitude": None,
        "longitude": None,
    },
)


def _digcomp(slug: str) -> list[tuple[str, str, str]]:
    return [("DigComp", "2.2", code) for code in _LEARNED.get(slug, ())]


PROGRAMMES: list[dict[str, Any]] = [
    {"slug": slug, "kind": kind, **_TEXTS["programmes"][slug]} for slug, kind in _PROGRAMMES
]
COURSES: list[dict[str, Any]] = [
    {**_NO_TEXT, **vars(facts), "competences": _digcomp(facts.slug), **_TEXTS["courses"][facts.slug]}
    for facts in _COURSES
]
PLACES: list[dict[str, Any]] = [
    {"address": None, "town": None, **facts, **_TEXTS["places"][facts["slug"]]} for facts in _PLACES
]

FIRST_NAMES: list[str] = [
    "Amina",
    "Yusuf",
    "Olena",
    "Farid",
    "Mariam",
    "Tesfaye",
    "Nadia",
    "Ibrahim",
    "Shirin",
    "Dmytro",
    "Fatoumata",
    "Mamadou",
    "Zahra",
    "Hamid",
    "Oksana",
    "Samuel",
    "Grace",
    "Aline",
    "Divine",
    "Tenzin",
    "Dolma",
    "Rosa",
    "Carlos",
    "Mehdi",
    "Sofia",
    "Linh",
    "Priya",
    "Arjun",
    "Selam",
    "Bilal",
    "Khadija",
    "Ousmane",
    "Awa",
    "Tariq",
    "Leyla",
    "Bogdan",
    "Irina",
    "Mei",
    "Esther",
    "Emmanuel",
]

#: Who asked for a call, and what they wrote.
CALLS: list[tuple[str, str]] = [
    ("Mariam", "Après 17 h, s’il vous plaît. Je voudrais apprendre à écrire un CV."),
    ("Yonas", "Le matin. Je ne sais pas quel cours choisir."),
]

#: Who waits for which course to get a date.
WISHES: list[tuple[str, str]] = [("Oksana", "tssr"), ("Idriss", "custom-work-tools"), ("Nadia", "webdev")]
