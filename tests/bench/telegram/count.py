"""Prints how many finished reports the bench's database holds, and how many chats sent them."""

import os
import sqlite3

database = sqlite3.connect(os.environ["DUEREGARD_DATABASE_URL"].removeprefix("sqlite:///"))
reports = database.execute("SELECT count(*) FROM concern WHERE is_unfinished = 0").fetchone()
chats = database.execute(
    "SELECT count(DISTINCT chat_hash) FROM inbox WHERE concern_id IS NOT NULL"
).fetchone()
print(reports[0], chats[0])
