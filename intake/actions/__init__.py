"""One act a file: read, decide, write, in one transaction."""
