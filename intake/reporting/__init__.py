"""The door for whoever tells: turns, receipts, and the value types a channel may hold."""
