"""What a record learns of a report judged to be about it, and what it unlearns (P6).

The record's own words are kept apart from the first lesson on, so that a judgement taken back
leaves it as if it had never been made.
"""

from intake.actions.recheck import ask_for_recheck
from intake.actions.screening import described
from intake.domain.held import Description, LinkHeld, MentionHeld
from intake.domain.person import Answer, LinkState
from intake.store.work import Work


def learn(work: Work, link: LinkHeld, mention: MentionHeld) -> None:
    """Add the words of a mention to the record that it was judged to be, and look up again.

    Args:
        work: The transaction of the judgement.
        link: The link, judged the same.
        mention: Its mention.

    Why:
        Who is known by a second name or a plate is found by them in earlier concerns too (P3).
    """
    person = work.people.records.get(link.person_id)
    work.people.learn(person, _words(work, [mention])[0])
    work.people.new_list_version(f"link:{link.id}")
    ask_for_recheck(work, cause=f"link:{link.id}", person_id=person.id)


def unlearn(work: Work, link: LinkHeld) -> None:
    """Take back what a link taught, as the links stand now; nothing that others taught as well.

    A record taught before its own words were kept apart keeps them. Leads that the words led to
    meanwhile stay until a human answers them.

    Args:
        work: The transaction of the judgement.
        link: The link, no more judged the same.

    Why:
        A man judged the same by mistake kept the other man's plate after the undoing, and every
        later report of the plate led to both (promise P6).
    """
    moved = {one.person_id for one in work.joinings.within(link.person_id) if link.id in one.moved}
    for person_id in sorted({link.person_id, *moved}):
        person = work.people.records.get(person_id)
        if person.own_words is not None:
            work.people.unlearn(person, still=_words(work, _teachers(work, person_id)))
            work.people.new_list_version(f"link:{link.id}")


def _teachers(work: Work, person_id: int) -> list[MentionHeld]:
    """Return the mentions judged to be one record, those that hang on another since too."""
    head = work.joinings.head_of(person_id)
    joinings = work.joinings.within(head)
    moved_here = {key for one in joinings if one.into_id == person_id for key in one.moved}
    moved_away = {key for one in joinings if one.person_id == person_id for key in one.moved}
    links = [
        one
        for one in work.people.links_of_person(head)
        if one.state is LinkState.SAME
        and not one.is_own
        and one.id not in moved_here
        and (person_id == head or one.id in moved_away)
    ]
    judged = {
        one.link_id: one.answer
        for one in work.people.judgements.among("link_id", [one.id for one in links])
    }
    asked = [one.mention_id for one in links if judged.get(one.id) == Answer.SAME.value]
    return list(work.concerns.mentions.among("id", asked))


def _words(work: Work, mentions: list[MentionHeld]) -> list[Description]:
    """Return what mentions say, an age as of the day of its report."""
    concerns = work.concerns.of({one.concern_id for one in mentions})
    return [described(one.body, concerns[one.concern_id].received_at.date()) for one in mentions]
