"""Specific needs: setting those of a member, and what the camp asks for and counts."""
