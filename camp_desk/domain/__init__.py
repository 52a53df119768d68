"""Rules and values of camp work: no window, no file, no clock."""
