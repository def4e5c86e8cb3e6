"""Whole conversations as text files that a safeguarding lead can read and change.

`they:` is a line typed (a command with its slash, a choice in brackets, `edit ID: words` for a
changed message, `ID> words` for words whose message has an id). `we:` names what must be among
what we say then: the question's name, the text's key, or words of it. `desk:` names why a desk
is told in that turn; `desk: -` says that none is. `sent` and `added` speak for themselves.
"""

import re
from pathlib import Path

import pytest

from intake.reporting.turns import Turn
from tests.build_talk import Talk, a_polyglot

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*.txt"))


def test_there_are_golden_conversations():
    assert len(GOLDEN) >= 10


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_the_conversation_goes_as_written(file):
    talk, turn = Talk(a_polyglot()), None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        who, _, words = line.partition(":")
        words = words.strip()
        if who == "they":
            turn = _play(talk, words)
        else:
            assert turn is not None
            assert _holds(who, words, turn), f"{file.name}:{number}: {line}\n{_heard(turn)}"


def _play(talk: Talk, words: str) -> Turn:
    edit = re.match(r"edit (\w+): (.*)", words)
    if edit:
        return talk.edit(edit[1], edit[2])
    named = re.match(r"(m\d+)> (.*)", words)
    return talk.they(named[2], message_id=named[1]) if named else talk.they(words)


def _holds(who: str, words: str, turn: Turn) -> bool:
    if who == "desk":
        return words == (turn.danger.value if turn.danger else "-")
    if who == "sent":
        return turn.send is not None and words.lower() in _told(turn).lower()
    if who == "added":
        return turn.addition == words
    return any(
        words in {say.key, say.question, *(choice.label for choice in say.choices)}
        or words in say.text
        for say in turn.says
    )


def _told(turn: Turn) -> str:
    sent = turn.send
    assert sent is not None
    story = [part.reveal() for part in sent.story]
    names = [mention.names.told for mention in sent.mentions]
    return " ".join((*story, *names, *(asked.answer.reveal() for asked in sent.answers)))


def _heard(turn: Turn) -> str:
    return "\n".join(f"  {say.key} {say.question}: {say.text[:90]!r}" for say in turn.says)
