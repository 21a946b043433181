"""The attendance sheet: a line for each seat, a column for each half-day, empty lines for those who walk in."""

from datetime import UTC, datetime, timedelta

from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_sign_ups import of
from tests.domain.signups.lines import full, join


def heads(page, sheet: int) -> list[str]:
    return [" ".join(head.itertext()) for head in page.all(".signing")[sheet].cssselect("thead th")]


def names(page) -> list[str]:
    return list(page.texts(".signing tbody bdi"))


def test_a_whole_day_has_two_boxes_for_each_name_and_lines_stay_empty(client):
    session = make.course_session(datetime(2026, 12, 1, 9, 0, tzinfo=UTC), minutes=420)
    make.sign_up(session, first_name="Zoé")
    make.sign_up(session, first_name="Amal", party=2)
    signed_in(client)

    page = client.get_page(of(session, "sheet"))

    assert page.h1 == "Attendance sheet: A day at work"
    assert heads(page, 0)[2:] == [
        "Tuesday 1 December Morning 10:00 to 17:00",
        "Tuesday 1 December Afternoon 10:00 to 17:00",
    ]
    assert names(page) == ["Amal", "with Amal", "Zoé"]
    assert len(page.all(".signing tbody tr")) == 14
    assert page.texts(".signing .made span") == ["Sheet 1 of 1"]


def test_many_dates_and_many_names_take_more_sheets_each_with_its_number(client):
    session, _ = full(datetime(2026, 12, 1, 9, 0, tzinfo=UTC), capacity=13, dates=6)
    join(session, "Nour")
    signed_in(client)

    page = client.get_page(of(session, "sheet?part=all"))

    assert page.texts(".signing .made span") == [f"Sheet {number} of 4" for number in range(1, 5)]
    assert [len(heads(page, sheet)) - 2 for sheet in range(4)] == [4, 4, 2, 2]
    assert "Nour" not in names(page), "who waits has no line"


def test_of_many_dates_the_next_ones_are_printed_unless_others_are_chosen(client):
    session = make.course_session(timedelta(weeks=-4), dates=6)
    signed_in(client)

    page = client.get_page(of(session, "sheet"))
    assert page.texts("[aria-current=page]") == ["From Tuesday 24 November"]
    assert heads(page, 0)[2].startswith("Tuesday 24 November")
    first = client.get_page(page.link("From Tuesday 27 October"))

    assert heads(first, 0)[2].startswith("Tuesday 27 October")


def test_nothing_but_names_is_on_paper(client):
    sign_up = make.sign_up()
    signed_in(client)

    assert sign_up.code[:4] not in client.get_page(of(sign_up.course_session, "sheet")).words


def test_without_a_date_there_is_one_box_to_sign(client):
    signed_in(client)

    assert heads(client.get_page(of(make.course_session(None), "sheet")), 0)[2:] == ["Signature"]
