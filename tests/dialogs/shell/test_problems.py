import pytest

from dialogs.shell.problems import PROBLEMS, problem_of
from intake.domain.codes import reference_of
from intake.domain.errors import DueRegardError, NotFoundError
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

CANARY = "Corrin Thistlewood"


def every_error(kind: type[DueRegardError] = DueRegardError) -> list[type[DueRegardError]]:
    return [kind, *(deeper for below in kind.__subclasses__() for deeper in every_error(below))]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status_and_a_plain_sentence(kind):
    problem = problem_of(kind.__new__(kind))

    own = vars(kind).get("code")
    assert own in PROBLEMS or not isinstance(own, str)
    assert 400 <= problem.status <= 599
    assert problem.sentence.endswith(".")
    assert problem.title


class _Breaking:
    def __init__(self, error):
        self.error = error

    def pause_for(self, _source):
        return 0

    def report(self, **_):
        raise self.error


def ask(error, accept):
    client = Client(a_site(_Breaking(error)))
    return client.get(
        f"/api/v1/concerns/{reference_of(1)}", headers={"Return-Code": CANARY, "Accept": accept}
    )


def test_a_program_gets_a_problem_with_its_code_and_nothing_typed():
    answer = ask(NotFoundError(), "application/json")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_p10_an_unforeseen_failure_tells_nothing_of_what_was_typed():
    answer = ask(RuntimeError(f"no such row: {CANARY}"), "application/json")

    assert answer.status_code == 500
    assert "Thistlewood" not in answer.text


def test_people_get_a_page_with_999_on_it():
    answer = Client(a_site()).get("/nowhere", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "tel:999" in answer.text
    assert "nowhere" not in answer.text
