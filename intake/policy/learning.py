"""The shape of `config/learning.yaml`: pages that say what to look for, outside every report."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from intake.policy.areas import Code, Title
from intake.policy.base import Policy
from intake.policy.indicators import SIGN_ID

NUMBER = re.compile(r"\{(\w+)\}")
"""Where a paragraph has a number of help: its key in numbers.yaml, between braces."""


def _whole(words: str) -> str:
    if "{" in NUMBER.sub("", words) or "}" in NUMBER.sub("", words):
        raise ValueError("a brace stands alone; write {police}, or another key of numbers.yaml")
    return words


Paragraph = Annotated[str, Field(min_length=3, max_length=600), AfterValidator(_whole)]


class PartPolicy(Policy):
    """One part of a page: a heading, paragraphs, and signs in their plain words."""

    heading: Title
    words: tuple[Paragraph, ...] = ()
    signs: tuple[str, ...] = ()

    @field_validator("signs")
    @classmethod
    def ids_are_well_formed(cls, signs: tuple[str, ...]) -> tuple[str, ...]:
        """Find a misspelt or doubled id; that it exists is looked at across files."""
        wrong = sorted({one for one in signs if not SIGN_ID.fullmatch(one)})
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no id of a sign; write one such as GC1")
        if len(set(signs)) < len(signs):
            raise ValueError("a sign stands twice; write each once")
        return signs


class PagePolicy(Policy):
    """One page; `about` is what its link says under the title."""

    title: Title
    about: Title
    parts: Annotated[tuple[PartPolicy, ...], Field(min_length=1)]


class Learning(Policy):
    """`config/learning.yaml`: pages by the word that stands in their address."""

    pages: Annotated[dict[Code, PagePolicy], Field(min_length=1)]
