"""Generated families, and Arabic words that need no catalogue."""

import gettext
import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from camp_desk.domain.cards import card_code
from camp_desk.domain.quantities import Unit
from camp_desk.domain.words import Words
from camp_desk.printing.sheets import SheetHeading, SheetItem, SheetLine, write_sheets

ARABIC = {
    "Ration distribution sheet": "كشف توزيع الحصص",
    "Head of household": "رب الأسرة",
    "DEMONSTRATION": "للتدريب فقط",
    "This sheet": "هذه الورقة",
    "Recovery sheet": "ورقة الاسترداد",
    "of {sheets}": "من {sheets}",
}
_OWN = "محمد أحمد عليّ حسين خالد عمر إبراهيم فاطمة زينب آمنة لؤي رؤى ڕێبوار شێرکۆ ئازاد ڤیان گوڵاڵە"
_LAQAB = "الجبوري الدليمي الشمري العبيدي الطائي التكريتي السنجاري زێباری هەولێری"
_LATIN = "Mohammed Ahmed Hussein Khalid Omar Ibrahim Fatima Zainab Amina Rebwar Azad Vian"
GRAMS = (9_000, 3_000, 1_500, 920, 333, 250, 1_500)


class _Arabic(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return ARABIC.get(message, message)


@pytest.fixture
def arabic() -> Words:
    """A few Arabic words; what is not among them stays English."""
    return Words("ar", _Arabic())


@pytest.fixture
def heading() -> SheetHeading:
    return SheetHeading(
        camp="مخيم النور",
        camp_other="Al-Noor Camp",
        title="July",
        site="القطاع B",
        day=date(2014, 7, 5),
        period="2014-07-05 – 2014-07-11",
        list_number=1_000_007,
        ration_per_person="9 kg",
        printed_by="Salem",
        printed_at=datetime(2014, 7, 4, 16, 40),
    )


@pytest.fixture
def items() -> list[SheetItem]:
    """Seven items by weight and one by the piece."""
    names = ("Flour", "Rice", "Pulses", "Vegetable oil", "Salt", "Tea", "Sugar")
    return [*(SheetItem(name, Unit.GRAM) for name in names), SheetItem("Blanket", Unit.PIECE)]


@pytest.fixture
def families() -> Callable[[int], list[SheetLine]]:
    """Return so many generated families, always the same."""

    def generate(count: int) -> list[SheetLine]:
        draw = random.Random(7)
        own, laqab, latin = _OWN.split(), _LAQAB.split(), _LATIN.split()
        lines = []
        for serial in range(1, count + 1):
            persons, number = draw.randint(1, 13), 1_000_000 + serial
            lines.append(
                SheetLine(
                    serial=serial,
                    card=number,
                    issue=1 + serial % 2,
                    name=" ".join([*draw.sample(own, 3), draw.choice(laqab)]),
                    latin_name=" ".join(draw.sample(latin, 3)),
                    persons=persons,
                    place=f"B / 12 / {serial}",
                    quantities=(*(persons * grams for grams in GRAMS), persons),
                    code=card_code(number, 1 + serial % 2, b"k" * 32),
                    priority=serial % 5 == 0,
                )
            )
        return lines

    return generate


@pytest.fixture
def sheet(heading: SheetHeading, items: list[SheetItem]) -> Callable[..., bytes]:
    """Return a writer of sheets, with English words unless others are given."""

    def write(lines: list[SheetLine], *, demonstration: bool = False, **options: object) -> bytes:
        out = io.BytesIO()
        given: dict[str, object] = {"words": Words(), "lines_count": len(lines), **options}
        here = replace(heading, demonstration=demonstration)
        write_sheets(out, here, items, lines, **given)  # type: ignore[arg-type]  # named by tests
        return out.getvalue()

    return write
