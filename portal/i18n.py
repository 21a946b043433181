"""The words of the portal: taken from the code and the templates, and laid into one catalogue a language.

The words in the source are English and need no catalogue. A catalogue names no line and no date, so that it
changes only when words do. `flask portal i18n` runs this; `make translations` compiles what translators wrote.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from portal.web.languages import KNOWN

#: The language the source is written in.
SOURCE = "en"
PACKAGE = Path(__file__).parent
TRANSLATIONS = PACKAGE / "translations"
_KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
#: Header lines Babel writes that say when, by whom and with what: git knows.
_CHURN = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)


def translated_into() -> list[str]:
    """The codes of the languages that have a catalogue."""
    return [code for code in KNOWN if code != SOURCE]


def path_of(code: str, folder: Path = TRANSLATIONS) -> Path:
    return folder / code / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """Every string of the source that people read."""
    with (PACKAGE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(charset="utf-8")
    for _file, _line, message, comments, context in extract_from_dir(PACKAGE, methods, options, _KEYWORDS):
        found.add(message, None, auto_comments=comments, context=context)
    return found


def read(path: Path, code: str) -> Catalog:
    """The catalogue of a language; an empty one for a language that begins."""
    if not path.exists():
        return Catalog(locale=code, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def update(catalog: Catalog, source: Catalog) -> None:
    """Add the words that are new, take out those that are gone. Nothing is guessed from similar words."""
    catalog.update(source, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False


def missing(catalog: Catalog) -> list[Message]:
    """The messages without words, or without the words for some number."""
    return [message for message in catalog if message.id and not all(forms(message))]


def forms(message: Message) -> list[str]:
    """The translations of a message: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]


def write(catalog: Catalog, path: Path) -> None:
    catalog.header_comment = f"# The words of the portal in {catalog.locale.english_name}." if catalog.locale else ""
    file = io.BytesIO()
    write_po(file, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = file.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line for line in lines if not line.lstrip('"').startswith(_CHURN)), encoding="utf-8")


def refresh(folder: Path = TRANSLATIONS) -> dict[str, list[Message]]:
    """Bring every catalogue up to date; what each one lacks, by language."""
    source, lacking = extract(), {}
    for code in translated_into():
        catalog = read(path_of(code, folder), code)
        update(catalog, source)
        write(catalog, path_of(code, folder))
        lacking[code] = missing(catalog)
    return lacking
