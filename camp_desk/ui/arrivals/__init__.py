"""Registering families, and the list of everyone."""
