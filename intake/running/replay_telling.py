"""Reports of a replay, handed in as a channel would; nothing of them says who was meant."""

from intake.actions.add_words import Added, add_words, tell_of_words
from intake.actions.report_concern import report_concern
from intake.domain.concern import (
    MentionSaid,
    ReporterSaid,
    SignSaid,
    Submission,
    about,
    exactly,
)
from intake.domain.private import private
from intake.policy import replay_events as told
from intake.running.replay_stage import Stage

FACTS = (
    "nickname", "age", "birth", "place", "postcode", "description", "vehicle", "phone", "handle",
    "work", "relation", "school",
)  # fmt: skip


def report(stage: Stage, report: told.Report) -> None:
    """Hand a report in, and remember whom each mention meant."""
    with stage.office.begin() as work:
        reported = report_concern(stage.office, work, submission_of(stage, report))
        mentions = work.concerns.mentions_of(reported.concern.id)
    stage.reports[report.id] = reported.concern
    stage.receipts[report.id] = reported.receipt
    for mention in mentions:
        if not mention.from_story and (who := report.people[mention.place].who):
            stage.meant[mention.id] = who


def submission_of(stage: Stage, report: told.Report) -> Submission:
    """Return a report as a channel would have handed it in; nothing of it says who was meant."""
    role = report.role
    return Submission(
        channel=report.channel,
        danger=report.danger,
        story=(private(report.words),),
        mentions=tuple(_mention(one) for one in report.people),
        signs=tuple(_sign(one, report.people) for one in report.signs),
        reporter=ReporterSaid(
            role=role,
            name=private(report.name),
            agency=private(report.agency),
            job=private(report.job),
            contact=private(report.contact),
            household=private(report.household),
            account=private(f"replay: {report.teller or report.id}"),
            told_by=private(report.told_by),
            is_own_harm=report.own_harm,
        ),
        known_by=report.knows,
        fears_for_child=report.fears_for_child,
        is_child_safe_now=report.child_safe_now,
        where=about(report.where),
        area=report.area or stage.replay.area,
        happened_on=report.happened_on,
        children_now=about(report.children_now),
        seen_now=tuple(place for place, one in enumerate(report.people) if one.seen_now),
        script="professional" if role.is_professional else "community",
    )


def _mention(one: told.Named) -> MentionSaid:
    facts = {name: about(getattr(one, name)) for name in FACTS}
    return MentionSaid(part=one.part, names=exactly(one.names), **facts)


def _sign(sign: str | told.SignTold, people: tuple[told.Named, ...]) -> SignSaid:
    if isinstance(sign, str):
        return SignSaid(sign)
    place = next(place for place, one in enumerate(people) if one.who == sign.about)
    return SignSaid(sign.sign, sign.source, about_mention=place)


def add_more(stage: Stage, more: told.Added) -> None:
    """Add words to a report."""
    with stage.office.begin() as work:
        concern = work.concerns.records.get(stage.reports[more.report].id)
        kept = add_words(stage.office, work, concern, Added(private(more.words)))
        tell_of_words(stage.office, work, concern, kept)
