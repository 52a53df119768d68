"""Paper from values."""
