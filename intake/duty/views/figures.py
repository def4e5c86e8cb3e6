"""The page of figures; every value is shown as it stands here, nothing is hidden later."""

from dataclasses import dataclass

from intake.domain.figures import Figures, Period, ShownRow, ShownTable

__all__ = ["Figures", "FiguresPage", "Period", "ShownRow", "ShownTable"]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Figures with the periods that can be chosen, the running one first.

    Args:
        span: How long one is: month, quarter or year.
        may_export: Whether the reader may take them away as a file.
    """

    figures: Figures
    periods: tuple[Period, ...]
    span: str
    may_export: bool
