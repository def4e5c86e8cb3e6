"""A job for one process: the living keep it, the dead are replaced at once."""

import os
import subprocess
import sys
from datetime import timedelta

from intake.running.lease import hold_alone, is_gone, let_go, this_process
from tests.build_office import HandClock, an_office

LASTS = timedelta(seconds=15)


def of_process(number):
    place, _, rest = this_process().partition(":")
    return f"{place}:{number}:{rest.partition(':')[2]}"


def test_a_living_holder_keeps_the_job_until_its_time_is_over():
    clock = HandClock()
    office = an_office(clock=clock)
    living = of_process(os.getppid())

    assert hold_alone(office, "telegram", living, lasts=LASTS)
    assert not hold_alone(office, "telegram", this_process(), lasts=LASTS)
    clock.move(seconds=16)
    assert hold_alone(office, "telegram", this_process(), lasts=LASTS)


def test_a_holder_that_was_killed_here_is_replaced_at_once():
    office = an_office()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert hold_alone(office, "telegram", of_process(ended.pid), lasts=LASTS)
    assert hold_alone(office, "telegram", this_process(), lasts=LASTS)


def test_a_holder_elsewhere_is_never_taken_for_dead():
    assert not is_gone("another-machine:1:abcd")
    assert not is_gone("")


def test_a_job_given_back_is_free():
    office = an_office()
    living = of_process(os.getppid())
    hold_alone(office, "telegram", living, lasts=LASTS)
    let_go(office, "telegram", living)

    assert hold_alone(office, "telegram", this_process(), lasts=LASTS)
