"""What the pages of the reporting side need: the conversation, somebody who draws, settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Request
from starlette.responses import Response

from dialogs.reporting.event import Event
from dialogs.reporting.paper import Paper
from dialogs.reporting.walk import Given, Mine, ToldLine
from intake.reporting.turns import FileRules
from intake.reporting.values import PublicReport, Receipt, Say, SayChoice, Step


class Talk(Protocol):
    """The conversation, as the pages use it; `Walk` is one."""

    def language_of(self, draft: Mapping[str, Any] | None) -> str:
        """Return the language that a draft is told in; empty where there is no draft."""
        ...

    def step(self, event: Event, *, chat: str, language: str) -> Step:
        """Return the pure conversation bound to one event of one chat."""
        ...

    def show(self, draft: Mapping[str, Any] | None, *, language: str) -> tuple[Say, ...]:
        """Return what is said at this place of a draft, changing nothing."""
        ...

    def told(self, draft: Mapping[str, Any]) -> tuple[ToldLine, ...]:
        """Return everything said so far, a line an answer."""
        ...

    def given(self, draft: Mapping[str, Any], key: str) -> Given:
        """Return what stands as the answer of a question."""
        ...

    def is_passed_on(self, draft: Mapping[str, Any]) -> bool:
        """Whether people on duty read this draft as it is written."""
        ...

    def is_child(self, draft: Mapping[str, Any]) -> bool:
        """Whether a child tells this draft."""
        ...

    def can_finish(self, draft: Mapping[str, Any]) -> bool:
        """Whether the rest of the questions may be left out at once."""
        ...

    def files(self, draft: Mapping[str, Any]) -> int:
        """Return how many files came with this draft."""
        ...

    def paper(self, draft: Mapping[str, Any], receipt: Receipt, note: str) -> Paper:
        """Return what a copy on paper of a sent report says."""
        ...

    def is_urgent(self, event: Event) -> bool:
        """Whether an event may not wait: a "yes" to danger, or words of it."""
        ...

    def offers(self, says: tuple[Say, ...]) -> tuple[SayChoice, ...]:
        """Return the signs a professional may pick from; empty at every other question."""
        ...

    def is_sent(self, draft: Mapping[str, Any]) -> bool:
        """Whether the report of this draft was sent."""
        ...

    def mine(self, report: PublicReport, draft: Mapping[str, Any]) -> Mine:
        """Return a report that was sent as its page shows it."""
        ...


class Render(Protocol):
    """Draws a template."""

    def __call__(
        self,
        request: Request,
        template: str,
        facts: Mapping[str, Any] | None = None,
        *,
        status: int = 200,
        language: str = "",
    ) -> Response:
        """Return the page; without a language, in the one this browser asked for."""
        ...


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How the report pages are set, from `config/channels.yaml`.

    Args:
        exit_to: Where "Exit this page" leads; a plain, busy page such as the weather.
        kept_days: Days of silence after which an unsent report is locked away.
        held_days: Days after that for which a code still opens it.
        help_lines: Name and number of lines to call.
        session_minutes: How long a browser is known without a page asked for.
        files: How many files a report may bring; None for none.
        languages: Code, own name and direction of writing of each language offered.
    """

    exit_to: str
    kept_days: int
    held_days: int
    help_lines: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str, str], ...] = ()
    session_minutes: int = 60
    files: FileRules | None = None
