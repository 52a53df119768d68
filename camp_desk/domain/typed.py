"""Reading the quantities that officers type, in any digits, to the gram."""

from __future__ import annotations

import re
from fractions import Fraction

from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.quantities import GRAMS_PER_KG, GRAMS_PER_TONNE, Unit
from camp_desk.domain.words import N_

LONGEST = 60
"""Characters; nobody types more for one quantity."""

MOST = 10**12
"""Base units, a million tonnes: far above any camp, far below what the file can hold."""


class UnreadableQuantity(CampDeskError):
    """What was typed is no quantity, or could be read in two ways."""

    message = N_("“{text}” is not a quantity.")
    advice = N_("Type a number and a unit, for example 12.5 kg, 2 t or 3 bags of 50.")


class UnknownUnit(CampDeskError):
    """The unit is no unit, or not one of this item."""

    message = N_("“{text}” has a unit in which this item is not counted.")
    advice = N_("Food is counted in g, kg, t or bags, other goods in pieces.")


class UnknownPack(CampDeskError):
    """Packs were typed, and nothing says what is in one."""

    message = N_("It is not known how much one pack of this item holds.")
    advice = N_("Type that too, for example 3 bags of 50.")


class FinerThanAGram(CampDeskError):
    """The quantity is no whole number of grams."""

    message = N_("“{text}” is not a whole number of grams.")
    advice = N_("Type it in kilograms with at most three decimals.")


class PartOfAPiece(CampDeskError):
    """The quantity is no whole number of pieces."""

    message = N_("“{text}” is not a whole number of pieces.")
    advice = N_("Type whole pieces only.")


class TooMuch(CampDeskError):
    """The quantity is beyond anything a camp holds: a slip of the hand."""

    message = N_("“{text}” is more than any camp can hold.")
    advice = N_("Check the number of zeros and the unit.")


def read(untrusted_text: str, unit: Unit, *, pack_size: int = 1, grams_per_litre: int = 0) -> int:
    """Return what was typed, in base units, exactly; 0 or more.

    A number without a unit means kilograms, or pieces.  Packs are those of the item
    ("3 bags") unless their content is typed ("3 bags of 50", "3 × 50 kg"), as that of
    scoops always is ("4 scoops of 350 g").  Parts may be added ("3 bags + 12.5 kg"), and
    of a pack there may be a share ("2 1/2 bags").  How numbers are read: see ``number``.

    Args:
        untrusted_text: In English, Arabic or Sorani words and any digits.
        unit: The base unit of the item.
        pack_size: Base units in one pack of the item; 1 means that it has none.
        grams_per_litre: The density; 0 where the item is not measured in litres.

    Raises:
        UnreadableQuantity: It is no quantity.
        UnknownUnit: The unit is no unit of this item.
        UnknownPack: It says packs, and what one holds is not known.
        FinerThanAGram: It is no whole number of grams.
        PartOfAPiece: It is no whole number of pieces.
        TooMuch: It is more than MOST.

    >>> read("12,5 kg", Unit.GRAM), read("١٢٫٥", Unit.GRAM), read("2 t", Unit.GRAM)
    (12500, 12500, 2000000)
    >>> read("3 bags of 50", Unit.GRAM), read("3 bags + 1 kg", Unit.GRAM, pack_size=25_000)
    (150000, 76000)
    """
    text = untrusted_text.strip()
    if len(text) > LONGEST:
        raise UnreadableQuantity(text=text[:LONGEST] + "…")
    sizes = _sizes(unit, pack_size, grams_per_litre)
    total = sum(_part(part, sizes, text) for part in _AND.split(_plain(text)))
    if total > MOST:
        raise TooMuch(text=text)
    if total != int(total):
        raise (FinerThanAGram if unit is Unit.GRAM else PartOfAPiece)(text=text)
    return int(total)


def divided(untrusted_text: str) -> list[str]:
    """Return several quantities that were typed with a / between them.

    A share of something keeps its own stroke.

    >>> divided("1/2 bag/0/1 bag"), divided("100/5/105"), divided("2 1/2 bags")
    (['1/2 bag', '0', '1 bag'], ['100', '5', '105'], ['2 1/2 bags'])
    """
    shares = (found.start("stroke") for found in _SHARE_OF.finditer(_digits(untrusted_text)))
    parts, kept = [""], set(shares)
    for at, letter in enumerate(untrusted_text):
        if letter == "/" and at not in kept:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def number(untrusted_text: str) -> Fraction:
    """Return a number as people type it, exactly; 0 or more.

    A point is always a decimal point.  A comma before exactly three digits separates
    thousands ("1,200" is twelve hundred), before fewer or more it is a decimal comma
    ("12,5"), and so it is behind a lone zero ("0,500").  The Arabic ٬ separates
    thousands, ٫ decimals, ، is a comma, and spaces may separate thousands.  What could
    be read in two ways ("1.234,5", "1234,567") is refused.

    Raises:
        UnreadableQuantity: It is no number, or could be one of two.

    >>> number("1,200"), number("12,5"), number("٠٫٥")
    (Fraction(1200, 1), Fraction(25, 2), Fraction(1, 2))
    """
    text = _plain(untrusted_text).strip()
    if len(text) <= LONGEST and _GROUPED.fullmatch(text):
        text = re.sub(r"[,٬ ](?=\d{3}(?!\d))", "", text)
    elif len(text) > LONGEST or not _UNGROUPED.fullmatch(text):
        raise UnreadableQuantity(text=untrusted_text.strip()[:LONGEST])
    return Fraction(text.replace(",", "."))


_DECIMALS = r"(?:\.\d+|,(?:\d{1,2}|\d{4,}))?"
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
    rf"|[1-9]\d{{0,2}}(?:(?: \d{{3}})+|(?:٬\d{{3}})+){_DECIMALS}"
)
_UNGROUPED = re.compile(rf"\d+{_DECIMALS}|\.\d+|0,\d+")

_AND = re.compile(r"\+|\band\b|\sو\s*(?=\d)")
_NUMBER = r"[\d.,٬ ]*\d"
_SHARE = re.compile(r"(?:(?P<whole>\d+) +)?(?P<top>[1-8])\s*/\s*(?P<bottom>[2-9])")
_SHARE_OF = re.compile(r"(?<![\d.,٬٫])[1-8]\s*(?P<stroke>/)\s*[2-9]\s*(?=[^\W\d_])")
_PART = re.compile(
    rf"(?P<n>{_NUMBER}(?:\s*/\s*\d)?)\s*(?P<unit>[^\W\d_]+)?\.?\s*"
    rf"(?:(?:[x×*]|of|من|سعه|بوزن|له)\s*(?P<each>{_NUMBER})\s*(?P<each_unit>[^\W\d_]+)?\.?)?"
)

# Words as _plain leaves them: small letters, no hamza on alef, no ta marbuta, Arabic kaf and ya.
# From eleven on Arabic counts in the accusative ("٢٠ كيساً"), which ends in an alef.
_GRAM = "g gr gm gram grams gramme grammes غ غم غرام غراما غرامات جرام جراما گرام گم"
_KG = (
    "kg kgs kilo kilos kilogram kilograms "
    "كغ كغم كجم كيلو كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كيلۆ كگم"
)
_TONNE = "t to ton tons tonne tonnes mt طن طنا اطنان تون تۆن"
_LITRE = "l lt ltr liter liters litre litres ل لتر لترا لترات ليتر ليترا ليترات"
_PIECE = (
    "piece pieces pc pcs unit units kit kits set sets "
    "قطعه قطع حبه حبات وحده وحدات طقم طقما اطقم حقيبه حقائب دانه پارچه"
)
_PACK = (
    "bag bags sack sacks carton cartons box boxes bottle bottles tin tins can cans pack packs "
    "packet packets bale bales bundle bundles sachet sachets parcel parcels "
    "كيس كيسا اكياس شوال شوالا شوالات كونيه كواني كرتون كرتونا كارتون كراتين "
    "صندوق صندوقا صناديق علبه علب قنينه قناني قنان عبوه عبوات "
    "رزمه رزم بالات باله سله سلات سلال كيسه فهرده تنكه بوتل قوتو"
)
_SCOOP = "scoop scoops مغرفه مغارف مغرفات كيله كيلات"
_PACKS = frozenset(_PACK.split())
_HELD = _PACKS | frozenset(_SCOOP.split())
"""What may be said to hold something: "3 bags of 50", "4 scoops of 350 g"."""

_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "،": ",",
        "٫": ".",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "),
        # marks of direction, vowel signs and the stretching stroke carry no meaning here
        **dict.fromkeys("\u061c\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u0640", ""),
        **dict.fromkeys(map(chr, (*range(0x2066, 0x206A), *range(0x064B, 0x0656), 0xFEFF)), ""),
    }
)


def _plain(text: str) -> str:
    """Return text with Latin digits, small letters, one spelling, and no invisible marks."""
    return _digits(text.casefold().translate(_FOLD))


def _digits(text: str) -> str:
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)


def _sizes(unit: Unit, pack_size: int, grams_per_litre: int) -> dict[str, int]:
    """Return base units by word; 0 for a pack whose content is not known."""
    pack = pack_size if pack_size > 1 else 0
    sizes = dict.fromkeys(_HELD, 0) | dict.fromkeys(_PACKS, pack)
    if unit is Unit.PIECE:
        return sizes | dict.fromkeys(_PIECE.split(), 1) | {"": 1}
    sizes |= dict.fromkeys(_GRAM.split(), 1)
    sizes |= dict.fromkeys(_KG.split(), GRAMS_PER_KG) | {"": GRAMS_PER_KG}
    sizes |= dict.fromkeys(_TONNE.split(), GRAMS_PER_TONNE)
    if grams_per_litre:
        sizes |= dict.fromkeys(_LITRE.split(), grams_per_litre)
    return sizes


def _part(part: str, sizes: dict[str, int], text: str) -> Fraction:
    found = _PART.fullmatch(part.strip())
    if not found:
        raise UnreadableQuantity(text=text)
    n, unit, each, each_unit = found.group("n", "unit", "each", "each_unit")
    count = _number(n, text)
    if each is None:
        return count * _size(unit or "", sizes, text)
    if unit and unit not in _HELD:
        raise UnreadableQuantity(text=text)
    return count * _number(each, text) * _size(each_unit or "", sizes, text)


def _number(part: str, text: str) -> Fraction:
    if share := _SHARE.fullmatch(part.strip()):
        return int(share["whole"] or 0) + Fraction(int(share["top"]), int(share["bottom"]))
    try:
        return number(part)
    except UnreadableQuantity:
        # the officer sees what was typed, not the part of it that failed
        raise UnreadableQuantity(text=text) from None


def _size(word: str, sizes: dict[str, int], text: str) -> int:
    if word not in sizes:
        raise UnknownUnit(text=text)
    if not sizes[word]:
        raise UnknownPack
    return sizes[word]
