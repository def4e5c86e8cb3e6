"""How we talk."""
