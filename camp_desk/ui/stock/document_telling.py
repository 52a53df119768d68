"""Documents in words: rows of the list, and the story of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camp_desk.actions import document_paper, document_words
from camp_desk.actions.catalogues import loss_categories
from camp_desk.actions.reversing import OF_LISTS
from camp_desk.actions.stock import Kind
from camp_desk.domain.catalogue import Item
from camp_desk.domain.stores import StoreName
from camp_desk.domain.words import N_, Words
from camp_desk.storage.document_pages import DocumentPage, PageLine
from camp_desk.storage.documents import Row, UnderWay
from camp_desk.ui.direction import isolated, ltr
from camp_desk.ui.stock.amounts import about
from camp_desk.ui.stock.documents import DocumentRow, DocumentStory, LotLine
from camp_desk.ui.widgets.columns import Told

_NAMED = 2
_ANSWERS = {
    Kind.WAYBILL: N_("What arrived …"),
    Kind.RELEASE: N_("Take back …"),
    Kind.LENT: N_("Take back …"),
    Kind.BORROWED: N_("Give back …"),
}
"""What a button says that writes the answer to a document."""


def document_row(
    row: Row, items: Mapping[str, Item], words: Words, *, way: bool = False
) -> DocumentRow:
    """Return a document as a row; ``way`` tells that its goods are under way."""
    state, tone = document_words.state_said(
        reversal=row.reversal, is_reversed=row.reversed, waits=row.waits, words=words
    )
    if way:
        state, tone = words("On the way"), "info"
    goods = [
        f"{isolated(items[code].said(words))} {isolated(about(n, items[code].unit, words))}"
        for code, n in row.items[:_NAMED] if code in items
    ]  # fmt: skip
    more = " …" if len(row.items) > _NAMED else ""
    reason = loss_categories().get(row.reason)
    ends = (row.store_name, row.other_name)
    stores = _from_to(ends, words) if row.other_name else ""
    parts = (
        reason.said(words) if reason else "", stores, isolated(row.party), ltr(row.reference),
    )  # fmt: skip
    return DocumentRow(
        row.id, row.number, row.day.isoformat(), document_words.title(row.kind, words),
        words(", ").join(goods) + more, " · ".join(filter(None, parts)), state, tone,
    )  # fmt: skip


def way_row(
    going: UnderWay, lots: Mapping[bytes, str], items: Mapping[str, Item], words: Words, days: int
) -> DocumentRow:
    """Return a waybill whose goods are under way; ``lots`` are the items of its lots."""
    head = going.document
    goods: dict[str, int] = {}
    for lot, quantity in going.lots:
        goods[lots[lot]] = goods.get(lots[lot], 0) + quantity
    named = [
        f"{isolated(items[code].said(words))} {isolated(about(n, items[code].unit, words))}"
        for code, n in list(goods.items())[:_NAMED]
    ]
    to = head.other_name or head.reference
    parts = (
        _from_to((head.store_name, to), words), isolated(head.party), isolated(head.plate),
        isolated(head.driver),
    )  # fmt: skip
    since = words.plural("{n} day", "{n} days", days) if days else words("Today")
    tone = "danger" if days > 2 else "warn" if days else "info"  # noqa: PLR2004  in one camp
    return DocumentRow(
        head.id, head.number, head.day.isoformat(), document_words.title(head.kind, words),
        words(", ").join(named), " · ".join(filter(None, parts)), since, tone,
    )  # fmt: skip


def _from_to(ends: tuple[str, str], words: Words) -> str:
    """Return where goods go from and to; the arrow points the way one reads."""
    arrow = " ← " if words.right_to_left else " → "
    return arrow.join(isolated(StoreName(each).said(words)) for each in ends if each)


def document_story(
    page: DocumentPage, items: Mapping[str, Item], words: Words, *, way: bool
) -> DocumentStory:
    """Return all that is shown of one document; ``way`` tells that its goods are under way."""
    head = page.document
    kind, stands = head.kind, not (head.reverses or head.reversed_by)
    answers = stands and (way if kind == Kind.WAYBILL else kind in _ANSWERS)
    return DocumentStory(
        id=head.id,
        title=document_words.title(kind, words),
        number=head.number,
        facts="\n".join(_facts(page, words)),
        state=_state(page, words, way=way),
        tone="warn" if head.waits or way else "danger" if head.reversed_by else "info",
        lines=_lines(page, items, words),
        reversible=stands and kind not in OF_LISTS and not (kind == Kind.LOSS and head.about),
        waits=head.waits,
        answer=words(_ANSWERS[Kind(kind)]) if answers else "",
    )


def _facts(page: DocumentPage, words: Words) -> list[str]:
    head = page.document
    facts = [(N_("Day"), head.day.isoformat()), *document_paper.facts_said(page, words)]
    if head.officer_name and head.kind != Kind.LOSS:
        facts.append((N_("Written down by"), head.officer_name))
    said = [
        words("{name}: {value}", name=words(name), value=isolated(value))
        for name, value in facts if value
    ]  # fmt: skip
    return [*said, *document_paper.remarks_said(page, words)]


def _state(page: DocumentPage, words: Words, *, way: bool) -> str:
    head = page.document
    if head.reverses:
        return words("It takes another document back: {reason}", reason=isolated(head.remarks))
    if head.reversed_by:
        return words("It was taken back by {number}.", number=ltr(head.reversed_by))
    if head.waits:
        return words("A second officer is to confirm it.")
    return words("The goods are on the way.") if way else ""


def _lines(page: DocumentPage, items: Mapping[str, Item], words: Words) -> Sequence[LotLine]:
    kind, lines = page.document.kind, document_paper.lines_of(page)
    columns = document_paper.columns(kind)

    def tell(each: PageLine) -> LotLine:
        line = document_paper.line_said(kind, each, items, words)
        figures = dict(zip(columns, line.figures, strict=True))
        main = next(iter(figures), "")
        quantity = figures.get("Quantity") or figures.get("Good") or figures[main]
        more = [
            words("{name}: {value}", name=words(name), value=value)
            for name, value in figures.items()
            if value not in {"", "–"} and value != quantity
        ]
        below = " · ".join(filter(None, (line.lot, *more)))
        if quantity == "–":
            quantity = figures.get("In", quantity)
        return LotLine(line.item, below, quantity)

    return Told(lines, tell)
