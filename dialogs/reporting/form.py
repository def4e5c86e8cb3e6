"""From a draft to a `Submission`: told words into fields, every word into the transcript."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from dialogs.reporting.draft import Answer, Aside, AsideKind, Draft
from dialogs.reporting.mentions import CERTAINTY, SEEN_NOW, fact_of, mention_from, words_of
from dialogs.reporting.script import Place, key_of, label_of, place_anywhere, split_key
from dialogs.reporting.ties import is_tying, picked
from intake.reporting.turns import FileRules
from intake.reporting.values import (
    Asked,
    Danger,
    Fact,
    Group,
    IncidentSaid,
    KnownBy,
    MentionSaid,
    Part,
    Private,
    ReporterRole,
    ReporterSaid,
    Script,
    SignSaid,
    SignSource,
    Submission,
    days_of,
    exactly,
    private,
)

ASIDE_LABELS = {
    AsideKind.BEFORE_CHANGE: "Said before a change",
    AsideKind.NOT_UNDERSTOOD: "Said beside the question",
    AsideKind.ASKED_US: "Asked us",
    AsideKind.AFTER_SENDING: "Added after sending",
    AsideKind.READ_BACK: "Said when it was read back",
}
INCIDENT = "incident."
SAFE = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Telling:
    """What the channel knows around the words: its code, its account key, names of areas.

    `areas` leads from a place name in small letters to a code of `areas.yaml`; the account is
    the channel's own key of the teller and never enters a draft. `files` says how many files a
    report may bring; None where the channel cannot take any.
    """

    channel: str = "web"
    account: str = field(default="", repr=False)
    areas: Mapping[str, str] = field(default_factory=dict)
    files: FileRules | None = None


def form(
    scripts: Mapping[str, Script], draft: Draft, telling: Telling, *, is_unfinished: bool = False
) -> Submission:
    """Make the submission of a draft, finished or not.

    The same answers make the same submission whatever the order they were given in; only
    the asides of the transcript remember the way.
    """
    people = _people(scripts, draft)
    mentions = tuple(person.said for person in people)
    where = _joined(
        _joined(_fact(scripts, draft, "where_now"), _fact(scripts, draft, "where")),
        _fact(scripts, draft, "where_area"),
    )
    story = draft.answer("story")
    words = tuple(private(w) for w in (story.words if story else ()) if w.strip())
    days = days_of(draft.value("when"))
    incidents = tuple(incidents_of(scripts, draft))
    places = (where, *(one.where for one in incidents))
    return Submission(
        channel=telling.channel,
        danger=_danger(draft),
        story=words,
        mentions=mentions,
        signs=tuple(_signs(draft, people)),
        reporter=_reporter(draft, telling),
        known_by=_known_by(draft),
        fears_for_child=draft.value("fears") == "yes",
        is_child_safe_now=SAFE.get(draft.value("safe")),
        where=where,
        when=_fact(scripts, draft, "when"),
        how_often=_fact(scripts, draft, "how_often"),
        others_worried=_fact(scripts, draft, "others_worried"),
        area=_area(telling.areas, places, mentions, words),
        happened_on=days.iso if days and "/" not in days.iso else "",
        happened_from=days.first.isoformat() if days else "",
        happened_to=days.last.isoformat() if days else "",
        incidents=incidents,
        consent=_fact(scripts, draft, "consent"),
        family_knows=_fact(scripts, draft, "family_knows"),
        children_now=_fact(scripts, draft, "children_now"),
        seen_now=tuple(place for place, person in enumerate(people) if person.is_seen_now),
        language=draft.language,
        script=f"{draft.script} {draft.version}",
        answers=(*_transcript(scripts, draft), *_asides(scripts, draft)),
        is_unfinished=is_unfinished,
    )


def is_anything_told(submission: Submission) -> bool:
    """Whether there is anything in it that somebody could act on."""
    return bool(
        submission.story
        or submission.where.told
        or any(mention.is_described for mention in submission.mentions)
    )


def mention_at(scripts: Mapping[str, Script], draft: Draft, key: str) -> MentionSaid | None:
    """Return the mention that the answer under a key belongs to; None where it is of no one."""
    place = place_anywhere(scripts, draft, key)
    if place is None or not place.question.slot.startswith("mention"):
        return None
    return _mention(place.group, place.turn, draft)


def age_of_the_child(scripts: Mapping[str, Script], draft: Draft) -> int | None:
    """Return the age now, in years, of the one child told of; None of several or of none."""
    people = (one.said for one in _people(scripts, draft) if not one.is_seen_now)
    told = [one.age.told for one in people if one.part is Part.CHILD]
    years = re.findall(r"\d{1,2}", told[0]) if len(told) == 1 else []
    return int(years[0]) if len(years) == 1 else None


def _danger(draft: Draft) -> Danger:
    said = draft.value("danger")
    return Danger(said) if said in set(Danger) else Danger.NOT_SURE


def _known_by(draft: Draft) -> KnownBy:
    said = draft.value("known_by")
    return KnownBy(said) if said in set(KnownBy) else KnownBy.NOT_SAID


def _signs(draft: Draft, people: tuple["_Person", ...]) -> Iterator[SignSaid]:
    """Yield each sign picked, once for everybody whom the teller tied it to, else of nobody."""
    for name in picked(draft):
        places = [place for place, person in enumerate(people) if name in person.ties(draft)]
        for about in places or (None,):
            yield SignSaid(sign=name, source=SignSource.PICKED, about_mention=about)


def _reporter(draft: Draft, telling: Telling) -> ReporterSaid:
    def said(key: str) -> Private:
        return private(draft.value(key))

    return ReporterSaid(
        role=_role(draft),
        name=said("your_name"),
        agency=said("agency"),
        job=said("job"),
        safe_contact=said("safe_contact"),
        account=private(telling.account),
        is_own_harm=draft.script == "child",
    )


def _role(draft: Draft) -> ReporterRole:
    if draft.script == "child":
        return ReporterRole.CHILD
    if draft.script == "professional":
        said = draft.value("work_role")
        return ReporterRole(said) if said in set(ReporterRole) else ReporterRole.OTHER_PROFESSIONAL
    return ReporterRole.PARENT if draft.value("teller") == "parent" else ReporterRole.COMMUNITY


def _fact(scripts: Mapping[str, Script], draft: Draft, key: str) -> Fact:
    answer = draft.answer(key)
    place = place_anywhere(scripts, draft, key)
    if answer is None or place is None:
        return Fact()
    return fact_of(place.question, answer)


def _joined(first: Fact, second: Fact) -> Fact:
    if first.told and second.told:
        return exactly(f"{first.told}; {second.told}")
    return first if first.told or second == Fact() else second


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody told of, and the turn of the group in which it was asked."""

    said: MentionSaid
    group: Group
    turn: int

    @property
    def is_seen_now(self) -> bool:
        """Whether they are told as a child whom the person of concern has to do with now."""
        return any(question.slot == SEEN_NOW for question in self.group.questions)

    def ties(self, draft: Draft) -> frozenset[str]:
        """Return the names of the signs that were tied to them."""
        asked = (question for question in self.group.questions if is_tying(question))
        answers = (draft.answer(key_of(question.name, self.turn)) for question in asked)
        told = (answer.value.split() for answer in answers if answer and answer.is_told)
        return frozenset(name for names in told for name in names)


def _people(scripts: Mapping[str, Script], draft: Draft) -> tuple[_Person, ...]:
    turns = _turns(scripts, draft, "mention")
    made = (_Person(_mention(group, turn, draft), group, turn) for group, turn in turns)
    return tuple(one for one in made if one.said.is_described or _has_any(one.said))


def _has_any(mention: MentionSaid) -> bool:
    facts = (getattr(mention, f.name) for f in fields(mention) if f.name != "part")
    return any(fact.told for fact in facts)


def _turns(scripts: Mapping[str, Script], draft: Draft, slots: str) -> Iterator[tuple[Group, int]]:
    """Yield each group that asks for such slots, with every turn of which something was said."""
    seen: set[str] = set()
    for script in (scripts[draft.script], *scripts.values()):
        for group in script.groups:
            names = {q.name for q in group.questions if q.slot.startswith(slots)}
            if not names or group.name in seen:
                continue
            seen.add(group.name)
            keys = (split_key(answer.key) for answer in draft.answers)
            for turn in sorted({turn for name, turn in keys if name in names}):
                yield group, turn


def _mention(group: Group, turn: int, draft: Draft) -> MentionSaid:
    return mention_from(
        group.questions, group.part, lambda one: draft.answer(key_of(one.name, turn))
    )


def _area(
    areas: Mapping[str, str],
    where: Iterable[Fact],
    mentions: tuple[MentionSaid, ...],
    story: tuple[Private, ...],
) -> str:
    places = [one.told for one in where]
    places += [m.place.told for m in mentions] + [m.description.told for m in mentions]
    places += [words.reveal() for words in story]
    for told in places:
        for name, code in areas.items():
            if name and re.search(rf"\b{re.escape(name.lower())}\b", told.lower()):
                return code
    return ""


def incidents_of(scripts: Mapping[str, Script], draft: Draft) -> Iterator[IncidentSaid]:
    """Yield what was told of each further time that something happened, in order of telling."""
    for group, turn in _turns(scripts, draft, INCIDENT):
        facts: dict[str, Fact] = {}
        days = None
        for question in group.questions:
            answer = draft.answer(key_of(question.name, turn))
            if answer is None or not question.slot.startswith(INCIDENT):
                continue
            facts[question.slot.removeprefix(INCIDENT)] = fact_of(question, answer)
            days = days or days_of(answer.value)
        if any(fact.told for fact in facts.values()):
            yield IncidentSaid(
                **facts,
                happened_from=days.first.isoformat() if days else "",
                happened_to=days.last.isoformat() if days else "",
            )


def _transcript(scripts: Mapping[str, Script], draft: Draft) -> Iterator[Asked]:
    turns = _counted_anew(scripts, draft)
    names = [
        q.name
        for s in (scripts[draft.script], *scripts.values())
        for g in s.groups
        for q in g.questions
    ]
    order = {name: at for at, name in reversed(list(enumerate(names)))}

    def in_order(answer: Answer) -> tuple[int, int]:
        name, turn = split_key(answer.key)
        return (order.get(name, len(order)), turn)

    for answer in sorted(draft.answers, key=in_order):
        place = place_anywhere(scripts, draft, answer.key)
        label = _label(place) if place else answer.key
        words = words_of(place.question, answer) if place else answer.text
        yield Asked(
            turns.get(answer.key, answer.key),
            label,
            private(words or answer.text),
            CERTAINTY[answer.how],
            _language_of(answer),
            private(answer.quote),
        )


def _language_of(answer: Answer) -> str:
    """Return the languages an answer was typed in; a chosen one has none."""
    is_chosen = answer.value and not answer.messages
    return "" if is_chosen else " ".join(sorted({one for one in answer.tongues if one}))


def _counted_anew(scripts: Mapping[str, Script], draft: Draft) -> dict[str, str]:
    """Return each key with its turn counted among those that are left, from 1.

    The same people told of make the same transcript, whoever was taken out on the way.
    """
    anew: dict[str, str] = {}
    for script in (scripts[draft.script], *scripts.values()):
        for group in script.groups:
            names = {question.name for question in group.questions}
            keys = [
                (split_key(a.key), a.key) for a in draft.answers if split_key(a.key)[0] in names
            ]
            turns = sorted({turn for (_, turn), _ in keys})
            for (name, turn), key in keys:
                anew.setdefault(key, key_of(name, turns.index(turn) + 1))
    return anew


def _asides(scripts: Mapping[str, Script], draft: Draft) -> Iterator[Asked]:
    for aside in draft.asides:
        place = place_anywhere(scripts, draft, aside.key) if aside.key else None
        yield _aside(place, aside)


def _aside(place: Place | None, aside: Aside) -> Asked:
    asks_who_tells = place is not None and place.question.slot.startswith("reporter.")
    about = f": {_label(place)}" if place else ""
    whose = "teller." if asks_who_tells else ""
    return Asked(
        f"aside.{whose}{aside.kind.value}",
        f"{ASIDE_LABELS[aside.kind]}{about}",
        private(aside.words),
        language=aside.tongue,
    )


def _label(place: Place) -> str:
    """Return a label for the transcript: labels are not sealed, so nobody is named in them."""
    return label_of(place, None, "this person")
