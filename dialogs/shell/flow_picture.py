"""A script's flow as one SVG: to be printed, readable in grey; read `picture` first.

A picture says what the list of `flow_words.outline` says, which it carries as its description.
"""

from collections.abc import Iterator
from html import escape

from dialogs.shell.flow_layout import (
    ARROW,
    BOX,
    COLUMN,
    END,
    GUTTER,
    HEAD,
    INSET,
    LABEL,
    LABEL_LINE,
    LEFT,
    MARGIN,
    PAD,
    PILL,
    SMALL,
    SMALL_LINE,
    TAB,
    Box,
    Frame,
    Layout,
    layout_of,
)
from dialogs.shell.flow_words import outline
from intake.domain.script import Script

INK, SOFT, EDGE, PAPER, SHADE = "#1d1b18", "#55504a", "#8c857b", "#ffffff", "#f1eee8"
STYLE = f"""
text {{ fill: {INK};
  font-family: -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }}
.title {{ font-size: 24px; font-weight: 600; }}
.small {{ font-size: {SMALL}px; fill: {SOFT}; }}
.if {{ font-size: {SMALL}px; font-style: italic; }}
.label {{ font-size: {LABEL}px; font-weight: 600; }}
.name {{ font-size: 10.5px; fill: {SOFT}; font-family: "DejaVu Sans Mono", Consolas, monospace; }}
.tab {{ font-size: 13px; font-weight: 600; }}
.end {{ font-size: 13px; fill: {PAPER}; }}
.box {{ fill: {PAPER}; stroke: {INK}; stroke-width: 1.4; }}
.group {{ fill: {SHADE}; stroke: {EDGE}; stroke-width: 1; }}
.when {{ stroke-dasharray: 6 4; }}
.go {{ fill: none; stroke: {INK}; stroke-width: 1.6; }}
.past {{ fill: none; stroke: {SOFT}; stroke-width: 1.3; stroke-dasharray: 5 4; }}
.round {{ fill: none; stroke: {INK}; stroke-width: 1.6; }}
.short, .pill {{ fill: {INK}; }}
.ground {{ fill: {PAPER}; }}
"""
BAR = 7
"""Width of the bar that marks the short path of danger."""


def picture(script: Script) -> str:
    """Return a script's flow as an SVG of its own, with its outline as the description."""
    layout = layout_of(script)
    parts = [*_head(layout), *_ways(layout)]
    for column in layout.columns:
        for frame in column:
            parts += _frame(frame)
    size = f'width="{layout.width:g}" height="{layout.height:g}"'
    view = f'viewBox="0 0 {layout.width:g} {layout.height:g}"'
    named = 'role="img" aria-labelledby="what words"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {named}>',
            f'<title id="what">{escape(script.title)}: how the talk goes</title>',
            f'<desc id="words">{escape(outline(script))}</desc>',
            f"<style>{STYLE}</style>",
            _marker("to", INK),
            _marker("past", SOFT),
            f'<rect class="ground" width="{layout.width:g}" height="{layout.height:g}"/>',
            *parts,
            "</svg>\n",
        )
    )


def _marker(name: str, colour: str) -> str:
    shape = f'<path d="M0,0 L9,4.5 L0,9 L2.2,4.5 z" fill="{colour}"/>'
    return (
        f'<defs><marker id="{name}" markerWidth="9" markerHeight="9" refX="8" refY="4.5" '
        f'orient="auto" markerUnits="userSpaceOnUse">{shape}</marker></defs>'
    )


def _text(x: float, y: float, css: str, words: str, *, anchor: str = "start") -> str:
    at = f'x="{x:g}" y="{y:g}" class="{css}"'
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f"<text {at}{where}>{escape(words)}</text>"


def _path(css: str, d: str, marker: str = "") -> str:
    end = f' marker-end="url(#{marker})"' if marker else ""
    return f'<path class="{css}" d="{d}"{end}/>'


def _head(layout: Layout) -> Iterator[str]:
    script, y = layout.script, MARGIN + 22
    yield _text(MARGIN, y, "title", script.title)
    yield _text(MARGIN, y + 22, "small", f"script {script.name}, version {script.version}")
    x = MARGIN
    y += 44
    yield f'<rect class="short" x="{x}" y="{y - 11}" width="{BAR}" height="14"/>'
    yield _text(x + 14, y, "small", "asked where a child is in danger now")
    yield _path("past", f"M{x + 224},{y - 4} h30", "past")
    yield _text(x + 262, y, "small", "passed by")
    if layout.width < 700:
        return
    yield f'<rect class="group when" x="{x + 332}" y="{y - 12}" width="30" height="16" rx="4"/>'
    yield _text(x + 370, y, "small", "asked only under a condition")
    yield _path("round", f"M{x + 552},{y} c14,0 14,-12 2,-12", "to")
    yield _text(x + 576, y, "small", "asked again for each further one")


def _middle(frame: Frame) -> float:
    return frame.x + INSET + BOX / 2


def _ways(layout: Layout) -> Iterator[str]:
    """Yield the beginning, the arrows from frame to frame and column to column, the end."""
    first = layout.columns[0][0]
    yield from _pill(_middle(first), HEAD, "Begin")
    for number, column in enumerate(layout.columns):
        below = HEAD + END - 10.0
        if number:
            yield from _over(layout.columns[number - 1][-1], column[0])
        for frame in column:
            yield from _to_frame(frame, below)
            below = frame.y + frame.height
    last = layout.columns[-1][-1]
    foot = last.y + last.height
    yield _path("go", f"M{_middle(last):g},{foot:g} V{foot + ARROW - 2:g}", "to")
    yield from _pill(_middle(last), foot + ARROW, "Everything is read back, changed, sent")


def _pill(x: float, y: float, words: str) -> Iterator[str]:
    width = 26 + 7.4 * len(words)
    at = f'x="{x - width / 2:g}" y="{y:g}" width="{width:g}" height="{PILL}"'
    yield f'<rect class="pill" {at} rx="15"/>'
    yield _text(x, y + 20, "end", words, anchor="middle")


def _over(before: Frame, after: Frame) -> Iterator[str]:
    """Yield the arrow from the foot of one column to the head of the next."""
    x, y = _middle(before), before.y + before.height
    gap = before.x - LEFT + COLUMN + GUTTER / 2
    top = HEAD + 12.0
    d = (
        f"M{x:g},{y:g} v14 q0,8 8,8 H{gap - 8:g} q8,0 8,-8 V{top + 8:g} q0,-8 8,-8 "
        f"H{_middle(after) - 8:g} q8,0 8,8 V{HEAD + END - 10:g}"
    )
    yield _path("go", d)


def _to_frame(frame: Frame, below: float) -> Iterator[str]:
    """Yield the arrow that leads to a frame, with its condition, and the way past it."""
    if not frame.is_framed:
        yield from _to_boxes(frame, below)
        return
    x = _middle(frame)
    yield _path("go", f"M{x:g},{below:g} V{frame.y - 2:g}", "to")
    yield from _condition(x, frame.y, frame.only_if)
    if frame.only_if:
        yield _past(frame.x - 2, x, below, frame.y + frame.height)


def _to_boxes(frame: Frame, below: float) -> Iterator[str]:
    for box in frame.boxes:
        x = box.x + BOX / 2
        yield _path("go", f"M{x:g},{below:g} V{box.y - 2:g}", "to")
        yield from _condition(x, box.y, box.only_if)
        if box.only_if:
            yield _past(box.x - 2, x, below, box.y + box.height)
        below = box.y + box.height


def _condition(x: float, y: float, lines: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(reversed(lines)):
        yield _text(x + 12, y - 14 - SMALL_LINE * number, "if", line)


def _past(edge: float, middle: float, top: float, foot: float) -> str:
    """Return the way by which something asked under a condition is passed."""
    out = edge - 18
    d = f"M{middle:g},{top + 14:g} H{out + 8:g} q-8,0 -8,8 V{foot:g} q0,8 8,8 H{middle - 1:g}"
    return _path("past", d, "past")


def _frame(frame: Frame) -> Iterator[str]:
    if frame.is_framed:
        css = "group when" if frame.only_if else "group"
        width = BOX + 2 * INSET
        at = f'x="{frame.x:g}" y="{frame.y:g}" width="{width}" height="{frame.height:g}"'
        yield f'<rect class="{css}" {at} rx="10"/>'
        title = frame.group.label or frame.group.name
        yield _text(frame.x + INSET, frame.y + 19, "tab", title)
        yield from _to_boxes(frame, frame.y + TAB)
        last = frame.boxes[-1]
        foot = frame.y + frame.height
        yield _path("go", f"M{_middle(frame):g},{last.y + last.height:g} V{foot:g}")
        if frame.again:
            yield from _again(frame, width)
    for box in frame.boxes:
        yield from _box(box)


def _again(frame: Frame, width: float) -> Iterator[str]:
    """Yield the way back of a repeat, and what offers it."""
    right, foot = frame.x + width, frame.y + frame.height
    base = foot - 9 - SMALL_LINE * (len(frame.again) - 1)
    for number, line in enumerate(frame.again):
        yield _text(_middle(frame) + 12, base + SMALL_LINE * number, "if", line)
    top = frame.boxes[0].y + 20
    inner = frame.x + INSET + BOX
    d = f"M{right:g},{foot - 14:g} h14 q8,0 8,-8 V{top + 8:g} q0,-8 -8,-8 H{inner + 3:g}"
    yield _path("round", d, "to")


def _box(box: Box) -> Iterator[str]:
    at = f'x="{box.x:g}" y="{box.y:g}" width="{BOX}" height="{box.height:g}"'
    css = "box when" if box.only_if else "box"
    yield f'<rect class="{css}" {at} rx="7"/>'
    if box.is_short:
        bar = f'x="{box.x:g}" y="{box.y:g}" width="{BAR}" height="{box.height:g}"'
        yield f'<rect class="short" {bar} rx="2"/>'
    x, y = box.x + PAD + 8, box.y + PAD + LABEL - 2
    for line in box.label:
        yield _text(x, y, "label", line)
        y += LABEL_LINE
    for line in box.small:
        yield _text(x, y, "small", line)
        y += SMALL_LINE
    yield _text(box.x + BOX - 6, box.y + box.height - 6, "name", box.question.name, anchor="end")
