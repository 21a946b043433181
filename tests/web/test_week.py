"""The question when somebody is free: a table of boxes that can be read cell by cell."""

from flask import render_template_string
from lxml import html
from werkzeug.datastructures import MultiDict

from portal.web.forms import PortalForm
from portal.web.languages import speaking
from portal.web.week import WeekField
from tests.html import tidy

_PAGE = '{% from "ui/week.html" import week %}{{ week(form.free, "As you like.") }}'


class _Form(PortalForm):
    free = WeekField("When are you free?")


def _shown(app, form, code="en"):
    with app.test_request_context("/en/"), speaking(code):
        return html.fromstring(render_template_string(_PAGE, form=form))


def _form(app, **values):
    with app.test_request_context("/en/"):
        return _Form(**values)


def test_each_part_of_each_day_is_a_box_with_words_of_its_own(app):
    shown = _shown(app, _form(app))

    labels = [tidy(label.text_content()) for label in shown.cssselect("td label")]
    assert len(labels) == len(set(labels)) == 21
    assert labels[5] == "Tuesday, evening"
    assert [tidy(one.text_content()) for one in shown.cssselect("thead th")] == ["Morning", "Afternoon", "Evening"]
    assert tidy(shown.cssselect("tbody th")[6].text_content()) == "Sunday"
    assert tidy(shown.cssselect("legend")[0].text_content()) == "When are you free?"


def test_what_was_ticked_stays_ticked(app):
    shown = _shown(app, _form(app, data={"free": ["tue_evening", "sat_morning"]}))

    ticked = [box.get("value") for box in shown.cssselect("input[checked]")]
    assert ticked == ["tue_evening", "sat_morning"]


def test_the_days_are_said_in_the_language_of_the_page(app):
    shown = _shown(app, _form(app), "fr")

    assert tidy(shown.cssselect("tbody th")[0].text_content()) == "lundi"


def _sent(app, *ticked):
    with app.test_request_context("/en/", method="POST"):
        return _Form(MultiDict([("free", one) for one in ticked]))


def test_answers_are_kept_in_the_order_of_the_week_and_once(app):
    assert _sent(app, "sat_morning", "tue_evening", "sat_morning").free.data == ["tue_evening", "sat_morning"]


def test_a_cell_there_is_not_is_refused_in_a_sentence(app):
    with app.test_request_context("/en/", method="POST"), speaking("en"):
        form = _Form(MultiDict([("free", "mon_night")]))
        form.validate()
        assert form.free.errors == ["Choose one of the answers shown."]
