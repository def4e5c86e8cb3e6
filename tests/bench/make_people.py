"""Makes a table of plainly invented people to import; a script, not collected by pytest.

Usage: python tests/bench/make_people.py 100000 people.csv
Names are glued from syllables, so that nobody is meant; the same seed gives the same table.
"""

import argparse
import csv
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

GIVEN = ("Ans", "Barn", "Corr", "Dor", "Edg", "Fenn", "God", "Humph", "Idr", "Jol", "Lub", "Morw",
         "Osb", "Perp", "Ruf", "Sil", "Tans", "Ulv", "Wilf", "Zeb")  # fmt: skip
ENDS = ("el", "abas", "in", "cas", "ar", "ick", "frey", "rey", "is", "yon", "omir", "enna", "ert",
        "etua", "us", "as", "y", "ard", "red", "edee")  # fmt: skip
FIRST = ("Bramble", "Thistle", "Oak", "Puddle", "Mud", "Quill", "Larks", "Nettle", "Black", "Ember",
         "Hollow", "Fenni", "Wriggle", "Snod", "Totter", "Glad", "Plum", "Tangle", "Winter", "Sedge",
         "Moss", "Apple", "Cobble", "Dunno", "Fiddle", "Goose", "Hazel", "Iron", "Juniper", "Kettle",
         )  # fmt: skip
LAST = ("toft", "wood", "apple", "combe", "wick", "feather", "whistle", "bed", "thorn", "forth",
        "bank", "more", "thwaite", "berry", "gill", "stole", "tree", "worth", "bourne", "ley",
        "op", "garth", "stone", "croft", "beck", "ridge", "mere", "holt", "shaw", "side")  # fmt: skip
TOWNS = (("Northmoor", "northmoor", "NM"), ("Southfen", "southfen", "SF"))
COLUMNS = ("id", "name", "aliases", "dob", "town", "postcode", "kind", "agency", "area", "owner",
           "review_on", "source", "lawful_basis")  # fmt: skip


def people(count: int, *, seed: int = 1, today: date | None = None):
    """Yield rows by COLUMNS."""
    dice = random.Random(seed)
    now = today or datetime.now(UTC).date()
    for number in range(1, count + 1):
        town, area, letters = dice.choice(TOWNS)
        name = f"{dice.choice(GIVEN)}{dice.choice(ENDS)} {dice.choice(FIRST)}{dice.choice(LAST)}"
        alias = f"{dice.choice(GIVEN)}{dice.choice(ENDS)} {name.split()[1]}"
        born = date(1950, 1, 1) + timedelta(days=dice.randrange(365 * 52))
        review = now + timedelta(days=dice.randrange(40, 365))
        yield (
            f"X{number}", name, alias if dice.random() < 0.2 else "", born.isoformat(), town,
            f"{letters}{dice.randrange(1, 5)} {dice.randrange(1, 10)}AB",
            dice.choice(("rso", "mappa", "pprc")), f"{area}_police", area, f"{area}_police",
            review.isoformat(), "invented for a measurement", "nobody exists",
        )  # fmt: skip


def write_people(path: Path, count: int, *, seed: int = 1) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(people(count, seed=seed))
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    print(write_people(asked.file, asked.count))
