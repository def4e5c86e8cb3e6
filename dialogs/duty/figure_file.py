"""Figures as a file of commas, one value a line, with the same things hidden as on the page."""

import csv
import io
from collections.abc import Iterator

from dialogs.duty.figure_plot import part_words, whole_words
from intake.duty.views.figures import Figures, ShownTable

HEAD = ("period", "table", "row", "what", "value")
WHOLE = "all"
SHARES = ("minutes, quickest tenth", "minutes, half", "minutes, nine in ten")


def file_of(figures: Figures) -> str:
    """Return the figures as CSV text, lines ended as RFC 4180 asks; nobody is named in it."""
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(HEAD)
    for tables, when in (
        (figures.flows, figures.period.code),
        (figures.stocks, f"as of {figures.at:%Y-%m-%d %H:%M} UTC"),
    ):
        for table in tables:
            sheet.writerows((when, *line) for line in _lines(table, figures.smallest))
    return written.getvalue()


def _lines(table: ShownTable, smallest: int) -> Iterator[tuple[str, str, str, str]]:
    for row in table.rows:
        yield table.code, row.title, WHOLE, whole_words(row, smallest=smallest)
        if len(row.parts) > 1:
            for name, part in zip(table.parts, row.parts, strict=True):
                yield table.code, row.title, name, part_words(part)
        for name, minutes in zip(SHARES, row.spans, strict=False):
            yield table.code, row.title, name, part_words(minutes)
