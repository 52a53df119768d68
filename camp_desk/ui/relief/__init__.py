"""Household items: what a family is given or lent, and what is lent to all families."""
