"""What goods are worth, as somebody estimates it: an amount of money and its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from camp_desk.domain.digits import latin
from camp_desk.domain.errors import CampDeskError
from camp_desk.domain.words import N_

CURRENCIES = ("USD", "IQD", "EUR", "TRY", "SYP", "JOD")
"""Offered first: in these the camps' goods are paid for."""

_MOST = 10**15
_AMOUNT = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


class BadEstimate(CampDeskError):
    """No amount of money."""

    message = N_("“{text}” is no value of goods.")
    advice = N_("Type an amount such as 1,200 or 15.50, and its currency such as USD or IQD.")


@dataclass(frozen=True, slots=True)
class Estimate:
    """So many hundredths of a currency, by its three letters."""

    hundredths: int
    currency: str

    def __str__(self) -> str:
        """Return the amount with its currency; hundredths only where there are some.

        >>> str(Estimate(120_000, "IQD")), str(Estimate(1_550, "USD"))
        ('1,200 IQD', '15.50 USD')
        """
        whole, rest = divmod(self.hundredths, 100)
        return f"{whole:,}{f'.{rest:02d}' if rest else ''} {self.currency}"


def read_estimate(untrusted_amount: str, untrusted_currency: str = "") -> Estimate | None:
    """Return what was typed, None where nothing was; US dollars if no currency is named.

    Commas part thousands, and nothing else: 12,5 is refused.

    Raises:
        BadEstimate: It is no amount above zero, or no currency.

    >>> read_estimate("١٬٢٠٠٫٥", "iqd")
    Estimate(hundredths=120050, currency='IQD')
    """
    typed = latin(untrusted_amount).strip()
    if not typed:
        return None
    amount = typed.replace("\u066b", ".").replace("\u066c", ",").replace(" ", "")
    currency = untrusted_currency.strip().upper() or CURRENCIES[0]
    if not _AMOUNT.fullmatch(amount) or not _CURRENCY.fullmatch(currency):
        raise BadEstimate(text=f"{untrusted_amount.strip()} {untrusted_currency.strip()}".strip())
    hundredths = int(Decimal(amount.replace(",", "")) * 100)
    if not 0 < hundredths < _MOST:
        raise BadEstimate(text=untrusted_amount.strip())
    return Estimate(hundredths, currency)
