"""Sends what is due and records each try. Read `carrier.py`, then `runner.py`."""
