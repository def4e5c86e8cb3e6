"""One language that we speak: its name, its translations, and the words understood in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as plain values; `intake.policy.wording` reads them from `config/wording/`.

    Args:
        code: Such as "pl".
        name: In its own spelling, "Polski".
        english: As a desk reads it, "Polish".
        is_rtl: Whether it is written from right to left.
        is_reviewed: Whether a native speaker has read every text. Until then each text is
            followed by its English.
        texts: Translations by context and English text; the empty context is the common one.
        heard: Words and phrases understood in it, by what they mean ("yes", "back", "danger").
    """

    code: str
    name: str
    english: str
    is_rtl: bool = False
    is_reviewed: bool = False
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def say(self, text: str, context: str = "") -> str:
        """Return a text in this language, or the English where it is not translated yet.

        Args:
            text: The English text, which is the message id.
            context: Where one English text needs two translations: the name of the question.
        """
        return self.texts.get((context, text)) or self.texts.get(("", text)) or text


ENGLISH = Tongue(
    "en",
    "English",
    "English",
    is_reviewed=True,
    heard={"names": ("in english", "english please", "speak english")},
)
