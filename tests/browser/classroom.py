"""A class that begins now in the portal under test, and the link its trainer was given."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from portal import clock
from portal.database import db
from portal.domain.signups import check_in
from portal.domain.signups.lookup import link_token
from tests import make
from tests.browser.server import inside


@dataclass(frozen=True)
class Classroom:
    """`link`: the trainer's; `cards`: what the QR code of each card holds, by first name."""

    ref: str
    link: str
    cards: dict[str, str]


def classroom(folder: Path, *first_names: str) -> Classroom:
    """Wherever it is early afternoon now, so that no test runs at midnight."""
    with inside(folder):
        ahead = 14 - clock.now().hour
        place = make.place(slug=f"class-{first_names[0].lower()}", timezone=f"Etc/GMT{-ahead:+d}")
        course = make.course(slug=place.slug, programme=make.programme(slug=place.slug, kind="literacy"))
        session = make.course_session(timedelta(minutes=1), place=place, course=course)
        people = [make.sign_up(session, first_name=name) for name in first_names]
        link = check_in.make_link(session, "Awa", None, clock.now())
        session.draft = True  # so that the lists other tests read stay as they are
        db.session.commit()
        cards = {one.person.first_name: f"/en/l/{link_token(one)}" for one in people}
        return Classroom(session.ref, f"/c/{check_in.link_token(link)}", cards)
