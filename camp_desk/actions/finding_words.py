"""What a finding says, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.count_words import count_awaiting, count_overtaken
from camp_desk.actions.event_words import relationship_name, status_name
from camp_desk.actions.officers import ROLES
from camp_desk.domain import tokens
from camp_desk.domain.cards import written
from camp_desk.domain.catalogue import Item
from camp_desk.domain.duplicates import percent
from camp_desk.domain.quantities import shown
from camp_desk.domain.roles import Role
from camp_desk.domain.statuses import status_of
from camp_desk.domain.words import N_, Words
from camp_desk.spreadsheets.export_columns import TITLES, Listing
from camp_desk.storage.findings import Finding, Kind

KINDS = {
    Kind.POSSIBLE_DUPLICATE: N_("Possible duplicate"),
    Kind.BORROWED_CHILD: N_("Same child in two families"),
    Kind.LIST_ROW_CHANGED: N_("Changed row of a list"),
    Kind.DESKS_DISAGREE: N_("Desks disagree"),
    Kind.COLLECTED_TWICE: N_("Collected twice"),
    Kind.COLLECTED_AFTER_CLOSING: N_("Collected after closing"),
    Kind.BELOW_ZERO: N_("Stock below zero"),
    Kind.WAYBILL_TWICE: N_("Waybill entered twice"),
    Kind.ARRIVED_TWICE: N_("Waybill arrived twice"),
    Kind.DESK_FORKED: N_("Two laptops with one number"),
    Kind.AWAITING_CONFIRMATION: N_("To be confirmed"),
    Kind.NAMES_EXPORTED: N_("Names exported"),
    Kind.EVENT_AWAITING: N_("Event to be confirmed"),
    Kind.LOSS_AWAITING: N_("Loss to be confirmed"),
    Kind.COUNT_AWAITING: N_("Count to be confirmed"),
    Kind.COUNT_OVERTAKEN: N_("Count and documents disagree"),
    Kind.GIVEN_TWICE: N_("Item given twice"),
    Kind.TOKEN_TWICE: N_("Token used twice"),
    Kind.TOKEN_REFUSED: N_("Token written off, but used"),
}
"""What each kind of finding is called."""

_FIELDS = {
    "phone": N_("phone"),
    "sector": N_("sector"),
    "block": N_("block"),
    "shelter": N_("shelter"),
    "own": N_("own name"),
    "father": N_("father's name"),
    "grandfather": N_("grandfather's name"),
    "laqab": N_("laqab"),
    "sex": N_("sex"),
    "birth": N_("birth"),
    "size_declared": N_("declared size"),
    "counts": N_("numbers by age and sex"),
    "remarks": N_("remarks"),
    "capacity": N_("capacity"),
    "state": N_("state"),
    "note": N_("note"),
    "checkpoint": N_("checkpoint"),
    "arrived": N_("arrival"),
    "governorate": N_("governorate"),
    "district": N_("district"),
    "origin_place": N_("place of origin"),
    "number": N_("place among the members"),
    "precision": N_("how the birth is known"),
    "value": N_("setting"),
    "name": N_("name"),
    "status": N_("status"),
    "household": N_("household"),
    "relationship": N_("relationship"),
    "role": N_("role"),
    "closed": N_("closed or retired"),
    "fourth": N_("great-grandfather's name"),
    "latin": N_("name in Latin letters"),
    "mother": N_("mother's name"),
    "grade": N_("grade of the record"),
    "urgent": N_("urgent need"),
    "intent": N_("what the family means to do"),
    "onward": N_("where the family goes"),
    "consent": N_("consent"),
    "consent_at": N_("time of the answer"),
    "consent_language": N_("language of the question"),
    "consent_purposes": N_("purposes agreed to"),
    "day": N_("expected day"),
    "quantity": N_("expected quantity"),
    "likelihood": N_("how likely it comes"),
    "donor": N_("donor"),
    "reference": N_("waybill"),
}


def field_name(field: str, words: Words) -> str:
    """Return what a field is called on a screen; its own name where there is no other."""
    return words(_FIELDS[field]) if field in _FIELDS else field.replace("_", " ")


def value_said(facts: Mapping[str, object], value: object, words: Words) -> str:
    """Return a value that desks disagree about, without ids and codes; “–” for none."""
    names = facts.get("names")
    if isinstance(value, bytes):
        name = names.get(value.hex()) if isinstance(names, dict) else None
        if isinstance(name, int):
            return words("card {number}", number=written(name))
        return str(name) if name else words("another number")
    return _code_said(str(facts["field"]), value, words) or ("–" if value is None else str(value))


def _code_said(field: str, value: object, words: Words) -> str:
    """Return the word for a code, "" where the field holds none."""
    if field == "closed":
        return words("yes") if value else words("no")
    if field == "role" and value in set(Role):
        return words(ROLES[Role(str(value))])
    if field == "status":
        return status_name(status_of(str(value)), words)
    return relationship_name(str(value), words) if field == "relationship" and value else ""


def sentence(  # noqa: C901, PLR0911, PLR0912  one for each kind
    finding: Finding, words: Words, items: Mapping[str, Item]
) -> str:
    """Return a finding as one sentence, naming the cards, desks and documents it is about."""
    facts = finding.facts
    match finding.kind:
        case Kind.POSSIBLE_DUPLICATE:
            return words(
                "Cards {a} and {b} may be one family ({score} %).",
                a=_card(facts["card_a"]),
                b=_card(facts["card_b"]),
                score=percent(float(str(facts["score"]))),
            )
        case Kind.BORROWED_CHILD:
            names = facts["names"]
            return words(
                "Cards {a} and {b} show the same child: {names}.",
                a=_card(facts["card_a"]),
                b=_card(facts["card_b"]),
                names=words(", ").join(map(str, names if isinstance(names, list) else [])),
            )
        case Kind.LIST_ROW_CHANGED:
            return words(
                "Row {number} of list {list} says something else now about card {card}.",
                number=facts["list_number"],
                list=facts["list_name"],
                card=_card(facts["card"]),
            )
        case Kind.DESKS_DISAGREE:
            return _disagreement(facts, words)
        case Kind.COLLECTED_TWICE:
            return words(
                "Card {card} collected twice: on {at_a} at desk {desk_a} (list {list_a}) and on"
                " {at_b} at desk {desk_b} (list {list_b}).",
                card=_card(facts["card"]),
                at_a=_time(facts["at_a"]),
                desk_a=_desk(facts["desk_a"]),
                list_a=facts["list_a"],
                at_b=_time(facts["at_b"]),
                desk_b=_desk(facts["desk_b"]),
                list_b=facts["list_b"],
            )
        case Kind.COLLECTED_AFTER_CLOSING:
            return words(
                "Card {card} collected on {at} at desk {desk}, which the closing of list {list}"
                " did not know.",
                card=_card(facts["card"]),
                at=_time(facts["at"]),
                desk=_desk(facts["desk"]),
                list=facts["list"],
            )
        case Kind.BELOW_ZERO:
            return _below_zero(facts, words, items)
        case Kind.WAYBILL_TWICE:
            return words(
                "Waybill {waybill} was entered twice: as {a} on {day_a} and as {b} on {day_b}. If"
                " the goods came once, the stock says too much.",
                waybill=_isolated(facts["waybill"], words),
                a=facts["number_a"],
                day_a=facts["day_a"],
                b=facts["number_b"],
                day_b=facts["day_b"],
            )
        case Kind.ARRIVED_TWICE:
            return words(
                "Waybill {waybill} arrived twice: as {a} on {day_a} and as {b} on {day_b}. Its"
                " goods are in the books twice: reverse the wrong one.",
                waybill=_isolated(facts["waybill"], words),
                a=facts["number_a"],
                day_a=facts["day_a"],
                b=facts["number_b"],
                day_b=facts["day_b"],
            )
        case Kind.AWAITING_CONFIRMATION:
            return words(
                "Cards {a} and {b} were joined by one officer; a second person is to confirm it.",
                a=_card(facts["card_a"]),
                b=_card(facts["card_b"]),
            )
        case Kind.NAMES_EXPORTED:
            return _exported(facts, words)
        case Kind.EVENT_AWAITING:
            return _event(facts, words)
        case Kind.LOSS_AWAITING:
            return _loss(facts, words, items)
        case Kind.COUNT_AWAITING:
            return count_awaiting(facts, words)
        case Kind.COUNT_OVERTAKEN:
            return count_overtaken(facts, words, items)
        case Kind.GIVEN_TWICE:
            return words(
                "Card {card} was given {item} on {at_a} at desk {desk_a} ({a}) and on {at_b} at"
                " desk {desk_b} ({b}): together more than it is entitled to.",
                card=_card(facts["card"]),
                item=items[str(facts["item"])],
                at_a=_time(facts["at_a"]),
                desk_a=_desk(facts["desk_a"]),
                a=facts["number_a"],
                at_b=_time(facts["at_b"]),
                desk_b=_desk(facts["desk_b"]),
                b=facts["number_b"],
            )
        case Kind.TOKEN_TWICE | Kind.TOKEN_REFUSED:
            return _token(finding.kind, facts, words)
        case Kind.DESK_FORKED:
            return words(
                "Two laptops work as desk {desk}: nothing more of it is taken in until a"
                " supervisor decides.",
                desk=_desk(facts["desk"]),
            )


def _exported(facts: Mapping[str, object], words: Words) -> str:
    """Say which list left; one that only a later version knows by the name it has there."""
    listing = str(facts["listing"])
    known = listing in set(Listing)
    return words(
        "{officer} exported “{list}” with names, telephones or codes of needs ({rows} rows) on"
        " {at}, for: {purpose}. A second person is to confirm it.",
        officer=facts["officer"],
        list=words(TITLES[Listing(listing)]) if known else listing,
        rows=f"{int(str(facts['rows'])):,}",
        at=_time(facts["at"]),
        purpose=facts["purpose"],
    )


def _token(kind: Kind, facts: Mapping[str, object], words: Words) -> str:
    token = tokens.written(int(str(facts["token"])))
    if kind is Kind.TOKEN_TWICE:
        return words(
            "Token {token} was used for card {a} on {at_a} at desk {desk_a} and for card {b} on"
            " {at_b} at desk {desk_b}. One of them did not come with it, or they are one family.",
            token=token,
            a=_card(facts["card_a"]),
            at_a=_time(facts["at_a"]),
            desk_a=_desk(facts["desk_a"]),
            b=_card(facts["card_b"]),
            at_b=_time(facts["at_b"]),
            desk_b=_desk(facts["desk_b"]),
        )
    return words(
        "Token {token} was written off on {day} by {officer} ({reason}), and used for card {card}"
        " on {at} at desk {desk}.",
        token=token,
        day=facts["day"],
        officer=facts["officer"] or "–",
        reason=_isolated(facts["reason"], words) or "–",
        card=_card(facts["card"]),
        at=_time(facts["at"]),
        desk=_desk(facts["desk"]),
    )


_EVENTS = {
    "death": N_("died"),
    "left": N_("left"),
    "withdrawn": N_("taken out"),
}


def _event(facts: Mapping[str, object], words: Words) -> str:
    return words(
        "Card {card}, {who}: {what} on {day}, recorded by {officer} at desk {desk}; a second"
        " person is to confirm it.",
        card=_card(facts["card"]),
        who=facts["person"] or words("the whole household"),
        what=words(_EVENTS[str(facts["event"])]),
        day=facts["day"],
        officer=facts["officer"],
        desk=_desk(facts["desk"]),
    )


def _disagreement(facts: Mapping[str, object], words: Words) -> str:
    values = facts["values"]
    said = "; ".join(
        words("desk {desk}: {value}", desk=_desk(desk), value=value_said(facts, value, words))
        for desk, value in (values if isinstance(values, list) else [])
    )
    field = field_name(str(facts["field"]), words)
    if facts.get("name"):
        field = words("{field} of {name}", field=field, name=facts["name"])
    if facts["card"]:
        return words(
            "Desks wrote different things for card {card}, {field}: {values}.",
            card=_card(facts["card"]),
            field=field,
            values=said,
        )
    return words("Desks wrote different things for {field}: {values}.", field=field, values=said)


def _below_zero(facts: Mapping[str, object], words: Words, items: Mapping[str, Item]) -> str:
    item = items[str(facts["item"])]
    documents = facts["documents"]
    return words(
        "{quantity} of {item} more left {place} than there was: documents {documents}.",
        quantity=shown(-int(str(facts["quantity"])), item.unit, words),
        item=item,
        place=facts["store"] or _holder(facts, words),
        documents=", ".join(documents if isinstance(documents, list) else []),
    )


def _holder(facts: Mapping[str, object], words: Words) -> str:
    """Return what is no store and holds goods all the same."""
    if str(facts.get("waybill")).startswith("HHL"):
        return words("loan {number}", number=facts["waybill"])
    if facts.get("waybill"):
        return words("waybill {number}", number=facts["waybill"])
    return words("list {number}", number=facts["list"])


def _loss(facts: Mapping[str, object], words: Words, items: Mapping[str, Item]) -> str:
    item = items[str(facts["item"])]
    reason = loss_categories().get(str(facts["reason"]))
    return words(
        "{number} of {day}: {quantity} of {item}, {reason}, written down by {officer}; a second"
        " officer is to confirm it.",
        number=facts["number"],
        day=facts["day"],
        quantity=shown(abs(int(str(facts["quantity"]))), item.unit, words),
        item=item,
        reason=reason.said(words) if reason else facts["reason"],
        officer=_isolated(facts["officer"], words),
    )


def _isolated(text: object, words: Words) -> str:
    """Return what somebody typed so that it reads in its own direction inside a sentence."""
    return f"\u2068{text}\u2069" if words.right_to_left else str(text)


def _card(number: object) -> str:
    return written(int(str(number)))


def _desk(number: object) -> str:
    return f"{int(str(number)):03d}" if number else "–"


def _time(iso: object) -> str:
    return str(iso).replace("T", " ")[:16]
