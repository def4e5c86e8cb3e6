"""The door for desks: queue, alerts, people, judgements; access is decided here, by one table."""
