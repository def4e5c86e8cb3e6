"""Who might this be? Words about a person become ranked, explained candidates.

A pure library: no clock, no files, no logging. Read `README.md`, then `query.py`
(what is asked and held) and `matcher.py` (how it is answered).
"""
