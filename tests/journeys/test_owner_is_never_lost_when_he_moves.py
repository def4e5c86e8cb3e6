"""He is told of in another area, by chat or by another system: his owner is asked, he is offered.

For years no agency owned a man who had moved (Peterborough review, row P10). The report that tells
of the new place comes by any way; a human says that it is he; then he is offered by rule, and his
old owner keeps every duty until the new one accepts in writing (decision 0039).
"""

import asyncio

import pytest

from intake.actions.hand_over import accept_handover
from intake.domain.diary import DiaryKind
from intake.duty.door import DutyDoor
from intake.reporting.door import ReportingDoor
from tests.build_desk import a_listed_man, an_officer, judged_same
from tests.build_office import HandClock, a_flag, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import API_KEY, a_site
from tests.journeys.walking import Walk

OLD, NEW = "northmoor_police", "southfen_police"
LINES = """\
/start
[danger=no]
1
Something is not right with the family upstairs.
done
Tansy, about 9, Mill Lane
Corrin Thistlewood, about 47, Lido Row Southfen
in the stairwell
Northmoor
last summer
more and more
I saw or heard it myself
the school nurse
yes
07700 900123, after five
send"""


def by_chat(office, _monkeypatch):
    walk = Walk(office)
    for line in LINES.splitlines():
        walk.send(line)


def by_rest(office, monkeypatch):
    async def at_once(_seconds):
        return None

    monkeypatch.setattr(asyncio, "sleep", at_once)
    him = {
        "part": "person_of_concern",
        "names": "Corrin Thistlewood",
        "age": {"value": "47", "certainty": "about"},
        "place": {"value": "Lido Row, Southfen", "certainty": "exact"},
    }
    body = {"danger": "no", "story": "He is at the flat below.", "people": [him]}
    answer = Client(a_site(ReportingDoor(office), clock=office.now)).post(
        "/api/v1/concerns",
        json=body,
        headers={"Authorization": f"Bearer {API_KEY}", "Idempotency-Key": "idem-0001"},
    )
    assert answer.status_code == 201
    assert "offer" not in answer.text.lower()


@pytest.mark.parametrize("told", [by_chat, by_rest])
def test_row_p10_told_of_elsewhere_by_any_way_he_is_offered_and_never_without_an_owner(
    told, monkeypatch
):
    office = an_office(clock=HandClock())
    flag = a_flag(owner_desk=OLD, agency="northmoor_police", area="northmoor")
    man = a_listed_man(office, flag=flag, birth="1979-02-14")
    old = an_officer(office, login="tarn", name="N. Tarn", desk=OLD)
    new = an_officer(office, login="lanternley", name="S. Lanternley", desk=NEW)

    told(office, monkeypatch)
    with office.look() as work:
        (asked,) = work.dispatch.owed(f"person:{man.id}", DiaryKind.MOVED)
        (concern,) = work.concerns.records.all()
        assert work.stewards.offer_of(man.id) is None
    (line,) = (one for one in DutyDoor(office).diary(officer=old) if one.diary_id == asked.id)
    assert (line.reference, line.is_answerable) == (concern.reference, True)

    judged_same(office, concern, by=old)
    with office.look() as work:
        offer = work.stewards.offer_of(man.id)
        assert (offer.to_desk, work.people.owner(man.id).desk) == (NEW, OLD)
    accept_handover(office, officer=new, handover_id=offer.id, words="Ours from today.")
    with office.look() as work:
        assert work.people.owner(man.id).desk == NEW
