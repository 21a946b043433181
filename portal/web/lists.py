"""Lists of the back office: pages whose cost does not grow with the table, a count that stops at a thousand, and the
same rows as a file.

A page is found by its number up to the thousandth row; who looks for more filters, or takes the file. A file streams:
rows are read some hundred at a time. Text that a spreadsheet would run as a formula is disarmed (OWASP, "CSV
injection"); phone numbers stay as they are.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar

import xlsxwriter
from flask import Response, request, stream_with_context
from markupsafe import Markup
from sqlalchemy import Select, func, select

from portal.database import db
from portal.web.languages import language

#: Rows counted at most, rows on a page, rows read at once for a file.
MOST_COUNTED, ON_A_PAGE, AT_ONCE = 1000, 50, 500
#: What a spreadsheet would take for a formula, and what begins like one but is a number.
_FORMULA, _NUMBER = re.compile(r"\s*[=+\-@\t\r]"), re.compile(r"\s*[+-]?[\d\s().]+")

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a list: `cell` is what the file holds (text, number, naive local date); `show` what the page
    shows, where that is more than the text, a link above all."""

    key: str
    heading: str
    cell: Callable[[Row], Any]
    show: Callable[[Row], str | Markup] | None = None

    def shown(self, row: Row) -> Any:
        value = self.show(row) if self.show else self.cell(row)
        return "" if value is None else value


@dataclass(frozen=True)
class Rows(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    #: Counted up to `MOST_COUNTED`.
    total: int
    more_than_counted: bool
    number: int
    last: int


def page_number() -> int:
    """The page that is asked for; the first, where that is no number."""
    asked = request.args.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def listed(query: Select[Any], number: int, most: int = ON_A_PAGE) -> Rows[Any]:
    """Page `number` of what `query` finds; past the end, the last one. The query must be ordered."""
    total = counted(query)
    known = min(total, MOST_COUNTED)
    last = max(1, -(-known // most))
    number = min(max(1, number), last)
    rows = db.session.scalars(query.limit(most).offset((number - 1) * most)).unique().all()
    return Rows(rows, known, total > MOST_COUNTED, number, last)


def counted(query: Select[Any]) -> int:
    """How many there are; one more than `MOST_COUNTED` where there are more."""
    found = select(func.count()).select_from(_ids(query).limit(MOST_COUNTED + 1).subquery())
    return db.session.scalar(found) or 0


def _ids(query: Select[Any]) -> Select[Any]:
    """The query with nothing but the key of its first table: counting needs no more."""
    entity = query.column_descriptions[0]["entity"]
    return query.order_by(None).with_only_columns(entity.__table__.primary_key.columns.values()[0])


def export(columns: Sequence[Column[Any]], query: Select[Any], name: str, kind: str) -> Response:
    """All rows that `query` finds as a file, `kind` "csv" or "xlsx"; `name` without its ending."""
    return export_rows(columns, _read(query), name, kind)


def export_rows(columns: Sequence[Column[Any]], rows: Iterator[Any], name: str, kind: str) -> Response:
    """The same of rows that are at hand."""
    made: Iterator[bytes] = _xlsx(columns, rows) if kind == "xlsx" else _csv(columns, rows)
    begun = next(made)  # what cannot be read is found out here, while it can still be said
    response = Response(stream_with_context(chain([begun], made)), mimetype=_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _read(query: Select[Any]) -> Iterator[Any]:
    """All rows, some hundred at a time, in a session of their own: that of the request ends before the file does."""
    session = db.session.session_factory()
    try:
        for part in session.scalars(query.execution_options(yield_per=AT_ONCE)).partitions():
            yield from part
    finally:
        session.close()


_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def disarmed(text: str) -> str:
    """The same text, which no spreadsheet runs: an apostrophe goes before what would be a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


class _Line:
    """A file for the csv writer that hands each line on."""

    def write(self, line: str) -> str:
        return line


def _csv(columns: Sequence[Column[Any]], rows: Iterator[Any]) -> Iterator[bytes]:
    """Semicolons, and a mark of UTF-8 in front: so a spreadsheet of a country with decimal commas opens it."""
    writer = csv.writer(_Line(), delimiter=";")
    yield ("\ufeff" + writer.writerow([disarmed(column.heading) for column in columns])).encode()
    for row in rows:
        yield writer.writerow([_as_text(column.cell(row)) for column in columns]).encode()


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else disarmed(str(value))


def _xlsx(columns: Sequence[Column[Any]], rows: Iterator[Any]) -> Iterator[bytes]:
    """Written to a file row by row, then handed on: a whole table is never in memory."""
    with TemporaryFile() as file:
        settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(file, settings | {"remove_timezone": True})
        sheet = book.add_worksheet()
        if language().rtl:
            sheet.right_to_left()
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.heading, bold)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                _write(sheet, number, place, column.cell(row), day)
        book.close()
        file.seek(0)
        while part := file.read(65_536):
            yield part


def _write(sheet: Any, number: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, datetime | date):
        sheet.write_datetime(number, place, value, day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(number, place, value)
    elif value is not None:
        sheet.write_string(number, place, str(value))
