"""A replay as one page of HTML that needs nothing beside it; read `page_of`.

The page holds words about people, like the file it was made of: it is written for its owner's
eyes alone, asks no other host for anything, and is not part of the service.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from dialogs.duty import words
from dialogs.shell.pages import environment
from dialogs.shell.replay_plots import drawn_of
from dialogs.shell.replay_words import Row, Wording, outcome_words
from intake.domain.errors import PolicyError
from intake.running.replay_compare import Beside, alerts_by_desk
from intake.running.replay_told import Outcome, Played

TEMPLATE = "shell/replay.html"
MARK = '<meta name="generator" content="dueregard replay">'
"""Stands near the beginning of every page made here, so that only such a page is replaced."""

HEAD = 2_000
MOST_ROWS = 400
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Judged:
    """An expectation as it is shown: met, not yet, or failed; in words."""

    state: str
    words: str
    because: str
    seed: tuple[str, ...]


def page_of(played: Played, *, name: str, besides: Beside | None = None) -> str:
    """Return a replay as one page.

    Args:
        played: The replay.
        name: Of its file.
        besides: The same under other settings, to be put beside it.
    """
    wording = Wording(played)
    rows = wording.rows(played.moments)
    shown = rows if len(rows) <= MOST_ROWS else worth_showing(played, rows)
    facts = {
        "mark": Markup(MARK),  # noqa: S704 - our own words
        "style": Markup(style()),  # noqa: S704 - our own stylesheet
        "name": name,
        "played": played,
        "replay": played.replay,
        "rows": shown,
        "left_out": len(rows) - len(shown),
        "plots": drawn_of(played),
        "judged": judged(played.every_outcome),
        "desks": alerts_by_desk(played.raised),
        "besides": besides,
        "wording": wording,
        "w": words,
    }
    return environment().get_template(TEMPLATE).render(facts)


def style() -> str:
    """Return the desk's own stylesheets, to stand within the page."""
    return "\n".join(
        (_STATIC / name).read_text(encoding="utf-8") for name in ("look.css", "desk.css")
    )


def worth_showing(played: Played, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows of a long history in which a line was crossed or something was expected."""
    return tuple(
        row
        for moment, row in zip(played.moments, rows, strict=True)
        if moment.lines or moment.between.lines or moment.outcomes or moment.refused
    )[:MOST_ROWS]


def judged(outcomes: Iterable[Outcome]) -> tuple[Judged, ...]:
    """Return expectations as they are shown, the failed ones first."""
    found = [
        Judged(
            state="not yet" if one.is_not_yet else "holds" if one.holds else "failed",
            words=outcome_words(one),
            because="" if one.is_not_yet else one.because,
            seed=one.seed,
        )
        for one in outcomes
    ]
    return tuple(sorted(found, key=lambda one: one.state != "failed"))


def write_page(path: Path, page: str) -> None:
    """Write a page, readable by its owner only; only a page of a replay is replaced.

    Raises:
        PolicyError: Something else stands there, or it cannot be written there.
    """
    try:
        if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace")[:HEAD]:
            sentence = f"{path.resolve()} is there already and no page of a replay; name another"
            raise PolicyError((f"{sentence} with --out",))
        path.touch(mode=0o600)
        path.write_text(page, encoding="utf-8")
    except OSError as fault:
        where = path.resolve().parent
        raise PolicyError((f"cannot write {path.name} in {where}; name another place",)) from fault
