"""What every test run shares: the slow part is asked for by name, and CI lets nothing be skipped."""

import os
import shutil

import pytest

from intake.running.memory import rest_longer

NEEDED = ("browser", "postgres")
"""Marks of tests that a machine may lack the means for; in CI it may not."""

ASKED_FOR = ("slow", "browser")
"""Marks that the quick part of the suite leaves out, so that it is run at every save."""

IS_CI = os.environ.get("CI", "").lower() == "true"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(config, items):
    """Leave out, with a reason, what is slow or lacks its means, unless asked for by mark."""
    asked = config.getoption("-m")
    for item in items:
        for mark in ASKED_FOR:
            if item.get_closest_marker(mark) and mark not in asked and not _is_named(config, item):
                item.add_marker(pytest.mark.skip(reason=f"takes long; asked for by -m {mark}"))
        if item.get_closest_marker("browser") and not any(map(shutil.which, CHROMIUM)):
            item.add_marker(pytest.mark.skip(reason="there is no Chromium here"))
        if item.get_closest_marker("postgres") and not os.environ.get("DUEREGARD_TEST_POSTGRES"):
            item.add_marker(pytest.mark.skip(reason="DUEREGARD_TEST_POSTGRES is not set"))


def pytest_collection_finish(session):
    """Look for unused memory as seldom as a service does: that took a quarter of the time."""
    rest_longer()


def _is_named(config, item):
    """Whether a test's own file was asked for on the command line."""
    return any(
        str(item.path).endswith(arg.partition("::")[0]) for arg in config.args if ".py" in arg
    )


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip of a test that CI must run into a failure."""
    outcome = yield
    report = outcome.get_result()
    if not (IS_CI and report.skipped) or hasattr(report, "wasxfail"):
        return
    asked = item.config.getoption("-m")
    marks = [name for name in NEEDED if item.get_closest_marker(name) and name in asked]
    if marks:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{' and '.join(marks)} must run in CI, and was skipped: {reason}"
