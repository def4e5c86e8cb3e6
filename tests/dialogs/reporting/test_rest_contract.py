"""The API keeps what its own description says, whatever is sent to it."""

import asyncio
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from tests.dialogs.site import API_KEY, a_site


async def _at_once(_seconds):
    return None


schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json", a_site(), config=SchemathesisConfig.from_dict({})
)


@schema.parametrize()
@settings(
    max_examples=int(os.environ.get("DUEREGARD_EXAMPLES", "10")),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_described_contract(case):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", _at_once)
        case.call_and_validate(headers={"Authorization": f"Bearer {API_KEY}"})


def test_the_description_names_every_answer():
    paths = schema.raw_schema["paths"]

    post = paths["/api/v1/concerns"]["post"]
    read = paths["/api/v1/concerns/{reference}"]["get"]
    assert {"201", "400", "401", "409", "413", "415", "422", "429"} <= set(post["responses"])
    assert {"200", "404", "422"} <= set(read["responses"])
    assert set(paths) == {
        "/api/v1/concerns",
        "/api/v1/concerns/{reference}",
        "/api/v1/concerns/{reference}/additions",
    }
