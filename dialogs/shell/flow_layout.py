"""Where everything of a script's picture stands, in SVG units; read `layout_of`. No drawing here.

Questions are boxes, one below the other; groups are frames around them, in columns from left to
right that make about the shape of a sheet of paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.shell.flow_words import (
    answers_of,
    condition_words,
    is_short,
    leads_to,
    plain,
    ways_of,
)
from intake.domain.script import Group, Question, Script

BOX = 340
"""Width of a question's box."""
INSET = 16
LEFT, RIGHT = 34, 40
"""Room beside the boxes of a group: for the way past them, and for the way back of a repeat."""
COLUMN = LEFT + INSET + BOX + INSET + RIGHT
GUTTER = 34
MARGIN = 28
HEAD = 116
"""Room above the columns: title and key."""
ARROW = 30
"""Height of an arrow without words."""
TAB = 26
"""Height of a group's title."""
LABEL, SMALL, NAME = 15.0, 11.5, 10.5
LABEL_LINE, SMALL_LINE = 19, 15
PAD = 11
END = 40
PILL = 30
FOOT = 16
"""Height of the arrow that leads out of a group."""
BESIDE = BOX / 2 + INSET - 20
"""Room for words beside the middle of a box."""
MOST_COLUMNS = 6
PAPER = 1.414


@dataclass(frozen=True, slots=True)
class Box:
    """One question, drawn: its lines of words and where it stands."""

    question: Question
    number: int
    label: tuple[str, ...]
    small: tuple[str, ...]
    only_if: tuple[str, ...]
    is_short: bool
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        """Height of the box itself."""
        return 2 * PAD + LABEL_LINE * len(self.label) + SMALL_LINE * len(self.small) + 3

    @property
    def above(self) -> float:
        """Height of the arrow that leads to it, with the words of its condition."""
        return ARROW + SMALL_LINE * len(self.only_if)


@dataclass(frozen=True, slots=True)
class Frame:
    """One group, drawn: its questions, its condition, where it stands."""

    group: Group
    boxes: tuple[Box, ...]
    only_if: tuple[str, ...]
    again: tuple[str, ...]
    x: float = 0
    y: float = 0

    @property
    def is_framed(self) -> bool:
        """Whether it is shown as a group: a group of one plain question is only its question."""
        return bool(self.only_if or self.again or (self.group.label and len(self.boxes) > 1))

    @property
    def above(self) -> float:
        """Height of the arrow that leads to it."""
        return ARROW + SMALL_LINE * len(self.only_if) if self.is_framed else 0

    @property
    def height(self) -> float:
        """Height of the frame, or of its boxes with their arrows."""
        inner = sum(box.above + box.height for box in self.boxes)
        if not self.is_framed:
            return inner
        first = self.boxes[0]
        spare = ARROW - 10 if not first.only_if else 0
        return TAB + inner - spare + max(FOOT, SMALL_LINE * len(self.again) + 10)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture: frames in columns, and its size."""

    script: Script
    columns: tuple[tuple[Frame, ...], ...]
    width: float
    height: float


def layout_of(script: Script) -> Layout:
    """Return where everything stands; columns are chosen to come nearest to a sheet of paper."""
    frames = _frames(script)
    best = min(
        (_in_columns(script, frames, count) for count in range(1, MOST_COLUMNS + 1)),
        key=lambda one: _unlike_paper(one.width, one.height),
    )
    columns = tuple(_placed(column, number) for number, column in enumerate(best.columns))
    feet = [column[-1].y + column[-1].height + FOOT for column in columns]
    feet[-1] += ARROW + PILL - FOOT
    return replace(best, columns=columns, height=max(feet) + MARGIN)


def _unlike_paper(width: float, height: float) -> float:
    """Return how far a shape is from a sheet, upright or across."""
    shape = max(width, height) / min(width, height)
    return abs(shape - PAPER)


def _frames(script: Script) -> list[Frame]:
    frames, number = [], 0
    for group in script.groups:
        boxes = []
        for question in group.questions:
            number += 1
            boxes.append(_box(script, question, number))
        frames.append(
            Frame(
                group=group,
                boxes=tuple(boxes),
                only_if=_only_if(script, group.relevant),
                again=wrapped(f"again for each “{group.add_label or 'one'}”", SMALL, BESIDE)
                if group.repeat
                else (),
            )
        )
    return frames


def _box(script: Script, question: Question, number: int) -> Box:
    room = BOX - 2 * PAD - 8
    facts = (answers_of(question), ways_of(question), *leads_to(script, question))
    small = tuple(line for fact in facts if fact for line in wrapped(fact, SMALL, room))
    name = width_of(question.name, NAME) * 1.2 + 14
    if small and width_of(small[-1], SMALL) + name > room:
        small = (*small, "")
    return Box(
        question=question,
        number=number,
        label=wrapped(f"{number}. {plain(question.label)}", LABEL, room - 18),
        small=small,
        only_if=_only_if(script, question.relevant),
        is_short=is_short(script, question),
    )


def _only_if(script: Script, condition: str) -> tuple[str, ...]:
    words = condition_words(script, condition)
    return wrapped(f"only if {words}", SMALL, BESIDE) if words else ()


def _in_columns(script: Script, frames: Sequence[Frame], count: int) -> Layout:
    """Fill at most so many columns from the left, the tallest as low as can be."""
    heights = [frame.above + frame.height for frame in frames]
    sums = (sum(heights[a:b]) for a in range(len(heights)) for b in range(a + 1, len(heights) + 1))
    columns = next(
        filled
        for most in sorted(set(sums))
        if len(filled := _filled(frames, most)) <= count
        and all(_height(column) <= most for column in filled)
    )
    width = 2 * MARGIN + len(columns) * COLUMN + (len(columns) - 1) * GUTTER
    height = HEAD + max(_height(column) for column in columns) + END + ARROW + PILL + MARGIN
    return Layout(script, columns, width, height)


def _height(column: Sequence[Frame]) -> float:
    return sum(frame.above + frame.height for frame in column)


def _filled(frames: Sequence[Frame], most: float) -> tuple[tuple[Frame, ...], ...]:
    """Return frames in columns, a new one wherever the next frame would pass a height."""
    columns: list[tuple[Frame, ...]] = [()]
    for frame in frames:
        if columns[-1] and _height((*columns[-1], frame)) > most:
            columns.append(())
        columns[-1] = (*columns[-1], frame)
    return tuple(columns)


def _placed(column: Sequence[Frame], number: int) -> tuple[Frame, ...]:
    x = MARGIN + number * (COLUMN + GUTTER) + LEFT
    y = float(HEAD + END)
    placed = []
    for frame in column:
        top = y + frame.above
        placed.append(_with_boxes(replace(frame, x=x, y=top)))
        y = top + frame.height
    return tuple(placed)


def _with_boxes(frame: Frame) -> Frame:
    y = frame.y + (TAB if frame.is_framed else 0)
    boxes = []
    for number, box in enumerate(frame.boxes):
        spare = ARROW - 10 if frame.is_framed and number == 0 and not box.only_if else 0
        y += box.above - spare
        boxes.append(replace(box, x=frame.x + INSET, y=y))
        y += box.height
    return replace(frame, boxes=tuple(boxes))


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return a text in lines that fit a width, by how wide letters are on the whole.

    Args:
        text: The words; a word longer than a line stands alone and sticks out.
        size: Of the letters, in units.
        room: Width of a line.
    """
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in a plain face without serifs."""
    narrow = sum(letter in "iljtfr.,:;'’|!()[] " for letter in text)
    wide = sum(letter in "mwMW—@" or letter.isupper() for letter in text)
    plain_ones = len(text) - narrow - wide
    return size * (0.31 * narrow + 0.545 * plain_ones + 0.76 * wide)
