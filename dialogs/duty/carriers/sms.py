"""Text messages to whoever is on call, by GOV.UK Notify."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from dialogs.duty.carriers.wording import HOW_SOON, LONDON, deadline_of
from intake.delivery.carrier import CarrierRefused, CarrierUnreachable, Notice


@dataclass(frozen=True, slots=True)
class NotifyAccount:
    """A GOV.UK Notify service.

    Args:
        api_key: Its key.
        template_id: A template with ((how_soon)), ((reference)), ((answer_by)), ((link)).
        base_url: Where the service answers.
        timeout: Seconds until a call is given up.
    """

    api_key: str = field(repr=False)
    template_id: str
    base_url: str = "https://api.notifications.service.gov.uk"
    timeout: float = 10.0


class SmsCarrier:
    """Sends notices as text messages; Notify's own reference is the delivery's key."""

    name = "sms"
    confirms = False

    def __init__(self, account: NotifyAccount, *, zone: ZoneInfo = LONDON) -> None:
        self._account = account
        self._zone = zone

    def send(self, notice: Notice, address: str) -> str:
        """Send one message; returns Notify's id of it.

        Raises:
            CarrierRefused: Notify did not take it.
            CarrierUnreachable: Notify did not answer, or not in its own form.

        Why a client each time: Notify's is not made for several threads.
        """
        account = self._account
        client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            account.api_key, base_url=account.base_url, timeout=account.timeout
        )
        try:
            answer = client.send_sms_notification(  # type: ignore[no-untyped-call]
                address,
                account.template_id,
                personalisation=self._words(notice),
                reference=notice.key,
            )
        except HTTPError as fault:
            raise _told(fault) from fault
        except InvalidResponse as fault:
            raise CarrierUnreachable("notify.answer") from fault
        finally:
            client.request_session.close()
        return str(answer.get("id", ""))

    def _words(self, notice: Notice) -> dict[str, str]:
        deadline = notice.deadline
        return {
            "how_soon": HOW_SOON[notice.urgency],
            "reference": notice.reference,
            "answer_by": deadline_of(deadline, zone=self._zone)
            if deadline
            else "as soon as you can",
            "link": notice.link,
        }


def _told(fault: HTTPError) -> CarrierRefused | CarrierUnreachable:
    if fault.response is None:
        return CarrierUnreachable("notify.unreachable")
    header = fault.response.headers.get("retry-after", "")
    try:
        wait = float(header)
    except ValueError:
        wait = None
    return CarrierRefused(f"http.{fault.status_code}", retry_after=wait)
