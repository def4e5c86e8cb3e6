"""Loads the whole policy, or says everything that is wrong with it; read `load_policy` first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from intake.domain.access import AccessTable
from intake.domain.campaign import CampaignScales
from intake.domain.desk import DutyBook
from intake.domain.diary import DiarySettings
from intake.domain.errors import PolicyError
from intake.domain.event import EventRules
from intake.domain.gathering import GatherScales
from intake.domain.points import Scales
from intake.domain.routing import RuleBook
from intake.domain.script import Script
from intake.domain.signs import SignBook
from intake.domain.tongue import Tongue
from intake.policy import crosscheck, files
from intake.policy.access import AccessPolicy
from intake.policy.areas import Areas
from intake.policy.base import Policy
from intake.policy.channels import Channels
from intake.policy.decisions import DecisionRules, Decisions
from intake.policy.duty import DutyPolicy
from intake.policy.events import Events
from intake.policy.faults import read_as
from intake.policy.gathering import Gathering
from intake.policy.indicators import Indicators
from intake.policy.learning import Learning
from intake.policy.mending import mended, sure_faults
from intake.policy.noise import Noise, read_noise
from intake.policy.numbers import Numbers
from intake.policy.organisation import Organisation
from intake.policy.routing import RoutingPolicy
from intake.policy.script_check import check_script, set_faults
from intake.policy.weights import Weights
from intake.policy.wording import read_tongues
from matching.settings import MatchSettings

MATCHING = "matching.yaml"
MODELS: Mapping[str, type[Policy]] = MappingProxyType(
    {
        "areas.yaml": Areas,
        "duty.yaml": DutyPolicy,
        "routing.yaml": RoutingPolicy,
        "access.yaml": AccessPolicy,
        "numbers.yaml": Numbers,
        "channels.yaml": Channels,
        "organisation.yaml": Organisation,
        "indicators.yaml": Indicators,
        "weights.yaml": Weights,
        "gathering.yaml": Gathering,
        "learning.yaml": Learning,
        "events.yaml": Events,
        "decisions.yaml": Decisions,
    }
)


@dataclass(frozen=True, slots=True)
class PolicySet:
    """All settings in force, as values.

    Args:
        folder: Where they were read.
        areas: Areas, agencies, kinds of flag.
        duty: Desks, ladders, rotas, times.
        called: What duty.yaml says of desks and people called, for checks and the console.
        routing: Rules.
        access: Who sees and does what.
        numbers: Numbers of help.
        learning: Pages that say what to look for.
        events: Who must be told of what happens to a person.
        decisions: What a decision needs, and who may challenge it.
        channels: How channels behave.
        organisation: Who answers.
        diary: Reminders.
        sign_book: Signs; `scales` weigh by them.
        campaign: From where on like reports are shown as a possible campaign.
        gathering: How people without a name, and families, are known again.
        workplace_words: Words that say of a workplace only what kind it is.
        match_settings: The matcher's numbers.
        scripts: Conversation scripts by name.
        tongues: Languages by code, English first. They are words, not settings: no decision
            leans on them, and the hash leaves them out.
        noise: What a year in the county is assumed to bring; the hash leaves it out as well.
        hash: SHA-256 of the content of all files; kept with each weight, route and alert.
        whole: That content as JSON, kept whole when adopted; without any secret.
        warnings: What is not wrong but missing, such as a channel without its address.
    """

    folder: Path
    areas: Areas
    duty: DutyBook
    called: DutyPolicy = field(repr=False)
    routing: RuleBook
    access: AccessTable
    numbers: Numbers
    learning: Learning = field(repr=False)
    events: EventRules = field(repr=False)
    decisions: DecisionRules = field(repr=False)
    channels: Channels
    organisation: Organisation
    diary: DiarySettings
    sign_book: SignBook = field(repr=False)
    scales: Scales = field(repr=False)
    campaign: CampaignScales
    gathering: GatherScales
    workplace_words: frozenset[str] = field(repr=False)
    match_settings: MatchSettings = field(repr=False)
    scripts: Mapping[str, Script] = field(repr=False)
    tongues: Mapping[str, Tongue] = field(repr=False)
    noise: Noise = field(repr=False)
    hash: str
    whole: str = field(repr=False)
    warnings: tuple[str, ...] = ()


def load_policy(folder: Path | None = None, environ: Mapping[str, str] | None = None) -> PolicySet:
    """Read, check and join every file of a policy folder.

    Args:
        folder: The folder; None is the packaged `config/`.
        environ: Where `${NAME}` of duty.yaml is looked up; None is nowhere.

    Returns:
        The policy. A channel whose `${NAME}` is missing is not configured, and a warning
        says so.

    Raises:
        PolicyError: `faults` holds every fault of every file, one sentence each, as
            "file: key: what is wrong; write … instead". No value of a file is repeated
            but names of desks, words of lists and such.

    Why:
        A misspelt desk must be found at start, not at night; and whoever mends the files
        wants all faults at once.
    """
    where = folder or files.PACKAGED
    content, faults = files.read_folder(where, (*MODELS, MATCHING))
    read, lost, shape_faults = _read_models(content)
    signs = frozenset(read["indicators.yaml"].signs) if "indicators.yaml" in read else frozenset()
    scripts, script_faults = _read_scripts(where, content, signs)
    settings, match_faults = _read_matching(content)
    tongues, wording_faults = read_tongues(where)
    noise, noise_faults = read_noise(where)
    faults += shape_faults + script_faults + match_faults + wording_faults + noise_faults
    faults += _cross_faults(read, lost)
    if faults or settings is None or noise is None:
        raise PolicyError(tuple(dict.fromkeys(faults)))
    addresses, warnings = _addresses(read["duty.yaml"], environ or {})
    whole = files.whole_of(content)
    return PolicySet(
        folder=where,
        **_joined(read, addresses),
        match_settings=settings,
        scripts=MappingProxyType(dict(scripts)),
        tongues=MappingProxyType(tongues),
        noise=noise,
        hash=files.hash_of(whole),
        whole=whole,
        warnings=warnings,
    )


def _read_models(
    content: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, frozenset[str]], list[str]]:
    """Read each file; of a faulty one as much as stands, and the words it lost by that."""
    read: dict[str, Any] = {}
    lost: dict[str, frozenset[str]] = {}
    faults: list[str] = []
    for name, model in MODELS.items():
        if name not in content:
            continue
        found, wrong = read_as(name, model, content[name])
        faults += wrong
        if found is None:
            spare, _ = files.read_folder(files.PACKAGED, (name,))
            found, lost[name] = mended(model, content[name], spare.get(name, {}))
        if found is not None:
            read[name] = found
    return read, lost, faults


def _read_scripts(
    folder: Path, content: Mapping[str, Any], signs: frozenset[str]
) -> tuple[dict[str, Script], list[str]]:
    scripts: dict[str, Script] = {}
    named: dict[str, str] = {}
    faults: list[str] = []
    for name in (name for name in content if name.startswith(f"{files.SCRIPTS}/")):
        text = (folder / name).read_text(encoding="utf-8")
        checked = check_script(name, content[name], text=text, signs=signs)
        faults += checked.faults
        if checked.script is None:
            continue
        if checked.script.name in scripts:
            faults.append(f"{name}: name: another script is named so; write another name")
        scripts[checked.script.name] = checked.script
        named[checked.script.name] = name
    return scripts, faults + (set_faults(named) if scripts and not faults else [])


def _read_matching(content: Mapping[str, Any]) -> tuple[MatchSettings | None, list[str]]:
    if MATCHING not in content:
        return None, []
    try:
        return MatchSettings.from_mapping(content[MATCHING]), []
    except ValueError as error:
        return None, [f"{MATCHING}: {error}; write it as the packaged file does"]


def _cross_faults(read: Mapping[str, Any], lost: Mapping[str, frozenset[str]]) -> list[str]:
    checks: tuple[tuple[Callable[..., list[str]], tuple[str, ...]], ...] = (
        (crosscheck.areas_faults, ("areas.yaml",)),
        (crosscheck.duty_faults, ("duty.yaml",)),
        (crosscheck.desks_and_areas_faults, ("duty.yaml", "areas.yaml")),
        (crosscheck.routing_faults, ("routing.yaml", "duty.yaml", "areas.yaml")),
        (crosscheck.marks_faults, ("routing.yaml", "indicators.yaml")),
        (crosscheck.access_faults, ("access.yaml", "areas.yaml")),
        (crosscheck.weights_faults, ("weights.yaml", "indicators.yaml")),
        (crosscheck.events_faults, ("events.yaml", "duty.yaml", "areas.yaml")),
        (
            crosscheck.decisions_faults,
            ("decisions.yaml", "duty.yaml", "areas.yaml", "access.yaml"),
        ),
        (crosscheck.learning_faults, ("learning.yaml", "indicators.yaml", "numbers.yaml")),
    )
    faults: list[str] = []
    for check, needed in checks:
        if all(name in read for name in needed):
            found = check(*(read[name] for name in needed))
            cut = [lost[name] for name in needed if name in lost]
            faults += sure_faults(found, frozenset().union(*cut)) if cut else found
    return faults


def _joined(read: Mapping[str, Any], addresses: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Make the values of the files that lean on each other, by the fields of PolicySet."""
    areas: Areas = read["areas.yaml"]
    duty: DutyPolicy = read["duty.yaml"]
    book = duty.to_book({name: agency.area for name, agency in areas.agencies.items()}, addresses)
    signs = read["indicators.yaml"].to_sign_book()
    return {
        "areas": areas,
        "duty": book,
        "called": duty,
        "routing": read["routing.yaml"].to_rules(),
        "access": read["access.yaml"].to_table(frozenset(areas.agency_kinds)),
        "numbers": read["numbers.yaml"],
        "learning": read["learning.yaml"],
        "events": read["events.yaml"].to_rules(),
        "decisions": read["decisions.yaml"].to_rules(),
        "channels": read["channels.yaml"],
        "organisation": read["organisation.yaml"],
        "diary": duty.to_diary_settings(book.office),
        "sign_book": signs,
        "scales": read["weights.yaml"].to_scales(signs),
        "campaign": read["weights.yaml"].campaign.to_campaign_scales(),
        "gathering": read["gathering.yaml"].to_scales(),
        "workplace_words": frozenset(read["weights.yaml"].workplace_words_too_common),
    }


def _addresses(
    duty: DutyPolicy, environ: Mapping[str, str]
) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    addresses: dict[tuple[str, str], str] = {}
    warnings: list[str] = []
    for kind, called in (("desks", duty.desks), ("people", duty.people)):
        for name, one in called.items():
            for channel, written in one.channels.items():
                address, missing = files.filled(written, environ)
                if address:
                    addresses[name, channel] = address
                warnings += [
                    f"duty.yaml: {kind}.{name}.channels.{channel}: {variable} is not set; "
                    "this channel is not configured"
                    for variable in missing
                ]
    return addresses, tuple(warnings)
