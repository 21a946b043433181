"""The card of a course with many dates follows the calendar."""

from datetime import timedelta

from portal import clock
from tests import make
from tests.blueprints.steps import holding


def test_after_the_first_meeting_the_card_shows_the_second_one(client):
    sign_up = make.sign_up(make.course_session(timedelta(days=1), dates=3))
    session = sign_up.course_session
    make.begin_write()
    for day in session.dates:
        day.starts_at, day.ends_at = day.starts_at - timedelta(days=3), day.ends_at - timedelta(days=3)
    session.starts_at, session.ends_at = session.dates[0].starts_at, session.dates[-1].ends_at
    assert session.dates[0].ends_at < clock.now() < session.dates[1].starts_at

    card = holding(client, sign_up)

    assert card.text(".when").startswith("Sunday 29 November")
    assert len(card.texts("ol.list li")) == 3
