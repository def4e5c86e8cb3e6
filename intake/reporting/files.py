"""The door for files of whoever tells: taken in sealed, told of by a turn, fetched where they lie.

Nothing of a file is handed back: a teller learns of his own files how many there are, how large
they are, and whether one cannot be opened (promise P4).
"""

from dataclasses import dataclass
from datetime import timedelta

from intake.actions.add_files import source_and_address, source_of
from intake.actions.keep_file import fetched, not_fetched, take_file_in, tell_of_file
from intake.domain.attachment import Attachment, FileKind, FileRefusal, FileState
from intake.domain.file_kinds import media_type_of, refusal_of
from intake.domain.private import private
from intake.reporting.turns import FileTold
from intake.store.office import Office
from intake.store.work import Work

__all__ = ["FileDoor", "FileLine", "ToFetch", "note_files"]

LEASE = timedelta(minutes=3)
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=5), timedelta(minutes=10)
_SENT_AS = {"image": FileKind.PHOTO, "audio": FileKind.AUDIO, "video": FileKind.VIDEO}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as its teller sees it; `refusal` is a code of `FileRefusal`, or empty."""

    id: int
    kind: FileKind
    size: int
    refusal: str


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A file that lies with its channel still: how to find it, and whom to tell if it is gone."""

    file: Attachment
    source: str
    address: str


class FileDoor:
    """Takes files in.

    Args:
        office: The office.
        channel: Code of the channel.
    """

    def __init__(self, office: Office, channel: str) -> None:
        self._office = office
        self._channel = channel

    def arrive(self, *, chat: str, cause: str, name: str, data: bytes) -> FileTold | FileRefusal:
        """Take a file in, sealed, before any turn tells of it.

        Args:
            chat: The channel's own key of the talk.
            cause: The channel's id of the event; the same cause is the same file.
            name: Its name as it came.
            data: The whole file.

        Returns:
            What a turn tells of it by; or why nobody could open it, and then it is not kept.
        """
        plan = self._office.policy.channels.attachments
        if len(data) > plan.most_bytes:
            return FileRefusal.TOO_LARGE
        refusal = refusal_of(data, plan.types, most_unpacked=plan.most_unpacked_megabytes << 20)
        if refusal is not None:
            return refusal
        kind = _SENT_AS.get(media_type_of(data).partition("/")[0], FileKind.PAPER)
        kept = take_file_in(
            self._office,
            Attachment(
                cause=f"{self._channel}:{self._mark_of(chat, cause)}",
                chat_hash=self._chat_key(chat),
                channel=self._channel,
                state=FileState.ARRIVING,
                kind=kind,
                arrived_at=self._office.now(),
                name=private(name),
            ),
            data,
        )
        return FileTold(kind=kind, size=len(data), token=kept.id)

    def told(self, chat: str) -> tuple[FileLine, ...]:
        """Return the files of the report that a chat is telling."""
        with self._office.look() as work:
            files = work.files.of_chat(self._chat_key(chat))
        return tuple(FileLine(one.id, one.kind, one.size, one.refusal) for one in files)

    def language_of(self, chat: str) -> str:
        """Return the language that a chat's report is told in; English where there is none."""
        with self._office.look() as work:
            draft = work.drafts.of(self._chat_key(chat))
        return str((draft.body if draft else {}).get("language") or "en")

    def to_fetch(self, *, limit: int = 8) -> tuple[ToFetch, ...]:
        """Take files that lie with the channel still; others leave them alone meanwhile."""
        with self._office.look() as work:
            if not work.files.has_due(FileState.FETCHING):
                return ()
        with self._office.begin() as work:
            taken = work.files.claim(
                FileState.FETCHING, lease=LEASE, limit=limit, channel=self._channel
            )
        return tuple(ToFetch(one, *source_and_address(one.source.reveal())) for one in taken)

    def fetched(self, one: ToFetch, data: bytes) -> FileRefusal | None:
        """Keep what the channel handed over; see `keep_file.fetched`."""
        return fetched(self._office, one.file, data)

    def not_fetched(self, one: ToFetch, refusal: FileRefusal) -> None:
        """Note that the channel does not have a file any more, or will not hand it over."""
        not_fetched(self._office, one.file, refusal)

    def fetch_later(self, one: ToFetch) -> None:
        """Note that the channel did not answer; it is asked again, each time a little later."""
        tries = one.file.tries + 1
        wait = min(FIRST_RETRY * (1 << min(tries, 12)), LONGEST_RETRY)
        with self._office.begin() as work:
            work.files.try_again(one.file.id, at=work.at + wait, tries=tries)

    def _chat_key(self, chat: str) -> str:
        return self._office.sealer.hash_of(f"chat:{self._channel}", chat)

    def _mark_of(self, chat: str, cause: str) -> str:
        return self._office.sealer.hash_of(f"file:{self._channel}", f"{chat}\0{cause}")


def note_files(
    work: Work, files: tuple[FileTold, ...], *, event: tuple[str, str], chat: tuple[str, str]
) -> None:
    """Keep the files that a turn tells of, in its own transaction, each once an event.

    Args:
        work: The turn's transaction.
        files: What is told of.
        event: Channel, and the channel's id of the event.
        chat: Keyed hash of the chat, and its address where the channel has one.
    """
    (channel, event_id), (chat_hash, address) = event, chat
    for place, told in enumerate(files):
        if told.token:
            tell_of_file(work, file_id=told.token, chat_hash=chat_hash)
            continue
        work.files.add(
            Attachment(
                cause=f"{channel}:{event_id}:{place}",
                chat_hash=chat_hash,
                channel=channel,
                state=FileState.FETCHING,
                kind=told.kind,
                arrived_at=work.at,
                due_at=work.at,
                name=private(told.name),
                source=private(source_of(told.source, address)),
                size=told.size,
            )
        )
