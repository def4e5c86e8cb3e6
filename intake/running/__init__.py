"""The door for the process itself: loops, import, bulk screening, migration, backup."""
