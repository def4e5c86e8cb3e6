"""The shape of `config/channels.yaml`: how each channel behaves, and when things leave."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from intake.domain.file_kinds import KNOWN
from intake.domain.two_way import ContactHours, ContactWhen
from intake.policy.base import BARE_OFF, Policy

Seconds = Annotated[float, Field(gt=0, le=60)]
Hours = Annotated[int, Field(ge=1, le=24 * 90)]
LAST_HOUR = 23


class TelegramPolicy(Policy):
    """Telegram is off, gives a link (danger wording, web address), or talks in full."""

    mode: Annotated[Literal["off", "link", "full"], BARE_OFF]
    signed_off_by: str = ""
    address_hours: Annotated[int, Field(ge=1, le=24 * 7)] = 24

    @property
    def address_lasts(self) -> timedelta:
        """How long a one-use address works."""
        return timedelta(hours=self.address_hours)


class WebChatPolicy(Policy):
    """The web chat, and where *Exit this page* leads."""

    enabled: bool
    quick_exit_url: Annotated[str, Field(pattern=r"^https://[^\s]+$")]
    session_minutes: Annotated[int, Field(ge=5, le=24 * 60)]


class RestPolicy(Policy):
    """The door for other systems."""

    enabled: bool
    requests_per_minute: Annotated[int, Field(ge=1, le=10_000)]


class ReleasePolicy(Policy):
    """When the final reply leaves (promise P4), in seconds."""

    slot_seconds: Seconds
    least_seconds: Seconds

    @property
    def slot(self) -> timedelta:
        """Width of the grid."""
        return timedelta(seconds=self.slot_seconds)

    @property
    def least(self) -> timedelta:
        """The shortest wait."""
        return timedelta(seconds=self.least_seconds)


class DraftPolicy(Policy):
    """How long an unsent draft is kept, and when its teller is reminded of it.

    Args:
        remind_after_hours: Silence after which its teller is reminded, once.
        keep_hours: Silence after which it is locked away; a code still opens it.
        hold_hours: How long it can be opened after that; then it is deleted.
        keep_sent_days: How long a chat is known as that of a report after its last word.
    """

    remind_after_hours: Hours
    keep_hours: Hours
    hold_hours: Hours
    keep_sent_days: Annotated[int, Field(ge=1, le=3_660)]

    @model_validator(mode="after")
    def is_reminded_before_it_goes(self) -> "DraftPolicy":
        """Find a reminder that would come after the draft is locked away."""
        if self.remind_after_hours >= self.keep_hours:
            raise ValueError("write remind_after_hours smaller than keep_hours")
        return self

    @property
    def remind_after(self) -> timedelta:
        """Silence before the reminder."""
        return timedelta(hours=self.remind_after_hours)

    @property
    def keeps(self) -> timedelta:
        """Silence before it is locked away."""
        return timedelta(hours=self.keep_hours)

    @property
    def holds(self) -> timedelta:
        """How long it is locked away before it is deleted."""
        return timedelta(hours=self.hold_hours)

    @property
    def keeps_sent(self) -> timedelta:
        """Silence before a chat is no longer known as that of a report."""
        return timedelta(days=self.keep_sent_days)


class ContactHoursPolicy(Policy):
    """Local hours at which a notice may reach a chat: from a full hour up to another."""

    opens: Annotated[int, Field(ge=0, le=23)]
    closes: Annotated[int, Field(ge=1, le=24)]

    @model_validator(mode="after")
    def opens_before_it_closes(self) -> "ContactHoursPolicy":
        """Find hours in which nothing could ever leave."""
        if self.opens >= self.closes or self.closes > LAST_HOUR:
            raise ValueError("write opens smaller than closes, and closes at most 23")
        return self

    def to_hours(self) -> ContactHours:
        """Make the domain's value."""
        return ContactHours(self.opens, self.closes)


class ContactPolicy(Policy):
    """What "only mornings" and "only evenings" mean to whoever chose them."""

    mornings: ContactHoursPolicy
    evenings: ContactHoursPolicy

    def hours_of(self, when: ContactWhen) -> ContactHours | None:
        """Return the hours of a choice, or None where it has none."""
        plans = {ContactWhen.MORNINGS: self.mornings, ContactWhen.EVENINGS: self.evenings}
        return plans[when].to_hours() if when in plans else None


class TalkPolicy(Policy):
    """How long answered events and sent messages are known by their ids.

    Why two days at least: Telegram repeats what it believes unanswered for a day, and a
    repeat that is not known again would be told twice.
    """

    keep_days: Annotated[int, Field(ge=2, le=365)]


class PublicStatusPolicy(Policy):
    """The local hour at which public statuses change, on a later working day."""

    hour: Annotated[int, Field(ge=0, le=23)]


class ScreeningPolicy(Policy):
    """How long the check inside a report may take, and how soon a missed one is made up."""

    at_most_milliseconds: Annotated[int, Field(ge=10, le=5_000)]
    again_after_seconds: Annotated[int, Field(ge=1, le=3_600)]

    @property
    def again(self) -> timedelta:
        """The wait before a missed check is made up for."""
        return timedelta(seconds=self.again_after_seconds)


class AttachmentPolicy(Policy):
    """Files that may come with a report, and how each is checked before anybody opens it."""

    enabled: bool
    most_megabytes: Annotated[int, Field(ge=1, le=20)]
    most_files: Annotated[int, Field(ge=1, le=50)]
    types: frozenset[str]
    shown_edge_pixels: Annotated[int, Field(ge=200, le=6_000)]
    most_megapixels: Annotated[int, Field(ge=1, le=200)]
    most_unpacked_megabytes: Annotated[int, Field(ge=1, le=1_000)]
    scanner: tuple[str, ...] = ()
    scanner_seconds: Annotated[int, Field(ge=1, le=600)] = 60

    @property
    def most_bytes(self) -> int:
        """The largest file."""
        return self.most_megabytes << 20

    @model_validator(mode="after")
    def every_type_can_be_told(self) -> "AttachmentPolicy":
        """Find a media type that nothing here can tell by its content."""
        if strangers := sorted(self.types - KNOWN):
            raise ValueError(f"types names what cannot be told by content: {strangers}")
        return self


class EmailPolicy(Policy):
    """E-mail to desks; the server comes from the environment."""

    sender: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]


class DeliveryPolicy(Policy):
    """Tries of one delivery: from the first wait to the longest, doubling."""

    first_retry_seconds: Annotated[int, Field(ge=1, le=600)]
    longest_retry_seconds: Annotated[int, Field(ge=1, le=3_600)]
    send_timeout_seconds: Annotated[int, Field(ge=1, le=60)]
    lease_seconds: Annotated[int, Field(ge=2, le=600)]

    @model_validator(mode="after")
    def a_lease_outlives_its_send(self) -> "DeliveryPolicy":
        """Find a lease that would end while its sender is still sending."""
        if self.lease_seconds <= 2 * self.send_timeout_seconds:
            raise ValueError("write lease_seconds more than twice send_timeout_seconds")
        if self.longest_retry_seconds < self.first_retry_seconds:
            raise ValueError("write longest_retry_seconds no smaller than first_retry_seconds")
        return self


class SignInPolicy(Policy):
    """How long an officer stays signed in."""

    hours: Annotated[int, Field(ge=1, le=24)]
    tries_before_lock: Annotated[int, Field(ge=3, le=20)]
    lock_minutes: Annotated[int, Field(ge=1, le=24 * 60)]


class HeartbeatPolicy(Policy):
    """How late the oldest due delivery may be before `/health/ready` turns red."""

    red_after_seconds: Annotated[int, Field(ge=5, le=3_600)]


class ReadingAgePolicy(Policy):
    """From which age in years scripts should be read with ease; passing it is told, not refused."""

    script_at_most: Annotated[float, Field(ge=5, le=25)]
    line_at_most: Annotated[float, Field(ge=5, le=30)]
    scripts_at_most: dict[str, Annotated[float, Field(ge=5, le=25)]] = Field(default_factory=dict)
    learning_at_most: Annotated[float, Field(ge=5, le=25)] = 11


class Channels(Policy):
    """`config/channels.yaml`."""

    telegram: TelegramPolicy
    webchat: WebChatPolicy
    rest: RestPolicy
    release: ReleasePolicy
    drafts: DraftPolicy
    contact: ContactPolicy
    talk: TalkPolicy
    public_status: PublicStatusPolicy
    screening: ScreeningPolicy
    attachments: AttachmentPolicy
    email: EmailPolicy
    delivery: DeliveryPolicy
    sign_in: SignInPolicy
    heartbeat: HeartbeatPolicy
    reading_age: ReadingAgePolicy
