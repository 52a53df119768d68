"""Reads headings that count people: "F 0-4", "ذكور 18-59", "Boys under 5", "M 60+"."""

from __future__ import annotations

import re

from camp_desk.domain.digits import latin
from camp_desk.domain.plain import cleaned, folded
from camp_desk.domain.registration import Sex
from camp_desk.spreadsheets.fields import EVERY_AGE, Group


def _words(text: str) -> frozenset[str]:
    """Return the words as headings are compared."""
    return frozenset(map(folded, text.split()))


_FEMALE = _words(
    "f female females fem woman women girl girls إناث أنثى نساء امرأة بنات فتيات أ "
    "مێ مێینە ژن کچ کچان ژنان jin jinan keç keçan mê"
)
_MALE = _words(
    "m male males man men boy boys ذكور ذكر رجال رجل أولاد بنين صبيان فتيان ذ "
    "نێر نێرینە پیاو کوڕ کوڕان پیاوان mêr mêran kur kuran nêr zilam"
)
_OF_AGES = (
    (_words("elderly elder elders aged seniors مسنين مسن مسنون شيوخ عجزة"), (60, EVERY_AGE)),
    (_words("infant infants baby babies newborn رضع رضيع"), (0, 1)),
    (_words("adolescent adolescents teenagers teens مراهقين يافعين"), (12, 17)),
    (_words("adult adults بالغين بالغون كبار راشدين گەورە"), (18, 59)),
    (_words("child children minor minors kids أطفال قاصرين منداڵ منداڵان zarok"), (0, 17)),
    (_words("boy boys girl girls بنات أولاد صبيان بنين فتيات فتيان"), (0, 17)),
    (_words("men women man woman نساء رجال پیاوان ژنان"), (18, 59)),
)
"""Words for people of an age, those that say it most clearly first."""

_OF_AN_AGE = frozenset().union(*(words for words, _ in _OF_AGES))
_NEVER = _words(
    "pregnant lactating disabled disability chronic widow widowed injured unaccompanied school "
    "sex gender name head phone حوامل حامل مرضعات مرضعة معاقين معاق أرامل أرملة مرضى جرحى "
    "جنس اسم رب هاتف"
)
_FILLER = _words(
    "no n number of count total age aged ages year years yrs yr y old and to from persons people "
    "members individuals between group groups hh household family sum num months month mo more "
    "older over above plus under below less than younger up u yo عدد من إلى سنة سنوات عمر الفئة "
    "العمرية أعمار عام مجموع أفراد فرد شخص أشخاص العائلة الأسرة شهر أشهر فأكثر فما فوق وأكثر وما "
    "أكثر أقل تحت دون أكبر أصغر و بين فأقل فاقل ژمارەی ژمارە تەمەن ساڵ "
    "sal salî temen ji heta hejmara"
)
_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": "-", "–": "-", "—": "-", "−": "-"}
)
_NUMBERS = {"الخامسه": "5", "خمس": "5", "five": "5", "الثامنه عشره": "18", "الثامنه عشر": "18"}
_NUMBERS |= {"eighteen": "18", "الستين": "60", "ستين": "60", "sixty": "60"}
_NUMBERS |= {word.replace("ه", "ة"): number for word, number in _NUMBERS.items() if "ه" in word}
_IN_WORDS = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b")
_MONTHS = re.compile(r"\b(?:months?|mos?|mths|شهرا?|اشهر)\b")
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|to|until|الي|سنه? الي|/|:)\s*(\d{1,3})")
_ABOVE = re.compile(
    r"(\d{1,3})\s*(?:years?|yrs|سنة|عاما?)?\s*"
    r"(?:\+|plus|and (?:over|above|older|more|up)|or (?:more|older|above)|[فو]?اكثر|[فو]ما فوق)"
)
_OVER = re.compile(r"(?:\+|>=?|≥|over|above|older than|more than|(?:اكثر|اكبر) من|فوق)\s*(\d{1,3})")
_UNDER = re.compile(
    r"(?:<|under|below|less than|younger than|(?:اقل|اصغر) من|تحت|دون|\bu)\s*(\d{1,3})"
)
_UP_TO = re.compile(
    r"(?:≤|<=|up to)\s*(\d{1,3})|(\d{1,3})\s*(?:فاقل|and (?:under|below|less|younger))"
)


def group_of(heading: str) -> Group | None:
    """Return the people that a column with this heading counts, or None when it counts none.

    >>> group_of("إناث ٠-٤"), group_of("M 60+").first, group_of("Phone")
    (Group(sex=<Sex.FEMALE: 'F'>, first=0, last=4), 60, None)
    """
    plain = latin(cleaned(heading)).casefold().translate(_ALIKE)
    plain = re.sub(r"(?<=\d)_(?=\d)", "-", plain).replace("_", " ")
    plain = re.sub(r"\s*&\s*", " and ", plain)
    plain = _IN_WORDS.sub(lambda found: _NUMBERS[found.group(1)], plain)
    words = set(re.findall(r"[^\W\d]+", folded(re.sub(r"(\d+)", r" \1 ", plain))))
    if _NEVER & words or not words <= _FEMALE | _MALE | _FILLER | _OF_AN_AGE:
        return None
    sexes = [sex for sex, said in ((Sex.FEMALE, _FEMALE), (Sex.MALE, _MALE)) if said & words]
    ages = _ages(plain) or next((ages for said, ages in _OF_AGES if said & words), None)
    if ages is None and len(sexes) != 1:
        return None
    first, last = ages or (0, EVERY_AGE)
    sex = sexes[0] if len(sexes) == 1 else Sex.UNKNOWN
    return Group(sex, first, last) if first <= last else None


def _ages(plain: str) -> tuple[int, int] | None:
    in_months = 12 if _MONTHS.search(plain) else 1
    if found := _RANGE.search(plain):
        return int(found.group(1)) // in_months, int(found.group(2)) // in_months
    if found := _UP_TO.search(plain):
        return 0, int(found.group(1) or found.group(2)) // in_months
    if found := _ABOVE.search(plain) or _OVER.search(plain):
        return int(found.group(1)) // in_months, EVERY_AGE
    if found := _UNDER.search(plain):
        return 0, max(0, int(found.group(1)) // in_months - 1)
    return None
