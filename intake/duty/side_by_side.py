"""What several reports told of one person, side by side, with whom he can reach; for an alert.

Read `side_by_side` first. Everything is what the reader's desk may see (P13): a piece that is
not for them is not counted either.
"""

from intake.domain.concern import Certainty
from intake.domain.held import ConcernHeld, MentionHeld, PersonHeld
from intake.domain.network import Reached
from intake.duty.explained import explained
from intake.duty.matches import judgements_of
from intake.duty.network import children_in_reach
from intake.duty.sight import Sight
from intake.duty.views.concern import FactLine
from intake.duty.views.gathered import PieceLine, ReachLine, SideBySide
from intake.duty.wording import MENTION_FACTS, called, role_words

MOST_PIECES = 12
"""Pieces shown; of more the newest, for the rest stand on the record's own page."""


def side_by_side(sight: Sight, person: PersonHeld) -> SideBySide:
    """Return what is gathered of a person, as far as the reader may see it.

    Why:
        Each agency held a piece, and nobody laid them beside each other before deciding
        (Peterborough review, rows P23 and P26). And five more victims were found after the
        arrest: every child in reach stands here before it (row P5).
    """
    seen = sight.sees_person(person)
    has_links = "person.links" in seen
    return SideBySide(
        person_id=person.id,
        number=person.number,
        pieces=_pieces(sight, person, opens="person.description" in seen),
        reach=tuple(map(reach_line, children_in_reach(sight, person))) if has_links else (),
    )


def reach_line(one: Reached) -> ReachLine:
    """Return somebody within reach as a line of a table."""
    return ReachLine(one.node.words, one.hops, one.references, one.is_firm)


def _pieces(sight: Sight, person: PersonHeld, *, opens: bool) -> tuple[PieceLine, ...]:
    glances = [link for link, _ in sight.known.hanging_on(person.id)]
    mentions = sight.work.concerns.mentions_by_id(one.mention_id for one in glances)
    concerns = sight.work.concerns.of(one.concern_id for one in glances)
    sight.prepare(concerns.values())
    links = sight.work.people.links.by_id(one.id for one in glances)
    lines = []
    for glance in glances:
        concern, mention = concerns[glance.concern_id], mentions[glance.mention_id]
        fields = sight.sees(concern)
        if "concern.mentions" not in fields or "concern.check" not in fields:
            continue
        why = explained(links[glance.id].candidate, opens=opens).rows
        lines.append(
            PieceLine(
                link_id=glance.id,
                reference=concern.reference,
                received_at=concern.received_at,
                by=role_words(concern.role) if "reporter.role" in fields else "",
                voice=str(concern.voice_id),
                state=glance.state,
                is_own=glance.is_own,
                told=_told(mention, concern),
                facts=_facts(mention),
                why=tuple(row for row in why if row.bearing in ("for", "against")),
                judged=judgements_of(sight, glance.id),
            )
        )
    lines.sort(key=lambda one: one.received_at)
    return tuple(lines[-MOST_PIECES:])


def _told(mention: MentionHeld, concern: ConcernHeld) -> str:
    """Return how somebody was told of; where the report names nobody, its first words."""
    if mention.from_story and not mention.body.names.told:
        story = " ".join(part.reveal() for part in concern.body.story)
        return story[:90]
    return called(mention.body)


def _facts(mention: MentionHeld) -> tuple[FactLine, ...]:
    return tuple(
        FactLine(title, fact.told, fact.certainty.value)
        for name, title in MENTION_FACTS
        if (fact := getattr(mention.body, name)).certainty is not Certainty.NOT_ASKED and fact.told
    )
