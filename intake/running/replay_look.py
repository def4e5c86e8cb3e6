"""One expectation put to the database, and what was there; read `Look`."""

from dataclasses import dataclass
from datetime import datetime

from intake.actions.weigh_person import Known, known_of
from intake.domain.alert import Alert
from intake.domain.band import Band
from intake.domain.held import Crossed, View
from intake.domain.person import LinkState
from intake.policy.replay_expects import Then
from intake.running.replay_stage import Stage
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at."""

    holds: bool
    wanted: str
    instead: str


@dataclass(frozen=True, slots=True)
class Look:
    """One expectation put to the database."""

    stage: Stage
    work: Work
    one: Then
    reached: bool

    @property
    def who(self) -> str:
        """The person as the replay's pages call them."""
        return self.stage.replay.called(self.one.person)

    def records(self) -> frozenset[int]:
        """The records that hold the person."""
        return self.stage.records_of(self.work, self.one.person)

    def known(self) -> list[Known]:
        """What is known of each record of the person, in the view asked for."""
        view = self.one.view or View.WHOLE
        return [known_of(self.stage.office, self.work, one, view) for one in sorted(self.records())]

    def standing(self) -> Band:
        """The highest band of their records, as it stands now."""
        return max((one.standing.band for one in self.known()), default=Band.NOTE)

    def reached_by_now(self) -> Band:
        """The highest band that any of their records ever stood in."""
        rows = self.work.people.standings
        views = {self.one.view or View.WHOLE, View.OPEN}
        kept = rows.all(rows.row.person_id.in_(sorted(self.records())))
        bands = [one.state.band for one in kept if one.view in views]
        return max([*bands, self.standing()])

    def subjects(self) -> list[str]:
        """What the diary may hold about them."""
        return self.stage.subjects_of(self.work, self.one.person)

    def lines(self) -> list[Crossed]:
        """Lines crossed and asked about of their records."""
        rows = self.work.people.crossed
        return list(rows.all(rows.row.person_id.in_(sorted(self.records()))))

    def alerts(self) -> list[Alert]:
        """The alerts that the expectation is about."""
        rows = self.work.dispatch.alerts
        clauses = [rows.row.desk == self.one.desk] if self.one.desk else []
        if self.one.kind:
            clauses.append(rows.row.kind == self.one.kind.value)
        found = rows.all(*clauses)
        if self.one.person:
            people, concerns = self.records(), self._concerns_of_person()
            found = tuple(
                one for one in found if one.person_id in people or one.concern_id in concerns
            )
        if self.one.report:
            concern = self.stage.reports[self.one.report].id
            found = tuple(one for one in found if one.concern_id == concern)
        wanted = self.one.urgency
        return [one for one in found if wanted is None or one.urgency >= wanted]

    def _concerns_of_person(self) -> set[int]:
        ids = [one for one, who in self.stage.meant.items() if who == self.one.person]
        return {one.concern_id for one in self.work.concerns.mentions_by_id(ids).values()}

    def alerts_in_words(self) -> str:
        """Which alerts are meant, in words."""
        one = self.one
        parts = [
            f"of kind {one.kind.value}" if one.kind else "",
            f"at {self.stage.policy.duty.desk(one.desk).title}" if one.desk else "",
            f"about {self.who}" if one.person else "",
            f"of report {one.report}" if one.report else "",
            f"for {one.urgency.value.replace('_', ' ')} or sooner" if one.urgency else "",
        ]
        return " ".join(part for part in parts if part) or "at all"

    def mention_ids(self, report: str) -> list[int]:
        """The mentions of a report."""
        mentions = self.work.concerns.mentions_of(self.stage.reports[report].id)
        return [one.id for one in mentions]

    def linked_to(self, report: str, states: frozenset[LinkState]) -> set[int]:
        """The records that a report's words are linked to in some states."""
        links = self.work.people.links_of_mentions(self.mention_ids(report))
        return {one.person_id for one in links if one.state in states}

    def moment(self, at: datetime) -> str:
        """A moment in local words."""
        local = at.astimezone(self.stage.policy.duty.office.zone)
        return f"{local:%-d %B %Y}"
