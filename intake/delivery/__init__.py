"""Sends what is due and records each try."""
