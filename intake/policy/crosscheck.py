"""What only two places together can get wrong: names that nothing bears, gaps, dead ends.

Each function returns sentences, one a fault; an empty list is well. A name is checked
against what stands in the files even where the rest of a file is faulty.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from intake.domain.routing import HOLDER, OWNER
from intake.policy.access import AccessPolicy
from intake.policy.areas import Areas
from intake.policy.decisions import Decisions
from intake.policy.duty import DutyPolicy
from intake.policy.events import Events
from intake.policy.faults import did_you_mean
from intake.policy.indicators import GROUPS, Indicators
from intake.policy.learning import NUMBER, Learning
from intake.policy.numbers import Numbers
from intake.policy.routing import MarksPolicy, RoutingPolicy, RulePolicy, WhenPolicy
from intake.policy.weights import Weights

DESK = "desk"


def areas_faults(areas: Areas) -> list[str]:
    """Find agencies of no area or kind, and postcodes that two areas claim."""
    faults: list[str] = []
    for name, agency in areas.agencies.items():
        where = f"areas.yaml: agencies.{name}"
        faults += _stranger(f"{where}.area", agency.area, areas.areas, "area")
        faults += _stranger(f"{where}.kind", agency.kind, areas.agency_kinds, "kind of agency")
    for kind in sorted(areas.managing_kinds):
        where = f"areas.yaml: managing_kinds.{kind}"
        faults += _stranger(where, kind, areas.flag_kinds, "kind of flag")
    claimed = Counter(code for area in areas.areas.values() for code in area.outward)
    faults += [
        f"areas.yaml: areas: {code} belongs to two areas; write it in one"
        for code, count in claimed.items()
        if count > 1
    ]
    return faults


def duty_faults(duty: DutyPolicy) -> list[str]:
    """Find names in duty.yaml that nothing there bears, and chains that end in silence."""
    faults = _stranger("duty.yaml: office_hours", duty.office_hours, duty.hours, "hours")
    faults += _stranger("duty.yaml: catch_all", duty.catch_all, duty.desks, "desk")
    faults += _stranger("duty.yaml: administrator", duty.administrator, duty.people, "person")
    faults += _stranger(
        "duty.yaml: reminders.ladder", duty.reminders.ladder, duty.ladders, "ladder"
    )
    faults += _stranger("duty.yaml: handover.ladder", duty.handover.ladder, duty.ladders, "ladder")
    faults += _stranger(
        "duty.yaml: disclosure.ladder", duty.disclosure.ladder, duty.ladders, "ladder"
    )
    answers = duty.disagreement
    faults += _stranger("duty.yaml: disagreement.ladder", answers.ladder, duty.ladders, "ladder")
    if answers.desk:
        faults += _stranger("duty.yaml: disagreement.desk", answers.desk, duty.desks, "desk")
    faults += [fault for name in duty.desks for fault in _desk_faults(duty, name)]
    faults += list(_ladder_faults(duty))
    faults += list(_rota_faults(duty))
    faults += list(_absence_faults(duty))
    return faults or list(_silence_faults(duty))


def _desk_faults(duty: DutyPolicy, name: str) -> Iterator[str]:
    desk, where = duty.desks[name], f"duty.yaml: desks.{name}"
    yield from _stranger(f"{where}.hours", desk.hours, duty.hours, "hours")
    yield from _stranger(f"{where}.ladder", desk.ladder, duty.ladders, "ladder")
    if desk.when_closed:
        yield from _stranger(f"{where}.when_closed", desk.when_closed, duty.desks, "desk")
    for place in sorted(_last_places(duty, desk.ladder) - _held_always(duty, name)):
        yield (
            f"duty.yaml: rotas.{name}.{place}: its ladder ends here and nobody holds the place "
            "at all hours; write a turn whose hours never close"
        )


def _last_places(duty: DutyPolicy, ladder: str) -> set[str]:
    """Return the places at which the ladders of a desk end."""
    named = {ladder, *(within.ladder for within in duty.within.values() if within.ladder)}
    ends = (duty.ladders[name].rungs[-1] for name in named if name in duty.ladders)
    return {rung.place for rung in ends if not rung.desk}


def _held_always(duty: DutyPolicy, desk: str) -> set[str]:
    """Return the places of a desk that somebody holds at every hour."""
    always = _hours_that_never_close(duty)
    rota = duty.rotas.get(desk, {})
    return {p for p, turns in rota.items() if any(turn.hours in always for turn in turns)}


def _hours_that_never_close(duty: DutyPolicy) -> set[str]:
    closed_on = duty.bank_holidays.days()
    return {name for name, plan in duty.hours.items() if plan.to_hours(closed_on).is_always}


def _ladder_faults(duty: DutyPolicy) -> Iterator[str]:
    for urgency, within in duty.within.items():
        if within.ladder:
            where = f"duty.yaml: within.{urgency.value}.ladder"
            yield from _stranger(where, within.ladder, duty.ladders, "ladder")
    places = {DESK} | {place for rota in duty.rotas.values() for place in rota}
    for name, ladder in duty.ladders.items():
        for number, rung in enumerate(ladder.rungs):
            where = f"duty.yaml: ladders.{name}.rungs.{number}"
            yield from _stranger(f"{where}.place", rung.place, places, "place of a rota")
            if rung.desk:
                yield from _stranger(f"{where}.desk", rung.desk, duty.desks, "desk")


def _rota_faults(duty: DutyPolicy) -> Iterator[str]:
    for desk, places in duty.rotas.items():
        yield from _stranger(f"duty.yaml: rotas.{desk}", desk, duty.desks, "desk")
        for place, turns in places.items():
            for number, turn in enumerate(turns):
                where = f"duty.yaml: rotas.{desk}.{place}.{number}"
                yield from _stranger(f"{where}.who", turn.who, duty.people, "person")
                yield from _stranger(f"{where}.hours", turn.hours, duty.hours, "hours")


def _absence_faults(duty: DutyPolicy) -> Iterator[str]:
    for number, away in enumerate(duty.absences):
        where = f"duty.yaml: absences.{number}.who"
        yield from _stranger(where, away.who, duty.people, "person")


def _silence_faults(duty: DutyPolicy) -> Iterator[str]:
    """Find desks whose stand-ins all close: an alert there would wait unseen (P7)."""
    always = _hours_that_never_close(duty)
    for name in duty.desks:
        chain, here = [name], name
        while (here := duty.desks[here].when_closed) and here not in chain:
            chain.append(here)
        if not _covers(duty, chain, always):
            yield (
                f"duty.yaml: desks.{name}.when_closed: there are hours at which nobody is asked; "
                "write a desk that is open then, or one that never closes"
            )


def _covers(duty: DutyPolicy, chain: list[str], always: set[str]) -> bool:
    """Whether some desk of the chain is open at every minute of every kind of day."""
    hours = [duty.desks[name].hours for name in chain]
    if any(name in always for name in hours):
        return True
    closed_on = duty.bank_holidays.days()
    plans = [duty.hours[name].to_hours(closed_on) for name in hours]
    days = [[span for plan in plans for span in plan.week[day]] for day in range(7)]
    days.append([span for plan in plans for span in plan.on_closed_days])
    return all(_fills_the_day([(span.opens, span.closes) for span in day]) for day in days)


def _fills_the_day(spans: list[tuple[int, int]]) -> bool:
    reached = 0
    for opens, closes in sorted(spans):
        if opens > reached:
            return False
        reached = max(reached, closes)
    return reached == 24 * 60


def desks_and_areas_faults(duty: DutyPolicy, areas: Areas) -> list[str]:
    """Find desks of no agency, and two desks that do the same for one area."""
    faults: list[str] = []
    done: dict[tuple[str, str], str] = {}
    for name, desk in duty.desks.items():
        where = f"duty.yaml: desks.{name}"
        faults += _stranger(f"{where}.agency", desk.agency, areas.agencies, "agency")
        for area in desk.serves:
            faults += _stranger(f"{where}.serves", area, areas.areas, "area")
        own = [areas.agencies[desk.agency].area] if desk.agency in areas.agencies else []
        for area in dict.fromkeys((*own, *desk.serves)):
            if other := done.setdefault((desk.function, area), name) * (
                done[desk.function, area] != name
            ):
                faults.append(
                    f"{where}.function: {other} does {desk.function} for {area} already; "
                    "write one desk a function and area"
                )
    return faults


def routing_faults(routing: RoutingPolicy, duty: DutyPolicy, areas: Areas) -> list[str]:
    """Find rules that tell a desk that some area does not have, or ask for unknown words."""
    faults: list[str] = []
    there = _functions_by_area(duty, areas)
    for number, rule in enumerate(routing.rules):
        where = f"routing.yaml: rules.{number} ({rule.name})"
        faults += _rule_faults(where, rule, there)
        faults += _when_faults(where, rule.when, routing, areas)
    for key, names in (("instead", routing.instead), ("scrutiny", (routing.scrutiny,))):
        for name in names:
            faults += _function_faults(f"routing.yaml: {key}", name, there)
    counts = Counter(rule.name for rule in routing.rules)
    faults += [
        f"routing.yaml: rules: two are named {name}; write names that differ"
        for name, count in counts.items()
        if count > 1
    ]
    return faults


def _functions_by_area(duty: DutyPolicy, areas: Areas) -> dict[str, set[str]]:
    there: dict[str, set[str]] = {area: set() for area in areas.areas}
    for desk in duty.desks.values():
        own = areas.agencies[desk.agency].area if desk.agency in areas.agencies else ""
        for area in (own, *desk.serves):
            there.setdefault(area, set()).add(desk.function)
    return there


def _rule_faults(where: str, rule: RulePolicy, there: dict[str, set[str]]) -> Iterator[str]:
    for target in rule.tell:
        if target.function not in {OWNER, HOLDER}:
            yield from _function_faults(f"{where}.tell", target.function, there)


def events_faults(events: Events, duty: DutyPolicy, areas: Areas) -> list[str]:
    """Find functions that no desk has, or that an area lacks."""
    there = _functions_by_area(duty, areas)
    wanted = {
        one.function: f"events.yaml: events.{kind.value}.tells"
        for kind, plan in sorted(events.events.items(), reverse=True)
        for one in plan.tells
    }
    return [
        fault
        for function, where in wanted.items()
        for fault in _function_faults(where, function, there)
    ]


def decisions_faults(
    decisions: Decisions, duty: DutyPolicy, areas: Areas, access: AccessPolicy
) -> list[str]:
    """Find ladders, functions, kinds of agency and roles that nothing bears."""
    clocks = ("question", "late_fact", "therapy_remark", "proposal", "challenge")
    faults: list[str] = []
    for name in clocks:
        where = f"decisions.yaml: {name}.ladder"
        faults += _stranger(where, getattr(decisions, name).ladder, duty.ladders, "ladder")
    for kind in decisions.second_view.wanted_of:
        where = "decisions.yaml: second_view.wanted_of"
        faults += _stranger(where, kind, areas.agency_kinds, "kind of agency")
    there = _functions_by_area(duty, areas)
    for level in decisions.challenge.levels:
        where = f"decisions.yaml: challenge.levels.{level.code}"
        for role in sorted(level.roles):
            faults += _stranger(f"{where}.roles", role, access.roles, "role")
        if level.function:
            faults += _function_faults(f"{where}.function", level.function, there)
    return faults


def _function_faults(where: str, function: str, there: dict[str, set[str]]) -> Iterator[str]:
    known = set().union(*there.values())
    if function not in known:
        yield f"{where}: no desk has the function '{function}'; {did_you_mean(function, known)}"
        return
    for area in sorted(area for area, functions in there.items() if function not in functions):
        if area:
            yield f"{where}: {area} has no desk for {function}; write one in duty.yaml"


def _when_faults(
    where: str, when: WhenPolicy, routing: RoutingPolicy, areas: Areas
) -> Iterator[str]:
    asked = (
        ("topics", when.topics, set(routing.topics)),
        ("roles", when.roles, set(routing.roles)),
        ("flag_kinds", when.flag_kinds, set(areas.flag_kinds)),
        ("sign_groups", when.sign_groups, set(GROUPS)),
        ("topics_or_sign_groups", when.topics_or_sign_groups, set(routing.topics) | set(GROUPS)),
    )
    for key, words, known in asked:
        for word in sorted(words):
            yield from _stranger(f"{where}.when.{key}", word, known, "word")


def access_faults(access: AccessPolicy, areas: Areas) -> list[str]:
    """Find grants and actions of unknown roles, kinds of agency or fields."""
    faults: list[str] = []
    for number, grant in enumerate(access.grants):
        where = f"access.yaml: grants.{number}"
        faults += _strangers(f"{where}.roles", grant.roles, access.roles, "role")
        if grant.agencies != "all":
            faults += _strangers(f"{where}.agencies", grant.agencies, areas.agency_kinds, "kind")
        if grant.fields != "all":
            faults += _strangers(f"{where}.fields", grant.fields, access.fields, "field")
    faults += _strangers(
        "access.yaml: lending.fields", access.lending.fields, access.fields, "field"
    )
    for action, roles in access.actions.items():
        faults += _strangers(f"access.yaml: actions.{action}", roles, access.roles, "role")
    return faults


def weights_faults(weights: Weights, indicators: Indicators) -> list[str]:
    """Find signs that a rule of weighing names and that do not exist."""
    known = set(indicators.signs)
    return [
        f"weights.yaml: rules: there is no sign '{sign}'; {did_you_mean(sign, known)}"
        for sign in sorted(weights.rules.named_signs() - known)
    ]


def marks_faults(routing: RoutingPolicy, indicators: Indicators) -> list[str]:
    """Find signs that bring up a role or topic and that do not exist."""
    kinds: tuple[tuple[str, Mapping[str, MarksPolicy]], ...] = (
        ("roles", routing.roles),
        ("roles_with_adults", routing.roles_with_adults),
        ("topics", routing.topics),
    )
    return [
        fault
        for kind, marked in kinds
        for name, one in marked.items()
        for fault in _strangers(
            f"routing.yaml: {kind}.{name}.signs", sorted(one.signs), indicators.signs, "sign"
        )
    ]


def learning_faults(learning: Learning, indicators: Indicators, numbers: Numbers) -> list[str]:
    """Find signs and numbers of help that the pages name and no file holds."""
    faults: list[str] = []
    for name, page in learning.pages.items():
        for number, part in enumerate(page.parts):
            where = f"learning.yaml: pages.{name}.parts.{number}"
            faults += _strangers(f"{where}.signs", part.signs, indicators.signs, "sign")
            named = [key for words in part.words for key in NUMBER.findall(words)]
            faults += _strangers(f"{where}.words", named, numbers.numbers, "number of help")
    return faults


def _strangers(where: str, words: Iterable[str], known: Iterable[str], what: str) -> list[str]:
    names = list(known)
    return [fault for word in words for fault in _stranger(where, word, names, what)]


def _stranger(where: str, word: str, known: Iterable[str], what: str) -> list[str]:
    names = set(known)
    if word in names:
        return []
    return [f"{where}: there is no {what} '{word}'; {did_you_mean(word, names)}"]
