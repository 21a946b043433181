"""Coming to the slots: signed in at the desk, or by the link of a message."""

from portal.database import db
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages.kinds import MessageKind
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.letters import follow, told
from tests.domain.mentoring.slotting import coach


def at_desk(client, *places, **facts):
    """A coach who is signed in."""
    claire = coach(*places, **facts)
    let_in(client, claire.account, two_factors=False)
    return claire


def by_letter(client, volunteer, kind=MessageKind.SLOTS_OPEN):
    """The page that the last message of this kind leads to."""
    db.session.commit()
    return follow(client, told(about_volunteer(volunteer), kind))


def cards(page):
    """Each card on one line."""
    return [" ".join(one.text_content().split()) for one in page.all("main article.card")]
