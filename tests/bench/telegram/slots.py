"""Prints how long after its release slot each final reply was sent, in milliseconds.

Counted to the moment at which the sending was noted, which is a little after the telling. A
reply that is not bound to a slot (a question) is not counted.
"""

import os
import sqlite3
from datetime import datetime

database = sqlite3.connect(os.environ["DUEREGARD_DATABASE_URL"].removeprefix("sqlite:///"))
rows = database.execute(
    "SELECT not_before, sent_at, state FROM outbox WHERE channel = 'telegram' AND not_before > made_at"
).fetchall()
late = sorted(
    (datetime.fromisoformat(sent) - datetime.fromisoformat(slot)).total_seconds() * 1000
    for slot, sent, state in rows
    if state == "sent"
)
if late:
    middle, most = late[len(late) // 2], late[min(len(late) - 1, round(0.99 * (len(late) - 1)))]
    print(
        f"final replies after their slot: {len(late)} of {len(rows)} sent, p50 {middle:.0f} ms, "
        f"p99 {most:.0f} ms, last {late[-1]:.0f} ms"
    )
