"""The small camps that these tests work on."""

from tests.small_camp import busy, camp, desk, template, two

__all__ = ["busy", "camp", "desk", "template", "two"]
