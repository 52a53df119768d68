"""Segments and sticks."""
