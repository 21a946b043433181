"""Recognition: a volunteer's own hours on one sheet, in their language, on the screen, on paper and as PDF."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.web import pdf
from tests import make, make_mentoring
from tests.blueprints.backoffice.steps import let_in
from tests.conftest import NOW


@pytest.fixture
def claire(client):
    """A mentor who met a learner twice and led a workshop, signed in."""
    volunteer = make_mentoring.volunteer(first_name="Claire", surname="Élan", language="fr")
    pair = make_mentoring.pair(volunteer=volunteer)
    make_mentoring.meeting(pair, minutes=60)
    make_mentoring.meeting(pair, NOW - timedelta(days=30), minutes=45)
    make_mentoring.slot(make.course_session(NOW - timedelta(days=9), minutes=120).dates[0], held_by=volunteer)
    let_in(client, volunteer.account)
    return volunteer


def rows(page):
    return {row[0].text.strip() if row[0].text else "": row[1].text_content() for row in page.all(".attest tr")}


def test_the_sheet_speaks_the_language_of_the_volunteer_and_the_page_around_it_another(client, claire):
    page = client.get_page("/en/desk/hours")

    assert page.h1 == "Your hours"
    assert page.one(".attest").get("lang") == "fr"
    assert page.text(".attest h2") == "Attestation de bénévolat"
    assert page.text(".attest .number") == "Claire Élan"
    assert rows(page) == {"Ce qui a été fait": "Heures", "Mentorat": "1,8", "Cours et ateliers": "2", "Total": "3,8"}


def test_the_sheet_says_who_made_it_where_and_from_when_to_when(client, claire):
    words = client.get_page("/en/desk/hours?in=en").text(".attest")

    for said in (
        *(
            "Konexio",
            "15 rue de la Réunion, 75020 Paris, France",
            "From Thursday 1 January 2026 to Tuesday",
        ),
        *("Made on Tuesday 24 November 2026", "name and signature", "These hours were not paid."),
    ):
        assert said in words


def test_another_language_is_one_press_away_and_keeps_the_days(client, claire):
    page = client.get_page("/en/desk/hours?from=2026-11-01&to=2026-11-24")

    chips = {link.text: link.get("href") for link in page.all("main .chips a")}
    arabic = client.get_page(chips["العربية"])

    assert list(chips) == ["Français", "English", "العربية", "دری", "Українська"]
    assert (arabic.one(".attest").get("lang"), arabic.one(".attest").get("dir")) == ("ar", "rtl")
    assert arabic.one("html").get("lang") == "en"
    assert list(rows(arabic).values())[1:] == ["1", "2", "3"]


def test_the_days_can_be_chosen(client, claire):
    form = client.get_page("/en/desk/hours").form("main form.filter")

    page = form.fill(**{"from": "2026-10-01", "to": "2026-10-31"}).send()

    assert list(rows(page).values())[1:] == ["0,8", "0", "0,8"]


@pytest.mark.parametrize("asked", ["from=nonsense&to=", "from=9999-99-99", "from=2026-11-24&to=2026-01-01"])
def test_days_that_make_no_sense_are_mended(client, claire, asked):
    page = client.get_page(f"/en/desk/hours?{asked}")

    assert list(rows(page).values())[-1] == "3,8"


def test_a_language_that_is_not_offered_is_no_page(client, claire):
    assert client.get("/en/desk/hours?in=de").status_code == 404


def test_who_is_no_volunteer_has_no_such_page(client):
    let_in(client, make.account("recruiter"))

    assert [client.get(f"/en/desk/{name}").status_code for name in ("hours", "hours.pdf")] == [404, 404]


def drawn(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.data))


def test_the_pdf_is_one_sheet_that_says_the_same(client, claire):
    found = drawn(client, client.get_page("/en/desk/hours").link("Keep it as a PDF"))

    (sheet,) = found.pages
    words = sheet.extract_text()
    assert "Attestation de bénévolat" in words and "Claire Élan" in words and "Total 3,8" in words
    assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
    assert found.metadata.title == "Attestation de bénévolat"


def test_the_arabic_pdf_reads_in_order_with_joined_letters_of_a_font_it_carries(client, claire):
    (sheet,) = drawn(client, "/en/desk/hours.pdf?in=ar").pages

    words = sheet.extract_text()
    assert "إفادة عمل تطوّعي" in words  # as it is written, not mirrored
    assert "15 rue de la Réunion" in words
    fonts = [font.get_object() for font in sheet["/Resources"]["/Font"].values()]
    arabic = [font for font in fonts if "Arabic" in font["/BaseFont"]]
    assert arabic
    for font in fonts:
        (descendant,) = (one.get_object() for one in font["/DescendantFonts"])
        descriptor = descendant["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


@pytest.mark.parametrize(
    "address",
    [
        "http://own.invalid/static/../config.py",
        "http://own.invalid/static/%2e%2e/config.py",
        "http://own.invalid/etc/passwd",
        "http://own.invalid/static/nothing.css",
        "http://127.0.0.1:9/static/app.css",
        "http://own.invalid.example.org/static/app.css",
        "file:///etc/passwd",
        "data:text/plain,hello",
    ],
)
def test_a_pdf_reads_our_static_files_and_nothing_else(address):
    with pytest.raises(pdf.NotOurs):
        pdf.own_file(address)
    with pytest.raises(pdf.NotOurs):
        pdf.drawn(f'<html lang="en"><title>t</title><link rel="stylesheet" href="{address}"></html>')


def test_our_own_style_sheet_is_read():
    assert b".paper" in pdf.own_file("http://own.invalid/static/prints.css?v=1")


def test_where_the_extra_is_not_installed_no_page_speaks_of_it(client, claire, monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)

    page = client.get_page("/en/desk/hours")

    assert "PDF" not in page.words
    assert client.get("/en/desk/hours.pdf").status_code == 404
