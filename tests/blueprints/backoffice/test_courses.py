"""Courses in the back office: what they are in every language, their parts, their order, and who sees them."""

import pytest

from portal.database import Text, db
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import Competence, Course, Programme, SkillBlock
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.domain.queries import queries_counted


@pytest.fixture
def team(client):
    """The browser of somebody of the team of all places."""
    signed_in(client)
    return client


@pytest.fixture
def course(app):
    listen, two = Text(fr="Écouter", en="Listen"), Text(fr="Deux heures.", en="Two hours.")
    title = Text(fr="Un téléphone sûr", en="A safe phone")
    return make.course(slug="safe-phone", title=title, summary=two, activities=[listen])


def rows(page) -> list[dict[str, str]]:
    headings = page.texts("thead th")
    return [
        dict(zip(headings, [" ".join(cell.text_content().split()) for cell in row], strict=True))
        for row in page.all("tbody tr")
    ]


def programme_of(slug: str) -> Programme:
    return db.session.scalars(db.select(Programme).where(Programme.slug == slug)).one()


def edit(team, course, **words):
    form = team.get_page(f"/en/office/courses/{course.slug}/edit").form("form.stack")
    form.values |= {name.replace("__", "-"): value for name, value in words.items()}
    return form.send()


def test_a_course_begins_as_a_draft_and_is_published(team, other):
    programme = make.programme()
    form = team.get_page("/en/office/courses/new").form("form.stack")
    form.values |= {"programme": str(programme.id), "title-fr": "Un téléphone sûr", "summary-fr": "Deux heures."}

    made = form.send()

    assert made.text(".pill") == "Draft"
    assert other.get("/en/courses/un-telephone-sur").status_code == 404
    shown = made.form("form[action$=publish]").send()
    assert "Published. Everybody sees it now." in shown.words
    assert other.get_page("/fr/courses/un-telephone-sur").h1 == "Un téléphone sûr"


def test_what_is_not_written_in_the_first_language_is_refused_and_kept(team):
    make.programme()
    form = team.get_page("/en/office/courses/new").form("form.stack")
    form.values |= {"title-en": "A safe phone", "summary-fr": "Deux heures."}

    refused = form.send()

    assert (refused.status, refused.problems) == (422, ["Write it in Français at least."])
    assert refused.all("#title-en")[0].get("value") == "A safe phone"


def test_texts_stand_side_by_side_and_what_is_missing_is_marked(team, course):
    page = team.get_page("/en/office/courses/safe-phone/edit")

    assert page.texts("#title label") == [
        "Français",
        "English",
        "العربية (missing)",
        "دری (missing)",
        "Українська (missing)",
    ]
    assert page.texts("#title .missing")[0] == "Not translated: العربية, دری, Українська"
    assert page.texts("#certificate .missing") == []


def test_a_course_says_all_that_was_written(team, course, other):
    after = make.course(title=make.words("DigiStart"))
    page = edit(
        team,
        course,
        title__ar="هاتف آمن",
        activities__fr="Écouter\nEssayer",
        activities__en="Listen\nTry",
        details__en="# Why\n\nYou **learn** it.<script>",
        next_courses=[str(after.id)],
        competences=["DigComp:2.2:1.1"],
        level="2",
    )

    assert "Saved." in page.words
    assert course.title["ar"] == "هاتف آمن"
    assert course.activities == [Text(fr="Écouter", en="Listen"), Text(fr="Essayer", en="Try")]
    seen = other.get_page("/en/courses/safe-phone")
    assert seen.texts(".rich h3, .rich strong") == ["Why", "learn"]
    assert "DigiStart" in seen.words
    assert [one.code for one in course.competences] == ["1.1"]
    line = db.session.scalars(db.select(AuditLine)).all()[-1]
    assert line.action == "course.changed"
    assert {"activities", "competences", "details", "level", "next_courses", "title"} == set(line.facts["fields"])


def test_saving_without_a_change_changes_nothing(team, course):
    course.competences = [Competence(framework="Pix", version="1", code="4")]
    db.session.commit()
    before = course.changed_at

    edit(team, course)

    assert course.changed_at == before
    assert [one.framework for one in course.competences] == ["Pix"]


def test_two_who_change_the_same_course_lose_nothing(team, course):
    form = team.get_page("/en/office/courses/safe-phone/edit").form("form.stack")
    edit(team, course, title__en="A safer phone", level="1")
    form.values["title-en"] = "The safe phone"

    late = form.send()

    assert late.status == 409
    assert "The other value is: A safer phone" in late.words
    assert late.all("#title-en")[0].get("value") == "The safe phone"
    late.form("form.stack").send()
    assert (course.title["en"], course.level) == ("The safe phone", 1)


def test_the_parts_of_a_course_are_added_changed_and_taken_away(team, course):
    course.blocks = [SkillBlock(position=0, title=Text(fr="Internet"), skills=[Text(fr="Chercher")])]
    db.session.commit()
    form = team.get_page("/en/office/courses/safe-phone/parts").form("form.stack")
    form.values |= {"title_0-en": "The internet", "title_1-fr": "E-mail", "skills_1-fr": "Écrire\nRépondre"}
    form.send()

    assert [block.title for block in course.blocks] == [Text(fr="Internet", en="The internet"), Text(fr="E-mail")]
    assert course.blocks[1].skills == [Text(fr="Écrire"), Text(fr="Répondre")]

    form = team.get_page("/en/office/courses/safe-phone/parts").form("form.stack")
    form.values |= {"title_0-fr": "", "title_0-en": ""}
    form.send()

    assert [block.title for block in course.blocks] == [Text(fr="E-mail")]


def test_courses_are_listed_by_programme_and_moved_up(team):
    first = make.course(title=make.words("First"))
    make.course(programme=first.programme, title=make.words("Second"), draft=True)
    page = team.get_page("/en/office/courses")
    assert [(row["Course"], row["State"]) for row in rows(page)] == [("First", "Published"), ("Second", "Draft")]

    moved = page.form("form[action$=up]").send()

    assert [row["Course"] for row in rows(moved)] == ["Second", "First"]


def test_a_course_with_people_in_it_is_not_taken_back(team, course):
    form = team.get_page("/en/office/courses/safe-phone").form("form[action$=unpublish]")
    make.sign_up(make.course_session(course=course))

    refused = form.send()

    assert refused.status == 409
    assert "People have a seat in it. Cancel its dates first." in refused.words


def test_a_draft_without_dates_is_deleted(team):
    make.course(slug="gone", draft=True)

    page = team.get_page("/en/office/courses/gone").form("form[action$=delete]").send()

    assert "Deleted." in page.words
    assert db.session.scalar(db.select(Course).where(Course.slug == "gone")) is None


def test_a_draft_is_seen_as_visitors_will(team, other):
    make.course(slug="new", draft=True, title=make.words("Something new"))

    page = team.get_page("/en/office/courses/new/preview")

    assert page.h1 == "Something new"
    assert "This is a draft. Only the team sees it." in page.words
    assert other.get("/en/courses/new").status_code == 404


def test_all_that_is_not_translated_stands_on_one_list(team, course):
    page = team.get_page("/en/office/translations")

    row = next(row for row in rows(page) if row["Where"] == "A safe phone")
    assert (row["English"], row["French"]) == ("–", "–")
    assert row["Persian" if "Persian" in row else "Dari"] != "–"


def test_programmes_are_made_changed_ordered_and_kept_while_they_hold_courses(team, course):
    form = team.get_page("/en/office/programmes/new").form("form.stack")
    form.values |= {"kind": "literacy", "name-fr": "Premiers pas", "summary-fr": "Pour débuter."}
    made = form.send()
    assert [row["Programme"] for row in rows(made)] == ["Flash workshop", "Premiers pas"]

    moved = made.form("form[action*=premiers-pas][action$=up]").send()
    assert [row["Programme"] for row in rows(moved)] == ["Premiers pas", "Flash workshop"]

    make.course(programme=programme_of("premiers-pas"), slug="late")
    refused = moved.form("form[action$=delete]").send()
    assert (refused.status, "Courses stand in it." in refused.words) == (409, True)
    team.get_page("/en/office/courses/late").form("form[action$=unpublish]").send()
    team.get_page("/en/office/courses/late").form("form[action$=delete]").send()
    gone = team.get_page("/en/office/programmes").form("form[action$=delete]").send()
    assert [row["Programme"] for row in rows(gone)] == ["Flash workshop"]


def test_a_place_is_made_with_its_own_time_zone_and_shown(team, other):
    form = team.get_page("/en/office/places/new").form("form.stack")
    form.values |= {
        "name-fr": "Centre de Nairobi",
        "city": "Nairobi",
        "country": "KE",
        "timezone": "Africa/Nairobi",
        "directions-fr": "Bus 12.",
        "latitude": "-1,28",
        "longitude": "36.82",
    }

    form.send()

    seen = other.get_page("/fr/places/centre-de-nairobi")
    assert seen.h1 == "Centre de Nairobi"
    assert "Bus 12." in seen.words


def test_a_place_is_changed_and_its_time_zone_is_not_asked_again(team, other):
    place = make.place(slug="house")
    form = team.get_page("/en/office/places/house/edit").form("form.stack")
    assert "timezone" not in form.values
    form.values["name-en"] = "The green house"

    form.send()

    assert other.get_page("/en/places/house").h1 == "The green house"
    assert place.timezone == "Europe/Paris"


@pytest.mark.parametrize(("latitude", "longitude"), [("here", "2"), ("91", "2"), ("48.8", ""), ("nan", "2")])
def test_a_spot_that_is_none_is_refused(team, latitude, longitude):
    make.place(slug="house")
    form = team.get_page("/en/office/places/house/edit").form("form.stack")

    assert form.fill(latitude=latitude, longitude=longitude).send().status == 422


def test_a_place_with_dates_stays(team):
    place = make.place()
    form = team.get_page("/en/office/places").form("form[action$=delete]")
    make.course_session(place=place)

    page = form.send()

    assert (page.status, "It has dates, or somebody has a role there. It stays." in page.words) == (409, True)


@pytest.mark.parametrize("address", ["courses", "courses/new", "programmes", "places", "translations"])
def test_the_team_of_one_place_does_not_change_the_catalogue(client, address):
    signed_in(client, places=(make.place(),))

    assert client.get(f"/en/office/{address}").status_code == 404


def test_the_list_asks_the_database_the_same_however_many_programmes_there_are(team, course):
    def asked():
        with queries_counted() as counted:
            assert team.get("/en/office/courses").status_code == 200
        return len(counted)

    asked()
    once = asked()
    for _ in range(3):
        make.course()
    db.session.commit()
    asked()  # something public changed: the settings are read again

    assert asked() == once
