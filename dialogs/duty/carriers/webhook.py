"""Signed webhooks to an agency's own system, as Standard Webhooks describes them.

Read `WebhookCarrier.send`. An address is `https://host/path`, with the receiver's own
secret behind `#` where it has one; what stands behind `#` is never sent.
"""

import ipaddress
import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

import httpx
from standardwebhooks.webhooks import Webhook

from intake.delivery.carrier import CarrierRefused, CarrierUnreachable, Notice

Resolve = Callable[[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a webhook goes: the address as called, and the machine it may be called at."""

    url: str
    host: str
    is_https: bool


class WebhookCarrier:
    """Posts notices, signed; `webhook-id` is the delivery's key, so repeats can be dropped.

    Args:
        secret: Signs what goes to addresses without a secret of their own (`whsec_…`).
        allow_loopback: Also call this machine, and by plain http: demo and tests only.
        timeout: Seconds until a step of the talk is given up.
        now: The clock of the signature, aware UTC.
        resolve: Looks a host up.
    """

    name = "webhook"
    confirms = True

    def __init__(
        self,
        secret: str = "",
        *,
        allow_loopback: bool = False,
        timeout: float = 10.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolve: Resolve | None = None,
    ) -> None:
        self._secret = secret
        self._allow_loopback = allow_loopback
        self._now = now
        self._resolve = resolve or addresses_of
        self._client = httpx.Client(follow_redirects=False, trust_env=False, timeout=timeout)

    def send(self, notice: Notice, address: str) -> str:
        """Post one notice; the answer's body is never read.

        Raises:
            CarrierRefused: The address may not be called, or the answer was not 2xx.
            CarrierUnreachable: No connection or no answer in time.
        """
        plain, _, own_secret = address.partition("#")
        secret = own_secret or self._secret
        if not secret:
            raise CarrierRefused("webhook.no_secret")
        target = target_of(plain, allow_loopback=self._allow_loopback, resolve=self._resolve)
        body = body_of(notice)
        headers = {**self._signed(notice.key, body, secret), "host": target.host}
        request = self._client.build_request(
            "POST",
            target.url,
            content=body.encode(),
            headers=headers,
            extensions={"sni_hostname": urlsplit(plain).hostname} if target.is_https else None,
        )
        try:
            answer = self._client.send(request, stream=True)
            answer.close()
        except httpx.HTTPError as fault:
            raise CarrierUnreachable("webhook.unreachable") from fault
        if not answer.is_success:
            raise CarrierRefused(
                f"http.{answer.status_code}",
                retry_after=seconds_of(answer.headers.get("retry-after", ""), self._now()),
            )
        return ""

    def _signed(self, key: str, body: str, secret: str) -> dict[str, str]:
        at = self._now()
        return {
            "content-type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(secret).sign(key, at, body),
        }


def body_of(notice: Notice) -> str:
    """Return the JSON body of a notice."""
    deadline = notice.deadline.isoformat() if notice.deadline else None
    data = {
        "reference": notice.reference,
        "urgency": notice.urgency.value,
        "deadline": deadline,
        "link": notice.link,
    }
    return json.dumps({"type": "alert.notice", "data": data})


def target_of(address: str, *, allow_loopback: bool, resolve: Resolve) -> Target:
    """Return where an address may be called: at the very machine that was looked at.

    The host is resolved once and called by number, so that a name cannot point elsewhere
    between the look and the call.

    Raises:
        CarrierRefused: Not https, credentials in it, or a machine that is not public.
        CarrierUnreachable: The name is not known.

    Why:
        An address in a file is typed by people; it must not become a way into the
        network that the service stands in.
    """
    parts = urlsplit(address)
    is_https = parts.scheme == "https"
    if not parts.hostname or parts.username or not (is_https or allow_loopback):
        raise CarrierRefused("webhook.address")
    try:
        port = parts.port or (443 if is_https else 80)
    except ValueError as fault:
        raise CarrierRefused("webhook.address") from fault
    found = resolve(parts.hostname, port)
    if not found or not all(_is_allowed(ip, is_https, allow_loopback) for ip in found):
        raise CarrierRefused("webhook.address")
    number = f"[{found[0]}]" if ":" in found[0] else found[0]
    url = urlunsplit((parts.scheme, f"{number}:{port}", parts.path or "/", parts.query, ""))
    return Target(url, parts.netloc, is_https)


def _is_allowed(ip: str, is_https: bool, allow_loopback: bool) -> bool:  # noqa: FBT001
    address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_loopback:
        return allow_loopback
    return is_https and address.is_global and not address.is_multicast


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host.

    Raises:
        CarrierUnreachable: The name is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        raise CarrierUnreachable("webhook.name") from fault
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def seconds_of(retry_after: str, now: datetime) -> float | None:
    """Return what a Retry-After header asks for, in seconds of 0 or more; None where unreadable."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - now).total_seconds())
    except (TypeError, ValueError):
        return None
