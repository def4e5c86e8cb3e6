"""What the reporting side takes from the settings in force: voice, areas, page settings."""

from collections.abc import Mapping
from dataclasses import replace

from dialogs.reporting.asking import Voice
from dialogs.reporting.hearing import hearing_of
from dialogs.reporting.learning import LearningPage, LearningPart
from dialogs.reporting.office_hours import week_code
from dialogs.reporting.rest_models import Codes
from dialogs.reporting.web_needs import ReportSettings
from dialogs.shell.pages import Frame
from dialogs.shell.web import WebSettings
from intake.policy.loader import PolicySet
from intake.reporting.turns import FileRules
from intake.reporting.values import HEIC, ScriptChoice
from intake.running.editions import Editions
from intake.store.office import Office

LISTENING = ("nspcc", "childline", "samaritans")
"""Whom a teller may want to talk to instead, in this order."""


def numbers_of(policy: PolicySet) -> Mapping[str, str]:
    """Return numbers to call by the keys of `Voice`; each area's own under its code.

    With them the days that a draft is kept and held, which a teller is told beforehand, and
    when offices are open.
    """
    known = {key: line.number for key, line in policy.numbers.numbers.items()}
    areas = policy.areas.areas.items()
    local = {f"out_of_hours.{code}": a.out_of_hours_number for code, a in areas}
    drafts = policy.channels.drafts
    kept = {"keep_days": str(drafts.keeps.days or 1), "hold_days": str(drafts.holds.days or 1)}
    week = policy.duty.office.week
    spans = tuple(tuple((one.opens, one.closes) for one in day) for day in week)
    kept["office_hours"] = week_code(spans)
    return {**known, **{key: number for key, number in local.items() if number}, **kept}


def voice_of(policy: PolicySet) -> Voice:
    """Return how the conversation speaks at these settings."""
    signs = tuple(
        ScriptChoice(sign.id, sign.professional, sign.plain)
        for sign in policy.sign_book.signs.values()
    )
    return Voice(
        scripts=policy.scripts,
        numbers=numbers_of(policy),
        signs=signs,
        tongues=policy.tongues,
        hearing=hearing_of(policy.tongues.values()),
    )


def voice_in(office: Office) -> Voice:
    """Return how the conversation speaks in an office, with the scripts of earlier settings."""
    voice = voice_of(office.policy)
    return replace(voice, edition=office.policy.hash, earlier=Editions(office).scripts_of)


def areas_of(policy: PolicySet) -> Mapping[str, str]:
    """Return area codes by what a teller may call them: name, and half a postcode."""
    found: dict[str, str] = {}
    for code, area in policy.areas.areas.items():
        found[area.title.lower()] = code
        found |= {outward.lower(): code for outward in area.outward}
    return found


def file_rules_of(policy: PolicySet) -> FileRules | None:
    """Return how many files a report may bring and how large; None where none may.

    Why a page does not ask for HEIC:
        A telephone that is asked for JPEG hands over a JPEG, which can be drawn anew.
    """
    plan = policy.channels.attachments
    accept = ",".join(sorted(plan.types - {HEIC}))
    return FileRules(plan.most_files, plan.most_bytes, accept) if plan.enabled else None


def learning_of(policy: PolicySet) -> tuple[LearningPage, ...]:
    """Return the pages that say what to look for, with signs in plain words."""
    signs = policy.sign_book.signs
    return tuple(
        LearningPage(
            name=name,
            title=page.title,
            about=page.about,
            parts=tuple(
                LearningPart(
                    part.heading,
                    part.words,
                    tuple(signs[one].plain for one in part.signs),
                )
                for part in page.parts
            ),
        )
        for name, page in policy.learning.pages.items()
    )


def web_settings_of(policy: PolicySet, *, public_url: str) -> WebSettings:
    """Return how the web side is set.

    Args:
        policy: The settings in force.
        public_url: The address people see, from `DUEREGARD_PUBLIC_URL`.
    """
    numbers = policy.numbers.numbers
    channels = policy.channels
    return WebSettings(
        public_url=public_url,
        report=ReportSettings(
            exit_to=channels.webchat.quick_exit_url,
            kept_days=channels.drafts.keeps.days or 1,
            held_days=channels.drafts.holds.days or 1,
            help_lines=tuple(
                (numbers[key].title, numbers[key].number) for key in LISTENING if key in numbers
            ),
            languages=tuple(
                (one.code, one.name, "rtl" if one.is_rtl else "ltr")
                for one in policy.tongues.values()
            ),
            session_minutes=channels.webchat.session_minutes,
            files=file_rules_of(policy),
        ),
        learning=learning_of(policy),
        numbers={key: one.number for key, one in numbers.items()},
        codes=Codes(frozenset(policy.sign_book.signs), frozenset(policy.areas.areas)),
        frame=Frame(
            place=" and ".join(area.title for area in policy.areas.areas.values()),
            emergency=numbers["emergency"].number,
            tongues=tuple(policy.tongues.values()),
        ),
        reports_per_minute=channels.rest.requests_per_minute,
        least_wait=channels.release.least,
        slot=channels.release.slot,
        zone=str(policy.duty.office.zone),
    )
