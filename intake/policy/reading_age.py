"""How old a reader must be: the grade of Flesch and Kincaid, and five years; read `reading_age`.

    grade = 0.39 x words a sentence + 11.8 x syllables a word - 15.59

A grade of the formula is a school year that begins at five. Syllables are counted by a rule of
thumb for English (groups of vowels, without a silent e), within one in a hundred of a dictionary
of sounds on our own texts (decision 0021). Other languages are not measured.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST_YEAR = 5
"""Age at which grade 0 begins."""

SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n+|: ")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+")
NAMED = re.compile(r"\$\{\w+\}|\{\w+\}")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]les?|[^laeiouyscgxz]es|[^aeiouytd]ed)$")
APART = re.compile(
    r"(?<![tscgx])i[aou](?!u?s)|eo(?![pu])|ua(?!r)|uou|[aeo]ing$|(?:sc|qu|cl|d)ie(?=[nt])"
)
SOME = re.compile(r"some(?=[a-z])|area$|idea$")
ADDED = {"some": -1, "area": 1, "idea": 1}
FEWEST_WORDS = 5
"""Below this a line is too short for a formula of sentences to mean anything."""


@dataclass(frozen=True, slots=True)
class HardLine:
    """One text and the age it asks for."""

    age: float
    words: str


def reading_age(texts: Iterable[str]) -> float:
    """Return the age in years from which texts can be read with ease, 5 at least.

    Args:
        texts: English texts; each ends a sentence, whatever it ends with.

    Returns:
        Years, to one decimal; 5.0 for no words at all.
    """
    sentences = [part for text in texts for part in sentences_of(text)]
    words = [word for part in sentences for word in WORD.findall(part)]
    if not words:
        return float(FIRST_YEAR)
    syllables = sum(syllables_of(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return round(max(0.0, grade) + FIRST_YEAR, 1)


def hardest(texts: Sequence[str], *, most: int = 3) -> tuple[HardLine, ...]:
    """Return the hardest texts, hardest first; those of few words are left out."""
    long = [text for text in dict.fromkeys(texts) if len(WORD.findall(text)) >= FEWEST_WORDS]
    lines = [HardLine(reading_age([text]), text) for text in long]
    return tuple(sorted(lines, key=lambda line: -line.age)[:most])


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, those with a word in them; a name stands for any name."""
    parts = SENTENCE.split(NAMED.sub("Sam", text))
    return [part for part in parts if WORD.search(part)]


def syllables_of(word: str) -> int:
    """Return how many syllables an English word has by rule of thumb; 1 at least.

    Figures count as one syllable a digit.
    """
    if word.isdecimal():
        return len(word)
    plain = re.sub(r"['’]\w*$", "", word.lower())
    groups = len(VOWELS.findall(plain)) + len(APART.findall(plain))
    if groups > 1 and SILENT.search(plain):
        groups -= 1
    groups += sum(ADDED[part] for part in SOME.findall(plain))
    return max(1, groups)
