"""The camp file: the only SQL."""
