"""Several processes at one door: nothing twice, nothing between two chairs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from intake.actions.report_concern import report_concern
from intake.domain.held import View
from intake.reporting.door import ReportingDoor
from tests.build_office import a_flagged_person, a_mention, a_submission, an_office
from tests.databases import EACH_DATABASE, a_database


def crowd_of(acts):
    with ThreadPoolExecutor(len(acts)) as crowd:
        return [one.result() for one in [crowd.submit(act) for act in acts]]


@EACH_DATABASE
def test_p01_one_key_sent_by_many_at_once_is_one_concern(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)

        def send():
            return ReportingDoor(office).receive(
                organisation="A surgery", key="k1", fingerprint="f", submission=a_submission()
            )

        receipts = crowd_of([send] * 6)
        assert len({receipt.reference for receipt in receipts}) == 1
        with office.look() as work:
            assert work.concerns.count() == 1
        office.archive.close()


@EACH_DATABASE
def test_p06_weight_that_arrives_at_one_moment_from_many_is_seen_together(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            person = a_flagged_person(work, birth="1979-02-14")

        def send(number):
            return lambda: ReportingDoor(office).receive(
                organisation="A surgery",
                key=f"k{number}",
                fingerprint="f",
                submission=a_submission(
                    a_mention(birth="1979-02-14"), signs=("GC1",), account=f"voice {number}"
                ),
            )

        crowd_of([send(number) for number in range(5)])
        with office.look() as work:
            asked = work.people.crossed_of(person.id, View.OPEN, kind="question")
            assert {row.line for row in asked} == {"review", "discuss"}
            assert len(asked) == 2
        office.archive.close()


@EACH_DATABASE
def test_two_reports_of_one_account_at_one_instant_are_one_voice(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        at_once = Barrier(2, timeout=20)

        def first():
            with office.begin() as work:
                concern = report_concern(office, work, a_submission(account="one")).concern
                at_once.wait()
                sleep(0.3)
            return concern

        def second():
            at_once.wait()
            with office.begin() as work:
                return report_concern(office, work, a_submission(account="one")).concern

        one, other = crowd_of([first, second])
        assert one.id != other.id
        assert one.voice_id == other.voice_id
        office.archive.close()
