"""The shipped lists that stock is kept by: reasons for losses, and kits."""

from __future__ import annotations

from functools import cache

from camp_desk import shipped
from camp_desk.domain.catalogue import Effect, LossCategory
from camp_desk.domain.catalogue_tables import read_items, read_kits, read_losses
from camp_desk.domain.kits import Kit


@cache
def loss_categories() -> dict[str, LossCategory]:
    """Return the reasons for losses and gains, by code."""
    path = shipped.resources() / "catalogues" / "losses.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return dict(read_losses(file))


def losses() -> list[str]:
    """Return the codes of the reasons for which goods are gone."""
    return [code for code, each in loss_categories().items() if each.effect is Effect.LOSS]


@cache
def kits() -> dict[str, Kit]:
    """Return the kits, by code."""
    folder = shipped.resources() / "catalogues"
    with (folder / "items.csv").open(encoding="utf-8", newline="") as file:
        items = read_items(file)
    with (folder / "kits.csv").open(encoding="utf-8", newline="") as file:
        return dict(read_kits(file, items))
