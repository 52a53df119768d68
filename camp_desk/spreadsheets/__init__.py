"""Officers' tables, in and out."""
