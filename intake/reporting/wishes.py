"""What only the door can give a conversation: codes, what a code opens, where a report stands.

Read `granted` first. Nothing here is computed from anybody's record but what a named officer
wrote or released (promise P4).
"""

from dataclasses import dataclass, replace

from intake.actions.add_files import forget_files
from intake.domain.code_meant import codes_meant
from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import normal_reference, return_code_of
from intake.domain.held import ConcernHeld
from intake.domain.two_way import ContactWhen, Letter, WayBack, next_contact, public_status
from intake.reporting.slowing import Slowing
from intake.reporting.turns import Granted, PublicLetter, PublicReport, Wish, WishKind
from intake.store.drafts import HELD, OPEN, SENT, DraftHeld
from intake.store.office import Office
from intake.store.work import Work

__all__: tuple[str, ...] = ()
"""Nothing of this is for channels, which hold the door."""

CODE_BITS = 96


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wishes: the chat, its channel and address, the draft's concern, and the source."""

    channel: str
    chat_key: str
    address: str
    concern: ConcernHeld | None
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a wish led to; `concern_id` is the concern of the draft from now on."""

    granted: Granted
    concern_id: int | None


def granted(office: Office, work: Work, wish: Wish, asking: Asking, slowing: Slowing) -> Opened:
    """Grant a wish inside the turn's transaction.

    Args:
        office: Settings, and the source of random bits.
        work: The open transaction.
        wish: What is wished.
        asking: Who wishes.
        slowing: Counts wrong codes.
    """
    own = asking.concern.id if asking.concern else None
    match wish.kind:
        case WishKind.SAVE:
            return Opened(Granted(wish.kind, code=_new_code(office, work, asking.chat_key)), own)
        case WishKind.OPEN:
            return _opened(office, work, wish, asking, slowing)
        case WishKind.READ:
            report = _read(office, work, asking.concern) if asking.concern else None
            return Opened(Granted(wish.kind, is_done=report is not None, report=report), own)
        case WishKind.CONTACT:
            return Opened(_contact(office, work, wish, asking), own)


def _new_code(office: Office, work: Work, chat_key: str) -> str:
    code = return_code_of(office.bits(CODE_BITS), CODE_WORDS)
    work.drafts.give_code(chat_key, code)
    return code


# what a code opens


def _opened(office: Office, work: Work, wish: Wish, asking: Asking, slowing: Slowing) -> Opened:
    own = asking.concern.id if asking.concern else None
    if wait := slowing.wait_for(asking.source) if asking.source == asking.chat_key else 0:
        return Opened(Granted(wish.kind, is_done=False, wait_seconds=wait), own)
    codes = codes_meant(wish.words)
    draft = None if wish.reference else work.drafts.of_codes(codes)
    concern = None if draft else concern_of(work, codes, wish.reference)
    if draft is None and concern is None:
        slowing.note_wrong(asking.source)
        return Opened(Granted(wish.kind, is_done=False), own)
    slowing.note_right(asking.source)
    if draft is not None and draft.chat_hash == asking.chat_key:
        return Opened(Granted(wish.kind, is_here=True), own)
    aside = _set_aside(office, work, wish, asking)
    if draft is not None:
        return _moved(work, draft, asking, aside)
    assert concern is not None
    work.audit.note("report.opened", concern=concern.reference, channel=asking.channel)
    report = _read(office, work, concern)
    return Opened(Granted(wish.kind, code=aside, report=report), concern.id)


def concern_of(work: Work, codes: tuple[str, ...], reference: str) -> ConcernHeld | None:
    """Return the concern that one of some return codes opens, or None.

    Args:
        work: A transaction.
        codes: The codes that may be meant, in their kept form.
        reference: The reference typed beside it; empty for none.
    """
    hashes = [work.sealer.hash_of("return", code) for code in codes]
    found = work.concerns.by_return_code(hashes)
    if found is None or not reference:
        return found
    return found if found.reference == normal_reference(reference) else None


def _moved(work: Work, draft: DraftHeld, asking: Asking, aside: str) -> Opened:
    phase = OPEN if draft.phase == HELD else ""
    work.drafts.move(draft, to=asking.chat_key, channel=asking.channel, phase=phase)
    work.files.move(draft.chat_hash, asking.chat_key)
    work.audit.note("draft.opened", channel=asking.channel, was=draft.channel)
    return Opened(Granted(WishKind.OPEN, code=aside, draft=draft.body), draft.concern_id)


def _set_aside(office: Office, work: Work, wish: Wish, asking: Asking) -> str:
    """Make room in this chat: unsent words are kept under a code, anything else is dropped."""
    own = work.drafts.of(asking.chat_key)
    if own is None:
        return ""
    if not wish.keeps_own:
        work.drafts.drop(asking.chat_key)
        forget_files(work, asking.chat_key)
        return ""
    code = _new_code(office, work, asking.chat_key)
    put_away(office, work, own)
    return code


def put_away(office: Office, work: Work, draft: DraftHeld) -> DraftHeld:
    """Cut a draft from its chat; only a code opens it from now on."""
    nobody = work.sealer.hash_of("aside", f"{draft.id}:{office.bits(CODE_BITS)}")
    work.files.move(draft.chat_hash, nobody)
    return work.drafts.move(draft, to=nobody, channel=draft.channel, phase=HELD)


# where a report stands


def _read(office: Office, work: Work, concern: ConcernHeld) -> PublicReport:
    report = public_report(office, work, concern)
    work.two_way.mark_read(work.two_way.letters_of(concern.id))
    return report


def public_report(office: Office, work: Work, concern: ConcernHeld) -> PublicReport:
    """Return a report as its teller may see it after sending."""
    stands = public_status(
        concern.received_at,
        work.two_way.finished_at(concern.id),
        hour=office.policy.channels.public_status.hour,
        office=office.policy.duty.office,
        at=work.at,
    )
    way = work.two_way.way_of(concern.id)
    return PublicReport(
        reference=concern.reference,
        status=stands.status,
        since=stands.since,
        script=concern.script,
        language=concern.language,
        letters=tuple(_public(one) for one in work.two_way.letters_of(concern.id)),
        contact=way.chosen if way else None,
    )


def _public(letter: Letter) -> PublicLetter:
    return PublicLetter(
        letter.id, letter.kind, letter.at, letter.words.reveal(), is_open=letter.is_open_question
    )


def _contact(office: Office, work: Work, wish: Wish, asking: Asking) -> Granted:
    """Keep when a notice may reach this chat; letters that wait for one follow the choice."""
    if asking.concern is None or not asking.address:
        return Granted(wish.kind, is_done=False)
    chosen = ContactWhen(wish.words)
    way = WayBack(
        concern_id=asking.concern.id,
        channel=asking.channel,
        chat_hash=asking.chat_key,
        sealed=b"",
        chosen=chosen,
        language=asking.language,
    )
    work.two_way.keep_way(way, asking.address)
    hours = office.policy.channels.contact.hours_of(chosen)
    notify_at = next_contact(chosen, hours, office.policy.duty.office, work.at)
    for letter in work.two_way.awaiting_notice(asking.concern.id):
        work.two_way.letters.keep(replace(letter, notify_at=notify_at))
    work.audit.note("contact.chosen", concern=asking.concern.reference, chosen=chosen.value)
    return Granted(wish.kind)


def phase_of(*, is_sent: bool, ends: bool) -> str:
    """Return where a draft stands after a turn."""
    if is_sent:
        return SENT
    return "stopped" if ends else OPEN
