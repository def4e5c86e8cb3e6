"""Script, draft and the pure conversation; the channels for who tells."""
