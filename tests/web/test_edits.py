"""Two people edit the same record: the second is told, and loses nothing."""

import pytest
from wtforms import StringField

from portal.web.edits import EditForm


class NameForm(EditForm):
    name = StringField("Name")
    town = StringField("Town")


def opened(app, **saved):
    with app.test_request_context("/en/"):
        app.preprocess_request()
        form = NameForm(meta={"csrf": False})
        form.open(saved)
        return {"name": form.name.data, "town": form.town.data, "seen": form.seen.data}


def sent(app, typed, **saved):
    with app.test_request_context("/en/", method="POST", data=typed):
        app.preprocess_request()
        form = NameForm(meta={"csrf": False})
        found = form.overtaken(saved)
        return form, [(one.label, one.now, one.taken_over) for one in found]


def test_nobody_else_saved_anything(app):
    typed = opened(app, name="Nour", town="Paris") | {"name": "Noor"}

    assert sent(app, typed, name="Nour", town="Paris")[1] == []


def test_what_both_changed_is_shown_and_what_was_typed_stays(app):
    typed = opened(app, name="Nour", town="Paris") | {"name": "Noor"}

    form, found = sent(app, typed, name="Nura", town="Paris")

    assert found == [("Name", "Nura", False)]
    assert form.name.data == "Noor"


def test_what_the_sender_left_alone_is_taken_over(app):
    typed = opened(app, name="Nour", town="Paris") | {"name": "Noor"}

    form, found = sent(app, typed, name="Nour", town="Montreuil")

    assert found == [("Town", "Montreuil", True)]
    assert (form.name.data, form.town.data) == ("Noor", "Montreuil")


def test_both_wanted_the_same(app):
    typed = opened(app, name="Nour", town="Paris") | {"name": "Noor"}

    assert sent(app, typed, name="Noor", town="Paris")[1] == []


def test_pressed_again_it_is_saved(app):
    typed = opened(app, name="Nour", town="Paris") | {"name": "Noor"}
    form, _found = sent(app, typed, name="Nura", town="Paris")
    again = {"name": form.name.data, "town": form.town.data, "seen": form.seen.data}

    assert sent(app, again, name="Nura", town="Paris")[1] == []


@pytest.mark.parametrize("seen", ["", "rubbish", "[]", "\x00", '{"name": 3}'])
def test_a_damaged_memory_counts_as_overtaken_and_breaks_nothing(app, seen):
    assert sent(app, {"name": "Noor", "town": "Paris", "seen": seen}, name="Nour", town="Paris")[1]
