"""What another system may send and what it gets back: closed models of the REST channel.

A fact is a plain text (told as certain), a text with how sure it is, or the reason why
there is none. `submission_from` turns a whole body into the door's own value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dialogs.reporting.days import range_in
from dialogs.reporting.mentions import is_thin
from dialogs.reporting.people import words_for_nobody
from intake.reporting.values import (
    Asked,
    Certainty,
    Danger,
    Fact,
    IncidentSaid,
    KnownBy,
    MentionSaid,
    Part,
    PublicReport,
    ReporterRole,
    ReporterSaid,
    SignSaid,
    SignSource,
    Submission,
    about,
    exactly,
    private,
)

_SAYS_SOMETHING = r"[^\s\u0000]"
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=_SAYS_SOMETHING)]
Story = Annotated[str, Field(min_length=1, max_length=20_000, pattern=_SAYS_SOMETHING)]
Line = Annotated[str, Field(max_length=200)]
Sign = Annotated[str, Field(pattern=r"^[A-Z]{2,3}[0-9]{1,2}$")]
NOT_IN_LIST = "not_in_list: {}"
FOUND_BY_NAME = frozenset({Part.PERSON_OF_CONCERN, Part.CHILD, Part.NOT_SAID})
ONE_MORE_THING = (
    "An age, a place or another name tells people of one name apart. If you know one, send it as a "
    "new concern that names this reference."
)
CHILDREN_NOW = (
    "What is told was years ago. If you know whether this person has to do with any children now, "
    "send it as a new concern that names this reference: those children with seen_now."
)
OLD = 2
"""Years after which children of today are asked about, as the scripts ask in a chat."""
Signs = Annotated[tuple[Sign, ...], Field(max_length=60)]


class Closed(BaseModel):
    """Base of all models of this channel: closed, frozen, silent about what was typed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Told(Closed):
    """A fact and how sure it is."""

    value: Words
    certainty: Literal["exact", "about"]


class NotTold(Closed):
    """No fact, and why."""

    certainty: Literal["unknown", "refused"]


FactIn = Words | Told | NotTold | None


class PersonIn(Closed):
    """Words about one person; `part` says which part he or she plays in what is told.

    `signs` are those tied to this person ("since he moved in"); a child's sign enters a
    person's weight only where it is tied to him. `seen_now` marks a child whom the person of
    concern has to do with now, where what is told was long ago.
    """

    part: Part
    names: FactIn = None
    nickname: FactIn = None
    age: FactIn = None
    birth: FactIn = None
    place: FactIn = None
    postcode: FactIn = None
    description: FactIn = None
    vehicle: FactIn = None
    phone: FactIn = None
    handle: FactIn = None
    work: FactIn = None
    relation: FactIn = None
    school: FactIn = None
    signs: Signs = ()
    seen_now: bool = False


class ReporterIn(Closed):
    """Who tells, as far as said.

    `reference` is your own mark for this person, the same in each report of theirs; only a keyed
    hash of it is kept. `agency` is where a professional works, if not with you: professionals of
    one workplace are one voice, whichever reference they have, so name it for whoever works
    elsewhere. Members of the community with different references are different voices. People
    without one are all of your organisation, which is one.
    """

    role: Literal[
        "community", "child", "parent", "health", "therapist", "teacher", "police",
        "social_care", "other_professional",
    ] = "other_professional"  # fmt: skip
    name: Line = ""
    job: Line = ""
    contact: Line = ""
    safe_contact: Line = ""
    told_by: Line = ""
    reference: Line = ""
    agency: Line = ""


class FileIn(Closed):
    """One file, as base64; what it is is told by its content, never by its name."""

    name: Line = ""
    content: Annotated[str, Field(min_length=4, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


DayIn = Annotated[
    str,
    Field(
        pattern=r"^((19|20)[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"
        r"|^(19|20)[0-9]{2}-(0[13-9]|1[0-2])-(29|30)$"
        r"|^(19|20)[0-9]{2}-(0[13578]|1[02])-31$"
        r"|^(19|20)([02468][048]|[13579][26])-02-29$"
    ),
]
"""A day, a month, or nothing."""


class IncidentIn(Closed):
    """One more thing that happened, beside the story, with its own place and time.

    `when` is read as words are in a chat ("last summer"); `happened_on` says the day outright.
    """

    what: FactIn = None
    where: FactIn = None
    when: FactIn = None
    how_often: FactIn = None
    happened_on: DayIn = ""


class ConcernIn(Closed):
    """One whole concern."""

    danger: Danger
    story: Story
    people: Annotated[tuple[PersonIn, ...], Field(max_length=30)] = ()
    signs: Signs = ()
    reporter: ReporterIn = ReporterIn()
    known_by: KnownBy = KnownBy.NOT_SAID
    fears_for_child: bool = False
    is_child_safe_now: bool | None = None
    where: FactIn = None
    when: FactIn = None
    how_often: FactIn = None
    others_worried: FactIn = None
    consent: FactIn = None
    family_knows: FactIn = None
    children_now: FactIn = None
    area: Annotated[str, Field(pattern=r"^[a-z0-9_\-]{0,40}$")] = ""
    happened_on: DayIn = ""
    incidents: Annotated[tuple[IncidentIn, ...], Field(max_length=20)] = ()
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] = "en"
    files: Annotated[tuple[FileIn, ...], Field(max_length=5)] = ()


class NextStep(Closed):
    """One thing that happens next: when, and what."""

    when: str
    what: str


class WouldHelp(Closed):
    """What one more thing about one of the people sent would be worth telling."""

    field: str
    what: str


class ConcernOut(Closed):
    """What a system gets: a reference to speak, a code to keep, and what happens next.

    `would_help` names the people of whom a single name was sent and nothing else; it looks at the
    body that was sent, and at nothing that is stored.
    """

    reference: str
    return_code: str
    received_at: str
    next_steps: tuple[NextStep, ...]
    would_help: tuple[WouldHelp, ...] = ()


class MessageOut(Closed):
    """What a person on duty wrote to the reporter; `is_open` where an answer is awaited."""

    id: int
    kind: Literal["message", "question", "reply"]
    at: str
    words: str = Field(repr=False)
    is_open: bool


class StatusOut(Closed):
    """The public status of a concern, since when, and messages for its reporter."""

    reference: str
    status: Literal["received", "with_front_door", "finished"]
    since: str
    messages: tuple[MessageOut, ...] = ()


class AdditionIn(Closed):
    """Words that come after sending.

    `message` is the question that an answer answers; `beside` the old words of a correction; a
    disagreement that follows a reply is looked at by the next level; `danger` says that a child
    is in danger now.
    """

    kind: Literal["more", "correction", "answer", "disagreement"] = "more"
    words: Annotated[str, Field(min_length=1, max_length=20_000, pattern=_SAYS_SOMETHING)]
    message: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    beside: Annotated[str, Field(max_length=2_000)] = ""
    danger: Literal["yes", "no", "not_said"] = "not_said"


class AdditionOut(Closed):
    """That words were kept, and what is said to their writer; the same for everyone."""

    reference: str
    said: tuple[str, ...]


def status_of(report: PublicReport) -> StatusOut:
    """Return a report as another system reads it; moments in UTC."""
    return StatusOut(
        reference=report.reference,
        status=report.status.value,
        since=report.since.isoformat(),
        messages=tuple(
            MessageOut(
                id=one.id,
                kind=one.kind.value,
                at=one.at.isoformat(),
                words=one.words,
                is_open=one.is_open,
            )
            for one in report.letters
        ),
    )


class Fault(Closed):
    """One field that needs a change; never what it held."""

    field: str
    fault: str


class ProblemOut(BaseModel):
    """A problem as RFC 9457 describes it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a body may name, as the settings in force know them: signs and areas."""

    signs: frozenset[str]
    areas: frozenset[str]

    def faults_of(self, body: ConcernIn) -> Iterator[Fault]:
        """Yield a fault for every code of a body that is not in its list; none repeats it."""
        yield from self._of_signs("signs", body.signs)
        for place, person in enumerate(body.people):
            yield from self._of_signs(f"people.{place}.signs", person.signs)
        if body.area and body.area not in self.areas:
            yield Fault(field="area", fault=NOT_IN_LIST.format("areas.yaml"))

    def _of_signs(self, field: str, signs: Iterable[str]) -> Iterator[Fault]:
        for place, sign in enumerate(signs):
            if sign not in self.signs:
                yield Fault(field=f"{field}.{place}", fault=NOT_IN_LIST.format("indicators.yaml"))

    def describe(self, models: dict[str, Any]) -> None:
        """Write the lists into an OpenAPI description, so that it promises what is taken."""
        for model in ("ConcernIn", "PersonIn"):
            models[model]["properties"]["signs"]["items"] = {
                "type": "string",
                "enum": sorted(self.signs),
            }
        models["ConcernIn"]["properties"]["area"] = {
            "type": "string",
            "enum": ["", *sorted(self.areas)],
            "default": "",
        }


def fact_of(told: str | Told | NotTold | None) -> Fact:
    """Return the door's fact; nothing sent is "not asked"."""
    if told is None:
        return Fact()
    if isinstance(told, str):
        return exactly(_clean(told))
    if isinstance(told, NotTold):
        return Fact(certainty=Certainty(told.certainty))
    make = exactly if told.certainty == "exact" else about
    return make(_clean(told.value))


def mention_of(person: PersonIn) -> MentionSaid:
    """Return the words about one person.

    Where a system has to fill in a name, "unknown" is no name, and "a man with a white van"
    describes somebody, as in a chat.
    """
    names = PersonIn.model_fields.keys() - {"part", "signs", "seen_now"}
    facts = {name: fact_of(getattr(person, name)) for name in names}
    described = words_for_nobody(facts["names"].told)
    if described is not None:
        facts["names"] = Fact(certainty=Certainty.UNKNOWN)
        if described and not facts["description"].told:
            facts["description"] = exactly(described)
    return MentionSaid(part=person.part, **facts)


def would_help(body: ConcernIn, *, today: date) -> tuple[WouldHelp, ...]:
    """Return what would help that was not sent: one more thing of a bare name, children of today.

    Args:
        body: As sent.
        today: The local day: of what ended two years ago or earlier children of today are asked.

    Why:
        Of a single name and nothing else hardly anybody can be found, and of an old harm nobody
        said whom he reaches now (row P1). Chats ask for both; another system is told the same,
        computed from its own words alone (promise P4).
    """
    thin = tuple(
        WouldHelp(field=f"people.{place}", what=ONE_MORE_THING)
        for place, person in enumerate(body.people)
        if person.part in FOUND_BY_NAME and is_thin(mention_of(person))
    )
    _, last = _range_of(body.happened_on, fact_of(body.when), today)
    is_old = bool(last) and last <= today.replace(year=today.year - OLD, day=1).isoformat()
    is_asked = is_old and body.children_now is None and not any(_seen_now(body))
    return (*thin, WouldHelp(field="children_now", what=CHILDREN_NOW)) if is_asked else thin


def submission_from(body: ConcernIn, *, organisation: str, today: date) -> Submission:
    """Return a body as the door takes it; a sign that a system sends counts as picked.

    Args:
        body: As sent.
        organisation: Whose system it is.
        today: The local day, for words about a time.
    """
    teller = body.reporter
    own = _clean(teller.reference).strip()
    story = private(_clean(body.story))
    first, last = _range_of(body.happened_on, fact_of(body.when), today)
    return Submission(
        channel="rest",
        danger=body.danger,
        story=(story,),
        mentions=tuple(mention_of(person) for person in body.people),
        signs=tuple(_signs_of(body)),
        reporter=ReporterSaid(
            role=ReporterRole(teller.role),
            name=private(_clean(teller.name)),
            agency=private(_clean(teller.agency) or organisation),
            account=private(f"{organisation}:{own}" if own else ""),
            job=private(_clean(teller.job)),
            contact=private(_clean(teller.contact)),
            safe_contact=private(_clean(teller.safe_contact)),
            told_by=private(_clean(teller.told_by)),
        ),
        known_by=body.known_by,
        fears_for_child=body.fears_for_child,
        is_child_safe_now=body.is_child_safe_now,
        where=fact_of(body.where),
        when=fact_of(body.when),
        how_often=fact_of(body.how_often),
        others_worried=fact_of(body.others_worried),
        area=body.area,
        happened_on=body.happened_on,
        happened_from=first,
        happened_to=last,
        incidents=tuple(_incident_of(one, today) for one in body.incidents),
        consent=fact_of(body.consent),
        family_knows=fact_of(body.family_knows),
        children_now=fact_of(body.children_now),
        seen_now=tuple(_seen_now(body)),
        language=body.language,
        script="rest",
        answers=(Asked("story", "What is the worry?", story),),
    )


def _seen_now(body: ConcernIn) -> Iterator[int]:
    for place, person in enumerate(body.people):
        if person.seen_now and person.part is Part.CHILD:
            yield place


def _signs_of(body: ConcernIn) -> Iterator[SignSaid]:
    for place, person in enumerate(body.people):
        yield from (SignSaid(sign, SignSource.PICKED, place) for sign in person.signs)
    yield from (SignSaid(sign, SignSource.PICKED) for sign in body.signs)


def _incident_of(told: IncidentIn, today: date) -> IncidentSaid:
    first, last = _range_of(told.happened_on, fact_of(told.when), today)
    return IncidentSaid(
        what=fact_of(told.what),
        where=fact_of(told.where),
        when=fact_of(told.when),
        how_often=fact_of(told.how_often),
        happened_from=first,
        happened_to=last,
    )


def _range_of(happened_on: str, when: Fact, today: date) -> tuple[str, str]:
    """Return the days that a day sent, or else words about a time, leave open."""
    return range_in(happened_on or when.told, today=today)


def _clean(text: str) -> str:
    return text.replace("\0", "")
