"""What a long replay costs: a dense history is generated, played, and timed as it grows.

python -m tests.bench.replay_speed [--events 600] [--people 60] [--years 6] [--keep FILE.yaml]
    [--profile]

Prints CPU milliseconds an event for each sixth of the history; `--keep` writes the file, for
`dueregard replay FILE.yaml`; `--profile` prints where the time goes.
"""

import argparse
import cProfile
import pstats
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import yaml

from intake.policy.loader import load_policy
from intake.policy.replay_check import read_replay
from intake.running.memory import rest_longer
from intake.running.replay import play
from tests.bench.queue_speed import yardstick
from tests.bench.reporting_speed import invented

ROLES = ("community", "community", "community", "parent", "teacher", "health", "social_care")
SIGNS = ("GC1", "GC4", "GP1", "GP4", "OB7", "GP8", "CV1")
KNOWS = ("saw", "told_by_other", "rumour", "told_by_child")
STREETS = ("Lido Row", "Cinder Row", "Tanpit Lane", "Wharf Street", "Gallows Bank", "Orchard End")
TOWNS = ("Northmoor", "Southfen")
WORDS = "He was at the gate again when I came by, and the little one went with him."
PARTS = 6


def history_of(dice, events, people, years):
    """Give a replay of many people, most told of a few times and some very often."""
    codes = [f"M{number}" for number in range(people)]
    names = {code: invented(dice) for code in codes}
    homes = {code: f"{dice.choice(STREETS)}, {dice.choice(TOWNS)}" for code in codes}
    often = [1 / (1 + number) ** 0.7 for number in range(people)]
    days = sorted(dice.randrange(365 * years) for _ in range(events))
    told, listed, told_of = [], set(), set()
    for number, day in enumerate(days):
        who = dice.choices(codes, often)[0]
        on = date(2015, 1, 5) + timedelta(days=day)
        deed = dice.random()
        if who in told_of and who not in listed and deed < 0.05:
            listed.add(who)
            told.append({"on": on, "flag": _flag(who, names[who], homes[who], on)})
        elif who in listed and deed < 0.1:
            street = f"{dice.choice(STREETS)}, {dice.choice(TOWNS)}"
            told.append({"on": on, "move": {"person": who, "place": street}})
        else:
            told_of.add(who)
            report = _report(dice, number, who, names[who], homes[who])
            told.append({"on": on, "report": report})
    return {
        "title": "A dense history",
        "about": "Invented to be long.",
        "area": "northmoor",
        "people": {code: {"called": names[code]} for code in codes},
        "desks": {"answer_alerts": True, "judge": True, "answer_reviews": True},
        "history": told,
    }


def _flag(who, name, home, on):
    return {
        "person": who,
        "names": [name],
        "place": [home],
        "kind": "mappa",
        "level": "MAPPA 2",
        "owner": "northmoor_mappa",
        "review_on": on + timedelta(days=300),
    }


def _report(dice, number, who, name, home):
    child = {"part": "child", "names": invented(dice), "age": dice.randint(2, 15), "place": home}
    signs = [
        {"sign": one, "about": who}
        for one in dice.sample(SIGNS, dice.randint(0, 3))
        if one != "CV1"
    ]
    return {
        "id": f"r{number}",
        "role": dice.choice(ROLES),
        "teller": f"t{dice.randrange(400)}",
        "knows": dice.choice(KNOWS),
        "words": f"{WORDS} It was the {number}th time that day.",
        "people": [{"who": who, "names": name, "age": "about 45", "place": home}, child],
        "signs": signs,
    }


def main():
    """Generate a history, play it, and print what it costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=600)
    parser.add_argument("--people", type=int, default=0, help="else a tenth of the events")
    parser.add_argument("--years", type=int, default=6)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    dice = random.Random(5)
    rest_longer()
    history = history_of(dice, given.events, given.people or given.events // 10, given.years)
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep or Path(folder) / "dense.yaml"
        file.write_text(yaml.safe_dump(history, sort_keys=False), encoding="utf-8")
        policy = load_policy()
        before = time.process_time()
        replay = read_replay(file, policy)
    print(f"read and checked: {time.process_time() - before:.1f} s CPU")
    marks = [time.process_time()]
    each = max(1, given.events // PARTS)

    def done(number):
        if number % each == 0:
            now = time.process_time()
            took = (now - marks[-1]) * 1000 / each
            print(f"to event {number:6}: {took:7.1f} ms CPU an event   yardstick {yardstick():.1f}")
            marks.append(time.process_time())

    profile = cProfile.Profile()
    if given.profile:
        profile.enable()
    started = time.process_time()
    played = play(replay, policy, progress=done)
    took = time.process_time() - started
    profile.disable()
    print(
        f"{given.events} events in {took:.1f} s CPU, {took * 1000 / given.events:.1f} ms each;"
        f" {len(played.raised)} alerts, {len(played.lines)} lines"
    )
    if given.profile:
        pstats.Stats(profile).sort_stats("cumtime").print_stats(90)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
