"""What one reporter told at one moment; read `Submission` first.

A `Submission` is what a channel hands in. A `Concern` is the stored form, with its
reference. Words never change after sending; additions are additions.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from intake.domain.private import Private, private


class Certainty(StrEnum):
    """How sure a told fact is. Blank is not an answer, so absence has three values."""

    EXACT = "exact"
    ABOUT = "about"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Fact:
    """One told value and how sure it is; the value is empty unless exact or about."""

    value: Private = field(default_factory=lambda: private(""))
    certainty: Certainty = Certainty.NOT_ASKED

    @property
    def told(self) -> str:
        """The words, or the empty text where nothing was told."""
        return self.value.reveal() if self.certainty in TOLD else ""


TOLD = frozenset({Certainty.EXACT, Certainty.ABOUT})


def exactly(words: str) -> Fact:
    """Make a fact told as certain; empty words make one not asked."""
    return Fact(private(words), Certainty.EXACT) if words.strip() else Fact()


def about(words: str) -> Fact:
    """Make a fact told as approximate; empty words make one not asked."""
    return Fact(private(words), Certainty.ABOUT) if words.strip() else Fact()


class Part(StrEnum):
    """The part a named person plays in one concern.

    Only a person of concern can become an emerging person or carry weight: mothers,
    nurses and neighbours are named too, and must never drift onto a list.
    """

    PERSON_OF_CONCERN = "person_of_concern"
    CHILD = "child"
    PARENT_OR_CARER = "parent_or_carer"
    PERSON_HARMED = "person_harmed"
    WITNESS = "witness"
    WORKER = "worker"
    NOT_SAID = "not_said"


class KnownBy(StrEnum):
    """How the reporter knows."""

    SAW = "saw"
    TOLD_BY_CHILD = "told_by_child"
    TOLD_BY_OTHER = "told_by_other"
    RUMOUR = "rumour"
    NOT_SAID = "not_said"


class Danger(StrEnum):
    """The answer to "Is a child in danger now?"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class DangerKind(StrEnum):
    """Why desks are told at the moment of a turn of talk (promise P12, a closed list)."""

    DANGER_YES = "danger_yes"
    CHILD_NOT_SAFE = "child_not_safe"
    CHILD_WRITES = "child_writes"
    WANTS_TO_DIE = "wants_to_die"


class SignSource(StrEnum):
    """How a sign came into the concern; a picked sign counts as told by another."""

    SAID = "said"
    PICKED = "picked"
    CODED = "coded"


class ReporterRole(StrEnum):
    """Who is telling."""

    COMMUNITY = "community"
    CHILD = "child"
    PARENT = "parent"
    HEALTH = "health"
    THERAPIST = "therapist"
    TEACHER = "teacher"
    POLICE = "police"
    SOCIAL_CARE = "social_care"
    OTHER_PROFESSIONAL = "other_professional"

    @property
    def is_professional(self) -> bool:
        """Whether the role is a worker's; a professional's dot is filled at the desk."""
        return self not in {ReporterRole.COMMUNITY, ReporterRole.CHILD, ReporterRole.PARENT}


@dataclass(frozen=True, slots=True)
class SignSaid:
    """One sign of `indicators.yaml` in a concern.

    `about_mention` is the place of the mention it is tied to (0-based), or None. A child's
    sign enters a person's points only where the reporter ties it to him ("with him").
    """

    sign: str
    source: SignSource = SignSource.SAID
    about_mention: int | None = None


@dataclass(frozen=True, slots=True)
class MentionSaid:
    """Words about one person inside one concern, as the reporter gave them."""

    part: Part
    names: Fact = field(default_factory=Fact)
    nickname: Fact = field(default_factory=Fact)
    age: Fact = field(default_factory=Fact)
    birth: Fact = field(default_factory=Fact)
    place: Fact = field(default_factory=Fact)
    postcode: Fact = field(default_factory=Fact)
    description: Fact = field(default_factory=Fact)
    vehicle: Fact = field(default_factory=Fact)
    phone: Fact = field(default_factory=Fact)
    handle: Fact = field(default_factory=Fact)
    work: Fact = field(default_factory=Fact)
    relation: Fact = field(default_factory=Fact)
    school: Fact = field(default_factory=Fact)

    @property
    def is_described(self) -> bool:
        """Whether anything at all was told that could be looked up."""
        return any(
            fact.told
            for fact in (
                self.names,
                self.nickname,
                self.description,
                self.vehicle,
                self.phone,
                self.handle,
                self.place,
                self.postcode,
            )
        )


@dataclass(frozen=True, slots=True)
class ReporterSaid:
    """What the reporter told about themselves; every value may be missing.

    `account` is the channel's own address of the teller (a chat id, a session); it is
    stored only as a keyed hash, so that two concerns of one account count as one voice.
    """

    role: ReporterRole = ReporterRole.COMMUNITY
    name: Private = field(default_factory=lambda: private(""))
    agency: Private = field(default_factory=lambda: private(""))
    job: Private = field(default_factory=lambda: private(""))
    contact: Private = field(default_factory=lambda: private(""))
    safe_contact: Private = field(default_factory=lambda: private(""))
    household: Private = field(default_factory=lambda: private(""))
    account: Private = field(default_factory=lambda: private(""))
    told_by: Private = field(default_factory=lambda: private(""))
    is_own_harm: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its answer as given, for the transcript; words stay as typed.

    Words that were no answer, or no longer are, have `aside.` and their kind as question;
    `aside.teller.` and their kind where the question was who tells. `language` holds the codes
    of the languages the words were typed in, with blanks between; empty where they were chosen.
    `drawn_from` are the words of the story that the answer was picked out of; the teller said
    yes to it.
    """

    question: str
    label: str
    answer: Private
    certainty: Certainty = Certainty.EXACT
    language: str = ""
    drawn_from: Private = field(default_factory=lambda: private(""))

    @property
    def is_beside(self) -> bool:
        """Whether these are words typed beside a question that does not ask who tells.

        Why: "Often, and he locks the door" is no answer to "How often?" and the worst of the
        report. What is added after sending is kept as an addition.
        """
        kind = self.question.removeprefix("aside.")
        is_aside = kind != self.question
        return is_aside and not kind.startswith("teller.") and kind != "after_sending"


@dataclass(frozen=True, slots=True)
class IncidentSaid:
    """One more thing that happened, told beside the story, with its own place and time.

    `happened_from` and `happened_to` are the first and last ISO day that the words of `when`
    leave open, both empty where they name none.
    """

    what: Fact = field(default_factory=Fact)
    where: Fact = field(default_factory=Fact)
    when: Fact = field(default_factory=Fact)
    how_often: Fact = field(default_factory=Fact)
    happened_from: str = ""
    happened_to: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A whole report as a channel hands it in.

    Args are told facts; `fears_for_child` is the reporter saying outright that they fear
    for a child because of the person (a concern so marked is *worried*). `area` is a code
    of `areas.yaml` or empty, `happened_on` an ISO day or month or empty; `happened_from` and
    `happened_to` are the first and last day that the words of `when` leave open. What the
    story tells has its place and time here; `incidents` are what was told beside it.
    Of something long ago `children_now` says whether the person has to do with children now, and
    `seen_now` are the places (0-based) of the mentions told as such children.

    Why:
        "Last summer" is neither a day nor nothing: kept as words only it cannot be put beside
        other reports, and kept as a day it would say what nobody said.
    """

    channel: str
    danger: Danger
    story: tuple[Private, ...]
    mentions: tuple[MentionSaid, ...] = ()
    signs: tuple[SignSaid, ...] = ()
    reporter: ReporterSaid = field(default_factory=ReporterSaid)
    known_by: KnownBy = KnownBy.NOT_SAID
    fears_for_child: bool = False
    is_child_safe_now: bool | None = None
    where: Fact = field(default_factory=Fact)
    when: Fact = field(default_factory=Fact)
    how_often: Fact = field(default_factory=Fact)
    others_worried: Fact = field(default_factory=Fact)
    area: str = ""
    happened_on: str = ""
    happened_from: str = ""
    happened_to: str = ""
    incidents: tuple[IncidentSaid, ...] = ()
    consent: Fact = field(default_factory=Fact)
    family_knows: Fact = field(default_factory=Fact)
    children_now: Fact = field(default_factory=Fact)
    seen_now: tuple[int, ...] = ()
    language: str = "en"
    script: str = ""
    answers: tuple[Asked, ...] = ()
    is_unfinished: bool = False

    @property
    def at_length(self) -> tuple[Private, ...]:
        """What was told at length: the story, and what happened other times."""
        return (*self.story, *(one.what.value for one in self.incidents if one.what.told))

    @property
    def places(self) -> tuple[Fact, ...]:
        """Where it happened, the other times too; the first may be untold."""
        return (self.where, *(one.where for one in self.incidents))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter gets: a reference to speak, a code to keep, and what happens next.

    Nothing in it depends on anybody's record (promise P4).
    """

    reference: str
    return_code: str
    received_at: datetime
    area: str = ""
    danger: Danger = Danger.NO


class ConcernState(StrEnum):
    """Where a concern stands."""

    OPEN = "open"
    CLOSED = "closed"
