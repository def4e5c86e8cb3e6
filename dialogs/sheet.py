"""A sheet of paper as PDF: its fonts, its head and foot, and words put on it; see `Sheet`.

Both sides hand out paper (a copy of what somebody told, the pack of a meeting); how a letter
comes onto it is one thing, so it stands below both and knows neither.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import fontpkg_arimo
import fontpkg_noto_sans_arabic
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TextMode

MARGIN = 20
"""Millimetres."""
SMALL, BODY, LARGE = 9, 11, 16
"""Points."""
STROKE = 0.007
"""Millimetres, for each point of its size, of the outline that makes a letter bold."""
UNDRAWN = "□"
"""Stands for a letter that no font here has; a line at the end says so."""
UNSEEN = {"Cc", "Cf"}
"""Kinds of signs that have no shape: left out where no font knows them."""

_TEXT = Path(fontpkg_arimo.ROOT) / "files" / "Arimo[wght].ttf"
_ARABIC = Path(fontpkg_noto_sans_arabic.ROOT) / "files" / "NotoSansArabic[wdth,wght].ttf"
_BLACK, _GREY = (0, 0, 0), (87, 82, 73)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page.

    Args:
        name: What the file calls itself to a reader's program; names nobody.
        foot: Before the page's number.
        of: Between the page's number and how many there are.
        mark: Above everything, in bold; may be empty.
        head: Below the mark; may be empty.
    """

    name: str
    foot: str
    of: str
    mark: str = ""
    head: str = field(default="", repr=False)


class Sheet(FPDF):
    """A4 pages that are written from the top; `has_undrawn` once a letter became a box."""

    def __init__(self, furniture: Furniture) -> None:
        super().__init__(format="A4")
        self.has_undrawn = False
        self._furniture = furniture
        self.add_font("text", fname=_TEXT)
        self.add_font("arabic", fname=_ARABIC)
        self.set_fallback_fonts(["arabic"])
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.set_title(furniture.name)
        self.add_page()

    def header(self) -> None:
        """Draw the mark and the head at the top of a page."""
        if mark := self._furniture.mark:
            self.set_y(MARGIN / 2)
            self.put(mark, SMALL, gap=1, strong=True, align="C")
        if head := self._furniture.head:
            self.put(head, SMALL, gap=4, muted=True, align="C")

    def footer(self) -> None:
        """Draw the page's number at its foot."""
        words = f"{self._furniture.foot}{self.page_no()}{self._furniture.of}{{nb}}"
        self.set_y(-MARGIN + 5)
        self._set(words, SMALL)
        self.cell(0, 5, words, align="C")

    def put(
        self,
        words: str,
        size: float = BODY,
        *,
        gap: float = 3,
        strong: bool = False,
        muted: bool = False,
        align: str = "L",
    ) -> None:
        """Write a paragraph over the whole width, with a gap of so many millimetres below."""
        self.ink(words, size, strong=strong, muted=muted, align=align, line=size * 0.5)
        self.set_x(self.l_margin)
        self.ln(gap)

    def ink(
        self,
        words: str,
        size: float,
        *,
        line: float,
        wide: float = 0,
        strong: bool = False,
        muted: bool = False,
        align: str = "L",
    ) -> None:
        """Write words below each other from where the sheet stands.

        Args:
            words: A paragraph or more.
            size: In points.
            line: Millimetres from one line to the next.
            wide: Millimetres; 0 is all that is left.
            strong: In bold: letters are drawn with their outline, for cutting a bold font out of
                ours takes most of a second a document.
            muted: In grey.
            align: As fpdf names it.
        """
        drawn = self._set(words, size)
        with self.local_context(
            text_mode=TextMode.FILL_STROKE if strong else TextMode.FILL,
            line_width=STROKE * size,
            draw_color=_BLACK,
            text_color=_GREY if muted else _BLACK,
        ):
            self.multi_cell(wide, line, drawn, align=align, new_x="LEFT", new_y="NEXT")

    def lines_of(self, words: str, size: float, wide: float) -> int:
        """Return how many lines words take in so many millimetres, one at least."""
        drawn, what = self._set(words, size), MethodReturnValue.LINES
        found = self.multi_cell(wide, 1, drawn, align="L", dry_run=True, output=what)
        return max(1, len(found)) if isinstance(found, list) else 1

    def _set(self, words: str, size: float) -> str:
        """Choose the letters for words and return them as they can be drawn.

        Why shape only what needs it: to measure a shaped line takes twenty times as long.
        """
        self.set_font("text", size=size)
        self.set_text_shaping(any(map(_is_joined, words)))
        return "".join(map(self._drawn, words))

    def _drawn(self, letter: str) -> str:
        if letter in "\n\t" or ord(letter) in _letters():
            return letter
        if unicodedata.category(letter) in UNSEEN:
            return ""
        self.has_undrawn = True
        return UNDRAWN


def _is_joined(letter: str) -> bool:
    """Tell whether a letter changes its shape or its place beside others."""
    code = ord(letter)
    return 0x300 <= code < 0x370 or 0x590 <= code < 0x1E00 or code >= 0xFB1D


@cache
def _letters() -> frozenset[int]:
    """Return the letters that the fonts can draw."""
    fonts = (TTFont(path, lazy=True) for path in (_TEXT, _ARABIC))
    return frozenset(code for font in fonts for code in font.getBestCmap())
