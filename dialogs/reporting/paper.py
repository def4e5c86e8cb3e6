"""A copy on paper of what somebody told, as PDF: for a professional's own records.

Read `copy_of`. The return code is not in it: a copy is filed, and whoever finds the code in a
file could read what a desk wrote to the reporter.
"""

from dataclasses import dataclass, field

from dialogs.sheet import LARGE, SMALL, Furniture, Sheet


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
    sheet = Sheet(Furniture(name=paper.service, foot=f"{paper.service}, ", of="/"))
    sheet.put(paper.title, LARGE)
    sheet.put(paper.reference, LARGE)
    sheet.put(paper.note)
    for line in paper.lines:
        sheet.put(line.label, SMALL, gap=0, muted=True)
        sheet.put(line.answer)
    if sheet.has_undrawn:
        sheet.put(paper.undrawn, SMALL, gap=0, muted=True)
    return bytes(sheet.output())
