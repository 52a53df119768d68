"""Workbooks of forms with repeat groups, with the sheets and columns of KoboToolbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tests.spreadsheets.lists import workbook

FAMILY = (
    "start", "end", "today", "deviceid", "group_arrival/checkpoint", "group_arrival/arrival_date",
    "group_origin/governorate", "group_origin/district", "group_head/phone_number",
    "group_head/hh_size", "_id", "_uuid", "_submission_time", "_validation_status", "_notes",
    "_status", "_submitted_by", "__version__", "_tags", "_index",
)  # fmt: skip
MEMBER = (
    "members/full_name", "members/sex", "members/age", "members/relationship", "_index",
    "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid",
    "_submission__submission_time", "_submission__validation_status", "_submission__notes",
    "_submission__status", "_submission__submitted_by", "_submission___version__",
    "_submission__tags",
)  # fmt: skip
NEED = (
    "items/item", "items/quantity", "_index", "_parent_table_name", "_parent_index",
    "_submission__id", "_submission__uuid", "_submission__submission_time",
)  # fmt: skip
MAIN = "Arrivals Khazir"
SENT = datetime(2014, 6, 20, 18, 5)

Person = tuple[str, str, int, str]


def submission(index: int, phone: str, size: int, id_: int) -> tuple[object, ...]:
    """Return a family's row of the main sheet."""
    began = datetime(2014, 6, 12, 9, index)
    return (
        began, began, began.date(), "ee.kobotoolbox.org:x1", "Khazir", datetime(2014, 6, 11),
        "Ninewa", "Sinjar", phone, size, id_, f"uuid-{id_}", SENT, None, None,
        "submitted_via_web", "sara", "vAb3", None, index,
    )  # fmt: skip


def member(index: int, parent: int, id_: int, person: Person) -> tuple[object, ...]:
    """Return a person's row of the repeat group's sheet."""
    return (
        *person, index, MAIN, parent, id_, f"uuid-{id_}", SENT, None, None, "submitted_via_web",
        "sara", "vAb3", None,
    )  # fmt: skip


def export(
    path: Path,
    families: Sequence[tuple[int, str, Sequence[Person]]],
    *,
    before: Sequence[tuple[str, Sequence[Sequence[object]]]] = (),
) -> Path:
    """Write an export of families (their id, telephone and people); ``before`` are more sheets."""
    main: list[Sequence[object]] = [FAMILY]
    people: list[Sequence[object]] = [MEMBER]
    for index, (id_, phone, persons) in enumerate(families, 1):
        main.append(submission(index, phone, len(persons), id_))
        for person in persons:
            people.append(member(len(people), index, id_, person))
    return workbook(path, (MAIN, main), *before, ("members", people))


ALI: Person = ("علي كامل حسن الجبوري", "male", 40, "head")
HUDA: Person = ("هدى سالم محمود", "female", 36, "wife")
OMAR: Person = ("عمر علي كامل الجبوري", "male", 9, "son")
SAAD: Person = ("Saad Nuri Hatim", "male", 61, "head")
