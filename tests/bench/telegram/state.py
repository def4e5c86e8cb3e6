"""Prints how many files of the bench's database stand in each state, and how many lie in reports."""

import os
import sqlite3

database = sqlite3.connect(os.environ["DUEREGARD_DATABASE_URL"].removeprefix("sqlite:///"))
states = database.execute(
    "SELECT state, refusal, count(*) FROM attachment GROUP BY 1, 2 ORDER BY 1, 2"
)
print(
    " ".join(f"{state}{'.' if why else ''}{why}:{count}" for state, why, count in states), end=" "
)
told = "SELECT count(*) FROM attachment WHERE concern_id IS NOT NULL"
print(f"in reports:{database.execute(told).fetchone()[0]}")
