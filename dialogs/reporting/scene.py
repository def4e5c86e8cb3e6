"""What one event has led to so far: the draft as it stands, and what will be said."""

from dataclasses import dataclass, field, replace
from datetime import date

from dialogs.reporting.asking import Voice, ask, summary
from dialogs.reporting.draft import Answer, Draft, State, to_json
from dialogs.reporting.form import Telling, form
from dialogs.reporting.long_ago import years_told
from dialogs.reporting.read_back import reread
from dialogs.reporting.script import Place, known_of, next_place, place_at, places_of
from dialogs.reporting.ties import in_step
from dialogs.reporting.wording import TEXTS
from intake.reporting.turns import (
    AddedWords,
    DangerKind,
    FileTold,
    Say,
    SayChoice,
    SayStyle,
    Turn,
    Wish,
)
from intake.reporting.values import QuestionType, Script, Submission, is_true


@dataclass(frozen=True, slots=True)
class Scene:
    """One event being played; every rule takes a scene and returns the next.

    `is_silent` leaves out the question at the end (stopped, sent, in a crisis).
    """

    voice: Voice
    telling: Telling
    today: date
    draft: Draft
    says: tuple[Say, ...] = ()
    danger: DangerKind | None = None
    send: Submission | None = None
    addition: str | None = field(default=None, repr=False)
    added_as: AddedWords = field(default_factory=AddedWords)
    wish: Wish | None = None
    is_silent: bool = False
    ends: bool = False
    forget: bool = False
    files: tuple[FileTold, ...] = ()
    files_back: tuple[int, ...] = ()
    are_files_added: bool = False

    @property
    def place(self) -> Place | None:
        """The question asked now; None at the summary."""
        script = self.voice.scripts[self.draft.script]
        return place_at(script, self.draft.cursor) if self.draft.cursor else None

    def saying(
        self,
        key: str,
        style: SayStyle = SayStyle.PLAIN,
        choices: tuple[SayChoice, ...] = (),
        /,
        **params: str | date,
    ) -> "Scene":
        """Return the scene with a fixed text said."""
        said = replace(self.voice.say(key, style, **params), choices=choices)
        return replace(self, says=(*self.says, said))

    def said_of(self, asked: str) -> "Scene":
        """Return the scene with a question put to us answered, the same for everybody (P4)."""
        own = f"asked.{asked}_child"
        key = own if self.draft.script == "child" and own in TEXTS else f"asked.{asked}"
        police = self.voice.numbers.get("police", "")
        return self.saying(
            key,
            lines=self.voice.lines(),
            police_line=self.voice.text("police_line") if police else "",
        )

    def with_draft(self, draft: Draft) -> "Scene":
        """Return the scene with another draft."""
        return replace(self, draft=draft)

    def alarmed(self, kind: DangerKind) -> "Scene":
        """Return the scene with a desk to be told; the first kind named stays."""
        return replace(self, danger=self.danger or kind)

    def quiet(self) -> "Scene":
        """Return the scene without a question at its end."""
        return replace(self, is_silent=True)

    def moved_on(self) -> "Scene":
        """Return the scene at the first open question, or at the summary.

        A story that may have changed is read again before: what it says now is read back.
        """
        script = self.voice.scripts[self.draft.script]
        scene = self.with_draft(self._dated(reread(script, self.draft, today=self.today)))
        place = next_place(script, scene.draft)
        return scene.at(place.key if place else "")

    def at(self, key: str) -> "Scene":
        """Return the scene at a question; the empty key is the summary."""
        return self.with_draft(replace(self.draft, cursor=key, tries=0))

    def answered(self, answer: Answer) -> "Scene":
        """Return the scene with an answer kept, and what it makes void put aside."""
        after = self._dated(self.draft.with_answer(answer))
        return self.with_draft(settled(self.voice, self.draft, after))

    def _dated(self, draft: Draft) -> Draft:
        """Return a draft that knows how long ago what it tells of was, on the day of telling."""
        return replace(draft, years_ago=years_told(draft, self.voice.heard, today=self.today))

    def turn(self) -> Turn:
        """Return what the door is told, with the question or summary that comes now."""
        says = self.says if self.is_silent else (*self.says, self._asked())
        return Turn(
            draft={} if self.forget else to_json(self.draft),
            says=says,
            send=self.send,
            danger=self.danger,
            known=self._known(),
            ends=self.ends,
            forget=self.forget,
            addition=self.addition,
            added_as=self.added_as,
            is_sent=self.draft.state is State.SENT,
            wish=self.wish,
            files=self.files,
            files_back=self.files_back,
            has_files=self.draft.files > 0,
            are_files_added=self.are_files_added,
        )

    def _asked(self) -> Say:
        place = self.place
        if place is None:
            return summary(self.voice, self.draft)
        said = ask(self.voice, self.draft, place)
        if self.telling.files is None or place.question.type is not QuestionType.STORY:
            return said
        return replace(said, text=f"{said.text}\n\n{self.voice.text('file_before')}")

    def _known(self) -> Submission | None:
        is_told = self.danger or self.draft.value("danger") == "yes"
        if self.send or self.draft.state is State.SENT or not is_told:
            return None
        return form(self.voice.scripts, self.draft, self.telling, is_unfinished=True)


def settled(voice: Voice, before: Draft, after: Draft) -> Draft:
    """Return a changed draft without the answers that the change made void.

    An answer is void when it was asked under a condition that no longer holds, or when its
    own constraint fails now. Its words stay aside, and it is asked again if it comes back.
    """
    if before.script != after.script:
        return after
    script = voice.scripts[after.script]
    after = in_step(script, before, after)
    left = _without_void(script, before, after)
    while left.answers != after.answers:
        after, left = left, _without_void(script, before, left)
    return left


def _without_void(script: Script, before: Draft, after: Draft) -> Draft:
    """Take out what is void now; what was asked because of it may be void next."""
    now = {place.key: place for place in places_of(script, replace(after, is_short=False))}
    unasked = {answer.key for answer in after.answers} - now.keys()
    was = places_of(script, replace(before, is_short=False)) if unasked else ()
    gone = unasked & {place.key for place in was}
    for answer in after.answers:
        place = now.get(answer.key)
        if answer.key in gone or (place is not None and _fails(place, answer, after)):
            after = after.without(answer.key)
    return after


def _fails(place: Place, answer: Answer, draft: Draft) -> bool:
    if not answer.is_told or not place.question.constraint:
        return False
    known = known_of(draft, place=place, this=answer.value or answer.text)
    return not is_true(place.question.constraint, known)
