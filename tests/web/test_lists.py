"""Lists of the back office: counted up to a thousand, paged, and taken as a file that runs nothing."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from portal.domain.catalogue.models import Programme
from portal.web.lists import Column, disarmed, export, listed
from tests import make

SHOWN = [Column("slug", "Name", lambda one: one.slug), Column("position", "Number", lambda one: one.position)]


def all_programmes():
    return select(Programme).order_by(Programme.id)


def test_a_page_holds_its_share_and_knows_how_many_there_are(app):
    made = [make.programme() for _ in range(7)]

    found = listed(all_programmes(), 2, most=3)

    assert (list(found.rows), found.total, found.number, found.last) == (made[3:6], 7, 2, 3)
    assert not found.more_than_counted


def test_a_page_past_the_end_is_the_last_one(app):
    made = [make.programme() for _ in range(4)]

    assert list(listed(all_programmes(), 99, most=3).rows) == made[3:]


def test_an_empty_list_is_one_empty_page(app):
    found = listed(all_programmes(), 1)

    assert (list(found.rows), found.total, found.last) == ([], 0, 1)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1"])
def test_what_a_spreadsheet_would_run_is_disarmed(text):
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+33 6 12 34 56 78", "+33612345678", "-5", "Nour", "06 12 34 56 78", ""])
def test_phone_numbers_and_names_stay_as_they_are(text):
    assert disarmed(text) == text


def test_a_file_of_text_opens_with_its_headings_and_rows(app):
    make.programme(slug="=evil()", position=3)

    with app.test_request_context("/en/"):
        app.preprocess_request()
        file = export(SHOWN, all_programmes(), "programmes", "csv")
        text = file.get_data(as_text=True)

    assert text == "\ufeffName;Number\r\n'=evil();3\r\n"
    assert file.headers["Content-Disposition"] == 'attachment; filename="programmes.csv"'


def test_a_spreadsheet_opens_and_holds_text_as_text(app):
    make.programme(slug="=1+1", position=3)

    with app.test_request_context("/en/"):
        app.preprocess_request()
        content = export(SHOWN, all_programmes(), "programmes", "xlsx").get_data()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    assert [[cell.value for cell in row] for row in sheet.rows] == [["Name", "Number"], ["=1+1", 3]]
    assert sheet["A2"].data_type == "s", "a text, not a formula"
