"""Who else is named with one person, and where; read `linked_of`."""

from intake.domain.concern import Certainty, Part
from intake.domain.held import MentionHeld
from intake.domain.person import LinkState
from intake.duty.chronology_page import Hanging
from intake.duty.sight import Sight
from intake.duty.views import LinkedLine, Paged, paged
from intake.duty.wording import PART_WORDS, called


def linked_of(sight: Sight, hangs: list[Hanging], page: int) -> Paged[LinkedLine]:
    """Return who else is named in the concerns of one page, the newest first; a child by age only.

    The total counts concerns; only those of the page are read.
    """
    found: dict[LinkedLine, None] = {}
    seen = [one for one in hangs if "concern.mentions" in sight.sees(one[1])]
    newest = sorted(seen, key=lambda one: one[1].received_at, reverse=True)
    part = paged(newest, page)
    mentions = _mentions_of(sight, {concern.id for _, concern in part})
    for link, concern in part:
        for mention in mentions.get(concern.id, ()):
            if mention.id == link.mention_id or mention.from_story:
                continue
            is_child = mention.part is Part.CHILD
            age = mention.body.age
            told = f"{age.told} years" if age.certainty is Certainty.EXACT else age.told
            words = (told or "age not said") if is_child else called(mention.body)
            relation = mention.body.relation.told
            found[
                LinkedLine(
                    part=PART_WORDS[mention.part],
                    words=f"{words or 'not named'}{f' ({relation})' if relation else ''}",
                    reference=concern.reference,
                    is_firm=link.state is LinkState.SAME,
                )
            ] = None
    return Paged(tuple(found), part.page, part.pages, part.total)


def _mentions_of(sight: Sight, concern_ids: set[int]) -> dict[int, list[MentionHeld]]:
    rows = sight.work.concerns.mentions
    found: dict[int, list[MentionHeld]] = {}
    for mention in rows.all(rows.row.concern_id.in_(list(concern_ids))):
        found.setdefault(mention.concern_id, []).append(mention)
    return found
