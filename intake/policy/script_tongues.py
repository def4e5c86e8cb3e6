"""A script in the languages of `config/wording/`: what is not translated, leads, or is too long."""

from collections.abc import Callable, Iterable, Iterator

from intake.domain.script import Script
from intake.domain.tongue import Tongue
from intake.policy.script_leading import ENGLISH, leading_remarks
from intake.policy.script_lengths import length_remarks
from intake.policy.script_remarks import Loc, Remark, spots_of, words_asked


def tongue_remarks(script: Script, tongues: Iterable[Tongue]) -> list[Remark]:
    """Return what is amiss with the translations of a script.

    Args:
        script: The script.
        tongues: Every language; English is passed over.

    Returns:
        A fault for each translation that leads whoever answers. One too long for a channel is
        told and is no fault: it is cut in two.
    """
    found: list[Remark] = []
    for tongue in (one for one in tongues if one.code != ENGLISH):
        say = _speaker(tongue)
        leads = leading_remarks(script, say, language=tongue.code)
        long = length_remarks(script, say, is_bilingual=not tongue.is_reviewed)
        found += (_in(tongue, one, is_fault=True) for one in leads)
        found += (_in(tongue, one, is_fault=False) for one in long)
    return found


def _in(tongue: Tongue, remark: Remark, *, is_fault: bool) -> Remark:
    return Remark(remark.at, f"in {tongue.english}: {remark.words}", is_fault=is_fault)


def _speaker(tongue: Tongue) -> Callable[[str], str]:
    return lambda words: tongue.say(words) if words else ""


def missing_remarks(script: Script, tongues: Iterable[Tongue]) -> list[Remark]:
    """Return each text that some language lacks, with all that lack it; none is a fault.

    Where a text is missing its English is said. `dueregard wording update` writes it into the
    catalogues, to be translated.
    """
    others = [one for one in tongues if one.code != ENGLISH]
    lacks = ((at, lacking(words, others)) for at, words in _said(script))
    return [
        Remark(at, f"is not translated into {', '.join(lack)}", is_fault=False)
        for at, lack in lacks
        if lack
    ]


def lacking(words: str, tongues: Iterable[Tongue]) -> tuple[str, ...]:
    """Return the languages, by their English names, that have no translation of a text."""
    return tuple(one.english for one in tongues if ("", words) not in one.texts)


def _said(script: Script) -> Iterator[tuple[Loc, str]]:
    for number, group in enumerate(script.groups):
        if group.add_label:
            yield ("groups", number, "add_label"), group.add_label
    for spot in spots_of(script):
        yield from words_asked(spot)
        if spot.question.why:
            yield (*spot.at, "why"), spot.question.why
