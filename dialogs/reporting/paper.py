"""A copy on paper of what somebody told, as PDF: for a professional's own records.

Read `copy_of`. The return code is not in it: a copy is filed, and whoever finds the code in a
file could read what a desk wrote to the reporter.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import fontpkg_arimo
import fontpkg_noto_sans_arabic
from fontTools.ttLib import TTFont
from fpdf import FPDF

MARGIN = 20
"""Millimetres."""
SMALL, BODY, LARGE = 9, 11, 16
"""Points."""
UNDRAWN = "□"
"""Stands for a letter that no font here has; a line at the end says so."""

_TEXT = Path(fontpkg_arimo.ROOT) / "files" / "Arimo[wght].ttf"
_ARABIC = Path(fontpkg_noto_sans_arabic.ROOT) / "files" / "NotoSansArabic[wdth,wght].ttf"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One question and what was answered."""

    label: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a copy says.

    Args:
        service: Name of the service, and whose it is.
        title: Above everything.
        reference: As on the receipt.
        note: The wording for the reporter's own notes.
        lines: Questions and answers in the order of the summary.
        undrawn: What to say where a letter cannot be drawn.
    """

    service: str
    title: str
    reference: str
    note: str = field(repr=False)
    lines: tuple[PaperLine, ...]
    undrawn: str


def copy_of(paper: Paper) -> bytes:
    """Return a copy as the bytes of a PDF, A4, as many pages as it needs.

    Letters of scripts that the fonts here cannot draw become boxes, and a last line says so:
    the report itself has every letter.
    """
    page = _Page(paper.service)
    page.title(paper.title)
    page.words(paper.reference, size=LARGE)
    page.words(paper.note)
    for line in paper.lines:
        page.label(line.label)
        page.words(line.answer)
    if page.has_undrawn:
        page.label(paper.undrawn)
    return bytes(page.pdf.output())


class _Page:
    """The sheet being written."""

    def __init__(self, service: str) -> None:
        self.has_undrawn = False
        self.pdf = _Sheet(service)
        self.pdf.add_font("text", fname=_TEXT)
        self.pdf.add_font("arabic", fname=_ARABIC)
        self.pdf.set_fallback_fonts(["arabic"])
        self.pdf.set_text_shaping(True)
        self.pdf.set_margin(MARGIN)
        self.pdf.set_auto_page_break(auto=True, margin=MARGIN)
        self.pdf.set_title(service)
        self.pdf.add_page()

    def title(self, words: str) -> None:
        self._put(words, LARGE)

    def label(self, words: str) -> None:
        self.pdf.set_text_color(87, 82, 73)
        self._put(words, SMALL, gap=0)
        self.pdf.set_text_color(0, 0, 0)

    def words(self, words: str, size: int = BODY) -> None:
        self._put(words, size)

    def _put(self, words: str, size: int, gap: float = 3) -> None:
        known = "".join(self._drawn(letter) for letter in words)
        self.pdf.set_font("text", size=size)
        self.pdf.multi_cell(0, size * 0.5, known, align="L", new_x="LMARGIN", new_y="NEXT")
        self.pdf.ln(gap)

    def _drawn(self, letter: str) -> str:
        if letter in "\n\t" or ord(letter) in _letters():
            return letter
        self.has_undrawn = True
        return UNDRAWN


class _Sheet(FPDF):
    """A sheet with the service's name and the page's number at its foot."""

    def __init__(self, service: str) -> None:
        super().__init__(format="A4")
        self._service = service

    def footer(self) -> None:
        self.set_y(-MARGIN + 5)
        self.set_font("text", size=SMALL)
        self.cell(0, 5, f"{self._service}, {self.page_no()}/{{nb}}", align="C")


@cache
def _letters() -> frozenset[int]:
    """Return the letters that the fonts can draw."""
    fonts = (TTFont(path, lazy=True) for path in (_TEXT, _ARABIC))
    return frozenset(code for font in fonts for code in font.getBestCmap())
