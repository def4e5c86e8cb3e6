"""Whether a talk can be walked as it is written: nothing unreachable, no dead end; pure.

Read `flow_remarks` first. Conditions that cannot be read are told and otherwise passed over.
"""

from collections import Counter
from collections.abc import Iterator

from intake.domain.condition import (
    AnswerTo,
    ConditionError,
    CountOf,
    Term,
    ThinIn,
    ThisAnswer,
    YearsAgo,
    every_term,
    term_of,
)
from intake.domain.script import QuestionType, Script
from intake.policy.faults import did_you_mean
from intake.policy.script_remarks import Loc, Remark, Spot, spots_of
from intake.policy.script_worlds import World, can_hold, literals_of

SHORT_PATH = "short_path"
STORY = "story"
"""Words typed at any moment may become the story, so it can be asked about before its turn."""

READ_FROM: dict[str, tuple[str, ...]] = {
    "danger": ("danger",),
    "where_now": ("where_now",),
    "story": ("story",),
    "signs": ("signs",),
    "is_child_safe_now": ("safe",),
    "where": ("where",),
    "when": ("when",),
    "how_often": ("how_often",),
    "known_by": ("known_by",),
    "others_worried": ("others_worried",),
    "fears_for_child": ("fears",),
    "family_knows": ("family_knows",),
    "consent": ("consent",),
    "children_now": ("children_now",),
    "role": ("teller", "work_role"),
    "reporter.name": ("your_name",),
    "reporter.agency": ("agency",),
    "reporter.job": ("job",),
    "reporter.safe_contact": ("safe_contact",),
}
"""The names under which the form of a report looks for each slot."""


def flow_remarks(script: Script, *, signs: frozenset[str] = frozenset()) -> list[Remark]:
    """Return what stands in the way of whoever walks a script.

    Args:
        script: The script, of the right shape.
        signs: Ids of the book of signs; empty takes every sign for one.

    Returns:
        Remarks in the order of the file; empty is well.

    Why:
        A question that no answer leads to is one that somebody believes to be asked; and who
        cannot get past a question stops telling.
    """
    world = World(script, signs)
    found = [*_unreadable(script), *_doubled(script), *_beginning(script)]
    for spot in spots_of(script):
        found += _of_question(world, spot)
    for number, group in enumerate(script.groups):
        if _is_readable(group.relevant):
            first = next(one.number for one in spots_of(script) if one.group is group)
            at: Loc = ("groups", number, "relevant")
            found += _of_condition(world, at, group.relevant, f"group {group.name}", first)
    return [*found, *_short_path(world)]


def _unreadable(script: Script) -> Iterator[Remark]:
    written: list[tuple[Loc, str]] = [
        (("groups", number, "relevant"), group.relevant)
        for number, group in enumerate(script.groups)
    ]
    for spot in spots_of(script):
        written.append(((*spot.at, "relevant"), spot.question.relevant))
        written.append(((*spot.at, "constraint"), spot.question.constraint))
    for at, condition in written:
        try:
            term_of(condition)
        except (ConditionError, RecursionError) as fault:
            said = fault if isinstance(fault, ConditionError) else "it is nested too deeply"
            yield Remark(at, f"cannot be read: {said}; write it like danger = 'yes'")


def _is_readable(condition: str) -> bool:
    try:
        term_of(condition)
    except (ConditionError, RecursionError):
        return False
    return True


def _doubled(script: Script) -> Iterator[Remark]:
    counts = Counter(group.name for group in script.groups)
    for number, group in enumerate(script.groups):
        if counts[group.name] > 1:
            words = f"two groups are named {group.name}; write names that differ"
            yield Remark(("groups", number, "name"), words)


def _beginning(script: Script) -> Iterator[Remark]:
    """Find a script that does not ask for danger first (promise P12), or asks for nothing."""
    first = script.groups[0].questions[0]
    if first.slot != "danger" or not first.required or script.groups[0].relevant or first.relevant:
        words = (
            "the first question must be the one of danger, always asked; write slot: danger, "
            "required: true, allows: [], and no condition"
        )
        yield Remark(("groups", 0, "questions", 0), words)
    slots = {spot.question.slot for spot in spots_of(script)}
    if not any(slot == STORY or slot.startswith("mention") for slot in slots):
        words = "nothing that a report is made of is asked; write a question with slot: story"
        yield Remark(("groups",), words)


def _of_question(world: World, spot: Spot) -> Iterator[Remark]:
    one, at = spot.question, spot.at
    if one.type is QuestionType.NOTE:
        return
    if _is_readable(one.relevant) and _is_readable(spot.group.relevant):
        whole = spot.condition if one.relevant.strip() else ""
        where: Loc = (*at, "relevant")
        yield from _of_condition(world, where, one.relevant, one.name, spot.number, whole=whole)
    names = READ_FROM.get(one.slot, (one.name,))
    if one.name not in names:
        words = (
            f"an answer of slot {one.slot} is looked for under {' or '.join(names)}; "
            f"write name: {names[0]}, or another slot"
        )
        yield Remark((*at, "name"), words)
    yield from _ways_on(world, spot)


def _ways_on(world: World, spot: Spot) -> Iterator[Remark]:
    """Find questions that nobody gets past."""
    one, at = spot.question, spot.at
    if one.required and one.allows:
        words = f"is required and may be passed ({', '.join(one.allows)}); write allows: []"
        yield Remark((*at, "required"), words)
    if one.required and one.slot != "danger":
        words = "only the question of danger may be required; leave it out, and write allows"
        yield Remark((*at, "required"), words)
    if not one.required and not one.allows:
        words = "there is no way past this question; write allows: [skip]"
        yield Remark((*at, "allows"), words)
    if one.slot == "signs" and not one.choices and not world.signs and not one.allows:
        yield Remark(at, "there is no sign to choose; write signs in indicators.yaml")
    if not one.constraint.strip() or not _is_readable(one.constraint):
        return
    if not can_hold(world, one.constraint, asked=one):
        ends = "" if one.allows else ": a dead end, for there is no way past it either"
        words = f"no answer is ever accepted here{ends}; write a constraint that some answers meet"
        yield Remark((*at, "constraint"), words)


def _of_condition(
    world: World, at: Loc, condition: str, name: str, number: int, *, whole: str = ""
) -> Iterator[Remark]:
    """Find in one condition what is asked later, never counted, not offered, never true."""
    if not condition.strip():
        return
    term = term_of(condition)
    found = [
        *_strangers(world, at, term),
        *_later(world, at, term, name, number),
        *_never_counted(world, at, term),
        *_not_offered(world, at, term),
        *_never_thin(world, at, term, number),
        *_never_years_ago(world, at, term),
    ]
    yield from found
    if not found and not can_hold(world, whole or condition):
        words = (
            f"this can never hold, so {name} is never asked; write a condition that some "
            "answers meet, or leave it out"
        )
        yield Remark(at, words)


def _strangers(world: World, at: Loc, term: Term) -> Iterator[Remark]:
    """Find names that nothing bears: such a condition would never hold."""
    script = world.script
    questions = {spot.question.name for spot in spots_of(script)}
    groups = {group.name for group in script.groups}
    for one in every_term(term):
        known = groups if isinstance(one, CountOf | ThinIn) else questions | groups
        name = one.group if isinstance(one, CountOf | ThinIn) else getattr(one, "name", "")
        if name and name not in known:
            yield Remark(at, f"asks for {name}, which is nothing here; {did_you_mean(name, known)}")


def _later(world: World, at: Loc, term: Term, name: str, number: int) -> Iterator[Remark]:
    asked = {spot.question.name: spot for spot in spots_of(world.script)}
    groups = {group.name for group in world.script.groups}
    named = {one.name for one in every_term(term) if isinstance(one, AnswerTo | YearsAgo)}
    for other in sorted(named):
        if other not in asked and other in groups:
            yield Remark(at, f"{other} is a group, not a question; write count({other}) > 0")
        if other in asked and asked[other].number >= number and asked[other].question.slot != STORY:
            words = (
                f"looks at {other}, which is asked after {name}; ask {other} before it, or "
                "write another condition"
            )
            yield Remark(at, words)
    if any(isinstance(one, ThisAnswer) for one in every_term(term)):
        yield Remark(at, "'.' is the answer being given; write the name of an earlier question")


def _never_counted(world: World, at: Loc, term: Term) -> Iterator[Remark]:
    groups = {group.name for group in world.script.groups}
    counted = {one.group for one in every_term(term) if isinstance(one, CountOf)}
    for name in sorted(counted):
        if name in groups and not world.is_counted(name):
            words = (
                f"group {name} is never counted, for nobody can add to it; write repeat: true and "
                "add_label there"
            )
            yield Remark(at, words)


def _not_offered(world: World, at: Loc, term: Term) -> Iterator[Remark]:
    for name, words in dict.fromkeys(literals_of(term)):
        spot = world.spot(name)
        choices = world.choices_of(spot.question) if spot else None
        if choices is None:
            continue
        for stranger in sorted(set(words.split()) - choices):
            said = f"{name} has no choice '{stranger}'; {did_you_mean(stranger, choices)}"
            yield Remark(at, said)


def _never_thin(world: World, at: Loc, term: Term, number: int) -> Iterator[Remark]:
    spots = spots_of(world.script)
    for one in every_term(term):
        if not isinstance(one, ThinIn):
            continue
        here = spots[number].group
        if here.name != one.group or not here.part:
            words = f"write thin({here.name}), of the group asked in, and a part to that group"
            yield Remark(at, words)
            continue
        before = [s for s in spots if s.group.name == one.group and s.number < number]
        if not any(spot.question.slot.startswith("mention") for spot in before):
            words = (
                f"thin({one.group}) never holds here, for nobody was asked of before; ask it "
                "after a question with slot: mention"
            )
            yield Remark(at, words)


def _never_years_ago(world: World, at: Loc, term: Term) -> Iterator[Remark]:
    """Find a time looked for where none is told: it is read in the story and in "when" alone."""
    for one in every_term(term):
        spot = world.spot(one.name) if isinstance(one, YearsAgo) else None
        if spot is not None and spot.question.slot not in {STORY, "when"}:
            words = f"years_ago({spot.question.name}) tells nothing; write years_ago(when)"
            yield Remark(at, words)


def _short_path(world: World) -> Iterator[Remark]:
    """Find names of the short path that nobody bears, or that danger does not lead to."""
    written = dict(world.script.texts).get(SHORT_PATH)
    if written is None:
        return
    at: Loc = ("texts", SHORT_PATH)
    names = [spot.question.name for spot in spots_of(world.script)]
    for name in written.split():
        spot = world.spot(name)
        if spot is None:
            yield Remark(at, f"there is no question {name}; {did_you_mean(name, names)}")
            continue
        in_danger = f"danger = 'yes' and {spot.condition}" if spot.condition else ""
        is_read = _is_readable(spot.condition)
        if in_danger and is_read and world.spot("danger") and not can_hold(world, in_danger):
            words = f"{name} is never asked in danger; take it out, or change its condition"
            yield Remark(at, words)
    if not written.split():
        yield Remark(at, "names no question; write those that are asked in danger, or leave it out")
