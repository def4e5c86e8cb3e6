"""One concern and one alert, cut down to what the reader may see; read `concern_view` first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from intake.actions.close_concern import is_checked
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.concern import Certainty, IncidentSaid, Part, Submission
from intake.domain.errors import NotFoundError
from intake.domain.grading import in_force
from intake.domain.held import CheckState, Closing, ConcernHeld, MentionHeld, Note
from intake.domain.person import LinkState, is_open_to
from intake.domain.told_days import days_in_words, days_of
from intake.domain.urgency import Urgency
from intake.duty.asked import entry_of, ladder_of, told_of
from intake.duty.campaign import campaign_of
from intake.duty.child_cases import case_of_alert, child_cases_of
from intake.duty.events import event_view
from intake.duty.files import file_views
from intake.duty.matches import panel_of
from intake.duty.side_by_side import side_by_side
from intake.duty.sight import Sight
from intake.duty.spoken import interpreter_for, words_in
from intake.duty.story import marked_asides, marked_story
from intake.duty.views import (
    AddedLine,
    AlertPage,
    CheckLine,
    ClosingView,
    ConcernView,
    EarlierConcern,
    FactLine,
    MentionView,
    NoteLine,
    WeightView,
)
from intake.duty.views.stewardship import EventView
from intake.duty.weights import weight_of
from intake.duty.wording import (
    MENTION_FACTS,
    PART_WORDS,
    about_words,
    called,
    glance_of,
    is_professional,
    role_words,
)

YEAR = timedelta(days=365)
CONCERN_FACTS = (
    ("where", "Where"),
    ("when", "When"),
    ("how_often", "How often"),
    ("others_worried", "Who else is worried"),
    ("consent", "Consent"),
    ("family_knows", "Family knows"),
    ("children_now", "Has to do with children now"),
)
CHILD_NOW = "Child of today"
"""A child whom the person of an old report has to do with now."""
INCIDENT_FACTS = (
    ("what", "What happened"),
    ("where", "Where"),
    ("when", "When"),
    ("how_often", "How often"),
)


def read_alert(sight: Sight, alert_id: int) -> AlertPage:
    """Return an alert of the officer's own desk.

    Raises:
        NotFoundError: There is none, or it is another desk's, or about the reader's own people.
    """
    alert = own_alert(sight, alert_id)
    view = None
    if alert.concern_id is not None:
        concern, seen = sight.concern_of_id(alert.concern_id)
        view = concern_view(sight, concern, seen, but_alert=alert.id)
    weight = view.weight if view else None
    if weight is None and alert.person_id is not None:
        person = sight.record(alert.person_id)
        weight = weight_of(sight, person) if person is not None else None
    about = alert.person_id or (weight.person_id if weight else None)
    person = sight.record(about) if about is not None else None
    entry = entry_of(sight, alert)
    ladder = sight.office.policy.duty.ladder_of(alert.desk, alert.urgency)
    asked = min(entry.rung, len(ladder.rungs)) if entry else 0
    can_decline = alert.state in UNANSWERED and not ladder.rung_of(asked - 1).cannot_decline
    return AlertPage(
        alert_id=alert.id,
        kind=alert.kind,
        state=alert.state,
        urgency=alert.urgency,
        desk=sight.desk_title(alert.desk),
        made_at=alert.made_at,
        at=sight.work.at,
        due_at=alert.deadline,
        decide_by=alert.decide_by,
        holder=alert.holder,
        held_since=alert.accepted_at or alert.acknowledged_at,
        held_until=alert.held_until,
        because=sight.titled(alert.because),
        ladder=ladder_of(sight, alert),
        asked=asked,
        rungs=len(ladder.rungs),
        policy_hash=alert.policy_hash,
        is_lead=alert.is_lead,
        tag=alert.tag,
        can_decline=can_decline and sight.may("decline"),
        declined_by=alert.declined_by,
        declined_reason=alert.declined_reason.reveal(),
        decided_by=alert.decided_by,
        decision=alert.decision.reveal(),
        concern=view,
        weight=weight,
        event=_event_of(sight, alert),
        together=side_by_side(sight, person) if person is not None else None,
        child_case=case_of_alert(alert, view.child_cases) if view is not None else 0,
    )


def _event_of(sight: Sight, alert: Alert) -> EventView | None:
    """Return what happened, of an alert that tells of it; its desk reads what it must act on."""
    told = sight.work.stewards.told_of_alert(alert.id) if alert.kind is AlertKind.EVENT else None
    if told is None:
        return None
    event = sight.work.stewards.events.get(told.event_id)
    return event_view(sight, event, list(sight.work.stewards.told_of_events([event.id])))


def own_alert(sight: Sight, alert_id: int) -> Alert:
    """Return an alert of the officer's own desk that is not about its own people.

    Raises:
        NotFoundError: It is missing, or not for this officer; both look alike.
    """
    alert = sight.work.dispatch.alerts.get(alert_id)
    if alert.desk != sight.reader.desk:
        raise NotFoundError(what="alert")
    if alert.concern_id is not None:
        sight.concern_of_id(alert.concern_id)
    elif alert.person_id is not None and sight.is_own_person(alert.person_id):
        raise NotFoundError(what="alert")
    return alert


def concern_view(
    sight: Sight, concern: ConcernHeld, seen: frozenset[str], *, but_alert: int = 0
) -> ConcernView:
    """Return a concern with the fields that are seen; the rest stays empty."""
    work = sight.work
    alerts = work.dispatch.alerts_of_concern(concern.id)
    bare = ConcernView(
        concern_id=concern.id,
        reference=concern.reference,
        received_at=concern.received_at,
        channel=concern.channel,
        state=concern.state,
        sees=seen,
        asks=next((sight.desk_title(one.desk) for one in alerts if one.is_lead), ""),
        urgency=Urgency(concern.urgency),
        area=sight.area_title(concern.area),
    )
    if "concern.story" not in seen:
        return bare
    mentions = sight.mentions_of(concern.id)
    vouched_by, vouched_at = work.vouching.vouched(concern.id) or ("", None)
    sees_role = "reporter.role" in seen
    about = about_words(glance_of(one) for one in mentions)
    earlier = earlier_of(sight, concern, mentions)
    graded = in_force(work.concerns.gradings_of(concern.id)) if "concern.signs" in seen else None
    year_ago = work.at - YEAR
    recent = tuple(one for one in earlier if one.received_at >= year_ago)
    return replace(
        bare,
        role=role_words(concern.role) if "reporter.role" in seen else "",
        danger=concern.danger,
        urgency_because=concern.urgency_because,
        taken_by=concern.taken_by,
        is_unfinished=concern.is_unfinished,
        suspected_false=concern.suspected_false,
        grade=graded.code if graded else "",
        sharing=graded.conditions.reveal() if graded else "",
        known_by=concern.known_by,
        policy_hash=concern.policy_hash,
        interpreter=interpreter_for(concern.body, sight.office.policy.tongues),
        words_in=words_in(concern.body, sight.office.policy.tongues),
        story=marked_story(concern.body, mentions),
        asides=marked_asides(concern.body, mentions),
        additions=tuple(
            AddedLine(one.at, one.words.reveal(), one.kind.value, one.beside.reveal())
            for one in work.concerns.additions_of(concern.id)
        ),
        about=about,
        is_said=bool(about),
        mentions=tuple(_mention(one, seen, concern.body.seen_now) for one in mentions),
        facts=_facts(concern),
        incidents=_incidents(concern),
        signs=_signs(sight, concern) if "concern.signs" in seen else (),
        safe_contact=_safe_contact(sight, concern) if "reporter.contact" in seen else "",
        check=_check(sight, concern),
        matches=panel_of(sight, mentions) if "concern.check" in seen else None,
        weight=_weight(sight, mentions) if "person.weight" in seen else None,
        is_about_child=_is_about_child(sight, mentions),
        earlier=recent,
        voices=len({one.voice for one in recent}),
        told=told_of(sight, alerts, but=but_alert) if "alert.route" in seen else (),
        notes=notes_of(sight, f"concern:{concern.id}") if "concern.notes" in seen else (),
        closings=closings_of(sight, concern),
        files=file_views(work, concern.id) if "concern.files" in seen else (),
        campaign=campaign_of(sight, concern),
        is_by_professional=sees_role and is_professional(concern.role),
        child_cases=child_cases_of(sight, concern, seen, mentions, alerts),
        vouched_by=vouched_by if sees_role else "",
        vouched_at=vouched_at if sees_role else None,
    )


def _mention(mention: MentionHeld, seen: frozenset[str], seen_now: tuple[int, ...]) -> MentionView:
    is_hidden_child = mention.part is Part.CHILD and "child.details" not in seen
    names = {"names", "nickname", "school", "birth", "phone", "handle", "place", "postcode"}
    facts = tuple(
        FactLine(title, "hidden from your desk", "hidden")
        if is_hidden_child and name in names and getattr(mention.body, name).told
        else FactLine(title, fact.told, fact.certainty.value)
        for name, title in MENTION_FACTS
        if (fact := getattr(mention.body, name)).certainty is not Certainty.NOT_ASKED
    )
    label = "" if is_hidden_child else called(mention.body)
    is_now = mention.part is Part.CHILD and mention.place in seen_now
    part = CHILD_NOW if is_now else PART_WORDS[mention.part]
    return MentionView(mention.id, part, label, facts, mention.from_story)


def _facts(concern: ConcernHeld) -> tuple[FactLine, ...]:
    return tuple(_told_facts(concern.body, CONCERN_FACTS))


def _incidents(concern: ConcernHeld) -> tuple[tuple[FactLine, ...], ...]:
    return tuple(tuple(_told_facts(one, INCIDENT_FACTS)) for one in concern.body.incidents)


def _told_facts(
    told: Submission | IncidentSaid, names: Iterable[tuple[str, str]]
) -> Iterator[FactLine]:
    """Yield the facts that were asked for; a time with the days that its words leave open."""
    for name, title in names:
        fact = getattr(told, name)
        if fact.certainty is Certainty.NOT_ASKED:
            continue
        days = days_of(f"{told.happened_from}/{told.happened_to}") if name == "when" else None
        words = f"{fact.told} ({days_in_words(days)})" if days and fact.told else fact.told
        yield FactLine(title, words, fact.certainty.value)


def _signs(sight: Sight, concern: ConcernHeld) -> tuple[str, ...]:
    book = sight.office.policy.sign_book
    sources = {"said": "", "picked": " (picked from the list)", "coded": " (coded by an officer)"}
    return tuple(
        f"{said.sign}: {sign.professional}. Plainly: {sign.plain}{sources[said.source.value]}"
        for said in concern.body.signs
        for sign in (book.sign_of(said.sign),)
    )


def _safe_contact(sight: Sight, concern: ConcernHeld) -> str:
    """Return how the reporter may safely be reached, and nothing else of who they are."""
    return sight.work.concerns.reporter(concern).safe_contact.reveal()


def _check(sight: Sight, concern: ConcernHeld) -> CheckLine | None:
    checks = sight.checks_of(concern.id)
    if not checks:
        return None
    newest = {check.of_what: check for check in checks}.values()
    last = max(newest, key=lambda one: one.at)
    return CheckLine(
        is_made=is_checked(sight.work, concern.id),
        at=last.at,
        took_ms=sum(one.took_ms for one in newest),
        list_version=last.list_version,
        is_list_empty=all(one.state is CheckState.LIST_EMPTY for one in newest),
    )


def _is_about_child(sight: Sight, mentions: tuple[MentionHeld, ...]) -> bool:
    """Whether everybody whom the concern may be about is a child; of nobody it is not."""
    people = [one for one in _bearing_on(sight, mentions) if sight.record(one) is not None]
    return bool(people) and all(sight.childhood(one) is not None for one in people)


def _bearing_on(sight: Sight, mentions: tuple[MentionHeld, ...]) -> set[int]:
    """Return the records that persons of concern, and whose part is not said, may be."""
    bearing = {one.id for one in mentions if one.part in (Part.PERSON_OF_CONCERN, Part.NOT_SAID)}
    return {
        link.person_id
        for link in sight.links_of_mentions(bearing)
        if link.state is not LinkState.DIFFERENT
    }


def _weight(sight: Sight, mentions: tuple[MentionHeld, ...]) -> WeightView | None:
    """Return the heaviest person whom the concern may be about; None where there is none."""
    found = [sight.record(person_id) for person_id in sorted(_bearing_on(sight, mentions))]
    weights = [weight_of(sight, person) for person in found if person is not None]
    return max(
        (one for one in weights if one is not None),
        key=lambda one: (one.may_reach, one.if_same, one.firm),
        default=None,
    )


def earlier_of(
    sight: Sight, concern: ConcernHeld, mentions: tuple[MentionHeld, ...]
) -> tuple[EarlierConcern, ...]:
    """Return the earlier concerns about the same people in view, newest first."""
    known = sight.known
    ids = {one.id for one in mentions}
    people = {
        link.person_id
        for link in known.links_of(concern.id)
        if link.mention_id in ids and link.state is not LinkState.DIFFERENT
    }
    known.read_hanging(people)
    found = {
        key: other
        for person_id in people
        for key, other in sight.concerns_of_person(person_id).items()
        if key != concern.id and other.received_at <= concern.received_at
    }
    sight.prepare(found.values())
    opened = known.glances.opened_by(sight.officer.login, since=concern.received_at)
    return tuple(
        EarlierConcern(
            reference=other.reference,
            received_at=other.received_at,
            setting=role_words(other.role) if "reporter.role" in seen else "",
            is_professional=is_professional(other.role),
            voice=str(other.voice_id),
            area=sight.area_title(other.area),
            is_opened=other.reference in opened,
        )
        for other in sorted(found.values(), key=lambda one: one.received_at, reverse=True)
        if "concern.reference" in (seen := sight.sees(other))
    )


def notes_of(sight: Sight, *subjects: str) -> tuple[NoteLine, ...]:
    """Return the notes that the reader's desk may know of, oldest first.

    Args:
        sight: The officer's eyes.
        subjects: On what; a record, and those joined to it.
    """
    kept = [one for subject in subjects for one in sight.work.concerns.notes_of(subject)]
    return tuple(
        _note(sight, one)
        for one in sorted(kept, key=lambda one: one.at)
        if is_open_to(one.only_desk, sight.reader.desk)
    )


def _note(sight: Sight, note: Note) -> NoteLine:
    return NoteLine(note.officer, sight.desk_title(note.desk), note.at, note.words.reveal())


def closings_of(sight: Sight, concern: ConcernHeld) -> tuple[ClosingView, ...]:
    """Return the closings of a concern, proposed ones too, oldest first."""
    rows = sight.work.concerns.closings
    return tuple(_closing(one) for one in rows.all(rows.row.concern_id == concern.id))


def _closing(closing: Closing) -> ClosingView:
    return ClosingView(
        closing_id=closing.id,
        how=closing.how,
        detail=closing.detail.reveal(),
        reason=closing.reason.reveal(),
        officer=closing.officer,
        second=closing.second,
        at=closing.at,
        state=closing.state,
        look_again_on=closing.look_again_on,
    )
