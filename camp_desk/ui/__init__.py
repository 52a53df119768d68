"""The window: the only part of Camp Desk that knows Qt."""
