"""A process has the carriers that its settings name, and no others."""

from dataclasses import replace

import pytest

from dialogs.shell.carriers import carriers_of
from intake.settings import Settings
from tests.build import shipped_policy

NOTIFY = {"notify_api_key": "tests-key", "notify_template_id": "template-1"}


def a_post(chat, text, buttons, key):
    return "1"


@pytest.mark.parametrize(
    ("told", "post", "extra"),
    [
        pytest.param({}, None, set(), id="nothing is set"),
        pytest.param({"smtp_host": "mail.example"}, None, {"email"}, id="a mail server"),
        pytest.param(NOTIFY, None, {"sms"}, id="a Notify account"),
        pytest.param({"notify_api_key": "tests-key"}, None, set(), id="an account, no template"),
        pytest.param({}, a_post, {"telegram"}, id="a bot"),
    ],
)
def test_a_process_has_the_carriers_that_are_set_up(told, post, extra):
    found = carriers_of(Settings(**told), shipped_policy(), post=post)
    assert set(found) == {"console", "webhook"} | extra


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_the_demo_may_call_webhooks_on_its_own_machine(is_demo):
    policy = shipped_policy()
    organisation = policy.organisation.model_copy(update={"is_demo": is_demo})
    found = carriers_of(Settings(), replace(policy, organisation=organisation))
    assert found["webhook"]._allow_loopback is is_demo
