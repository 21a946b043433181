"""A file with an application: what is wrong with it is said in a sentence, and the form comes back filled."""

import io

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.database import db
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import JobApplication, JobFile
from portal.domain.jobs.file_kinds import MOST_BYTES
from tests import make_files, make_jobs

ENDINGS = ("pdf", "doc", "docx", "odt", "jpg")
OTHER_KIND = "We take PDF, Word, ODT and JPG. Choose such a file."
BROKEN = "We cannot open this file. Save it again as PDF, then choose that."
PACKED = "This file unpacks to too much. Save it as PDF, then choose that."
PROGRAM = "This file contains a program. Save it again as simple PDF."
LARGE = "This file is larger than 5 MB. Choose a smaller one."
RUNS = b"<</S/JavaScript/JS(app.alert(1))>>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def address(app):
    made = make_jobs.posting()
    db.session.commit()
    return f"/en/jobs/{made.ref}/apply"


def answers(client, address, **more):
    """The form, filled in as somebody with a CV does."""
    said = {"first_name": "Nour", "reach_by": "phone", "phone": "06 12 34 56 78", "how": "file", "consent": "y"}
    return client.get_page(address).form("form[enctype]").values | said | more


def send(client, address, name, content, **more):
    said = answers(client, address, **more) | {"cv": FileStorage(io.BytesIO(content), name)}
    boundary, data = encode_multipart(said)
    return client.post_page(address, data=data, content_type=f"multipart/form-data; boundary={boundary}")


def stored():
    return db.session.scalar(select(func.count(JobApplication.id))), db.session.scalar(select(func.count(JobFile.id)))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cv.pdf", b"MZ\x90\x00" + bytes(200), OTHER_KIND),
        *((f"cv.{ending}", SVG, OTHER_KIND) for ending in ENDINGS),
        *((f"cv.{ending}", b"<html><script>alert(1)</script>", OTHER_KIND) for ending in ENDINGS),
        ("cv.docx", make_files.docx(word__a_xml=bytes(51_000_000)), PACKED),
        ("cv.docx", make_files.docx()[:-40], BROKEN),
        ("cv.docx", make_files.docx(word__vbaProject_bin=b"x"), PROGRAM),
        ("cv.pdf", make_files.pdf(200), "This file has more than 20 pages. Choose a shorter one."),
        ("cv.pdf", make_files.pdf(extra=RUNS), PROGRAM),
        ("cv.pdf", make_files.pdf() + make_files.docx(), BROKEN),
        (
            "cv.pdf",
            make_files.pdf(trailer=b"/Encrypt 9 0 R"),
            "This file has a password. Save it without, then choose it again.",
        ),
        ("cv.jpg", make_files.jpg(30_000, 30_000), "This picture is too large. Take a smaller one."),
        ("../../\u202ecv.pdf", b"", "This file is empty. Choose another one."),
        ("cv.jpg", make_files.jpg().ljust(MOST_BYTES + 1, b"\0"), LARGE),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_what_to_do_and_the_form_is_kept(
    client, address, name, content, sentence
):
    page = send(client, address, name, content, words="I learn fast.")

    assert (page.status, page.problems) == (422, [sentence])
    form = page.form("form[enctype]")
    assert (form["first_name"], form["phone"], form["words"]) == ("Nour", "06 12 34 56 78", "I learn fast.")
    assert stored() == (0, 0)


def test_a_file_of_fifty_megabytes_is_refused_and_the_form_is_kept(client, address):
    page = send(client, address, "cv.pdf", bytes(50_000_000), words="I learn fast.")

    assert (page.status, page.problems) == (422, [LARGE])
    assert page.form("form[enctype]")["words"] == "I learn fast."


def test_beyond_that_a_calm_page_says_what_to_do(client, address):
    token = answers(client, address)["csrf_token"]
    huge = {"Content-Length": str(70_000_000), "Content-Type": "multipart/form-data; boundary=x"}

    answer = client.post(address, headers=huge, data=b"--x", environ_overrides={"CONTENT_LENGTH": "70000000"})

    assert token
    assert answer.status_code == 413
    assert "This file is too large" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("../../Mon CV.PDF", make_files.pdf(2), "Mon CV.pdf"),
        ("سيرة.docx", make_files.docx(), "سيرة.docx"),
        ("cv\u202egpj.odt", make_files.odt(), "cvgpj.odt"),
        ("old.doc", make_files.doc(), "old.doc"),
        ("IMG_0042.jpeg", make_files.jpg(), "IMG_0042.jpg"),
    ],
)
def test_an_honest_file_is_kept_under_a_name_that_does_no_harm(client, address, name, content, shown):
    answer = client.post(
        address,
        data=answers(client, address) | {"cv": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 303
    file = db.session.scalars(select(JobFile)).one()
    assert (file.name, file.size, cv_files.read(file)) == (shown, len(content), content)


def test_a_file_need_not_be_chosen_again_when_the_form_comes_back_for_another_reason(client, address):
    page = send(client, address, "cv.pdf", make_files.pdf(), phone="12")
    assert "We have this file: cv.pdf" in page.words
    assert stored() == (0, 0)

    data = page.form("form[enctype]").values | {"phone": "06 12 34 56 78"}
    assert client.post(address, data=data, content_type="multipart/form-data").status_code == 303

    assert [file.name for file in db.session.scalars(select(JobFile))] == ["cv.pdf"]
    assert cv_files.laid_by(data["key"]) is None


def test_a_file_that_waits_can_be_let_go(client, address):
    page = send(client, address, "cv.pdf", make_files.pdf(), phone="12")

    data = page.form("form[enctype]").values | {"cv_without": "1"}
    page = client.post_page(address, data=data, content_type="multipart/form-data")

    assert "Choose your file, or answer the questions instead." in page.problems
    assert cv_files.laid_by(data["key"]) is None
