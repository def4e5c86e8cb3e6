"""Carriers to desks: console, desk group, e-mail, SMS, webhook. Read `wording.py` first."""
