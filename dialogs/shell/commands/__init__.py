"""The commands of `dueregard`, a file a kind; each imports what it needs and is read alone."""
