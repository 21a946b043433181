"""Who did what: the page of the audit log."""

from datetime import timedelta

from portal.database import db
from portal.domain.auditlog.write import Actor, Way, write_down
from tests import make
from tests.blueprints.backoffice.steps import let_in, signed_in
from tests.blueprints.backoffice.test_promises import table
from tests.conftest import NOW
from tests.domain.queries import queries_counted


def wrote(who, action="course_session.changed", hours=0, **facts):
    actor = Actor(Way.OFFICE, who.id, "192.0.2.1")
    write_down(actor, action, "course_session:1", NOW + timedelta(hours=hours), **facts)
    db.session.commit()


def log(client, query=""):
    return table(client.get_page(f"/en/office/audit{query}"))


def test_a_line_says_when_who_what_where_and_from_where(client):
    who = signed_in(client, "admin")
    sign_up = make.sign_up(first_name="Nour")
    place = sign_up.course_session.place
    wrote(who, place_id=place.id, person_id=sign_up.person_id, facts={"fields": "capacity"})

    (row,) = log(client)

    assert row == {
        "When": "Tuesday 24 November at 10:00",
        "Who": who.name,
        "What": "Date: changed",
        "Record": "Date 1",
        "Whose file": "Nour",
        "Place": "The blue house",
        "More": "Changed: capacity",
        "From where": "192.0.2.1",
    }


def test_what_more_a_line_says_is_in_words(client):
    who = signed_in(client, "admin")
    wrote(who, "account.invited", facts={"role": "staff"})
    wrote(who, "import.done", hours=1, facts={"lines": {"made": 3, "not_read": 2}})
    wrote(who, "setting.changed", hours=2, facts={"old": "", "new": "88cc300e" * 8})

    assert [row["More"] for row in log(client)] == [
        "After: 88cc300e",
        "Brought in: 3, Cannot be read: 2",
        "Role: Team",
    ]


def test_filters_stand_in_the_address(client):
    who = signed_in(client, "admin")
    wrote(who)
    wrote(who, "setting.changed", hours=30)

    assert [row["What"] for row in log(client, "?action=setting.changed")] == ["Setting: changed"]
    assert [row["What"] for row in log(client, "?to=2026-11-24")] == ["Date: changed"]
    assert [row["What"] for row in log(client, "?from=2026-11-25")] == ["Setting: changed"]
    assert len(log(client, f"?who={who.id}&about=course_session:1")) == 2
    assert log(client, "?who=99999") == []
    assert len(log(client, "?who=nobody&from=never&place=%00")) == 2


def test_a_team_reads_its_own_place_and_not_from_where(client):
    boss = make.account("admin")
    here, there = make.place(), make.place()
    who = make.account("staff", here)
    wrote(boss, place_id=here.id)
    wrote(boss, "course_session.cancelled", place_id=there.id)
    wrote(boss, "setting.changed")
    let_in(client, who)

    (row,) = log(client)

    assert row["What"] == "Date: changed"
    assert "From where" not in row


def test_with_nothing_written_it_says_so(client):
    signed_in(client, "admin")

    assert "Nothing was written down yet." in client.get_page("/en/office/audit").words


def test_the_log_is_a_file_too_and_says_who_took_it(client):
    who = signed_in(client, "admin")
    wrote(who)

    lines = client.get("/en/office/audit.csv").get_data(as_text=True).splitlines()

    assert lines[0].endswith("When;Who;What;Record;Whose file;Place;More;From where")
    assert lines[1].startswith(f"2026-11-24 10:00;{who.name};Who did what: taken as a file;")
    assert lines[2].startswith(f"2026-11-24 10:00;{who.name};Date: changed;Date 1;")


def test_the_log_asks_the_database_the_same_however_long_it_is(client):
    who = signed_in(client, "admin")

    def asked():
        log(client)
        with queries_counted() as counted:
            log(client)
        return len(counted)

    wrote(who)
    few = asked()
    for _ in range(4):
        wrote(make.account("staff"), person_id=make.sign_up().person_id)

    assert asked() == few < 14


def test_the_file_asks_the_database_the_same_however_many_people_are_in_it(client):
    signed_in(client, "admin")

    def asked():
        with queries_counted() as counted:
            text = client.get("/en/office/audit.csv").get_data(as_text=True)
        return text.count("Nour"), len(counted)

    client.get(f"/en/office/people/{make.sign_up().person_id}")
    asked()
    few, once = asked()
    for _ in range(5):
        client.get(f"/en/office/people/{make.sign_up().person_id}")

    assert (few, asked()) == (1, (6, once))
