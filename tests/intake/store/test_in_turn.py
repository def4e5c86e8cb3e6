"""A lock that is had in the order of asking."""

import threading
import time

import pytest

from intake.store.in_turn import InTurn


def test_turns_come_in_the_order_of_asking():
    lock, order = InTurn(), []

    def ask(number):
        with lock.taken():
            order.append(number)

    with lock.taken():
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
            time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_p07_those_who_send_have_every_second_turn_while_reports_pour_in():
    lock, order = InTurn(), []

    def ask(name, *, first):
        with lock.taken(first=first):
            order.append(name)

    asked = [("report", False)] * 10 + [("sender", True)] * 3
    with lock.taken():
        threads = [threading.Thread(target=ask, args=(n,), kwargs={"first": f}) for n, f in asked]
        for thread in threads:
            thread.start()
            time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert order[:6] == ["report", "sender"] * 3


def test_whoever_has_it_may_take_it_again():
    lock = InTurn()
    with lock.taken(), lock.taken(first=True):
        pass
    with lock.taken():
        pass


def test_it_is_given_back_by_an_error():
    lock = InTurn()
    with pytest.raises(ValueError, match="no"), lock.taken():
        raise ValueError("no")
    done = threading.Event()

    def ask():
        with lock.taken():
            done.set()

    threading.Thread(target=ask).start()
    assert done.wait(2)


def test_only_one_has_it():
    lock, inside, most = InTurn(), [0], [0]

    def work():
        for _ in range(200):
            with lock.taken():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_small_writer_is_not_starved_by_busy_ones():
    lock, ends, waits = InTurn(), time.monotonic() + 1, []

    def hog():
        while time.monotonic() < ends:
            with lock.taken():
                time.sleep(0.02)

    threads = [threading.Thread(target=hog) for _ in range(4)]
    for thread in threads:
        thread.start()
    while time.monotonic() < ends:
        asked = time.monotonic()
        with lock.taken():
            waits.append(time.monotonic() - asked)
    for thread in threads:
        thread.join()
    assert max(waits) < 0.4
