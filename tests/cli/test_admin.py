"""`flask portal admin`: the first admin, and the way back in."""

import re

from portal.domain.accounts.accounts import by_email, with_password
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import powers_of
from portal.domain.auditlog.models import AuditLine
from tests import make
from tests.blueprints.accounts.steps import SENTENCE, with_phone
from tests.blueprints.steps import path
from tests.conftest import NOW

EMAIL = read_email("awa@example.org")


def create(say, **options) -> str:
    return say("admin", "create", "--email", "awa@example.org", "--name", "Awa", **options)


def follow(client, said):
    """Open the link that the command printed."""
    return client.get_page(re.search(r"http://portal\.test(/l/\S+)", said)[1])


def test_the_first_admin_of_an_empty_portal_chooses_a_password_by_the_link(say, client):
    said = create(say)

    page = follow(client, said).form().fill(new_password=SENTENCE).send()

    assert path(page) == "/fr/sign-in/phone"
    assert with_password(EMAIL, SENTENCE, NOW) is by_email(EMAIL)
    assert powers_of(by_email(EMAIL), NOW).admin
    line = make.db.session.scalars(make.db.select(AuditLine).order_by(AuditLine.id)).first()
    assert (line.way, line.action, line.account_id) == ("command", "account.invited", None)


def test_somebody_known_becomes_admin_and_keeps_the_password(say):
    account = with_phone(email=EMAIL.value, email_digest=EMAIL.digest, name="Awa")
    make.db.session.commit()

    assert create(say) == "Awa is admin from now on, with the password they have.\n"

    assert powers_of(account, NOW).admin


def test_twice_says_what_else_there_is(say):
    create(say)

    assert "flask portal admin rescue" in create(say, code=1)


def test_an_e_mail_that_is_none_is_refused(say):
    assert "Write an e-mail" in say("admin", "create", "--email", "awa", "--name", "Awa", code=1)


def test_a_language_that_is_none_is_refused(say):
    said = say("admin", "create", "--email", "a@example.org", "--name", "A", "--language", "xx", code=1)

    assert "fr, en, ar, fa, uk" in said
    assert by_email(read_email("a@example.org")) is None


def test_the_last_admin_who_lost_everything_comes_back_in_by_the_machine(say, client):
    account = with_phone("admin", email=EMAIL.value, email_digest=EMAIL.digest, closed_at=NOW)
    make.db.session.commit()

    page = follow(client, say("admin", "rescue", "--email", "awa@example.org"))
    page = page.form().fill(new_password="une autre phrase encore").send()

    assert path(page).endswith("/sign-in/phone")
    assert account.closed_at is None and account.totp_secret is None


def test_nobody_is_rescued_who_is_not_there(say):
    assert "No account has this e-mail." in say("admin", "rescue", "--email", "awa@example.org", code=1)


def test_admins_are_listed(say):
    create(say)

    assert say("admin", "list") == "awa@example.org  Awa  (never signed in)\n"
