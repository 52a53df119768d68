"""The stock in words: rows, key figures, and what runs out when and what to ask for."""

from __future__ import annotations

from datetime import date, timedelta

from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.document_words import TITLES
from camp_desk.actions.lasting import LOW, SHORT, ItemLasts
from camp_desk.actions.lasting_words import sentence as lasts_sentence
from camp_desk.actions.lasting_words import tone as tone_of
from camp_desk.actions.rooms import over_full
from camp_desk.domain.quantities import Unit, shown
from camp_desk.domain.stock import Freshness, freshness
from camp_desk.domain.words import N_, Words
from camp_desk.storage.stock import Line, Pile
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.stock.ahead import delivery_figure, expected_row, forecast
from camp_desk.ui.stock.amounts import about, sign_kept, store_name
from camp_desk.ui.stock.panel import Figure, ItemRow, ItemStory, LotRow, MovementRow, StockNow
from camp_desk.ui.stock.seen import ItemSeen, Seen
from camp_desk.ui.widgets.columns import Told

_GROUPS = {
    "cereal": N_("Cereals"),
    "pulse": N_("Pulses"),
    "fat": N_("Oil"),
    "sugar": N_("Sugar"),
    "condiment": N_("Condiments"),
    "blended": N_("Blended food"),
    "specialised": N_("Special nutrition"),
    "emergency": N_("Ready to eat"),
    "fruit": N_("Fruit"),
    "animal": N_("Meat and dairy"),
    "parcel": N_("Parcels"),
    "bedding": N_("Bedding"),
    "shelter": N_("Shelter"),
    "water": N_("Water"),
    "kitchen": N_("Kitchen"),
    "clothing": N_("Clothing"),
    "hygiene": N_("Hygiene"),
    "kit": N_("Kits"),
}
_KINDS = {
    "OPN": N_("Opening count"),
    "GRN": N_("Delivery"),
    "LOS": N_("Correction"),
    "CNT": N_("Count"),
    "REL": N_("Set aside for a list"),
    "RET": N_("Back from a list"),
    "DST": N_("Handed out"),
}


def stock_now(seen: Seen, words: Words) -> StockNow:
    """Return the table of items, the key figures and the foot."""
    listed = seen.listed
    foot = [words.plural("{n} item", "{n} items", len(listed))]
    foot.append(words.plural("{n} person", "{n} people", seen.persons))
    if seen.scale:
        foot.append(words("ration in force: {code}", code=ltr(seen.scale.code)))
    foot += over_full(seen.stores, seen.piles, seen.items, words)
    return StockNow(
        [_row(seen, code, words) for code in listed],
        (
            _below(seen, words),
            _lowest(seen, words),
            _expiring(seen, words),
            delivery_figure(seen, words),
        ),
        " · ".join(foot) if listed else "",
    )


def _row(seen: Seen, code: str, words: Words) -> ItemRow:
    item, cover, waiting = seen.items[code], seen.cover(code), seen.waiting.get(code, 0)
    state, tone = _state(seen, code, words)
    return ItemRow(
        item=code,
        name=item.said(words),
        group=words(_GROUPS.get(item.category, N_("Other"))),
        on_hand=about(seen.free(code) + waiting, item.unit, words),
        use=about(seen.use(code) // 1000, item.unit, words) if seen.use(code) else "",
        cover=cover,
        state=state,
        tone=tone,
        set_aside=about(waiting, item.unit, words) if waiting else "",
    )


def _state(seen: Seen, code: str, words: Words) -> tuple[str, str]:
    cover, worst = seen.cover(code), seen.worst(code)
    days = LOW if cover is None else cover
    empty = not seen.there(code)
    states = (
        (seen.free(code) < 0, words("Below zero"), "danger"),
        (empty and worst is Freshness.EXPIRED, words("Expired"), "danger"),
        (empty and cover is not None, words("None left"), "danger"),
        (empty, words("None left"), "info"),
        (days < SHORT, words("Runs out"), "danger"),
        (worst is Freshness.EXPIRED, words("Expired"), "danger"),
        (days < LOW, words("Low"), "warn"),
        (worst is Freshness.WITHIN_30_DAYS, words("Expiring"), "warn"),
        (cover is None, words("In stock"), "info"),
    )
    return next(((word, tone) for holds, word, tone in states if holds), (words("Enough"), "ok"))


def _below(seen: Seen, words: Words) -> Figure:
    short = [code for code in seen.listed if (seen.cover(code) or 0) < SHORT and seen.use(code)]
    if not seen.listed:
        return Figure("–", words("Nothing in stock yet"))
    names = words(", ").join(seen.items[code].said(words) for code in short)
    if not any(seen.use(code) for code in seen.listed):
        return Figure("–", words("Nothing is used yet"))
    if not short:
        return Figure("0", words("Every item lasts longer"), "ok")
    return Figure(f"{len(short)}", names, "danger")


def _lowest(seen: Seen, words: Words) -> Figure:
    used = [(cover, code) for code in seen.listed if (cover := seen.cover(code)) is not None]
    if not used:
        return Figure("–", words("Nothing is used yet"))
    cover, code = min(used, key=lambda pair: pair[0])
    name, tone = isolated(seen.items[code].said(words)), tone_of(cover)
    below = words(
        "{item}, until {day}", item=name, day=ltr(_iso(seen.today + timedelta(days=cover)))
    )
    if not cover:
        below = words("{item} does not last a day", item=name)
    return Figure(words.plural("{n} day", "{n} days", cover), below, tone)


def _expiring(seen: Seen, words: Words) -> Figure:
    if not seen.piles:
        return Figure("–", words("Nothing in stock yet"))
    gone, soon = seen.near(Freshness.EXPIRED), seen.near(Freshness.WITHIN_30_DAYS)
    later = len(seen.near(Freshness.WITHIN_90_DAYS))
    said = [words.plural("{n} lot expired", "{n} lots expired", len(gone))] if gone else []
    if soon:
        names = dict.fromkeys(seen.items[pile.item].said(words) for pile in soon)
        said.append(words(", ").join(names))
    if later or not said:
        said.append(words.plural("{n} more in 90 days", "{n} more in 90 days", later))
    tone = "danger" if gone else "warn" if soon else ""
    return Figure(words.plural("{n} lot", "{n} lots", len(soon)), " · ".join(said), tone)


def item_story(seen: Seen, at: ItemSeen, words: Words) -> ItemStory:
    """Return lots, movements, forecast and sentence of an item."""
    item = seen.items[at.item]
    lasts = seen.lasts(at.item)
    sentence, tone = _sentence(seen, lasts, words)
    lots = Told(seen.by_item.get(at.item, ()), lambda pile: _lot(seen, pile, words))
    return ItemStory(
        item.said(words),
        lots,
        forecast(lasts, at, words),
        sentence,
        tone,
        Told(at.ledger, lambda line: _movement(line, item.unit, words)),
        [expected_row(each, item, seen.today, words) for each in seen.expected
         if each.item == at.item],
    )  # fmt: skip


def _lot(seen: Seen, pile: Pile, words: Words) -> LotRow:
    unit = seen.items[pile.item].unit
    state = freshness(pile.expiry, seen.today)
    names = {store.id: store_name(store, words) for store in seen.stores}
    return LotRow(
        lot=(pile.store, pile.lot),
        label=pile.label or words("No label"),
        store=names.get(pile.store, ""),
        on_hand=sign_kept(shown(pile.quantity, unit, words)),
        expiry=_iso(pile.expiry) if pile.expiry else words("No expiry"),
        donor=pile.donor,
        state=_left(pile.expiry, seen.today, words),
        tone={Freshness.EXPIRED: "danger", Freshness.WITHIN_30_DAYS: "warn",
              Freshness.WITHIN_90_DAYS: "info"}.get(state, "ok"),
    )  # fmt: skip


def _left(expiry: date | None, today: date, words: Words) -> str:
    """Return how near an expiry is, in a word or two; empty while it is far away."""
    state = freshness(expiry, today)
    if expiry is None or state is Freshness.KEEPS:
        return ""
    if state is Freshness.EXPIRED:
        return words("Expired")
    return words.plural("{n} day left", "{n} days left", (expiry - today).days)


def _movement(line: Line, unit: Unit, words: Words) -> MovementRow:
    what = words(_KINDS.get(line.kind) or TITLES.get(line.kind, N_("Other")))
    if line.reason and (reason := loss_categories().get(line.reason)):
        what = reason.said(words)
    if line.reversal:
        what = words("Reversal: {what}", what=what)
    quantity = shown(line.quantity, unit, words)
    more = [ltr(line.number), ltr(line.reference), isolated(line.party), isolated(line.label)]
    return MovementRow(
        day=_iso(line.day),
        what=what,
        more=" · ".join(filter(None, more)),
        quantity=sign_kept(f"+{quantity}" if line.quantity > 0 else quantity),
    )


def _sentence(seen: Seen, lasts: ItemLasts, words: Words) -> tuple[str, str]:
    """Return what is said under the chart, and its tone."""
    said, tone = lasts_sentence(lasts, words)
    if lasts.free < 0 or (left := seen.left_over(lasts.item.code)) is None:
        return said, tone
    pile, quantity = left
    said += " " + words(
        "{quantity} of lot {lot} would expire on {day} before it is used: hand it out first.",
        quantity=isolated(shown(quantity, lasts.item.unit, words)),
        lot=isolated(pile.label or words("No label")),
        day=ltr(_iso(pile.expiry)) if pile.expiry else "",
    )
    return said, "warn" if tone == "ok" else tone


def _iso(day: date) -> str:
    return day.isoformat()
