"""While trying things out, what would go out lies in a folder, in the order of time."""

import stat
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine

from portal.delivery.files import FileCarrier
from portal.delivery.letters import Away
from tests.conftest import NOW
from tests.delivery.letters import mail, text


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_letters_lie_there_in_the_order_of_time(tmp_path):
    carrier = FileCarrier(tmp_path / "new" / "outbox", "hello@example.org", "Konexio")

    carrier.send(mail(ref="zebra"))
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        carrier.send(text(ref="ant"))
    carrier.close()

    assert names(tmp_path / "new" / "outbox") == [
        "20261124T090000.000000-zebra.eml",
        "20261124T090001.000000-ant.txt",
    ]


def test_an_e_mail_can_be_opened_by_a_mail_program(tmp_path):
    FileCarrier(tmp_path, "hello@example.org", "Konexio").send(mail(subject="مرحبا", to="نور@example.org"))

    (path,) = tmp_path.iterdir()
    read = message_from_bytes(path.read_bytes(), policy=default)
    assert (read["Subject"], read["From"]) == ("مرحبا", "Konexio <hello@example.org>")
    assert read.get_content() == mail().text.replace("\n", "\r\n")


def test_a_text_message_says_to_whom_and_how_long_it_is(tmp_path):
    FileCarrier(tmp_path).send(text(text="مرحبا" * 20))

    (path,) = tmp_path.iterdir()
    assert path.read_text() == "To: +33639980001\nRef: letter-1\nSegments: 2\n\n" + "مرحبا" * 20 + "\n"


def test_nobody_else_may_read_them(tmp_path):
    FileCarrier(tmp_path / "outbox").send(text())

    (path,) = (tmp_path / "outbox").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_away(tmp_path):
    (tmp_path / "outbox").write_text("a file where the folder should be")

    with pytest.raises(Away) as raised:
        FileCarrier(tmp_path / "outbox").send(text())

    assert raised.value.reason == "file"
