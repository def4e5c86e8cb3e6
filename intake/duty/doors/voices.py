"""The voices of one person: seen with their evidence, joined and parted by a named officer."""

from collections.abc import Collection

from intake.actions.join_voices import join_voices, part_voice, undo_voice_act
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.domain.voice_acts import VoiceAct
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.purposes import check_purpose
from intake.duty.views.voices import VoicesPage
from intake.duty.voices import chosen_of, seen_of, voices_of


class VoicesDoor(DoorPart):
    """What a desk sees of sources, and says of them."""

    @act("read_person")
    def voices(
        self, *, officer: Officer, person_id: int, purpose: str, page: int = 1
    ) -> VoicesPage:
        """Return a page of the voices of a person, and write down who opened them and why.

        Raises:
            PurposeMissingError: No purpose was given.
            NotFoundError: They are missing or not for this officer.
        """
        check_purpose(purpose)
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, _ = sight.person(person_id)
            found = voices_of(sight, person, purpose=purpose, page=page)
            work.audit.note(
                "person.opened",
                actor=officer.login,
                person=person_id,
                purpose=purpose,
                page="voices",
            )
            return found

    @act("join_voices")
    def join_voices(
        self, *, officer: Officer, person_id: int, references: Collection[str], reason: str
    ) -> VoiceAct:
        """Count voices as one; raises as `join_voices`, or NotFoundError."""
        chosen, seen = self._chosen(officer, person_id, references)
        return join_voices(
            self.office, officer=officer, concern_ids=chosen, seen=seen, reason=reason
        )

    @act("part_voices")
    def part_voice(
        self, *, officer: Officer, person_id: int, references: Collection[str], reason: str
    ) -> VoiceAct:
        """Count concerns as a voice of their own; raises as `part_voice`, or NotFoundError."""
        chosen, seen = self._chosen(officer, person_id, references)
        return part_voice(
            self.office, officer=officer, concern_ids=chosen, seen=seen, reason=reason
        )

    @act("part_voices")
    def undo_voice_act(
        self, *, officer: Officer, person_id: int, act_id: int, reason: str
    ) -> VoiceAct:
        """Take a joining or parting back; raises as `undo_voice_act`, or NotFoundError."""
        with self.office.look() as work:
            sight = self._sight(work, officer)
            person, _ = sight.person(person_id)
            told = seen_of(sight, person)
            acts = work.concerns.voice_acts.about([one.concern.id for one in told])
        if act_id not in {one.id for one in acts}:
            raise NotFoundError(what="voice_act")
        return undo_voice_act(self.office, officer=officer, act_id=act_id, reason=reason)

    def _chosen(
        self, officer: Officer, person_id: int, references: Collection[str]
    ) -> tuple[tuple[int, ...], frozenset[int]]:
        """Return the concerns named and all those of the person that the officer sees."""
        with self.office.look() as work:
            sight = self._sight(work, officer)
            person, _ = sight.person(person_id)
            told = seen_of(sight, person)
        return chosen_of(told, references), frozenset(one.concern.id for one in told)
