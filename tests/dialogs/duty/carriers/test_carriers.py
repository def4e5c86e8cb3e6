"""Each carrier against a server on this machine; what they say names nobody."""

import json
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from dialogs.duty.carriers.console import ConsoleCarrier
from dialogs.duty.carriers.email import EmailCarrier, MailServer, message_id_of
from dialogs.duty.carriers.sms import NotifyAccount, SmsCarrier
from dialogs.duty.carriers.telegram_desk import Button, TelegramDeskCarrier, desk_message
from dialogs.duty.carriers.webhook import WebhookCarrier, seconds_of, target_of
from dialogs.duty.carriers.wording import deadline_of, text_of
from intake.delivery.carrier import CarrierRefused, CarrierUnreachable, Notice, Urgency
from tests.loopback import AnHttpServer, AnSmtpServer, serving

NOTICE = Notice(
    reference="DR-5TM-8RC-2",
    urgency=Urgency.NOW,
    deadline=datetime(2026, 7, 6, 13, 5, tzinfo=UTC),
    link="https://duty.example/desk/alerts/12",
    key="alert:12:acknowledge:31:0:webhook:front",
)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT_KEY = "tests-" + "a1b2c3d4-0000-4000-8000-000000000001-a1b2c3d4-0000-4000-8000-000000000002"


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


# words


def test_a_notice_is_told_in_plain_words_and_local_time():
    assert text_of(NOTICE) == (
        "Due Regard: Now: a child may be in danger – DR-5TM-8RC-2\n"
        "Answer by 14:05 on Monday 6 July.\n"
        "Sign in to read it: https://duty.example/desk/alerts/12"
    )


@pytest.mark.parametrize("urgency", list(Urgency))
def test_every_urgency_has_words(urgency):
    assert urgency.value not in text_of(replace(NOTICE, urgency=urgency))


def test_a_winter_deadline_is_told_in_winter_time():
    assert deadline_of(datetime(2026, 1, 6, 13, 5, tzinfo=UTC)) == "13:05 on Tuesday 6 January"


def test_a_notice_without_a_deadline_names_none():
    assert "Answer by" not in text_of(replace(NOTICE, deadline=None))


# console


def test_the_console_has_always_delivered():
    carrier = ConsoleCarrier()
    assert (carrier.send(NOTICE, "front"), carrier.confirms) == ("", True)


# e-mail


def mail_to(server, **changes):
    plan = MailServer(
        host="127.0.0.1", port=server.port, sender="duty@dueregard.example", tls="none", timeout=2
    )
    return EmailCarrier(replace(plan, **changes))


def test_a_mail_arrives_with_an_id_made_of_the_key():
    with serving(AnSmtpServer()) as server:
        first = mail_to(server).send(NOTICE, "front@northmoor.example")
        again = mail_to(server).send(NOTICE, "front@northmoor.example")
    (to, mail), _ = server.mails
    assert to == "front@northmoor.example"
    assert "DR-5TM-8RC-2" in mail
    assert f"Message-ID: {first}" in mail
    assert first == again == message_id_of(NOTICE.key, "duty@dueregard.example")
    assert "front" not in first


@pytest.mark.parametrize("answer", ["450 later", "550 nobody here"])
def test_a_refused_recipient_is_a_refusal_with_its_code(answer):
    with serving(AnSmtpServer(answer)) as server, pytest.raises(CarrierRefused) as refusal:
        mail_to(server).send(NOTICE, "front@northmoor.example")
    assert refusal.value.reason == f"smtp.{answer[:3]}"


def test_a_mail_is_not_sent_in_the_clear_where_tls_was_asked_for():
    with serving(AnSmtpServer()) as server, pytest.raises(CarrierUnreachable):
        mail_to(server, tls="starttls").send(NOTICE, "front@northmoor.example")
    assert server.mails == []


def test_implicit_tls_meets_a_server_without_it():
    carrier = mail_to(AnSmtpServerGone(), tls="implicit")
    with pytest.raises(CarrierUnreachable):
        carrier.send(NOTICE, "front@northmoor.example")


class AnSmtpServerGone:
    port = closed_port()


def test_a_mail_server_that_is_away_is_unreachable():
    with pytest.raises(CarrierUnreachable):
        mail_to(AnSmtpServerGone()).send(NOTICE, "front@northmoor.example")


def test_a_given_trust_is_used():
    trust = ssl.create_default_context()
    carrier = EmailCarrier(MailServer("127.0.0.1", 1, "a@b.example"), trust=trust)
    assert carrier._context() is trust


# webhook


def test_a_webhook_is_signed_and_its_id_is_the_key():
    with serving(AnHttpServer()) as server:
        WebhookCarrier(SECRET, allow_loopback=True).send(NOTICE, f"{server.url}/hook?desk=1")
    path, headers, body = server.requests[0]
    assert path == "/hook?desk=1"
    assert headers["webhook-id"] == NOTICE.key
    assert Webhook(SECRET).verify(body, headers)["data"]["reference"] == NOTICE.reference
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace(b"DR-", b"XX-"), headers)


def test_p10_a_webhook_carries_reference_urgency_deadline_and_link_only():
    with serving(AnHttpServer()) as server:
        WebhookCarrier(SECRET, allow_loopback=True).send(NOTICE, server.url)
    assert json.loads(server.requests[0][2]) == {
        "type": "alert.notice",
        "data": {
            "reference": "DR-5TM-8RC-2",
            "urgency": "now",
            "deadline": "2026-07-06T13:05:00+00:00",
            "link": "https://duty.example/desk/alerts/12",
        },
    }


def test_a_receiver_s_own_secret_stands_behind_the_address_and_is_not_sent():
    own = "whsec_" + "c2Vjb25kIHNlY3JldCBvZiB0aGUgdGVzdHM="
    with serving(AnHttpServer()) as server:
        WebhookCarrier(SECRET, allow_loopback=True).send(NOTICE, f"{server.url}/a#{own}")
    path, headers, body = server.requests[0]
    assert path == "/a"
    assert Webhook(own).verify(body, headers)


def test_a_webhook_without_any_secret_is_not_sent():
    with serving(AnHttpServer()) as server, pytest.raises(CarrierRefused):
        WebhookCarrier(allow_loopback=True).send(NOTICE, server.url)
    assert server.requests == []


@pytest.mark.parametrize("status", [301, 302, 400, 404, 410, 500, 503])
def test_any_answer_but_2xx_is_a_refusal_and_redirects_are_not_followed(status):
    with serving(AnHttpServer()) as elsewhere:
        answer = (status, {"location": elsewhere.url}, b"words")
        with serving(AnHttpServer(answer)) as server, pytest.raises(CarrierRefused) as refusal:
            WebhookCarrier(SECRET, allow_loopback=True).send(NOTICE, server.url)
    assert refusal.value.reason == f"http.{status}"
    assert elsewhere.requests == []


def test_a_webhook_that_asks_for_a_pause_says_how_long():
    answer = (429, {"retry-after": "7"}, b"")
    with serving(AnHttpServer(answer)) as server, pytest.raises(CarrierRefused) as refusal:
        WebhookCarrier(SECRET, allow_loopback=True).send(NOTICE, server.url)
    assert refusal.value.retry_after == 7


def test_a_webhook_nobody_answers_is_unreachable():
    with pytest.raises(CarrierUnreachable):
        WebhookCarrier(SECRET, allow_loopback=True, timeout=1).send(
            NOTICE, f"http://127.0.0.1:{closed_port()}/"
        )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        pytest.param("http://hook.example/", "93.184.216.34", id="plain http"),
        pytest.param("https://hook.example/", "127.0.0.1", id="this machine"),
        pytest.param("https://hook.example/", "::1", id="this machine by its other number"),
        pytest.param("https://hook.example/", "::ffff:127.0.0.1", id="this machine in disguise"),
        pytest.param("https://hook.example/", "10.1.2.3", id="a private network"),
        pytest.param("https://hook.example/", "192.168.1.1", id="a home network"),
        pytest.param("https://hook.example/", "169.254.169.254", id="a cloud's metadata"),
        pytest.param("https://hook.example/", "fd00::1", id="a private network of the new kind"),
        pytest.param("https://hook.example/", "0.0.0.0", id="nowhere"),
        pytest.param("https://hook.example/", "224.0.0.1", id="everybody"),
        pytest.param("https://user:word@hook.example/", "93.184.216.34", id="credentials"),
        pytest.param("https://hook.example:99999/", "93.184.216.34", id="no such port"),
        pytest.param("ftp://hook.example/", "93.184.216.34", id="another protocol"),
        pytest.param("https:///", "93.184.216.34", id="no host"),
    ],
)
def test_a_webhook_never_becomes_a_way_into_the_network(address, found):
    with pytest.raises(CarrierRefused):
        target_of(address, allow_loopback=False, resolve=lambda _host, _port: (found,))


def test_one_private_number_among_public_ones_is_enough_to_refuse():
    with pytest.raises(CarrierRefused):
        target_of(
            "https://hook.example/",
            allow_loopback=False,
            resolve=lambda _host, _port: ("93.184.216.34", "10.0.0.1"),
        )


@pytest.mark.parametrize(
    ("found", "url"),
    [
        pytest.param("93.184.216.34", "https://93.184.216.34:443/a?b=1", id="four parts"),
        pytest.param("2606:2800::1", "https://[2606:2800::1]:443/a?b=1", id="the new kind"),
    ],
)
def test_a_webhook_is_called_at_the_number_that_was_looked_at(found, url):
    target = target_of(
        "https://hook.example/a?b=1", allow_loopback=False, resolve=lambda _h, _p: (found,)
    )
    assert (target.url, target.host) == (url, "hook.example")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", None), ("soon", None), ("7", 7), ("-3", 0), ("Mon, 06 Jul 2026 13:06:00 GMT", 60)],
)
def test_a_pause_is_read_as_seconds_or_as_a_moment(header, seconds):
    assert seconds_of(header, datetime(2026, 7, 6, 13, 5, tzinfo=UTC)) == seconds


# SMS


def sms_by(url, **changes):
    return SmsCarrier(NotifyAccount(ACCOUNT_KEY, "template-1", base_url=url, timeout=1, **changes))


def test_a_text_message_leaves_with_a_template_and_the_key():
    answer = (201, {"content-type": "application/json"}, b'{"id": "notify-1"}')
    with serving(AnHttpServer(answer)) as server:
        assert sms_by(server.url).send(NOTICE, "07700 900111") == "notify-1"
    assert server.requests[0][0] == "/v2/notifications/sms"
    sent = server.json_of()
    assert sent["phone_number"] == "07700 900111"
    assert sent["reference"] == NOTICE.key
    assert sent["personalisation"] == {
        "how_soon": "Now: a child may be in danger",
        "reference": "DR-5TM-8RC-2",
        "answer_by": "14:05 on Monday 6 July",
        "link": "https://duty.example/desk/alerts/12",
    }


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_text_message_that_is_refused_says_with_which_code(status):
    answer = (status, {"retry-after": "9"}, b'{"errors": []}')
    with serving(AnHttpServer(answer)) as server, pytest.raises(CarrierRefused) as refusal:
        sms_by(server.url).send(NOTICE, "07700 900111")
    assert (refusal.value.reason, refusal.value.retry_after) == (f"http.{status}", 9)


def test_an_answer_that_is_not_notify_s_own_is_none():
    with serving(AnHttpServer((200, {}, b"<html>"))) as server, pytest.raises(CarrierUnreachable):
        sms_by(server.url).send(NOTICE, "07700 900111")


def test_a_notify_that_is_away_is_unreachable():
    with pytest.raises(CarrierUnreachable):
        sms_by(f"http://127.0.0.1:{closed_port()}").send(NOTICE, "07700 900111")


# the desk's group


def test_a_group_gets_text_and_buttons_and_its_message_s_id_is_kept():
    posts = []

    def post(chat, text, buttons, key):
        posts.append((chat, text, buttons, key))
        return "77"

    assert TelegramDeskCarrier(post).send(NOTICE, "-100123") == "77"
    ((chat, text, buttons, key),) = posts
    assert (chat, key) == ("-100123", NOTICE.key)
    assert "DR-5TM-8RC-2" in text
    assert buttons == (
        (Button("Acknowledge", data="acknowledge:12"), Button("Open", url=NOTICE.link)),
    )


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        pytest.param({"key": "alert:12:accept:32:0:telegram:front"}, ["Accept", "Open"], id="acc"),
        pytest.param({"key": "alert:12:decide:33:0:telegram:front"}, ["Open"], id="decided inside"),
        pytest.param({"key": "flag:7:review:3:0:telegram:front"}, ["Open"], id="a review"),
        pytest.param({"link": "http://127.0.0.1:8000/desk"}, ["Acknowledge"], id="no public link"),
    ],
)
def test_a_group_is_offered_what_can_be_answered_there(changes, labels):
    _, rows = desk_message(replace(NOTICE, **changes))
    assert [button.label for row in rows for button in row] == labels


def test_a_button_s_data_fits_into_telegram_s_64_bytes():
    _, rows = desk_message(replace(NOTICE, key=f"alert:{10**18}:acknowledge:1:0:telegram:x"))
    assert all(len(button.data.encode()) <= 64 for row in rows for button in row)
