"""Pages that say what to look for: outside every report, the same for everyone (promise P4).

Read `learning_routes`. No cookie is read or set here, and no page of a report between its first
question and "send" links here: what somebody saw must not be coloured by a list of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dialogs.reporting.receipt import LEARN
from dialogs.reporting.web_needs import Render


@dataclass(frozen=True, slots=True)
class LearningPart:
    """One part of a page: paragraphs, numbers of help between braces, then signs."""

    heading: str
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LearningPage:
    """One page; `name` stands in its address."""

    name: str
    title: str
    about: str
    parts: tuple[LearningPart, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the page, in its order."""
        every = ((part.heading, *part.words, *part.signs) for part in self.parts)
        return (self.title, self.about, *(text for texts in every for text in texts))


def learning_routes(
    pages: tuple[LearningPage, ...], numbers: Mapping[str, str], render: Render
) -> APIRouter:
    """Make the routes of the pages.

    Args:
        pages: In the order shown; none leaves an index that says so.
        numbers: Of help, by the keys that stand in the words between braces.
        render: Draws templates.
    """
    router = APIRouter(prefix=LEARN, include_in_schema=False)
    by_name = {page.name: page for page in pages}

    def index(request: Request) -> Response:
        return render(request, "reporting/learn.html", {"pages": pages})

    def page(request: Request, name: str) -> Response:
        known = by_name.get(name)
        facts = {"pages": pages, "page": known, "is_missing": known is None, "numbers": numbers}
        return render(request, "reporting/learn.html", facts, status=200 if known else 404)

    router.add_api_route("", index, methods=["GET"])
    router.add_api_route("/{name}", page, methods=["GET"])
    return router
