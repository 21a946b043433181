"""The own page: name, language, password, and where one is signed in."""

from portal.domain.accounts import sign_ins
from portal.domain.messages.kinds import MessageKind
from tests import make
from tests.blueprints.accounts.steps import (
    SENTENCE,
    give_password,
    last_message,
    log,
    sign_in,
    volunteer,
    with_password,
    with_phone,
)
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.steps import path

NEW = "une autre phrase encore"


def test_it_says_who_one_is_and_what_one_may_do(client):
    place = make.place()
    account = with_phone("staff", place)
    sign_in(client, account)

    page = client.get_page("/en/account")

    assert account.email in page.words
    assert "Team, The blue house" in page.texts(".facts li")
    assert "With a password. With your phone as the second step." in page.words


def test_without_a_role_it_says_whom_to_ask(client):
    account = with_password()
    sign_in(client, account)
    make.end_grants(account)

    assert "You have no role now. Ask your team." in client.get_page("/en/account").words


def test_name_and_language_are_changed_and_the_page_speaks_it_at_once(client):
    account = volunteer(name="Nadja")
    let_in(client, account, two_factors=False)

    page = client.get_page("/en/account/name").form().fill(name="  Nadia   Benali ", language="fr").send()

    assert path(page) == "/fr/account"
    assert (account.name, account.language) == ("Nadia Benali", "fr")


def test_a_name_is_needed(client):
    let_in(client, volunteer(), two_factors=False)

    page = client.get_page("/en/account/name").form().fill(name="...").send()

    assert (page.status, page.problems) == (422, ["Write a name."])


def test_a_new_password_needs_the_old_one_and_signs_out_the_others(client, other):
    account = with_phone()
    sign_in(client, account)
    let_in(other, account)

    form = client.get_page("/en/account/password").form().fill(new_password=NEW)
    assert form.fill(password="not this one at all").send().problems == [
        "This is not your password. Please try again."
    ]
    page = form.fill(password=SENTENCE).send()

    assert page.text(".note.done") == "You have a new password. Other browsers are signed out."
    assert other.get("/en/account").status_code == 303
    assert last_message(MessageKind.ACCOUNT_CHANGED).facts == {"what": "password"}
    assert "account.password_chosen" in log()


def test_guessing_the_old_password_has_an_end(client):
    let_in(client, with_password(), two_factors=False)
    form = client.get_page("/en/account/password").form().fill(password="not this one at all", new_password=NEW)

    assert [form.send().status for _try in range(11)] == [422] * 10 + [429]


def test_who_came_by_a_link_may_choose_a_first_password(client, other):
    account = volunteer()
    let_in(client, account, two_factors=False)

    page = client.get_page(client.get_page("/en/account").link("Choose a password"))
    page.form().fill(new_password=NEW).send()

    assert path(give_password(other, account, NEW)) == "/en/account"


def test_browsers_are_listed_and_each_can_be_signed_out(client, other):
    account = volunteer()
    let_in(other, account, two_factors=False)
    let_in(client, account, two_factors=False)
    page = client.get_page("/en/account")
    assert len(page.all(".told li")) == 2

    page = page.form(".told form").send()

    assert page.text(".note.done") == "That browser is signed out."
    assert len(page.all(".told li")) == 1
    assert other.get("/en/account").status_code == 303
    assert client.get("/en/account").status_code == 200


def test_the_browser_of_somebody_else_is_not_there_to_be_signed_out(client, other):
    let_in(other, volunteer(), two_factors=False)
    account = volunteer()
    let_in(client, account, two_factors=False)
    token = client.get_page("/en/account").form("form[action='/en/account/everywhere']")["csrf_token"]
    theirs = make.db.session.scalars(make.db.select(sign_ins.SignIn).order_by(sign_ins.SignIn.id)).first()

    answer = client.post(f"/en/account/sign-ins/{theirs.ref}/end", data={"csrf_token": token})

    assert answer.status_code == 404
    assert other.get("/en/account").status_code == 200


def test_everywhere_is_everywhere(client, other):
    account = volunteer()
    let_in(other, account, two_factors=False)
    let_in(client, account, two_factors=False)

    page = client.get_page("/en/account").form("form[action='/en/account/everywhere']").send()

    assert page.h1 == "Sign in"
    assert sign_ins.open_of(account) == []
    assert [browser.get("/en/account").status_code for browser in (client, other)] == [303, 303]
    assert log() == ["account.signed_out_everywhere"]
