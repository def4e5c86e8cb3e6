"""Draws pages: one Jinja2 environment with escaping on, the macros, and our own parts.

Templates live beside the side that owns them: `reporting/…` and `duty/…` in their rooms'
`templates/`, the frame and the `dr-*` macros in `shell/…`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dialogs.reporting.pairs import Speech, Words, paragraphs_of
from dialogs.reporting.session import language_of
from dialogs.shell.problems import Problem
from intake.reporting.values import ENGLISH, Tongue

MACROS = "govuk_frontend_jinja"
"""Whose templates are read with the pages that use them."""
_ROOMS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: the name of the service, whose it is, whom to call.

    `tongues` are the languages that the reporting side speaks; a desk reads English.
    `is_exercise` marks every page as one of an exercise.
    """

    service: str = "Due Regard"
    emergency: str = "999"
    place: str = ""
    exit_path: str = "/report/leave"
    tongues: tuple[Tongue, ...] = (ENGLISH,)
    is_exercise: bool = False


EXERCISE = (
    '<div class="dr-exercise" role="region" aria-label="Exercise" lang="en" dir="ltr">'
    "<p><strong>EXERCISE</strong>: nothing here is real, nothing leaves</p></div>"
)
"""Stands on every page of an exercise, whatever its template."""


class Pages:
    """Renders templates into answers; knows no decision."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._environment = environment()

    def render(
        self,
        request: Request,
        template: str,
        facts: Mapping[str, Any] | None = None,
        *,
        status: int = 200,
        language: str = "",
    ) -> HTMLResponse:
        """Draw one template.

        Args:
            request: The request answered; templates see its path only.
            template: Such as `reporting/question.html`.
            facts: What the template shows.
            status: HTTP status.
            language: Of the texts; sets `lang` and the direction of writing. Without it the
                language that this browser asked for, else English.
        """
        tongue = self._tongue(language or language_of(request))
        speech = Speech(tongue)
        known = {
            "frame": self._frame,
            "path": request.url.path,
            "lang": tongue.code,
            "dir": "rtl" if tongue.is_rtl else "ltr",
            "t": speech.words,
            "p": speech.plain,
            "offer_in": self._offer_in,
        }
        text = self._environment.get_template(template).render(known | dict(facts or {}))
        return HTMLResponse(marked(text) if self._frame.is_exercise else text, status)

    def _tongue(self, code: str) -> Tongue:
        return next((one for one in self._frame.tongues if one.code == code), ENGLISH)

    def _offer_in(self, code: str, text: str, **params: object) -> Words:
        """Return a text in another language than the page's, to offer that language."""
        return Speech(self._tongue(code)).words(text, **params)

    def problem(self, request: Request, problem: Problem) -> HTMLResponse:
        """Draw a problem for people, in the frame of the side it happened on.

        Why two: whoever reports must be able to leave the page at once; an officer at a desk
        must not land among the reporters' pages.
        """
        path = request.url.path
        is_desk = path == "/desk" or path.startswith("/desk/")
        template = "shell/problem_desk.html" if is_desk else "shell/problem.html"
        return self.render(request, template, {"problem": problem}, status=problem.status)


def marked(text: str) -> str:
    """Return a page with the mark of an exercise in its title and at the end of its body.

    Why here: a template could forget it; whatever is drawn goes through this one place.
    """
    text = text.replace("<title>", "<title>EXERCISE: ", 1)
    before, body, after = text.rpartition("</body>")
    return f"{before}{EXERCISE}\n{body}{after}" if body else f"{EXERCISE}\n{text}"


@cache
@cache
def environment() -> Environment:
    """Return the one environment of this process: escaping always on."""
    made = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=PrefixLoader(
            {
                MACROS: PackageLoader(MACROS),
                "shell": FileSystemLoader(_ROOMS / "shell" / "templates"),
                "reporting": FileSystemLoader(_ROOMS / "reporting" / "templates"),
                "duty": FileSystemLoader(_ROOMS / "duty" / "templates"),
            }
        ),
    )
    english = Speech(ENGLISH)  # for parts that are imported without their page
    made.globals |= {"t": english.words, "p": english.plain}
    made.filters["radio_items"] = radio_items
    made.filters["paragraphs"] = paragraphs_of
    return made


def read_templates() -> None:
    """Read every template of ours, so that no page waits for its own; some two seconds of work.

    Why: The first person page of a process took a third of a second longer than the next.
    """
    made = environment()
    for name in made.list_templates(extensions=["html"]):
        if not name.startswith(MACROS):
            made.get_template(name)


def radio_items(choices: Iterable[Any], chosen: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return choices as the radios and checkboxes macros want them, hint inside the label.

    Args:
        choices: Things with `value`, `label` and `hint`.
        chosen: Values marked already; usually none, so that nothing is suggested.
    """
    marked = set(chosen)
    return [
        {
            "value": choice.value,
            "html": escape(choice.label)
            + (Markup(" <span>{}</span>").format(choice.hint) if choice.hint else ""),
            "checked": choice.value in marked,
        }
        for choice in choices
    ]
