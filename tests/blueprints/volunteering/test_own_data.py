"""What a volunteer reads of what is held on them, and how they let it go."""

from portal.database import db
from portal.domain.mentoring.volunteer_models import Volunteer
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.letters import press
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved


def test_the_copy_says_all_that_is_theirs(client):
    volunteer = approved()
    let_in(client, volunteer.account)

    page = client.get_page("/en/volunteering/my-data")
    data = client.get("/en/volunteering/my-data.json").get_json()

    assert page.h1 == "Your data"
    assert volunteer.email in page.words and "Background check" in page.words
    assert data["volunteer"]["first_name"] == "Amina"


def test_who_lets_it_go_is_asked_once_more_and_signed_out(client):
    volunteer = approved()
    let_in(client, volunteer.account)
    asked = client.get_page(client.get_page("/en/volunteering/my-data").link("Stop, and delete my data"))
    assert (asked.h1, volunteer.erased_at) == ("Delete your data?", None)

    page = press(asked, "Yes, delete for ever")

    left = db.session.get(Volunteer, volunteer.id)
    assert (page.status, left.first_name, left.erased_at) == (200, "—", NOW)
    assert client.get("/en/volunteering/my-data").status_code == 303
