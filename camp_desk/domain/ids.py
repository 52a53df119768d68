"""Names of things: one type for each, so that they are not mistaken for one another."""

from typing import NewType

HouseholdId = NewType("HouseholdId", bytes)
PersonId = NewType("PersonId", bytes)
StoreId = NewType("StoreId", bytes)
LotId = NewType("LotId", bytes)
DocumentId = NewType("DocumentId", bytes)
ListId = NewType("ListId", bytes)
PlaceId = NewType("PlaceId", bytes)
ExpectedId = NewType("ExpectedId", bytes)
DeskNumber = NewType("DeskNumber", int)
