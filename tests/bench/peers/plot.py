"""Recall against time as an SVG: shapes and labels tell the matchers apart, not colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from tests.bench.peers.figures import Share

_WIDTH, _HEIGHT = 720, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 30, 74, 60
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    ' role="img" aria-labelledby="t d">'
)
_STYLE = """
  text { font: 13px -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; fill: #1d1b18 }
  .title { font-size: 18px; font-weight: 600 } .hint { fill: #575249 } .own { font-weight: 700 }
  .ground { fill: #ffffff } .grid { stroke: #d9d4ca; stroke-width: 1 }
  .axis { stroke: #857e72; stroke-width: 1 } .range { stroke: #575249; stroke-width: 1.5 }
  .peer { fill: #ffffff; stroke: #575249; stroke-width: 2 }
  .ours { fill: #0b5460; stroke: #0b5460; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8e5df } .hint { fill: #b0aba2 } .ground { fill: #1b1f23 }
    .grid { stroke: #363d44 } .axis { stroke: #858d96 } .range { stroke: #b0aba2 }
    .peer { fill: #1b1f23; stroke: #b0aba2 } .ours { fill: #8accd6; stroke: #8accd6 }
  }"""
_SHAPES = {
    "ours": "M-7,0a7,7 0 1 0 14,0a7,7 0 1 0 -14,0z",
    "naive": "M-6,-6h12v12h-12z",
    "token-sort": "M0,-8l8,14h-16z",
    "nomenklatura": "M0,-8l8,8l-8,8l-8,-8z",
    "splink": "M-3,-8h6v5h5v6h-5v5h-6v-5h-5v-6h5z",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One matcher: milliseconds of a question in the middle, and how often it is right."""

    name: str
    label: str
    ms: float
    recall: Share


def plot(points: Sequence[Point], *, title: str, hint: str) -> str:
    """Draw the points; time runs by tens, up is better and left is faster."""
    low = floor(log10(min(one.ms for one in points)))
    high = max(ceil(log10(max(one.ms for one in points))), low + 1)
    least = floor(min(one.recall.interval[0] for one in points) * 10) / 10
    across = _Scale(low, high, _LEFT, _WIDTH - _RIGHT)
    up = _Scale(least, 1.0, _HEIGHT - _BOTTOM, _TOP)
    told = "; ".join(f"{p.label}: {p.recall.value:.3f} in {p.ms:.3g} ms" for p in points)
    parts = [
        _OPENING,
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>',
        _text(_LEFT, 30, title, "title"),
        _text(_LEFT, 52, hint, "hint"),
        *_axes(across, up),
        *(_mark(one, across.at(log10(one.ms)), up) for one in points),
        "</svg>\n",
    ]
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def _axes(across: _Scale, up: _Scale) -> list[str]:
    parts = []
    for tenth in range(round(up.low * 10), 11):
        y = up.at(tenth / 10)
        parts.append(_line("grid", _LEFT, y, _WIDTH - _RIGHT, y))
        parts.append(_text(_LEFT - 10, y + 4, f"{tenth / 10:.1f}", "hint", "end"))
    for power in range(int(across.low), int(across.high) + 1):
        x = across.at(power)
        parts.append(_line("axis", x, up.start, x, up.start + 5))
        parts.append(_text(x, up.start + 22, f"{10.0**power:g}", "hint", "middle"))
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    words = "the right person is first (recall at 1)"
    return [
        *parts,
        _line("axis", _LEFT, up.start, _WIDTH - _RIGHT, up.start),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 14,
              "processor time of one question in the middle, milliseconds, by tens", "", "middle"),
        f'<text transform="translate(22 {middle}) rotate(-90)" text-anchor="middle">{words}</text>',
    ]  # fmt: skip


def _mark(one: Point, x: float, up: _Scale) -> str:
    low, high = (up.at(share) for share in one.recall.interval)
    own = one.name == "ours"
    y, right = up.at(one.recall.value), x < _WIDTH * 0.7
    label = f"{one.label} {one.recall.value:.3f}"
    kind, shape = "ours" if own else "peer", _SHAPES.get(one.name, _SHAPES["naive"])
    place = (x + 14, "start") if right else (x - 14, "end")
    drawn = (
        _line("range", x, low, x, high),
        f'<path class="{kind}" transform="translate({x} {y})" d="{shape}"/>',
        _text(place[0], y + 4, label, "own" if own else "", place[1]),
    )
    return "".join(drawn)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
