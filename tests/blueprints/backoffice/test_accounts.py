"""Accounts, as admins look after them."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.accounts import links, sign_ins
from portal.domain.accounts.account_models import Account, LinkFor
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import grants_of, powers_of
from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from tests import make
from tests.blueprints.accounts.steps import last_message, log, with_phone
from tests.blueprints.backoffice.steps import let_in, signed_in
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted

LIST = "/en/office/accounts"


@pytest.fixture
def admin(client) -> Account:
    who = with_phone("admin", name="Awa Diallo")
    let_in(client, who)
    return who


def names(page) -> list[str]:
    return page.texts("main tbody th")


def table(page) -> list[dict[str, str]]:
    heads = page.texts("main thead th")
    return [
        dict(zip(heads, [" ".join(cell.text_content().split()) for cell in row.cssselect("th, td")], strict=True))
        for row in page.all("main tbody tr")
    ]


def address(who, act="") -> str:
    make.db.session.commit()
    return f"{LIST}/{who.ref}{act}"


def press(client, who, act):
    return client.get_page(address(who)).form(f"form[action='{address(who, act)}']").send()


def given(who):
    return grants_of(who, NOW)[0]


def test_the_list_says_who_may_do_what_and_was_there_when(client, admin):
    place = make.place()
    make.account("staff", place, name="Louis Martin", until=NOW + timedelta(days=10))

    (awa, louis) = table(client.get_page(LIST))

    assert (awa["Name"], awa["What they may do"], awa["State"]) == (
        "Awa Diallo",
        "Admin, All places",
        "Last seen: Tuesday 24 November",
    )
    assert louis["What they may do"] == "Team, The blue house, until Friday 4 December"
    assert louis["State"] == "Invited, never signed in"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("who=louis", ["Louis Martin"]),
        ("who=louis@example.org", ["Louis Martin"]),
        ("who=%25", []),
        ("role=volunteer", ["Zahra Ahmadi"]),
        ("role=nonsense", ["Awa Diallo", "Louis Martin", "Zahra Ahmadi"]),
        ("closed=1", ["Awa Diallo", "Closed One", "Louis Martin", "Zahra Ahmadi"]),
        ("place=999999999999999999999", ["Awa Diallo", "Louis Martin", "Zahra Ahmadi"]),
    ],
)
def test_it_is_looked_through_by_its_address(client, admin, asked, found):
    reach = read_email("louis@example.org")
    make.account("staff", name="Louis Martin", email=reach.value, email_digest=reach.digest)
    make.account("volunteer", name="Zahra Ahmadi")
    make.account("staff", name="Closed One", closed_at=NOW)
    make.db.session.commit()

    assert names(client.get_page(f"{LIST}?{asked}")) == found


def test_a_place_finds_who_may_act_there_those_of_all_places_included(client, admin):
    here, there = make.place(), make.place()
    make.account("staff", here, name="Here")
    make.account("staff", there, name="There")
    make.db.session.commit()

    assert names(client.get_page(f"{LIST}?place={here.id}")) == ["Awa Diallo", "Here"]


def test_the_list_costs_the_same_however_long_it_is(client, admin):
    make.account("staff", name="One more")
    client.get(LIST)
    with queries_counted() as few:
        client.get(LIST)
    for number in range(20):
        make.account("staff", name=f"Number {number}")
    make.db.session.commit()
    with queries_counted() as many:
        client.get(LIST)

    assert len(many) == len(few) <= 12


def test_it_leaves_as_a_file_and_that_is_written_down(client, admin):
    make.account("staff", name="=Louis", closed_at=None)
    make.db.session.commit()

    answer = client.get(f"{LIST}.csv")

    assert "'=Louis" in answer.get_data(as_text=True)
    assert log() == ["account.list_taken"]


def test_somebody_is_invited_for_a_place_and_a_time(client, admin):
    place = make.place()
    make.db.session.commit()
    form = client.get_page(client.get_page(LIST).link("Invite somebody")).form("form.stack")

    page = form.fill(
        name="Louis", email="louis@example.org", role="staff", place=str(place.id), until="2027-06-30", language="fr"
    ).send()

    assert (page.h1, page.text(".note.done")) == ("Louis", "The invitation is on its way.")
    assert "Team, The blue house, until Wednesday 30 June 2027" in page.words
    message = last_message(MessageKind.ACCOUNT_INVITED)
    assert (message.address, message.language) == ("louis@example.org", "fr")
    line = make.db.session.scalars(make.db.select(AuditLine)).one()
    assert (line.action, line.account_id, line.place_id) == ("account.invited", admin.id, place.id)


def test_the_last_day_counts_whole(client, admin):
    form = client.get_page(f"{LIST}/new").form("form.stack")
    form.fill(name="Louis", email="louis@example.org", role="staff", until="2026-11-25").send()
    louis = links.of_message(last_message(MessageKind.ACCOUNT_INVITED)).account
    end = grants_of(louis, NOW)[0].until

    assert end.isoformat() == "2026-11-25T23:00:00+00:00"
    assert powers_of(louis, end - timedelta(seconds=1)).staff and not powers_of(louis, end).staff


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"name": ""}, "Write a name."),
        ({"email": "louis"}, "Check this e-mail. For example: nour@example.org"),
        ({"phone": "12"}, "Check this phone number. For example: 06 12 34 56 78"),
        ({"until": "soon"}, "Write the day like this: 2027-06-30"),
        ({"until": "2026-11-23"}, "Choose a day that is not over."),
        ({"until": "9999-12-31"}, "Choose a day that is not over."),
        ({"role": "king"}, "Choose one of the answers shown."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_kept(client, admin, typed, problem):
    form = client.get_page(f"{LIST}/new").form("form.stack")

    page = form.fill(**{"name": "Louis", "email": "louis@example.org"} | typed).send()

    assert (page.status, page.problems) == (422, [problem])
    kept = {"name": "Louis"} | {key: value for key, value in typed.items() if key != "role"}
    assert {key: page.form("form.stack")[key] for key in kept} == kept


def test_an_e_mail_that_has_an_account_leads_to_it(client, admin):
    form = client.get_page(f"{LIST}/new").form("form.stack")

    page = form.fill(name="Awa", email=admin.email.upper()).send()

    assert (page.status, page.problems) == (409, ["This e-mail has an account already."])
    assert page.link("See that account") == f"{LIST}/{admin.ref}"


def test_who_never_came_is_invited_again_and_nobody_else(client, admin):
    louis = make.account("staff", name="Louis")

    page = press(client, louis, "/invite")

    assert page.text(".note.done") == "The invitation is on its way."
    assert last_message(MessageKind.ACCOUNT_INVITED).account_id == louis.id
    assert not client.get_page(address(admin)).all(f"form[action='{address(admin, '/invite')}']")


def test_a_role_is_given_and_taken_back_at_the_very_next_request(client, other, admin):
    here, there = make.place(), make.place(name=make.words("The red house"))
    louis = with_phone("staff", here, name="Louis")
    let_in(other, louis)
    assert other.get("/en/office/promises").status_code == 200

    form = client.get_page(address(louis)).form("details form.stack")
    page = form.fill(role="staff", place=str(there.id)).send()
    assert page.text(".note.done") == "The role is given."
    assert powers_of(louis, NOW).places == {here.id, there.id}
    for _role in range(2):
        page = client.get_page(address(louis)).form(".told form").send()

    assert page.text(".note.done") == "The role is taken back, from now on."
    assert other.get("/en/office/promises").status_code == 404
    assert "taken back: Tuesday 24 November" in page.words
    assert log() == ["account.granted", "account.revoked", "account.revoked"]


def test_the_same_role_twice_is_refused(client, admin):
    louis = make.account("staff", name="Louis")

    page = client.get_page(address(louis)).form("details form.stack").fill(role="staff").send()

    assert (page.status, page.problems) == (409, ["They have this role there already."])


def test_safety_is_for_somebody_of_the_team_beside_that_role(client, admin):
    outside, inside = make.account("volunteer"), make.account("staff", make.place())

    def give(who):
        return client.get_page(address(who)).form("details form.stack").fill(role="safeguarding").send()

    refused = give(outside)
    assert refused.problems == ["Make them part of the team first, then give this role."]
    give(inside)

    assert powers_of(outside, NOW).roles == {"volunteer"}
    assert powers_of(inside, NOW).roles == {"staff", "safeguarding"}
    assert not client.get_page(f"{LIST}/new").all("option[value=safeguarding]")


def test_the_role_of_another_account_cannot_be_taken_back_under_a_wrong_name(client, admin):
    louis, zahra = make.account("staff", name="Louis"), make.account("staff", name="Zahra")
    form = client.get_page(address(louis)).form(".told form")

    answer = client.post(address(louis, f"/roles/{given(zahra).id}/end"), data={"csrf_token": form["csrf_token"]})

    assert answer.status_code == 404
    assert powers_of(zahra, NOW).staff


@pytest.mark.parametrize("act", ["/close", "/start-over", "/roles/{grant}/end"])
def test_the_last_admin_stays_and_the_page_says_what_to_do_first(client, admin, act):
    page = press(client, admin, act.format(grant=given(admin).id))

    assert (page.status, page.text(".summary")) == (
        409,
        "Nobody else could let people in. Make somebody else admin first.",
    )
    assert powers_of(admin, NOW).admin
    assert client.get(LIST).status_code == 200


def test_a_closed_account_is_out_at_once_and_comes_back_with_its_roles(client, other, admin):
    louis = with_phone("staff", name="Louis")
    let_in(other, louis)

    page = press(client, louis, "/close")
    assert page.text(".note.done") == "The account is closed. It opens nothing any more."
    assert other.get("/en/account").status_code == 303
    page = press(client, louis, "/open")

    assert page.text(".note.done") == "The account is open again."
    assert powers_of(louis, NOW).staff
    assert log() == ["account.closed", "account.reopened"]


def test_two_who_close_at_once_the_second_is_told(client, admin):
    louis = make.account("staff", name="Louis")
    form = client.get_page(address(louis)).form(f"form[action='{address(louis, '/close')}']")
    form.send()

    page = form.send()

    assert (page.status, page.text(".summary")) == (409, "Somebody else was faster. See below how it stands now.")


def test_who_lost_the_phone_gets_a_link_and_nothing_old_opens(client, other, admin):
    louis = with_phone("staff", name="Louis")
    let_in(other, louis)

    page = press(client, louis, "/start-over")

    assert page.text(".note.done") == "A link to start again is on its way."
    assert links.of_message(last_message(MessageKind.ACCOUNT_LINK)).purpose == LinkFor.FACTOR
    assert other.get("/en/account").status_code == 303
    assert log() == ["account.factor_reset"]


def test_a_stolen_computer_is_signed_out(client, other, admin):
    louis = with_phone("staff", name="Louis")
    let_in(other, louis)

    press(client, louis, "/sign-out")

    assert sign_ins.open_of(louis) == []
    assert other.get("/en/account").status_code == 303


@pytest.mark.parametrize("role", ["staff", "trainer", "volunteer"])
def test_nobody_but_admins_sees_or_does_any_of_it(client, role):
    louis = make.account("staff", name="Louis")
    signed_in(client, role)

    for where in (LIST, f"{LIST}/new", f"{LIST}.csv", address(louis)):
        assert client.get(where).status_code == 404


def test_an_admin_whose_time_is_over_is_one_no_more(client):
    who = with_phone("admin", until=NOW + timedelta(minutes=5))
    let_in(client, who)
    assert client.get(LIST).status_code == 200

    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        assert client.get(LIST).status_code == 404


def test_looking_sends_nothing(client, admin):
    louis = make.account("staff", name="Louis")

    assert path(client.get_page(address(louis))) == address(louis)

    assert make.db.session.scalars(make.db.select(Message)).all() == []
