"""Frameworks, connections, commands: puts the process together."""
