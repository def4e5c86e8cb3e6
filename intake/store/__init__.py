"""Rows, one transaction (Work), audit, inbox and outbox."""
