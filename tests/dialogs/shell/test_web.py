import re

import pytest

from tests.dialogs.client import Client
from tests.dialogs.site import a_site


@pytest.fixture
def client():
    return Client(a_site())


class Ill:
    def missing(self):
        return ("database",)

    def faults(self):
        return ("telegram.not_reached",)

    def counts(self):
        return {"alerts_open": 3, "concerns_total": 41.0}


PATHS = ["/report", "/report/about", "/report/return", "/static/look.css", "/nowhere", "/metrics"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_safety_headers(client, path):
    headers = client.get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_are_kept_nowhere(client):
    assert client.get("/report").headers["cache-control"] == "no-store"
    assert client.get("/static/dr.js").headers["cache-control"] == "no-cache"


def test_https_is_insisted_on_only_where_there_is_https(client):
    behind_tls = Client(a_site(url="https://report.example"))

    assert "strict-transport-security" not in client.get("/report").headers
    assert "max-age" in behind_tls.get("/report").headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/report", "/report/about", "/report/return", "/nowhere"])
def test_no_page_holds_an_inline_script_or_style_or_another_host(client, path):
    page = client.get(path, headers={"accept": "text/html"}).text

    assert not re.search(r"<script(?![^>]*src=\"/static/)", page)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    assert not re.search(r"(src|href|action)=\"https?://", page)


def test_another_site_cannot_post(client):
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        assert client.post("/report/answer", headers=headers, data={}).status_code == 403


def test_a_body_beyond_the_limit_is_refused(client):
    answer = client.post("/report/answer", content=b"x" * 1_000_001)

    assert answer.status_code == 413


def test_a_body_that_does_not_tell_its_length_is_counted(client):
    answer = client.post(
        "/report/answer",
        content=(b"words=" + b"x" * 300_000 for _ in range(4)),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 413


def test_health_is_told_without_words():
    well, ill = Client(a_site()), Client(a_site(health=Ill()))

    assert well.get("/health/live").text == "live\n"
    assert well.get("/health/ready").status_code == 200
    told = ill.get("/health/ready").json()
    assert (told["ready"], told["missing"]) == (False, ["database"])
    assert [(fault["part"], fault["code"]) for fault in told["faults"]] == [
        ("telegram", "not_reached")
    ]
    assert ill.get("/health/ready").status_code == 503


def test_metrics_are_counts_only():
    text = Client(a_site(health=Ill())).get("/metrics").text

    assert text == "dueregard_alerts_open 3\ndueregard_concerns_total 41\n"


def test_the_own_script_stays_small():
    script = Client(a_site()).get("/static/dr.js").text

    assert len(script.splitlines()) <= 400
    assert "innerHTML" not in script
    assert "eval(" not in script


def test_whoever_can_read_a_page_can_already_leave_it():
    page = Client(a_site()).get("/report").text

    assert page.index('src="/static/leave.js"') < page.index("<body")
    assert "location.replace" in Client(a_site()).get("/static/leave.js").text
